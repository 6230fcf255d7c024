/** A number of bytes for people: `930 B`, `45.2 kB`, `1.24 MB`. */
export const sizeText = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`

/** @example counted(2, 'line') → '2 lines' */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** A file of the output folder, as seen from where the command was given. */
export const pathIn = (out: string, file: string): string => (out === '.' || out === '' ? file : `${out}/${file}`)

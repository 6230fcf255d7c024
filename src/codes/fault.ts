/** Why a file of an agency cannot be used. */
export interface Fault {
  /** Line of the file, from 1, where one line is to blame. */
  readonly line?: number
  /** A sentence. */
  readonly because: string
}

export type Read<T> = { readonly value: T } | { readonly fault: Fault }

export const fault = (because: string, line?: number): { readonly fault: Fault } => ({
  fault: line === undefined ? { because } : { because, line },
})

/** Lines without their ends (LF or CRLF); a byte order mark and the empty piece behind the last end are dropped. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Whether a text ends in the middle of a line, as one that was cut off does. */
export const endsInLine = (text: string): boolean => text !== '' && !text.endsWith('\n')

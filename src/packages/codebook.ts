/**
 * A file of the code book: a classic script that hands a value to the code book under a name, because pages opened from a
 * folder, and some LMSs, may not fetch what lies beside them. ASCII alone, as in `course.js`.
 */
export const codeBookScript = (name: string, value: unknown): Uint8Array =>
  new TextEncoder().encode(`chartwrightCodes(${ascii(name)},${ascii(value)});\n`)

const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What shows the code book; it goes only into packages that have one. */
export const CODE_BOOK_PLAYER: ReadonlySet<string> = new Set(['codebook.js', 'codebook.css'])

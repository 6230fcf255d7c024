import { bareCode, type CodeEntry, isDiagnosis, isRepeated, LAST_DAY } from '../../../model/codes/entry.ts'

/** What was typed or pasted, taken apart. */
export interface Typed {
  /** New codes with their marks, in order. */
  readonly entries: readonly CodeEntry[]
  /** Codes that were in the list before, or are in the text twice. */
  readonly repeated: readonly string[]
  /** Words that have not the shape of a code. */
  readonly refused: readonly string[]
}

const DIAGNOSIS = /^([A-Z]\d[A-Z\d]|QA\d)[A-Z\d]{0,4}$/
/** Words of seven letters are not codes: a code without a digit ends with Z. */
const PROCEDURE = /^((?=.*(\d|Z$))[A-HJ-NP-Z\d]{7}|\d{4}[A-Z\d]|[A-Z]\d{4})$/

/** Whether the code has the shape of one that can have this role. */
export const hasShape = (role: CodeEntry['role'], code: string): boolean =>
  role === 'D' ? /^\d{2}$/.test(code) : (role === 'R' ? PROCEDURE : DIAGNOSIS).test(code)

/** The mark after a code: `Y`, `exempt`; for procedures the day. Undefined when the word is not a mark. */
function markOf(role: CodeEntry['role'], word: string): string | undefined {
  if (role === 'R') return /^[1-9]\d{0,2}$/.test(word) && Number(word) <= LAST_DAY ? word : undefined
  const mark = /^(exempt|1)$/i.test(word) ? 'E' : word.toUpperCase()
  return /^[YNUWE]$/.test(mark) ? mark : undefined
}

/**
 * Reads one code or a list, typed or pasted: `e1122`, `E11.22 Y, N18.30 Y`, one a line, rows of a spreadsheet. Row numbers
 * and titles after codes are passed over. Case, points and the kind of separator do not matter.
 *
 * @param days whether a procedure may be listed again for another day
 */
export function readTyped(text: string, role: 'S' | 'R', before: readonly CodeEntry[], days: boolean): Typed {
  const read: CodeEntry[] = []
  const refused: string[] = []
  let behind: 'code' | 'title' | undefined
  const rows = text.replace(/^\D*\t\D*\n/, '').replace(/^[ \t]*\d{1,3}[.)]?[ \t]+(?=\S)/gm, '')
  for (const [, space = '', written = ''] of rows.matchAll(/([\s,;]*)([^\s,;]+)/g)) {
    if (space.includes('\n')) behind = undefined
    const apart = /[^ ]/.test(space)
    const word = written.replace(/^\W+|\W+$/g, '').replace(/^poa\b\W*/i, '')
    const code = bareCode(word)
    const last = read[read.length - 1]
    // "Hepatitis E" and "Group 5" end titles; a mark after a title is set apart, or is one that no title ends with.
    const mark = behind !== 'title' || apart || /^([YNUW]|exempt)$/.test(word) ? markOf(role, word) : undefined
    if (word === '') continue
    if (behind !== undefined && mark !== undefined && last?.mark === '') {
      read[read.length - 1] = { ...last, mark }
    } else if (hasShape(role, code) && !/\..*\./.test(word) && (behind !== 'title' || apart || word.includes('.'))) {
      read.push({ role, code, mark: '' })
      behind = 'code'
    } else if (behind === 'title' || (behind === 'code' && /[a-z]{3}/i.test(word) && !/[a-z]\d|\./i.test(word))) {
      behind = 'title'
    } else {
      refused.push(written)
      behind = undefined
    }
  }
  const entries: CodeEntry[] = []
  const repeated: string[] = []
  for (const entry of read) {
    if ([...before, ...entries].some((one) => isRepeated(one, entry, days))) repeated.push(entry.code)
    else entries.push(entry)
  }
  return { entries, repeated, refused }
}

/** The list with the entry at `from` moved by one place; the first diagnosis is the one at the top. */
export function moved(entries: readonly CodeEntry[], from: number, step: -1 | 1): CodeEntry[] {
  const next = [...entries]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(from + step, 0, one)
  return next
}

export const inList = (entries: readonly CodeEntry[], role: 'S' | 'R'): CodeEntry[] =>
  entries.filter((entry) => (role === 'R' ? entry.role === 'R' : isDiagnosis(entry.role)))

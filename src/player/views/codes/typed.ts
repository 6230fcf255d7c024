import { bareCode, type CodeEntry, isDiagnosis, isRepeated, LAST_DAY } from '../../../model/codes/entry.ts'

/** What was typed or pasted, taken apart. */
export interface Typed {
  /** New codes with their marks, in order. */
  readonly entries: readonly CodeEntry[]
  /** Codes that were in the list before, or stand twice in the text. */
  readonly repeated: readonly string[]
  /** Words that have not the shape of a code. */
  readonly refused: readonly string[]
}

const DIAGNOSIS = /^([A-Z]\d[A-Z\d]|QA\d)[A-Z\d]{0,4}$/
const PROCEDURE = /^([A-HJ-NP-Z\d]{7}|\d{4}[A-Z\d]|[A-Z]\d{4})$/

/** Whether the code has the shape of one that can stand in this role. */
export const hasShape = (role: CodeEntry['role'], code: string): boolean =>
  role === 'D' ? /^\d{2}$/.test(code) : (role === 'R' ? PROCEDURE : DIAGNOSIS).test(code)

/** The mark behind a code: `Y`, `exempt`; for procedures the day. Undefined when the word is none. */
function markOf(role: CodeEntry['role'], word: string): string | undefined {
  if (role === 'R') return /^[1-9]\d{0,2}$/.test(word) && Number(word) <= LAST_DAY ? word : undefined
  const mark = /^(exempt|1)$/i.test(word) ? 'E' : word.toUpperCase()
  return /^[YNUWE]$/.test(mark) ? mark : undefined
}

/**
 * Reads one code or a list: `e1122`, `E11.22 Y, N18.30 Y`, one a line. Upper and lower case, points and separators are equal.
 *
 * @param days whether a procedure may stand there again with another day
 */
export function readTyped(text: string, role: 'S' | 'R', before: readonly CodeEntry[], days: boolean): Typed {
  const read: CodeEntry[] = []
  const refused: string[] = []
  let behindCode = false
  for (const word of text.split(/[\s,;]+/).filter((part) => part !== '')) {
    const code = bareCode(word)
    const last = read[read.length - 1]
    const mark = markOf(role, word)
    if (behindCode && mark !== undefined && last !== undefined) {
      read[read.length - 1] = { ...last, mark }
      behindCode = false
    } else {
      behindCode = hasShape(role, code) && !/\..*\./.test(word)
      if (behindCode) read.push({ role, code, mark: '' })
      else refused.push(word)
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

/** The list with the entry at `from` moved by one place; the first diagnosis is the one that stands first. */
export function moved(entries: readonly CodeEntry[], from: number, step: -1 | 1): CodeEntry[] {
  const next = [...entries]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(from + step, 0, one)
  return next
}

export const inList = (entries: readonly CodeEntry[], role: 'S' | 'R'): CodeEntry[] =>
  entries.filter((entry) => (role === 'R' ? entry.role === 'R' : isDiagnosis(entry.role)))

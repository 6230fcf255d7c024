import type { Response } from '../response.ts'
import type { CodeLine } from '../schema-types.ts'

/** P: the first diagnosis, S: any other, A: admitting diagnosis, R: procedure, D: discharge disposition. */
export type EntryRole = 'P' | 'S' | 'A' | 'R' | 'D'

/** One code as a learner reports it. */
export interface CodeEntry {
  readonly role: EntryRole
  /** Capitals and digits, without its point. */
  readonly code: string
  /** Diagnoses: POA indicator `Y`, `N`, `U`, `W`, or `E` for exempt. Procedures: the day in digits. `''` for none. */
  readonly mark: string
}

/** @example bareCode(' e11.22 ') → 'E1122' */
export const bareCode = (text: string): string => text.replace(/[.\s]/g, '').toUpperCase()

/** Diagnoses have a point after the third character. @example pointedCode('S', 'E1122') → 'E11.22' */
export const pointedCode = (role: EntryRole, code: string): string =>
  (role === 'P' || role === 'S' || role === 'A') && code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code

const ROLES: Readonly<Record<CodeLine['role'], EntryRole>> = {
  principal: 'P',
  secondary: 'S',
  admitting: 'A',
  procedure: 'R',
  disposition: 'D',
}

/** How a line of the key is reported, its principal diagnosis first. */
export const roleOf = (line: CodeLine): EntryRole => ROLES[line.role]

/** Whether two roles belong to one list, in which a code stands for itself wherever it is. */
export const sameList = (a: EntryRole, b: EntryRole): boolean => a === b || (isDiagnosis(a) && isDiagnosis(b))

/** Whether two entries say the same thing; a procedure may be done again on another day, where days are asked for. */
export const isRepeated = (a: CodeEntry, b: CodeEntry, days: boolean): boolean =>
  a.code === b.code && sameList(a.role, b.role) && (a.role !== 'R' || !days || a.mark === b.mark)

export const isDiagnosis = (role: EntryRole): boolean => role === 'P' || role === 'S'

const ENTRY =
  /^(?:([PS]):([A-Z0-9]{2,7})(?::([YNUWE]))?|A:([A-Z0-9]{2,7})|R:([A-Z0-9]{2,7})(?::([1-9]\d{0,2}))?|D:(\d{2}))$/

/** Highest day of a procedure. */
export const LAST_DAY = 366

function readEntry(text: string): CodeEntry | undefined {
  const bare = text.replace('.', '')
  const [found, dx, code, poa, admitting, procedure, day, disposition] = ENTRY.exec(bare) ?? []
  if (found === undefined || Number(day ?? 0) > LAST_DAY) return undefined
  if (code !== undefined) return { role: dx === 'P' ? 'P' : 'S', code, mark: poa ?? '' }
  if (admitting !== undefined) return { role: 'A', code: admitting, mark: '' }
  if (procedure !== undefined) return { role: 'R', code: procedure, mark: day ?? '' }
  return { role: 'D', code: disposition ?? '', mark: '' }
}

/** A response taken apart; undefined when it is none of a coding task. */
export function readEntries(response: Response): CodeEntry[] | undefined {
  const entries = response.flatMap((text) => readEntry(text) ?? [])
  const single = (role: EntryRole): boolean => entries.filter((entry) => entry.role === role).length <= 1
  const first = entries.find(({ role }) => isDiagnosis(role))
  const whole = entries.length === response.length && single('P') && single('A') && single('D')
  return whole && (first === undefined || first.role === 'P') ? entries : undefined
}

/** @example writeEntry({ role: 'P', code: 'A4151', mark: 'Y' }) → 'P:A41.51:Y' */
export const writeEntry = ({ role, code, mark }: CodeEntry): string =>
  `${role}:${pointedCode(role, code)}${mark === '' ? '' : `:${mark}`}`

/** Diagnoses in order, the first of them as the first; then the rest. */
export function writeEntries(entries: readonly CodeEntry[]): string[] {
  const diagnoses = entries
    .filter(({ role }) => isDiagnosis(role))
    .map((entry, i) => ({ ...entry, role: i === 0 ? ('P' as const) : ('S' as const) }))
  const others = entries.filter(({ role }) => !isDiagnosis(role))
  return [...diagnoses, ...others].map(writeEntry)
}

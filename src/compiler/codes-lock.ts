import type { Citation } from '../codes/citation.ts'
import { type Lock, openLock } from '../codes/lock.ts'
import { isLookedUp } from '../codes/system.ts'
import type { Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { check } from '../validation/check.ts'
import { type Inventory, readText } from './load.ts'

/** Beside course.yaml; written by `chartwright codes lock`. */
export const LOCK_FILE = 'codes.lock.json'

export interface ReadLock {
  /** Undefined when there is none, or none that can be read. */
  readonly lock?: Lock
  readonly problems: readonly Problem[]
}

export function readLock(inventory: Inventory): ReadLock {
  const place = { file: LOCK_FILE }
  if (!inventory.files.has(LOCK_FILE)) return { problems: [] }
  const read = readText(inventory, LOCK_FILE, place)
  if ('problem' in read) return { problems: [read.problem] }
  const invalid = (because: string): ReadLock => ({ problems: [problem('codes-lock-invalid', { because }, place)] })
  let json: unknown
  try {
    json = JSON.parse(read.source.text)
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error))
  }
  const { value, issues } = check('codes-lock', json)
  if (value === undefined) return invalid(`${issues[0]?.pointer ?? ''} ${issues[0]?.message ?? ''}`.trim())
  return { lock: openLock(value), problems: [] }
}

/** Codes that the lock does not have; one note where a course with codes has no lock at all. */
export function lockProblems(citations: readonly Citation[], { lock, problems }: ReadLock): Problem[] {
  const cited = citations.filter(({ system }) => isLookedUp(system))
  if (problems.length > 0 || cited.length === 0) return [...problems]
  if (lock === undefined) {
    const codes = new Set(cited.map(({ system, code }) => `${system} ${code}`)).size
    return [problem('codes-lock-missing', { codes }, { file: 'course.yaml' })]
  }
  return cited
    .filter((one) => lock.row(one) === undefined)
    .map(({ code, system, place }) => problem('code-not-locked', { code, system }, place, { actual: code }))
}

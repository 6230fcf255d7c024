import type { Citation } from '../../codes/citation.ts'
import { checkFreshness, type Finding } from '../../codes/freshness.ts'
import type { Library } from '../../codes/library.ts'
import { type Lock, type MadeLock, makeLock, openLock } from '../../codes/lock.ts'
import { isLookedUp } from '../../codes/system.ts'
import type { Problem } from '../../problems/problem.ts'
import { findingProblems } from './problems.ts'

/** Cited codes that the edition of their day does not have, or has as a header that could be reported before. */
export function unsound(
  citations: readonly Citation[],
  made: Pick<MadeLock, 'file' | 'missing'>,
  before: Lock | undefined,
  library: Library,
): Finding[] {
  const lock = openLock(made.file)
  const editions = new Set(made.file.editions.map(({ effective }) => effective))
  for (const { edition } of made.missing) editions.add(edition)
  return [...editions].sort().flatMap((edition) => {
    const here = citations.filter((one) => {
      const row = lock.row(one)
      if (row !== undefined) return row.edition === edition && !row.billable
      return (
        isLookedUp(one.system) && made.missing.some(({ citation, edition: of }) => citation === one && of === edition)
      )
    })
    const targets = new Map(here.map(({ system }) => [system, edition]))
    return checkFreshness(here, { library, targets, lock: before }).filter(({ statuses }) =>
      statuses.some(({ is }) => is !== 'valid' && is !== 'title-revised'),
    )
  })
}

/** What `codes lock` would say of a course that has no lock: codes that do not exist on the day they are meant for. */
export function checkUnlocked(
  citations: readonly Citation[],
  library: Library,
  today: string,
): { readonly problems: readonly Problem[]; readonly notes: readonly string[] } {
  const made = makeLock(citations, library, today)
  const cited = made.missing.map(({ citation }) => citation)
  return { problems: findingProblems(unsound(cited, made, undefined, library)), notes: oldEditions(made) }
}

/** One sentence for each edition that a newer one has probably replaced. */
export const oldEditions = ({ old }: Pick<MadeLock, 'old'>): string[] =>
  old.map(
    ({ system, edition, day }) =>
      `codes meant for ${day} are taken from ${system}@${edition}, the newest installed before that day. A newer edition was probably in force.`,
  )

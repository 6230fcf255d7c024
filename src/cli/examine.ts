import { type CheckInput, type InstalledCodes, runChecks, textProblems, uncheckedKeys } from '../checks/index.ts'
import type { ParseCache } from '../compiler/cache.ts'
import { type Compilation, compileCourse } from '../compiler/index.ts'
import type { Inventory } from '../compiler/load.ts'
import { unknownName } from '../compiler/unknown.ts'
import { targets } from '../packages/index.ts'
import { type Layout, layoutOf, type PackageTarget } from '../packages/target.ts'
import { compareProblems, hasErrors, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { rulesIn } from './build/credential-folders.ts'
import type { CourseFolder } from './course-folder.ts'
import { textsOf } from './course-texts.ts'
import { credentialProblems } from './credentials.ts'

export interface Examined extends Compilation {
  /** The formats to be built, in the order of the record. */
  readonly targets: readonly PackageTarget[]
  /** What could not be checked, because code sets are not installed; one sentence each. */
  readonly unchecked: readonly string[]
}

interface Examination {
  /** Instead of those that the course names. */
  readonly targets?: readonly string[] | undefined
  /** How packages will be made; `single` when left out. */
  readonly layout?: Layout
  readonly cache?: ParseCache
  readonly onProgress?: (done: number, of: number) => void
  /** The day on which approvals are looked at, `2026-11-22`. */
  readonly today: string
  /** Folders with credential files beside the catalogue. */
  readonly credentialFolders?: readonly string[]
  /** Code sets for checks that take more than the lock. */
  readonly installed?: InstalledCodes | undefined
}

/** Compiles a course and runs every check on it. `course` is missing when either found an error. */
export async function examine(
  { name }: CourseFolder,
  inventory: Inventory,
  { targets: wanted, layout = 'single', cache, onProgress, today, credentialFolders = [], installed }: Examination,
): Promise<Examined> {
  const compilation = await compileCourse(inventory, {
    name,
    ...(cache === undefined ? {} : { cache }),
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  const { draft, whole, at, cited, lock } = compilation
  const texts = textsOf(inventory)
  if (draft === undefined) {
    const problems = [...compilation.problems, ...texts.flatMap(textProblems)].sort(compareProblems)
    return { ...compilation, problems, targets: [], unchecked: [] }
  }
  const known: Readonly<Record<string, PackageTarget>> = targets
  const named = wanted ?? draft.targets
  const chosen = Object.values(known).filter((target) => named.length === 0 || named.includes(target.name))
  const unknown = draft.targets.flatMap((target, i): Problem[] => {
    if (Object.hasOwn(known, target)) return []
    const params = unknownName(target, Object.keys(known))
    return [problem('target-unknown', params, at.course(`/targets/${i}`), { actual: target, expected: params.known })]
  })
  const credentials = credentialProblems(draft, compilation.assets, inventory)
  const built = chosen.map((target) => ({ ...target, inParts: layoutOf(target, layout) === 'multi' }))
  const credentialed = draft.awards.some((award) => award.credentials !== undefined)
  const rules = credentialed ? { credentials: await rulesIn(credentialFolders) } : {}
  const codes = { cited: cited.codes, lock, installed }
  const input: CheckInput = { course: draft, whole, at, targets: built, texts, codes, today, ...rules }
  const problems = [...compilation.problems, ...unknown, ...credentials, ...runChecks(input)].sort(compareProblems)
  const { course: _, ...rest } = compilation
  return {
    ...rest,
    ...(hasErrors(problems) ? {} : { course: draft }),
    problems,
    targets: chosen,
    unchecked: uncheckedKeys(input),
  }
}

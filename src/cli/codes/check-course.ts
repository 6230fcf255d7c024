import type { EditionKey } from '../../codes/edition.ts'
import type { GuidelineSections } from '../../codes/formats/guideline-sections.ts'
import { checkFreshness } from '../../codes/freshness.ts'
import { checkGuidelines } from '../../codes/guidelines.ts'
import type { Library } from '../../codes/library.ts'
import { type CodeSystem, isLookedUp, systemNames, systems } from '../../codes/system.ts'
import { compareProblems, hasErrors } from '../../problems/problem.ts'
import { dayOf } from '../build/day.ts'
import { courseFolders, fromHere } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import type { CheckedCourse } from './checked-course.ts'
import { fixCourse } from './fix.ts'
import { readCited } from './lock-course.ts'
import { findingProblems, guidelineProblems } from './problems.ts'
import { type ReportFormat, reports } from './report.ts'
import { type Installed, sayLacking } from './use-store.ts'

export interface CheckOptions {
  /** Editions to hold the course against; the newest installed of each system when there are none. */
  readonly editions: readonly EditionKey[]
  readonly format: ReportFormat
  readonly fix: boolean
}

/** Holds courses against editions of the code sets and the guidelines, reports, and with `fix` asks what to put instead. */
export async function checkCourses(
  written: readonly string[],
  { editions, format, fix }: CheckOptions,
  store: Installed,
  io: Io,
): Promise<number> {
  const { library } = store
  const lacks = sayLacking(editions, library, io)
  if (lacks !== undefined) return lacks
  const targets = targetsOf(editions, library)
  const checked: CheckedCourse[] = []
  const used = new Set<CodeSystem>()
  const lockDays = new Map<string, string>()
  for (const folder of courseFolders(written, io)) {
    const course = await readCited(folder, io)
    if (course === undefined) return EXIT.problems
    const { codes, guidelines } = course.cited
    const cited = new Set(codes.map(({ system }) => system))
    for (const system of systems.filter(isLookedUp)) {
      const count = codes.filter((one) => one.system === system).length
      if (count > 0 && !targets.has(system) && editions.length === 0)
        io.stderr(
          `${folder.name}: ${systemNames[system]} codes cited here (${count}) are not checked, because no edition of it is installed.\n`,
        )
    }
    for (const system of cited) if (targets.has(system)) used.add(system)
    const findings = checkFreshness(codes, { library, targets, lock: course.lock })
    const sections = checkGuidelines(guidelines, library.guidelines(), guidelinesOf(editions, library))
    const problems = [...findingProblems(findings), ...guidelineProblems(sections)].sort(compareProblems)
    checked.push({ folder, findings, guidelines: sections, problems: fromHere(folder, problems) })
    lockDays.set(folder.root, course.lock?.file.asOf ?? dayOf(io.now()))
  }
  io.stdout(reports[format](checked, new Map([...targets].filter(([system]) => used.has(system))), io))
  if (fix)
    for (const one of checked) await fixCourse(one, library, lockDays.get(one.folder.root) ?? dayOf(io.now()), io)
  return hasErrors(checked.flatMap(({ problems }) => problems)) ? EXIT.problems : EXIT.fine
}

/** The sections in force with the edition of ICD-10-CM that was asked for; the newest where none was, or none is that old. */
function guidelinesOf(editions: readonly EditionKey[], library: Library): GuidelineSections | undefined {
  const day = editions.find(({ system }) => system === 'icd10cm')?.effective
  return library.guidelines().findLast(({ validFrom }) => day === undefined || validFrom <= day)
}

function targetsOf(editions: readonly EditionKey[], library: Library): ReadonlyMap<CodeSystem, string> {
  if (editions.length > 0) return new Map(editions.map(({ system, effective }) => [system, effective]))
  return new Map(
    systems.flatMap((system) => {
      const newest = library.editions(system).at(-1)
      return newest === undefined ? [] : [[system, newest] as const]
    }),
  )
}

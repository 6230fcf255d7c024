import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyPlaces } from '../../checks/index.ts'
import type { Citation } from '../../codes/citation.ts'
import { lockDrift, lockText, type MadeLock, makeLock } from '../../codes/lock.ts'
import { systemNames } from '../../codes/system.ts'
import { LOCK_FILE } from '../../compiler/codes-lock.ts'
import { openFolder } from '../../compiler/folder.ts'
import { type Compilation, compileCourse } from '../../compiler/index.ts'
import { type Inventory, loadCourse } from '../../compiler/load.ts'
import type { CodesLock } from '../../model/schema-types.ts'
import { hasErrors, type Problem } from '../../problems/problem.ts'
import { summaryText, textReport } from '../../problems/text.ts'
import { dayOf } from '../build/day.ts'
import { type CourseFolder, courseFolders, fromHere } from '../course-folder.ts'
import { textsOf } from '../course-texts.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { counted } from '../report-words.ts'
import { labelsFor } from './pcs-labels.ts'
import { findingProblems } from './problems.ts'
import { oldEditions, unsound } from './unsound.ts'
import type { Installed } from './use-store.ts'

export interface LockOptions {
  readonly frozen: boolean
  readonly asOf?: string | undefined
  readonly json: boolean
}

/** The course, or undefined after saying what keeps it from being read. */
export async function readCited(folder: CourseFolder, io: Io): Promise<Compilation | undefined> {
  const inventory = loadCourse(openFolder(folder.root))
  const compilation = await compileCourse(inventory, { name: folder.name })
  // A lock that cannot be read is what this command mends.
  const errors = compilation.problems.filter(
    ({ severity, code }) => severity === 'error' && code !== 'codes-lock-invalid',
  )
  if (errors.length === 0) return withKeys(compilation, inventory, dayOf(io.now()))
  io.stderr(`${textReport(fromHere(folder, errors), { colour: wantsColour(io, io.stderrIsTty) })}\n`)
  return undefined
}

/** Marks the citations that are keys. */
function withKeys(compilation: Compilation, inventory: Inventory, today: string): Compilation {
  const { course, at, cited, lock } = compilation
  if (course === undefined) return compilation
  const codes = { cited: cited.codes, lock, installed: undefined }
  const places = keyPlaces({ course, at, targets: [], texts: textsOf(inventory), codes, today })
  const marked = cited.codes.map(
    (one): Citation => (places.has(one.place) && one.category !== true ? { ...one, key: true } : one),
  )
  return { ...compilation, cited: { ...cited, codes: marked } }
}

/** Writes codes.lock.json of each course, or with `frozen` says what it would change. */
export async function lockCourses(
  written: readonly string[],
  { frozen, asOf, json }: LockOptions,
  store: Installed,
  io: Io,
): Promise<number> {
  const { library } = store
  const problems: Problem[] = []
  const report: unknown[] = []
  const outcomes: string[] = []
  let drifted = false
  for (const folder of courseFolders(written, io)) {
    const course = await readCited(folder, io)
    if (course === undefined) return EXIT.problems
    const { codes } = course.cited
    const made = makeLock(codes, library, asOf ?? course.lock?.file.asOf ?? dayOf(io.now()), labelsFor(course, store))
    say(folder, made, io)
    if (made.without.length > 0) return EXIT.io
    const drift = lockDrift(course.lock?.file, made.file)
    const found = fromHere(folder, findingProblems(unsound(codes, made, course.lock, library)))
    problems.push(...found)
    drifted ||= frozen && drift.length > 0
    report.push({ course: folder.name, codes: made.file.codes.length, drift, problems: found })
    const path = join(folder.root, LOCK_FILE)
    const writes = !frozen && (drift.length > 0 || !existsSync(path))
    if (writes) replaceFile(path, lockText(made.file))
    if (hasErrors(found)) outcomes.push(outcomeOf(folder, writes))
    if (!json) tell(folder, made.file, drift, frozen, io)
  }
  if (json) io.stdout(`${JSON.stringify({ format: 1, courses: report }, null, 2)}\n`)
  else if (problems.length > 0) {
    io.stdout(`${textReport(problems, { colour: wantsColour(io) })}\n${summaryText(problems)}\n${outcomes.join('')}`)
  }
  return drifted || hasErrors(problems) ? EXIT.problems : EXIT.fine
}

function say({ name }: CourseFolder, { without, old }: MadeLock, io: Io): void {
  for (const { system, day } of without) {
    io.stderr(
      `chartwright: ${name} cites ${systemNames[system]} codes meant for ${day}, and no edition of that day or before is installed. Add one with chartwright codes add.\n`,
    )
  }
  for (const sentence of oldEditions({ old })) io.stderr(`${name}: ${sentence}\n`)
}

/** What became of a lock whose course has errors. */
const outcomeOf = ({ name }: CourseFolder, wrote: boolean): string =>
  `${name}/${LOCK_FILE} ${wrote ? 'was written all the same' : 'was left as it is'}. Do not commit it: mend the errors and lock again.\n`

function tell({ name }: CourseFolder, lock: CodesLock, drift: readonly string[], frozen: boolean, io: Io): void {
  const path = `${name}/${LOCK_FILE}`
  const holds = `${counted(lock.codes.length, 'code')} of ${counted(lock.editions.length, 'edition')}`
  if (drift.length === 0) io.stdout(`${path}: ${holds}, nothing to change\n`)
  else if (!frozen) io.stdout(`${path}: ${holds}; ${changesIn(drift)}\n`)
  else
    io.stdout(
      `${path} is not what the course and the code sets say:\n${drift.map((line) => `  ${line}\n`).join('')}Run chartwright codes lock ${name}\n`,
    )
}

/** The file has one line for each code and each edition: `9 lines new, 2 changed, 1 gone`. */
const changesIn = (drift: readonly string[]): string =>
  ['new', 'changed', 'gone']
    .map((word) => ({ word, many: drift.filter((line) => line.startsWith(`${word} `)).length }))
    .filter(({ many }) => many > 0)
    .map(({ word, many }, i) => `${i === 0 ? counted(many, 'line') : many} ${word}`)
    .join(', ')

/** Written beside its place, then moved there. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${randomUUID()}`
  try {
    writeFileSync(beside, text)
    renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
}

import { openCache } from '../../compiler/cache.ts'
import type { Inventory } from '../../compiler/load.ts'
import { sha256 } from '../../compiler/load.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { stateBudget } from '../../model/state/budget.ts'
import { writePackage } from '../../packages/index.ts'
import type { Files, PackageTarget } from '../../packages/target.ts'
import { rules, verifyPackage } from '../../packages/verify/index.ts'
import type { Problem } from '../../problems/problem.ts'
import type { CourseFolder } from '../course-folder.ts'
import { examine } from '../examine.ts'
import { dayOf } from './day.ts'
import {
  type BuildRecord,
  cachePath,
  courseStands,
  type PackageRecord,
  packageStands,
  readKept,
  recordPath,
  recordText,
} from './record.ts'
import type { Stage } from './stage.ts'

interface Making {
  readonly folder: CourseFolder
  readonly inventory: Inventory
  readonly inputs: string
  readonly out: string
  readonly stage: Stage
  readonly player: Files
  readonly playerHash: string
  readonly version: string
  readonly targets: readonly string[] | undefined
  /** What the last build of this course made. */
  readonly before: BuildRecord | undefined
  readonly now: number
  readonly onProgress: (done: number, of: number) => void
}

/** Compiles a course and stages everything that is made of it. The record is missing when there were errors. */
export async function makeCourse(making: Making): Promise<{ record?: BuildRecord; problems: readonly Problem[] }> {
  const { folder, inventory, inputs, out, stage, version, playerHash, now } = making
  const cache = openCache(readKept(`${out}/${cachePath(folder.key)}`), version)
  const { course, assets, problems, targets } = await examine(folder, inventory, { ...making, cache })
  if (course === undefined) return { problems }

  const packages: PackageRecord[] = []
  for (const target of targets) packages.push(await makePackage(making, course, assets, target))
  // Its keys are in order, so the same course gives the same bytes.
  const json = JSON.stringify(course)
  const record: BuildRecord = {
    inputs,
    // Whether an approval has ended depends on the day.
    ...(course.awards.some(({ approval }) => approval !== undefined) ? { day: dayOf(now) } : {}),
    course: {
      id: course.id,
      hash: course.hash,
      modules: course.modules.length,
      questions: course.questions.length,
      state: stateBudget(course).worst,
      sha256: sha256(json),
      assets: course.assets.map(({ path, bytes }) => ({ path, bytes })),
    },
    playerHash,
    packages,
    problems,
  }
  if (!courseStands(out, record))
    stage.folder(course.id, new Map<string, Uint8Array | string>([['course.json', json], ...assets]))
  if (cache.changed()) stage.file(cachePath(folder.key), cache.text())
  stage.file(recordPath(folder.key), recordText(record, version))
  return { record, problems }
}

/**
 * Leaves a package alone that stands already and would come out the same. What is written is opened again and held against
 * every rule; a package of ours that breaks one is our mistake, so nothing is built.
 */
async function makePackage(
  { out, stage, player, playerHash, before }: Making,
  course: CompiledCourse,
  assets: Files,
  target: PackageTarget,
): Promise<PackageRecord> {
  const file = `${course.id}-${target.name}.zip`
  const known = before?.packages.find((one) => one.file === file)
  const same = before?.course.hash === course.hash && before.playerHash === playerHash
  if (known !== undefined && same && packageStands(out, known)) return known
  const files = target.files({ course, player, assets, options: { layout: 'single' } })
  const bytes = writePackage(files)
  const { violations } = await verifyPackage(bytes)
  const [fault] = violations.filter(({ rule }) => rules[rule].severity !== 'info')
  if (fault !== undefined) throw new Error(`${file} breaks the rule ${fault.rule}: ${fault.message}`)
  stage.file(file, bytes)
  return {
    target: target.name,
    file,
    bytes: bytes.length,
    sha256: sha256(bytes),
    files: files.size,
    ...(target.stateLimit === undefined ? {} : { stateLimit: target.stateLimit }),
  }
}

import { openCache } from '../../compiler/cache.ts'
import type { Inventory } from '../../compiler/load.ts'
import { sha256 } from '../../compiler/load.ts'
import { withCodeBook } from '../../compiler/render.ts'
import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import type { Files, PackageTarget } from '../../packages/target.ts'
import { compareProblems, hasErrors, type Problem } from '../../problems/problem.ts'
import { type BookStore, codeBookOf } from '../codes/book.ts'
import type { CourseFolder } from '../course-folder.ts'
import { examine } from '../examine.ts'
import { EXIT } from '../exit-codes.ts'
import { replacesForeign } from './foreign.ts'
import { makePackage, type Packaging, packageFile } from './package.ts'
import { type Product, type Refusal, replacesSource } from './places.ts'
import {
  type BuildRecord,
  cachePath,
  courseStands,
  type PackageRecord,
  readKept,
  recordPath,
  recordText,
} from './record.ts'
import type { Stage } from './stage.ts'

interface Making {
  readonly folder: CourseFolder
  /** All courses of the build. */
  readonly folders: readonly CourseFolder[]
  readonly inventory: Inventory
  readonly inputs: string
  readonly out: string
  /** The same as it was written. */
  readonly outName: string
  readonly stage: Stage
  readonly player: Files
  readonly playerHash: string
  readonly sealKey: string
  readonly targets: readonly string[] | undefined
  readonly packaging: Packaging
  /** What the last build of this course made. */
  readonly before: BuildRecord | undefined
  /** The day on which approvals are looked at, `2026-11-22`. */
  readonly today: string
  /** Folders with credential files beside the catalogue. */
  readonly credentialFolders: readonly string[]
  /** What code books are made of. */
  readonly store: BookStore
  readonly onProgress: (done: number, of: number) => void
}

/** What was made of a course. The record is missing when there were errors, or it cannot be built as it was asked for. */
interface Made {
  readonly record?: BuildRecord
  readonly problems: readonly Problem[]
  readonly refused?: Refusal
}

/** Compiles a course and stages everything that is made of it. */
export async function makeCourse(making: Making): Promise<Made> {
  const { folder, inventory, inputs, out, stage, sealKey, playerHash, today } = making
  const cache = openCache(readKept(`${out}/${cachePath(folder.key)}`), sealKey)
  const examined = await examine(folder, inventory, {
    ...making,
    layout: making.packaging.layout,
    cache,
  })
  const { book, problems: lacking } = codeBookOf(examined, making.store)
  const problems = [...examined.problems, ...lacking].sort(compareProblems)
  if (examined.course === undefined || hasErrors(problems)) return { problems }
  const { targets } = examined
  const course = book === undefined ? examined.course : withCodeBook(examined.course, book.volumes, book.files)
  const assets: Files = new Map([...examined.assets, ...(book?.files ?? [])])
  const [refused] = targets.flatMap(({ name }) => making.packaging.control.get(name)?.refused ?? [])
  if (refused !== undefined) {
    const hint = 'Nothing was built. --schemas may also be left out.'
    return { problems, refused: { message: refused, hint, exit: EXIT.usage } }
  }
  const products = productsOf(making, course, targets)
  const place = { out: making.outName, path: out, folders: making.folders, player: [...making.player.keys()] }
  const inTheWay = replacesSource(place, products) ?? replacesForeign(place, products)
  if (inTheWay !== undefined) return { problems, refused: inTheWay }

  const packages: PackageRecord[] = []
  for (const target of targets) packages.push(await makePackage(making, { course, assets, target }))
  // Its keys are in order, so the same course gives the same bytes.
  const json = JSON.stringify(course)
  const record: BuildRecord = {
    inputs,
    ...(course.awards.some(dependsOnDay) ? { day: today } : {}),
    course: {
      id: course.id,
      hash: course.hash,
      modules: course.modules.length,
      questions: course.questions.length,
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
  stage.file(recordPath(folder.key), recordText(record, sealKey))
  return { record, problems }
}

/** Whether an approval or a window is over, and which rules of a body are in force, depends on the day. */
const dependsOnDay = ({ approval, window, credentials }: Award): boolean =>
  approval !== undefined || window !== undefined || credentials !== undefined

/** Everything that goes into the output folder, and what the last build put there. */
function productsOf(
  { before, packaging }: Pick<Making, 'before' | 'packaging'>,
  course: CompiledCourse,
  targets: readonly PackageTarget[],
): Product[] {
  const compiled =
    before?.course.id === course.id ? ['course.json', ...before.course.assets.map(({ path }) => path)] : []
  return [
    { file: course.id, shape: 'folder', before: compiled },
    ...targets.map((target): Product => {
      const file = packageFile(course, target, packaging.layout)
      return { file, shape: target.shape, before: before?.packages.find((one) => one.file === file)?.names ?? [] }
    }),
  ]
}

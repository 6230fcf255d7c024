import { resolve } from 'node:path'
import { openFolder } from '../compiler/folder.ts'
import { loadCourse } from '../compiler/load.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import type { Files } from '../packages/target.ts'
import type { Problem } from '../problems/problem.ts'
import { textReport } from '../problems/text.ts'
import { dayOf } from './build/day.ts'
import { replacesForeign } from './build/foreign.ts'
import { asSeenFrom, outRefused, type Product, refuse } from './build/places.ts'
import { openStage } from './build/stage.ts'
import { courseFolder, fromHere } from './course-folder.ts'
import { type Io, wantsColour } from './io.ts'
import { showProgress } from './progress.ts'

export interface OneCourse {
  /** Missing when the course has errors. */
  readonly course?: CompiledCourse
  readonly assets: Files
  /** With paths as seen from where the command was given. */
  readonly problems: readonly Problem[]
}

/**
 * Compiles and checks the course of a command that makes something of it; an exit code, after saying why, when nothing can be put into
 * the output folder.
 *
 * @param out folder for what is made; no part of the course
 */
export async function compileOne(written: string, out: string, io: Io): Promise<OneCourse | number> {
  const folder = courseFolder(written, io)
  const path = resolve(io.cwd, out)
  const noPlace = outRefused(out, path, [folder])
  if (noPlace !== undefined) return refuse(noPlace, io)
  const { examine } = await import('./examine.ts')
  const progress = await showProgress(io, folder.name)
  try {
    const inventory = loadCourse(openFolder(folder.root, asSeenFrom(folder.root, path)))
    const { course, assets, problems } = await examine(folder, inventory, {
      today: dayOf(io.now()),
      onProgress: progress.update,
    })
    return { assets, problems: fromHere(folder, problems), ...(course === undefined ? {} : { course }) }
  } finally {
    progress.stop()
  }
}

/**
 * Puts files into the output folder, all or none, and never in place of a folder, which would be lost.
 *
 * @returns an exit code, after saying why, when something is in the way
 */
export function writeFiles(files: ReadonlyMap<string, Uint8Array | string>, out: string, io: Io): number | undefined {
  const path = resolve(io.cwd, out)
  const products = [...files.keys()].map((file): Product => ({ file, shape: 'file', before: [] }))
  const inTheWay = replacesForeign({ out, path }, products)
  if (inTheWay !== undefined) return refuse(inTheWay, io)
  const stage = openStage(path, io.now())
  try {
    for (const [name, bytes] of files) stage.file(name, bytes)
    stage.commit()
  } finally {
    stage.close()
  }
  return undefined
}

/** Says what is wrong with the course, for a person. */
export function tellProblems({ problems }: OneCourse, io: Io): void {
  if (problems.length > 0) io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n`)
}

import { resolve } from 'node:path'
import { openFolder } from '../compiler/folder.ts'
import { loadCourse } from '../compiler/load.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import type { Files } from '../packages/target.ts'
import type { Problem } from '../problems/problem.ts'
import { textReport } from '../problems/text.ts'
import { dayOf } from './build/day.ts'
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

/** Compiles and checks the course of a command that makes something of it. @param out folder that is no part of it */
export async function compileOne(written: string, out: string, io: Io): Promise<OneCourse> {
  const { examine } = await import('./examine.ts')
  const folder = courseFolder(written, io)
  const progress = await showProgress(io, folder.name)
  try {
    const inventory = loadCourse(openFolder(folder.root, resolve(io.cwd, out)))
    const { course, assets, problems } = await examine(folder, inventory, {
      today: dayOf(io.now()),
      onProgress: progress.update,
    })
    return { assets, problems: fromHere(folder, problems), ...(course === undefined ? {} : { course }) }
  } finally {
    progress.stop()
  }
}

/** Says what is wrong with the course, for a person. */
export function tellProblems({ problems }: OneCourse, io: Io): void {
  if (problems.length > 0) io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n`)
}

import type { Lock } from '../codes/lock.ts'
import type { CompiledCourse, CourseFile } from '../model/schema-types.ts'
import { compareProblems, hasErrors, type Place, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import type { PlaceOf } from '../validation/validate.ts'
import type { ParseCache } from './cache.ts'
import { type Cited, citationsOf } from './citations.ts'
import { lockProblems, readLock } from './codes-lock.ts'
import type { Folder } from './folder.ts'
import { linkCourse } from './link/index.ts'
import { type Inventory, loadCourse } from './load.ts'
import { parseCourse } from './parse.ts'
import { renderCourse } from './render.ts'
import type { ValidCourse } from './valid-course.ts'
import { validateCourse } from './validate.ts'

export interface CompileOptions {
  /** How messages name the folder. */
  readonly name: string
  /** What earlier runs parsed; this run adds to it. */
  readonly cache?: ParseCache
  /** How many of the course's texts have been parsed, of how many that may have to be. */
  readonly onProgress?: (done: number, of: number) => void
}

export interface Compilation {
  /** Deeply frozen. Undefined when there are errors. */
  readonly course?: CompiledCourse
  /** The same without what has errors, for checks of the rest. Undefined when course.yaml itself cannot be used. */
  readonly draft: CompiledCourse | undefined
  /** Whether nothing of the course is left out of the draft that is counted: no module, exam or question. */
  readonly whole: boolean
  /** Bytes of `course.assets`, by path. */
  readonly assets: ReadonlyMap<string, Uint8Array>
  /** Everything that is wrong, in order of file and line; places are relative to the course folder. */
  readonly problems: readonly Problem[]
  /** Where fields stand, for checks that come after. */
  readonly at: CoursePlaces
  /** Codes and guideline sections that the course names. */
  readonly cited: Cited
  /** What its codes.lock.json says; undefined without one that can be read. */
  readonly lock: Lock | undefined
  /** What course.yaml says of a code book; undefined when it asks for none. */
  readonly codebook: CourseFile['codebook'] | undefined
  /** Day the codes of the course are meant for, where course.yaml names one. */
  readonly asOf: string | undefined
}

/** Where the author wrote what stands in the compiled course. */
export interface CoursePlaces {
  /** @param pointer JSON pointer into course.yaml */
  readonly course: (pointer: string) => Place
  /** @param pointer JSON pointer into the exam's file */
  readonly exam: (id: string, pointer: string) => Place
  readonly bank: (id: string) => Place
}

/**
 * Course folder → compiled course. The five phases are five functions; what crosses from one to the next is the type of
 * their result: `Inventory`, `ParsedCourse`, `ValidCourse`, `LinkedCourse`, `CompiledCourse`.
 *
 * Throws only what the file system throws; everything wrong with the course is in `problems`.
 */
export async function compileCourse(
  source: Folder | Inventory,
  { name, cache, onProgress }: CompileOptions,
): Promise<Compilation> {
  const inventory = 'files' in source ? source : loadCourse(source)
  if (!inventory.files.has('course.yaml')) {
    const problems = [problem('course-missing', { folder: name }, { file: 'course.yaml' }), ...inventory.problems]
    return {
      draft: undefined,
      whole: false,
      assets: new Map(),
      problems,
      at: NOWHERE,
      cited: { codes: [], guidelines: [] },
      lock: undefined,
      codebook: undefined,
      asOf: undefined,
    }
  }
  const texts = [...inventory.files.keys()].filter((path) => /\.(md|yaml)$/.test(path)).length
  let done = 0
  const onFile = (): void => onProgress?.(Math.min(++done, texts), texts)

  const parsed = await parseCourse(inventory, { onFile, ...(cache === undefined ? {} : { cache }) })
  const valid = validateCourse(parsed)
  const cited = citationsOf(valid)
  const locked = readLock(inventory)
  const linked = linkCourse(valid, locked.lock)
  const problems = tidy([...inventory.problems, ...linked.problems, ...lockProblems(cited.codes, locked)])
  const draft = renderCourse(linked)
  return {
    ...(draft === undefined || hasErrors(problems) ? {} : { course: draft }),
    draft,
    whole: linked.whole,
    assets: new Map(linked.assets.map(({ path, bytes }) => [path, bytes])),
    problems,
    at: placesOf(valid),
    cited,
    lock: locked.lock,
    codebook: valid.course?.codebook,
    asOf: valid.course?.asOf,
  }
}

/** Sorted, and each problem once: a file that is included twice has its mistakes once. */
function tidy(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return [...problems].sort(compareProblems).filter(({ code, place, message }) => {
    const key = JSON.stringify([code, place.file, place.line, place.column, message])
    return !seen.has(key) && seen.add(key)
  })
}

const NOWHERE: CoursePlaces = {
  course: () => ({ file: 'course.yaml' }),
  exam: () => ({ file: 'course.yaml' }),
  bank: () => ({ file: 'course.yaml' }),
}

function placesOf({ courseAt, exams, banks }: ValidCourse): CoursePlaces {
  const examAt = new Map(exams.map(({ id, placeOf }): [string | undefined, PlaceOf] => [id, placeOf]))
  const bankFile = new Map(banks.map(({ file, meta }) => [meta?.bank, file]))
  return {
    course: (pointer) => courseAt(pointer),
    exam: (id, pointer) => (examAt.get(id) ?? courseAt)(pointer),
    bank: (id) => ({ file: bankFile.get(id) ?? 'course.yaml', line: 1, column: 1 }),
  }
}

import type { Citation } from '../codes/citation.ts'
import type { PcsTables } from '../codes/formats/pcs-tables.ts'
import type { Library } from '../codes/library.ts'
import type { Lock } from '../codes/lock.ts'
import type { TabularNotes } from '../codes/tabular-notes.ts'
import type { CompiledCourse, Credential } from '../model/schema-types.ts'
import type { Place, Problem } from '../problems/problem.ts'

/** A Markdown file of the course, as written. */
export interface CourseText {
  readonly path: string
  readonly text: string
  /** Whether it is a medical record; otherwise questions. */
  readonly chart: boolean
}

/** Installed code sets, and what is installed beside the codes. */
export interface InstalledCodes {
  readonly library: Library
  /** The tabular list in force on a day; the newest before it where that of its year is not installed. */
  readonly tabular: (day: string) => TabularNotes | undefined
  /** The ICD-10-PCS tables of exactly the edition in force on a day: rows change every year. */
  readonly tables: (day: string) => PcsTables | undefined
}

export interface CheckInput {
  readonly course: CompiledCourse
  /** False when parts with errors are left out of it; true when left out. */
  readonly whole?: boolean
  /** Where the author wrote what the course holds. */
  readonly at: {
    /** @param pointer JSON pointer into course.yaml */
    readonly course: (pointer: string) => Place
    /** @param pointer JSON pointer into the exam's file */
    readonly exam: (id: string, pointer: string) => Place
    readonly bank: (id: string) => Place
  }
  /** The package formats that will be built. */
  readonly targets: readonly {
    readonly name: string
    readonly stateLimit?: number
    /** Whether each module and exam keeps its own saved progress. */
    readonly inParts?: boolean
  }[]
  /** Files of charts and questions. */
  readonly texts: readonly CourseText[]
  /** What is known of the codes that the course cites. */
  readonly codes: {
    readonly cited: readonly Citation[]
    readonly lock: Lock | undefined
    /** Undefined where no code set is installed; the lock alone then says what codes are. */
    readonly installed: InstalledCodes | undefined
  }
  /** The day of the check, `2026-11-22`. */
  readonly today: string
  /** Rule files of credentials, by id. Awards are held against no body's rules when left out. */
  readonly credentials?: ReadonlyMap<string, Credential>
}

/** One rule about whole courses. A new one is a file beside this and a line in `index.ts`. */
export interface Check {
  /** One line for documentation. */
  readonly summary: string
  /** It counts over modules, exams or banks: nothing can be said while a part of them cannot be read. */
  readonly whole?: true
  readonly run: (input: CheckInput) => readonly Problem[]
}

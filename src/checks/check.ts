import type { CompiledCourse, Credential } from '../model/schema-types.ts'
import type { Place, Problem } from '../problems/problem.ts'

export interface CheckInput {
  readonly course: CompiledCourse
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
  /** The day of the check, `2026-11-22`. */
  readonly today: string
  /** Rule files of credentials, by id. Awards are held against no body's rules when left out. */
  readonly credentials?: ReadonlyMap<string, Credential>
}

/** One rule about whole courses. A new one is a file beside this and a line in `index.ts`. */
export interface Check {
  /** One line for documentation. */
  readonly summary: string
  readonly run: (input: CheckInput) => readonly Problem[]
}

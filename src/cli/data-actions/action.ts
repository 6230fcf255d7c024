import type { DataOptions } from '../data.ts'
import type { Io } from '../io.ts'

/** What `chartwright data` was given besides the file. */
export interface ActionOptions extends DataOptions {
  readonly since?: string
  readonly 'no-attachments'?: boolean
  readonly before?: string
  readonly agent?: string
  readonly authority?: string
  readonly 'dry-run'?: boolean
}

/** One thing `chartwright data` does. */
export interface Action {
  /** What follows its name, e.g. `<file>`. */
  readonly usage: string
  readonly summary: string
  /** How "Say which file to …" goes on. */
  readonly verb: string
  /** What is wrong with the options for this action. */
  readonly wrong: (options: ActionOptions) => string | undefined
  /** Resolves to the exit code. */
  readonly run: (io: Io, options: ActionOptions, file: string) => Promise<number>
}

export const nothingWrong = (): undefined => undefined

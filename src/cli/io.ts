/** What a command sees of the world. `bin.ts` makes the real one from `process`; tests make their own. */
export interface Io {
  /** Results. */
  readonly stdout: (text: string) => void
  /** Talk and progress. */
  readonly stderr: (text: string) => void
  /** Whether a person reads stdout on a terminal: colour is welcome. */
  readonly isTty: boolean
  /** The same of stderr: progress may be drawn. */
  readonly stderrIsTty: boolean
  /** Absolute path that paths on the command line are relative to. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /**
   * Resolves when the user or the system asks the program to stop (SIGINT, SIGTERM). Only a command that calls it takes
   * over these signals; for all others they end the program at once, as usual.
   */
  readonly untilStopped: () => Promise<void>
  /** Asks the person at the terminal and resolves to a line; undefined when they end the input. Missing without a terminal. */
  readonly ask?: (question: string) => Promise<string | undefined>
}

/** Whether text for a terminal may be coloured (https://no-color.org). */
export const wantsColour = (io: Io, isTty: boolean = io.isTty): boolean =>
  isTty && (io.env.NO_COLOR ?? '') === '' && io.env.TERM !== 'dumb'

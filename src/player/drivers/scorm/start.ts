import type { Connection } from '../driver.ts'
import type { Lms } from './lms.ts'

/** What every session with an LMS begins from. */
export interface Launched {
  readonly mode: Connection['mode']
  /** `Last, First`; may be empty. */
  readonly learner: string
  /** The LMS's own name for the learner; may be empty. */
  readonly learnerId: string
  /** The LMS knows of no earlier session of this attempt. */
  readonly untouched: boolean
  /** Saved progress; empty on a first visit. */
  readonly state: string
}

export type Pause = (milliseconds: number) => Promise<void>

const READS = 3
const READ_AGAIN_AFTER = 500
/** Some LMSs print what they have not got. */
const present = (value: string): string => (value === 'null' || value === 'undefined' ? '' : value)

/** An empty mode means normal: some LMSs set none. */
export const modeOf = (value: string): Connection['mode'] =>
  value === 'browse' || value === 'review' ? value : 'normal'

/** The number an element holds, if it holds one. */
export const numberOf = (value: string): number | undefined =>
  value.trim() === '' || Number.isNaN(Number(value)) ? undefined : Number(value)

/** Reading what the course goes on from: some of it must be known, some of it an LMS may not keep. */
export interface Reader {
  /** Undefined when the LMS does not answer, asked again and again. */
  readonly surely: (element: string) => Promise<string | undefined>
  readonly maybe: (element: string) => string
}

export const readerOf = (lms: Lms, pause: Pause): Reader => ({
  surely: async (element) => {
    for (let i = 1; i <= READS; i++) {
      const { value, fault } = lms.get(element)
      if (fault === undefined) return present(value)
      if (i < READS) await pause(READ_AGAIN_AFTER)
    }
    return undefined
  },
  maybe: (element) => present(lms.get(element).value),
})

/**
 * Whether the session is open. A page of the LMS around the course may have opened it already, which is refused with the
 * code given; whether it has shows in whether it answers.
 */
export function initialized(lms: Lms, alreadyInitialized: number): boolean {
  const refused = lms.initialize()
  return refused === undefined || refused.code === alreadyInitialized
}

import { hundredths } from './format.ts'
import type { Fault } from './lms.ts'
import type { Writer } from './writer.ts'

/** A score below one element name, as it is written: the best of what the LMS had and what the evidence has shown since. */
export interface Score {
  /** Hundredths of a percent; undefined: nothing new. */
  write(score: number | undefined): Fault[]
}

/**
 * Sets `scaled`, and `raw`, `min` and `max` as well, because some LMSs grade by `raw` alone. `had` is the scaled score the LMS
 * had at launch; nothing is set until it is beaten.
 */
export function openScore(writer: Writer, name: string, children: ReadonlySet<string>, had: number | undefined): Score {
  let best: number | undefined
  const write: Score['write'] = (score) => {
    if (score !== undefined && score / 10_000 > (had ?? Number.NEGATIVE_INFINITY)) best = Math.max(best ?? score, score)
    if (best === undefined) return []
    const fields = [
      ['min', '0'],
      ['max', '100'],
      ['raw', hundredths(best)],
      ['scaled', String(best / 10_000)],
    ] as const
    return fields.flatMap(([child, text]) => (children.has(child) ? writer.set(`${name}.${child}`, text) : []))
  }
  return { write }
}

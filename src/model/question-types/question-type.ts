import type { Interaction, InteractionLine } from '../interaction.ts'
import type { Response, Score } from '../response.ts'

/** What every question type provides. Parsing is in `markdown/question-types`, views are in `player/views`. */
export interface QuestionType<Q> {
  /** For people: lists, reports, documentation. */
  readonly title: string
  /** Whether the list is a response this question can have at all; anything from outside is asked this first. */
  readonly accepts: (question: Q, response: Response) => boolean
  /** Whether the response is whole, so that it may be submitted. */
  readonly answered: (question: Q, response: Response) => boolean
  readonly score: (question: Q, response: Response) => Score
  readonly interaction: (question: Q, response: Response) => Interaction
  /** Parts that are recorded besides the whole, where the question has such. */
  readonly lines?: (question: Q, response: Response) => readonly InteractionLine[]
  /** The response that scores full points, for reviews and tests. */
  readonly key: (question: Q) => Response
  /** Compact form for saved progress (`state/pack.ts` has the grammar) … */
  readonly pack: (question: Q, response: Response) => string
  /** … and back; undefined for a string that is none of this question's. */
  readonly unpack: (question: Q, packed: string) => Response | undefined
  /** Length of the longest packed response, for the state budget. */
  readonly longest: (question: Q) => number
  /** Whether an answer that is being worked at is kept in saved progress: it takes long to give. */
  readonly keepsDraft?: boolean
}

/** All or nothing. */
export const whole = (correct: boolean, points: number): Score => ({
  earned: correct ? points : 0,
  possible: points,
  correct,
})

/**
 * Part of the points for `right` of `of` parts, rounded to hundredths of a point so that sums agree everywhere.
 * Without partial credit it is all or nothing.
 */
export function parts(right: number, of: number, points: number, partial: boolean): Score {
  const correct = right === of
  if (correct || !partial) return whole(correct, points)
  return { earned: Math.round((Math.max(0, right) / of) * points * 100) / 100, possible: points, correct }
}

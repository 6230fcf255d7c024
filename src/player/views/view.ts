import type { VNode } from 'preact'
import type { Response } from '../../model/response.ts'

/** Options a learner has ruled out during an exam. */
export interface Struck {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string) => void
}

export interface ReviewProps<Q> {
  readonly question: Q
  readonly response: Response
  /** Decides the order in which options are shown; the same while answering and in review. */
  readonly seed: string
  /** Id of the element that asks the question. */
  readonly labelId: string
}

export interface AnswerProps<Q> extends ReviewProps<Q> {
  /** Unique on the page; for form fields. */
  readonly name: string
  readonly change: (response: Response) => void
  readonly struck?: Struck
}

/** How a question type looks: while it is being answered, and afterwards with its key. */
export interface View<Q> {
  readonly Answer: (props: AnswerProps<Q>) => VNode
  readonly Review: (props: ReviewProps<Q>) => VNode
  /** The result is shown above the review, which is long. */
  readonly resultFirst?: boolean
}

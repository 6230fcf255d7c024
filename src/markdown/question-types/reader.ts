import type { Question } from '../../model/schema-types.ts'
import type { CommonFields, Draft } from '../questions/draft.ts'

/** How one question type is written. */
export interface QuestionReader {
  /** Whether the answers are written as this type. */
  readonly detect: (draft: Draft) => boolean
  /** Makes the question; what is wrong goes into the draft's context, and the question is then left out. */
  readonly read: (draft: Draft, common: CommonFields) => Question | undefined
}

import type { Response, Score } from './response.ts'

/**
 * What happens in a course, in no standard's words: the player emits these, and one driver per run-time standard maps
 * them. `at` is milliseconds since 1970-01-01 UTC; durations are seconds.
 */
export type LearningEvent =
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'progressed'; readonly at: number; readonly section: string; readonly fraction: number }
  | {
      readonly type: 'answered'
      readonly at: number
      readonly question: string
      readonly response: Response
      readonly score: Score
      readonly seconds: number
      /** Where it was asked: a knowledge check's id, or an exam attempt. */
      readonly within: { readonly check: string } | { readonly exam: string; readonly attempt: number }
    }
  | { readonly type: 'attempted'; readonly at: number; readonly exam: string; readonly attempt: number }
  | {
      readonly type: 'passed' | 'failed'
      readonly at: number
      readonly exam: string
      readonly attempt: number
      readonly earned: number
      readonly possible: number
      /** Hundredths of a percent. */
      readonly percent: number
      readonly seconds: number
      /** Codes looked up in the code book; undefined where the exam keeps it closed. */
      readonly lookUps?: number
    }
  | { readonly type: 'completed'; readonly at: number; readonly seconds: number }
  | { readonly type: 'suspended'; readonly at: number; readonly seconds: number; readonly fraction: number }

import type { Response } from '../response.ts'

/** One sitting of an exam: running, or the last one submitted, kept for its review. */
export interface ExamAttempt {
  /** Counts from 1. */
  readonly number: number
  /** Seconds since 1970-01-01 UTC. */
  readonly startedAt: number
  /** Seconds spent in it so far; what counts when the clock pauses while the learner is away. */
  readonly usedSeconds: number
  readonly submitted: boolean
  /** Index of the question last shown. */
  readonly current: number
  /** By question id; only questions that were answered. */
  readonly responses: Readonly<Record<string, Response>>
  /** Question ids marked for review. */
  readonly flags: readonly string[]
  /** How many codes were looked up in the code book; left out while there are none. */
  readonly lookUps?: number
}

export interface ExamRecord {
  /** How many attempts were submitted. */
  readonly submitted: number
  /** Best result so far, in hundredths of a percent: 0 … 10000. Never goes down. */
  readonly best: number
  /** Never goes back to false. */
  readonly passed: boolean
  readonly attempt?: ExamAttempt
}

/** All that is remembered of one learner in one course. Plain data; `encode` and `decode` make it one string and back. */
export interface LearnerState {
  /** Six base64url characters, made once; every draw and shuffle follows from it. */
  readonly seed: string
  /** Time spent in the course, in seconds. */
  readonly seconds: number
  /** Section id or exam id last shown. */
  readonly bookmark?: string
  /** True from the moment the completion rule was met. Never goes back. */
  readonly completed: boolean
  /** Ids of sections opened, in course order. */
  readonly visited: readonly string[]
  /** Last response to each knowledge-check question, by question id. */
  readonly checks: Readonly<Record<string, Response>>
  /** Answers to knowledge-check questions that are being worked at, of types that keep them; left out when there are none. */
  readonly drafts?: Readonly<Record<string, Response>>
  /** By exam id. */
  readonly exams: Readonly<Record<string, ExamRecord>>
}

export const emptyState = (seed: string): LearnerState => ({
  seed,
  seconds: 0,
  completed: false,
  visited: [],
  checks: {},
  exams: {},
})

export const noExam: ExamRecord = { submitted: 0, best: 0, passed: false }

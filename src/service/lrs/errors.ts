import type { AppContext } from '../http/env.ts'

/** What the record store answers when it refuses: words for people, and where to look for programs. */
export interface LrsError {
  readonly error: string
  readonly message: string
  /** Index of the statement in the batch. */
  readonly statement?: number
  /** JSON pointer into that statement. */
  readonly pointer?: string
  readonly rule?: string
}

export const refuse = (
  c: AppContext,
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415,
  body: LrsError,
): Response => c.json(body, status)

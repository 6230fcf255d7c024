/** What the record store says when it refuses: words for people, and where to look for programs. */
export interface LrsError {
  readonly error: string
  readonly message: string
  /** Index of the statement in the batch. */
  readonly statement?: number
  /** JSON pointer into that statement. */
  readonly pointer?: string
  /** The clause of the standard. */
  readonly rule?: string
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 412 | 413 | 415 | 429 | 503

export interface Refusal {
  readonly refused: LrsError
  readonly status: RefusalStatus
  readonly headers?: Readonly<Record<string, string>>
}

export const refusal = (
  status: RefusalStatus,
  refused: LrsError,
  headers?: Readonly<Record<string, string>>,
): Refusal => ({
  refused,
  status,
  ...(headers === undefined ? {} : { headers }),
})

export const isRefusal = (value: object): value is Refusal => 'refused' in value

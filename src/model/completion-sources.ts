/** How a completion reached the ledger, and how far what it says is to be trusted: the stronger ones first. */
export interface CompletionSourceFacts {
  readonly name: string
  readonly trust:
    | 'graded here'
    | 'reported by a launched course'
    | 'reported by an LMS'
    | 'attested by staff'
    | 'reported by the learner'
  /** Whether an award takes it without naming it under `acceptedSources`. */
  readonly acceptedByDefault: boolean
}

export const completionSources = {
  hosted: { name: 'Taken on this service', trust: 'graded here', acceptedByDefault: true },
  cmi5: { name: 'Launched from here (cmi5)', trust: 'reported by a launched course', acceptedByDefault: true },
  'lms-key': { name: 'Sent by an LMS', trust: 'reported by an LMS', acceptedByDefault: false },
  roster: { name: 'Imported from a grade export', trust: 'attested by staff', acceptedByDefault: false },
  manual: { name: 'Entered by staff', trust: 'attested by staff', acceptedByDefault: false },
  external: { name: 'Activity elsewhere', trust: 'reported by the learner', acceptedByDefault: false },
} as const satisfies Readonly<Record<string, CompletionSourceFacts>>

export type CompletionSource = keyof typeof completionSources

export const isCompletionSource = (value: unknown): value is CompletionSource =>
  typeof value === 'string' && Object.hasOwn(completionSources, value)

/** The sources an award takes when it names none. */
export const DEFAULT_SOURCES: readonly CompletionSource[] = Object.keys(completionSources)
  .filter(isCompletionSource)
  .filter((source) => completionSources[source].acceptedByDefault)

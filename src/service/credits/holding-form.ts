import { type Errors, plainDay, type Values } from './form-values.ts'

export interface HoldingValues {
  readonly credential: string
  /** Plain date on which the first or the current cycle began. */
  readonly since: string
  /** Further credentials of the same body. */
  readonly extra: number
}

const EARLIEST = '1990-01-01'
const MOST_EXTRA = 20

/** Reads which credential somebody holds and since when; `known` are the ids that can be chosen. */
export function parseHolding(
  values: Values,
  known: readonly string[],
  today: string,
): { readonly holding: HoldingValues } | { readonly errors: Errors } {
  const errors: Record<string, string> = {}
  const credential = known.find((id) => id === values.credential)
  if (credential === undefined) errors.credential = 'Choose the credential you hold.'
  const since = plainDay(values.since)
  if (since === undefined) errors.since = 'Give the day as year, month and day, such as 2025-01-01.'
  else if (since < EARLIEST) errors.since = 'Check the year.'
  else if (since > today) errors.since = 'The day lies ahead. Add the credential once its cycle has begun.'
  const typed = values.extra?.trim() ?? ''
  const extra = typed === '' ? 0 : Number(/^\d{1,3}$/.test(typed) ? typed : Number.NaN)
  if (!(extra <= MOST_EXTRA)) errors.extra = `Give a whole number from 0 to ${MOST_EXTRA}.`
  return credential === undefined || since === undefined || Object.keys(errors).length > 0
    ? { errors }
    : { holding: { credential, since, extra } }
}

import { minutesFor } from '../../model/award.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import { creditWords, plural } from '../pages/words.ts'
import { type Errors, oneLine, plainDay } from './form-values.ts'

/** What facts of an activity are held against. */
export interface KnownFacts {
  readonly domains: readonly string[]
  /** Ids. */
  readonly credentials: readonly string[]
  /** Plain date. */
  readonly today: string
}

/** Facts of an activity outside the courses here, as somebody wrote them. */
export interface WrittenFacts {
  readonly title?: string | undefined
  readonly provider?: string | undefined
  readonly domains?: readonly string[] | undefined
  readonly credentials?: readonly string[] | undefined
  readonly completedOn?: string | undefined
}

const EARLIEST = '1990-01-01'

/** By name of the fact: what to mend, as a sentence. Of facts that are left out nothing is said. */
export function factErrors(facts: WrittenFacts, { domains, credentials, today }: KnownFacts): Errors {
  const { title, provider, completedOn } = facts
  const found: Readonly<Record<string, string | undefined>> = {
    title:
      title !== undefined && oneLine(title) === ''
        ? 'Write the title as it stands on the certificate of attendance.'
        : undefined,
    provider: provider !== undefined && oneLine(provider) === '' ? 'Write who held the activity.' : undefined,
    domains: unknownIn(facts.domains ?? [], domains, 'domain'),
    credentials: unknownIn(facts.credentials ?? [], credentials, 'credential'),
    completedOn: completedOn === undefined ? undefined : dayError(completedOn, today),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])),
  )
}

/** Why so many minutes cannot give so many credits. Whether a rest is rounded up is for the body that counts them. */
export function creditsError({
  credits,
  minutes,
  unit,
}: Pick<CreditEntry, 'credits' | 'minutes' | 'unit'>): string | undefined {
  if (minutesFor(credits, unit.minutes) <= minutes) return undefined
  const most = Math.floor((minutes * 100) / unit.minutes) / 100
  return `${creditWords(1, unit.name, false)} stands for ${plural(unit.minutes, 'minute')}, so ${plural(minutes, 'minute')} cannot give more than ${most}. A body that rounds up does so when it counts the credits.`
}

function dayError(written: string, today: string): string | undefined {
  const day = plainDay(written)
  if (day === undefined) return 'Give the day as year, month and day, such as 2026-03-31.'
  if (day > today) return `The day lies ahead: ${day} is yet to come. Report what is completed.`
  return day < EARLIEST ? `Check the year: days from ${EARLIEST} on are taken.` : undefined
}

function unknownIn(named: readonly string[], known: readonly string[], what: string): string | undefined {
  const strange = named.find((one) => !known.includes(one))
  return strange === undefined
    ? undefined
    : `There is no ${what} ${JSON.stringify(strange.slice(0, 80))} here. Known are: ${known.join(', ')}.`
}

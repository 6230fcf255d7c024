import type { Credential, CredentialVersion } from '../model/schema-types.ts'
import { addDays, addMonths, firstOfMonth, monthsBetween } from './plain-date.ts'

/** One cycle of a holder, and the rules it keeps from its first day to its last. */
export interface Cycle {
  readonly version: CredentialVersion
  readonly start: string
  /** The last day that belongs to it. */
  readonly end: string
}

/** A cycle that may have begun when no version was in force: its dates are known, what it asks for is not. */
export type DatedCycle = Omit<Cycle, 'version'> & { readonly version: Cycle['version'] | undefined }

/** The version in force on a day; undefined when none covers it. */
const versionOn = ({ versions }: Credential, day: string): CredentialVersion | undefined => {
  const newest = versions.find(({ from }) => from <= day)
  return newest?.until !== undefined && newest.until < day ? undefined : newest
}

/**
 * The holder's cycles, the first one first, up to the one that holds `today`; where `today` is before all of them, the
 * first alone. A cycle begins whole months after the first one did, in a month without that day on its last. How long one
 * is that no version covers follows from the version after it, or else from the newest: somebody who has held a credential
 * for longer than its file goes back has cycles all the same.
 */
export function cyclesUntil(credential: Credential, since: string, today: string): readonly DatedCycle[] {
  const cycles: DatedCycle[] = []
  const first = paceOn(credential, since)
  if (first === undefined) return cycles
  const origin = originOf(first, since)
  for (let months = 0, start = origin; start <= today || cycles.length === 0; ) {
    months += (paceOn(credential, start) ?? first).cycle.months
    const next = addMonths(origin, months)
    cycles.push({ version: versionOn(credential, start), start, end: addDays(next, -1) })
    start = next
  }
  return cycles
}

const paceOn = (credential: Credential, day: string): CredentialVersion | undefined =>
  versionOn(credential, day) ?? credential.versions.filter(({ from }) => from > day).at(-1) ?? credential.versions[0]

/** The day on which the first cycle begins. */
function originOf({ cycle: { anchor, months, from } }: CredentialVersion, since: string): string {
  switch (anchor) {
    case 'holder':
      return since
    case 'month':
      return firstOfMonth(since)
    case 'calendar': {
      const known = from ?? since
      let turns = Math.floor(monthsBetween(known, since) / months)
      while (addMonths(known, turns * months) > since) turns--
      while (addMonths(known, (turns + 1) * months) <= since) turns++
      return addMonths(known, turns * months)
    }
  }
}

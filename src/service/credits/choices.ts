import { domainsOf } from '../../credentials/words.ts'
import { DEFAULT_UNIT } from '../../model/award.ts'
import { compareText } from '../../problems/problem.ts'
import type { Holding } from '../../storage/records.ts'
import type { Service } from '../dependencies.ts'
import { plainDate } from '../settings.ts'
import { type ExternalChoices, type Unit, unitKey } from './external-activity.ts'

/** For what no rule asks for. */
const OTHER = 'other'

/** Domains that some rule or course here speaks of, and what is left for everything else. */
export function knownDomains({ credentials, courses }: Pick<Service, 'credentials' | 'courses'>): readonly string[] {
  const domains = new Set([...credentials.values()].flatMap(({ credential }) => domainsOf(credential)))
  for (const { course } of courses.values()) for (const { domain } of course.awards) domains.add(domain)
  domains.delete(OTHER)
  return [...[...domains].sort(compareText), OTHER]
}

/**
 * What can be chosen when an activity is reported: domains that some rule or course here speaks of, units of the credentials
 * held and then of all others.
 */
export function externalChoices(
  { credentials, courses, now, settings }: Pick<Service, 'credentials' | 'courses' | 'now' | 'settings'>,
  holdings: readonly Holding[],
): ExternalChoices {
  const known = [...credentials.values()].map(({ credential }) => credential)
  const held = holdings.map(({ credential }) => credential)
  const units = new Map<string, Unit>()
  const first = known.filter(({ id }) => held.includes(id))
  for (const { name, minutes } of [...first.map(({ unit }) => unit), DEFAULT_UNIT, ...known.map(({ unit }) => unit)]) {
    units.set(unitKey({ name, minutes }), { name, minutes })
  }
  return {
    domains: knownDomains({ credentials, courses }),
    units: [...units.values()],
    credentials: held,
    today: plainDate(now(), settings.timeZone),
  }
}

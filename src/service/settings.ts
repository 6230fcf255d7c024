import type { Config } from '../model/schema-types.ts'

/** The configuration with every blank filled in. */
export interface Settings {
  /** Origin under which people reach the service, without a trailing slash. */
  readonly publicUrl: string
  /** Origin of imported content, where it has one of its own. */
  readonly contentUrl?: string
  readonly organisation: { readonly name: string; readonly url?: string }
  readonly trustProxy: boolean
  readonly certificatePrefix: string
  readonly timeZone: string
  /** Whether demo people were seeded; pages say so. */
  readonly demo: boolean
}

/** `listening` is the address the server listens on, for when no public one is configured. */
export function settingsOf(config: Config, listening: string, demo: boolean): Settings {
  const publicUrl = config.publicUrl ?? listening
  return {
    publicUrl,
    ...(config.contentUrl === undefined ? {} : { contentUrl: config.contentUrl }),
    organisation: config.organisation ?? {
      name: demo ? 'Chartwright demonstration' : new URL(publicUrl).host,
    },
    trustProxy: config.trustProxy ?? false,
    certificatePrefix: config.certificatePrefix ?? 'CW',
    timeZone: config.timeZone ?? 'UTC',
    demo,
  }
}

/** The day it is in the service's zone, as `YYYY-MM-DD`. */
export function plainDate(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at)
  const part = (type: 'year' | 'month' | 'day'): string => parts.find((found) => found.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

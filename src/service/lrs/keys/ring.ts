import { timingSafeEqual } from 'node:crypto'
import { isMembers, type Members } from '../../../model/members.ts'
import { sha256 } from '../../../storage/canonical.ts'
import type { ApiKey } from '../../../storage/records.ts'
import type { Store } from '../../../storage/store.ts'
import { type RateLimiter, tokenBuckets } from '../../http/rate-limit.ts'
import type { LogLine } from '../../http/request-log.ts'
import type { VersionRules } from '../versions.ts'

/** A key that is known to be good, with what the service remembers of it between requests. */
export interface HeldKey {
  readonly key: ApiKey
  readonly authority: Members
  readonly limiter: RateLimiter | undefined
  /** The version it spoke last: what a request of its that names none is refused in. */
  spoke: VersionRules | undefined
}

/** Tells whose key a request carries. */
export interface KeyRing {
  /** Undefined for whatever is not the id and secret of a key that is in force. */
  readonly verify: (authorization: string) => Promise<HeldKey | undefined>
  /** Must be called when a key was changed through this process. */
  readonly forget: (id: string) => void
}

/** A key that another process revoked is refused after this long; one revoked through this process at once. */
const FRESH_MILLISECONDS = 1_000
const USE_NOTED_EVERY = 60_000
const MOST_HELD = 1_000

interface Entry {
  held: HeldKey
  readAt: number
  notedAt: number
}

/**
 * Keys are 256 random bits, so that their SHA-256 is enough to keep and cheap to compare: no request waits for a password
 * hash. What the store says is remembered for a second.
 */
export function createKeyRing({
  store,
  now,
  log,
}: {
  readonly store: Pick<Store, 'keys'>
  readonly now: () => number
  readonly log: (line: LogLine) => void
}): KeyRing {
  const entries = new Map<string, Entry>()

  const entryOf = async (id: string): Promise<Entry | undefined> => {
    const known = entries.get(id)
    const at = now()
    if (known !== undefined && Math.abs(at - known.readAt) < FRESH_MILLISECONDS) return known
    const key = await store.keys.get(id)
    if (key === undefined || key.revoked !== undefined) {
      entries.delete(id)
      return undefined
    }
    const held: HeldKey = {
      key,
      authority: authorityOf(key),
      limiter: known?.held.limiter ?? limiterOf(key, now),
      spoke: known?.held.spoke,
    }
    const entry: Entry = { held, readAt: at, notedAt: known?.notedAt ?? key.lastUsed ?? 0 }
    entries.delete(id)
    entries.set(id, entry)
    const oldest = entries.keys().next()
    if (entries.size > MOST_HELD && oldest.done !== true) entries.delete(oldest.value)
    return entry
  }

  const noteUse = (entry: Entry): void => {
    const at = now()
    if (at - entry.notedAt < USE_NOTED_EVERY) return
    entry.notedAt = at
    store.keys.used(entry.held.key.id, at).catch((error: unknown) => {
      log({ at: new Date(at).toISOString(), event: 'error', id: 'keys', error: String(error) })
    })
  }

  return {
    verify: async (authorization) => {
      const given = basicCredentials(authorization)
      if (given === undefined) return undefined
      const entry = await entryOf(given.id)
      if (entry === undefined || !sameHash(sha256(given.secret), entry.held.key.hash)) return undefined
      noteUse(entry)
      return entry.held
    },
    forget: (id) => {
      entries.delete(id)
    },
  }
}

const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const limiterOf = ({ rateLimit }: ApiKey, now: () => number): RateLimiter | undefined =>
  rateLimit === undefined ? undefined : tokenBuckets({ burst: rateLimit, perMinute: rateLimit, now })

function authorityOf({ authority }: ApiKey): Members {
  const value: unknown = JSON.parse(authority)
  return isMembers(value) ? value : {}
}

/** RFC 7617. */
function basicCredentials(authorization: string): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]{1,4096})$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon === -1 || decoded.includes('\0')
    ? undefined
    : { id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) }
}

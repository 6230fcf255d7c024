import { seal, unseal } from './sealed.ts'

/**
 * What parsing gave last time, by kind, path and hash of the bytes. Entries that a run does not ask for are dropped, so
 * a cache never grows beyond its course.
 */
export interface ParseCache {
  readonly get: <T>(kind: string, path: string, hash: string) => T | undefined
  readonly set: (kind: string, path: string, hash: string, value: unknown) => void
  /** The cache as text, with what was asked for or set since it was read. */
  readonly text: () => string
  /** Whether `text` would differ from what was read. */
  readonly changed: () => boolean
}

interface Entry {
  readonly hash: string
  readonly value: unknown
}

/**
 * @param text what `text()` gave earlier; anything else (cut off, edited, sealed with another key) counts as empty
 * @param key of the seal: changes whenever the compiler may parse differently, and is nobody else's
 */
export function openCache(text: string | undefined, key: string): ParseCache {
  const body = unseal(key, text)
  // The seal says that an earlier run of the same version and user has written this, so the types hold.
  const entries = body === undefined ? [] : (JSON.parse(body) as [string, Entry][])
  const before = new Map(entries)
  const after = new Map<string, Entry>()
  let changed = false
  return {
    get: <T>(kind: string, path: string, hash: string) => {
      const entry = before.get(nameOf(kind, path))
      return entry?.hash === hash ? (entry.value as T) : undefined
    },
    set: (kind, path, hash, value) => {
      const name = nameOf(kind, path)
      if (before.get(name)?.hash !== hash) changed = true
      after.set(name, { hash, value })
    },
    text: () => seal(key, JSON.stringify([...after])),
    changed: () => changed || after.size !== before.size,
  }
}

const nameOf = (kind: string, path: string): string => `${kind}:${path}`

import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Io } from '../io.ts'
import { makeFolder } from '../make-folder.ts'
import { toolHash } from '../tool-hash.ts'

const KEY = /^[0-9a-f]{64}$/

/**
 * What builds seal the records and caches with that they leave in output folders. It holds a secret of this user, made at
 * first use: a folder from elsewhere may bring a cache of its own, and nothing in it is to be believed. Where no secret
 * can be kept, one is made for this run alone, and every build starts anew.
 */
export function sealKey(io: Pick<Io, 'env'>): string {
  const folder = cacheFolder(io)
  return `${toolHash()} ${(folder === undefined ? undefined : keptIn(folder)) ?? newSecret()}`
}

const newSecret = (): string => randomBytes(32).toString('hex')

/** The user's own cache folder. A relative path would lead into folders from elsewhere (XDG Base Directory: invalid). */
function cacheFolder({ env }: Pick<Io, 'env'>): string | undefined {
  const places = [[env.XDG_CACHE_HOME], [env.LOCALAPPDATA], [env.HOME, '.cache']] as const
  for (const [base, ...below] of places) {
    if (base !== undefined && isAbsolute(base)) return join(base, ...below, 'chartwright')
  }
  return undefined
}

function keptIn(folder: string): string | undefined {
  const file = join(folder, 'seal-key')
  return (
    read(file) ??
    attempt(() => {
      makeFolder(folder, 0o700)
      writeFileSync(file, newSecret(), { flag: 'wx', mode: 0o600 })
      return read(file)
    }) ??
    // Another build may have made it in the meantime.
    read(file)
  )
}

const read = (file: string): string | undefined =>
  attempt(() => {
    const text = readFileSync(file, 'utf8')
    return KEY.test(text) ? text : undefined
  })

/** Nothing that is wrong with the folder may stop a build: it only takes longer. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}

import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../model/schema-types.ts'
import type { Settings } from '../service/settings.ts'
import type { Io } from './io.ts'

/** Where the service listens when neither options nor configuration say. */
export const DEFAULT_HOST = '127.0.0.1'
export const DEFAULT_PORT = 4180

/** What the service works with besides its store. */
export interface AtRest {
  readonly now: () => number
  readonly uuid: () => string
  readonly random: (bytes: number) => Uint8Array
  readonly settings: Settings
}

/** What the service would work with, for what is done in its data folder while it does not run. */
export async function atRest(io: Io, config: Config): Promise<AtRest> {
  const [{ listeningUrl }, { settingsOf }] = await Promise.all([
    import('../service/server.ts'),
    import('../service/settings.ts'),
  ])
  const listening = listeningUrl(config.host ?? DEFAULT_HOST, config.port ?? DEFAULT_PORT)
  return {
    now: io.now,
    uuid: () => randomUUID(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    settings: settingsOf(config, listening, false),
  }
}

/** The folder of credential files in a data folder, where there is one. */
export function ownCredentials(dataFolder: string): string[] {
  const folder = join(dataFolder, 'credentials')
  return existsSync(folder) ? [folder] : []
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../compiler/load.ts'
import type { Files } from '../packages/target.ts'
import { compareText } from '../problems/problem.ts'
import { packageRoot } from './package-root.ts'

/** What a package and the service show of the player: pages, scripts, styles. Type declarations stand beside them. */
const SHIPPED = /\.(html|js|css)$/

/** The built player by file name; undefined when it has not been built. */
export function readPlayer(folder: URL = new URL('dist/app/player/', packageRoot())): Files | undefined {
  if (!existsSync(new URL('index.html', folder)) || !existsSync(new URL('player.js', folder))) return undefined
  const names = readdirSync(folder).filter((name) => SHIPPED.test(name))
  return new Map(names.sort(compareText).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]))
}

export const PLAYER_MISSING = 'The player is not built. Run `npm run build` in the folder of chartwright.'

/** One hash over all files of the player. */
export const playerHash = (player: Files): string =>
  sha256([...player].map(([name, bytes]) => `${name} ${sha256(bytes)}`).join('\n'))

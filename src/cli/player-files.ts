import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../compiler/load.ts'
import { CODE_BOOK_PLAYER } from '../packages/codebook.ts'
import { CODING_PLAYER } from '../packages/content.ts'
import type { Files } from '../packages/target.ts'
import { compareText } from '../problems/problem.ts'
import { packageRoot } from '../validation/package-root.ts'

/** Pages, scripts and styles; type declarations stand beside them. */
const SHIPPED = /\.(html|js|css)$/

/** What a package needs; the rest is for the pages of the service. */
const PACKAGED = new Set(['index.html', 'player.css', 'player.js', ...CODE_BOOK_PLAYER, ...CODING_PLAYER])

/** The player as packages carry it. */
export const packagedPlayer = (player: Files): Files => new Map([...player].filter(([name]) => PACKAGED.has(name)))

/** Everything built of the player, by file name; undefined when it has not been built. */
export function readPlayer(folder: URL = new URL('dist/app/player/', packageRoot())): Files | undefined {
  if (!existsSync(new URL('index.html', folder)) || !existsSync(new URL('player.js', folder))) return undefined
  const names = readdirSync(folder).filter((name) => SHIPPED.test(name))
  return new Map(names.sort(compareText).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]))
}

export const PLAYER_MISSING = 'The player is not built. Run `npm run build` in the folder of chartwright.'

/** One hash over all files of the player. */
export const playerHash = (player: Files): string =>
  sha256([...player].map(([name, bytes]) => `${name} ${sha256(bytes)}`).join('\n'))

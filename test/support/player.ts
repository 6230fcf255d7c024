/** The built player with a course, as files a browser can be given. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { targets } from '../../src/packages/index.ts'
import type { Launch } from '../../src/player/drivers/driver.ts'

const folder = fileURLToPath(new URL('../../dist/app/player/', import.meta.url))

/** What packages contain of the player, the views of code entry among it. Fails where it was not built: `node src/toolchain/build-player.mjs`. */
export function playerFiles(): Map<string, Uint8Array> {
  if (!existsSync(`${folder}player.js`)) throw new Error('dist/app/player is missing; run npm run build')
  return new Map(
    ['index.html', 'player.js', 'player.css', 'coding.js', 'coding.css'].map((name) => [
      name,
      new Uint8Array(readFileSync(folder + name)),
    ]),
  )
}

/** The player, a course and its assets, laid out as in a package. */
export const playable = (
  course: CompiledCourse,
  launch: Launch,
  assets: ReadonlyMap<string, Uint8Array> = new Map(),
): Map<string, Uint8Array | string> =>
  new Map<string, Uint8Array | string>([
    ...playerFiles(),
    ['course.js', `globalThis.chartwrightCourse = ${JSON.stringify(course)}\n`],
    ['launch.js', `globalThis.chartwrightLaunch = ${JSON.stringify(launch)}\n`],
    ...assets,
  ])

/** What a package of the course holds, the built player among it. */
export const packaged = (
  target: keyof typeof targets,
  course: CompiledCourse,
  assets: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> =>
  targets[target].files({ course, player: playerFiles(), assets, options: { layout: 'single' } })

import { makeBuild } from '../../src/cli/commands/build.ts'
import { playerFiles } from '../packages/fixture.ts'
import { temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

/** The user's own folder for caches, for each folder that is built in. */
const homes = new Map<string, string>()

/** Runs `chartwright build` in a folder, with a player that does nothing. */
export async function buildIn(
  cwd: string,
  ...argv: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const home = homes.get(cwd) ?? temporaryFolder()
  homes.set(cwd, home)
  const io = testIo({ cwd, env: { XDG_CACHE_HOME: home } })
  const code = await makeBuild(() => playerFiles).run(argv, io)
  return { code, ...io.written() }
}

/** `chartwright serve`, as a user runs it, in this process. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serve } from '../../src/cli/commands/serve.ts'
import { compiledAssets, compiledFixture } from './compiled.ts'
import { type TestIo, testIo } from './io.ts'

/** Writes compiled courses where `chartwright build` would. */
export function writeCompiled(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    const course = compiledFixture(name)
    const files = new Map<string, Uint8Array | string>([
      ['course.json', JSON.stringify(course)],
      ...compiledAssets(name),
    ])
    for (const [path, content] of files) {
      const file = join(folder, course.id, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
}

export interface Served {
  readonly url: string
  /** One-time links by the name of the demo person. */
  readonly links: ReadonlyMap<string, string>
  readonly io: TestIo
  /** Asks it to stop, as Ctrl-C does; resolves to the exit code. */
  readonly stop: () => Promise<number>
}

/** Starts the service and waits for what it prints. */
export async function serveHere(argv: readonly string[], io: Partial<TestIo> = {}): Promise<Served> {
  let stop = (): void => undefined
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const world = testIo({ now: () => Date.now(), untilStopped: () => stopped, ...io })
  const ended = serve.run(argv, world)
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setInterval(() => {
      const found = /^Chartwright is at (\S+)$/m.exec(world.written().stdout)?.[1]
      if (found !== undefined) {
        clearInterval(timer)
        resolve(found)
      }
    }, 20)
    void ended.then((code) => {
      clearInterval(timer)
      reject(new Error(`serve ended with ${code}: ${world.written().stderr}`))
    }, reject)
  })
  const links = [...world.written().stdout.matchAll(/^ {2}(Demo \w+) +(http\S+)$/gm)]
  return {
    url,
    links: new Map(links.map(([, name = '', link = '']) => [name, link])),
    io: world,
    stop: () => {
      stop()
      return ended
    },
  }
}

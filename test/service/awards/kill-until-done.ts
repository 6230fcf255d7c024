import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type CreditCheck, checkCredit } from '../../../src/storage/credit-check.ts'
import { openSnapshot } from '../../../src/storage/open.ts'

export interface Proof {
  readonly kills: number
  readonly check: CreditCheck
  readonly awards: number
  readonly certificates: number
  /** Learners who have other than one award and one certificate. */
  readonly wrong: readonly string[]
}

/** The child as one file inside the project, so that it finds the packages. Remove the folder when done. */
export async function buildChild(root: string): Promise<{ readonly script: string; readonly remove: () => void }> {
  const built = join(root, `node_modules/.cache/killed-awards-${process.pid}`)
  const script = join(built, 'child.mjs')
  mkdirSync(built, { recursive: true })
  cpSync(join(root, 'src/storage/migrations'), join(built, 'migrations'), { recursive: true })
  await build({
    entryPoints: [join(root, 'test/service/awards/killed-awards-child.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  return { script, remove: () => rmSync(built, { recursive: true, force: true }) }
}

/** Starts the child, kills it after so long at work, unless it is done before. Resolves to what it printed as done. */
export const runChild = (
  script: string,
  args: readonly string[],
  milliseconds: number | undefined,
): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      // The clock starts when it is at work, so that a slow machine kills it at work too.
      if (out === '' && milliseconds !== undefined) setTimeout(() => child.kill('SIGKILL'), milliseconds)
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('close', (code, signal) => {
      if (code === 0) resolve(/^done (.*)$/m.exec(out)?.[1])
      else if (signal === 'SIGKILL') resolve(undefined)
      else reject(new Error(`the child failed: ${errors}`))
    })
  })

/** Kills children at random moments until so many learners have passed, then lets one finish and counts. */
export async function killUntilDone({
  script,
  url,
  course,
  completions,
  most,
  within,
}: {
  readonly script: string
  readonly url: string
  /** File of the compiled course. */
  readonly course: string
  readonly completions: number
  /** Kills, so that it ends on a machine where a child gets nowhere. */
  readonly most: number
  /** Milliseconds at work after which, at the latest, a child is killed. */
  readonly within: number
}): Promise<Proof> {
  const args = [url, course, String(completions)]
  let kills = 0
  for (;;) {
    const done = await runChild(script, args, kills < most ? Math.random() * within : undefined)
    if (done !== undefined) break
    kills += 1
  }
  const snapshot = await openSnapshot(url)
  try {
    const check = await checkCredit(snapshot)
    const [awards, certificates] = [new Map<string, number>(), new Map<string, number>()]
    for (const [table, counts] of [
      ['ledger', awards],
      ['certificates', certificates],
    ] as const) {
      for await (const rows of snapshot.rows(table)) {
        for (const { learner } of rows) counts.set(String(learner), (counts.get(String(learner)) ?? 0) + 1)
      }
    }
    const learners: string[] = []
    for await (const rows of snapshot.rows('learners')) learners.push(...rows.map((row) => String(row.id)))
    const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)
    return {
      kills,
      check,
      awards: sum(awards),
      certificates: sum(certificates),
      wrong: learners.filter((id) => awards.get(id) !== 1 || certificates.get(id) !== 1),
    }
  } finally {
    await snapshot.close()
  }
}

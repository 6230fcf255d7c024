// `npm run bench:awards`: what awards cost, and that none is lost or made twice however often the service is killed.
//   --completions <n>  learners who pass the course (1000)
//   --kills <n>        how often the service is killed with SIGKILL at most (25), each time at a random moment
//   --postgres         only on PostgreSQL, --sqlite only on SQLite; both when neither is given
//   --json             for programs
// Exits with 1 when there is anything but one award and one certificate for each learner, or the ledger is not whole.

import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values } = parseArgs({
  options: {
    completions: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '25' },
    postgres: { type: 'boolean' },
    sqlite: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})
const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'chartwright-bench-awards-'))
// Inside the project, so that packages are found.
const cache = join(root, `node_modules/.cache/bench-awards-${process.pid}`)
const course = join(root, 'test/fixtures/compiled/minimal.json')
const completions = Number(values.completions)

async function load() {
  await build({
    entryPoints: [join(root, 'test/service/awards/kill-until-done.ts'), join(root, 'test/support/postgres.ts')],
    outdir: cache,
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  const { cpSync } = await import('node:fs')
  cpSync(join(root, 'src/storage/migrations'), join(cache, 'migrations'), { recursive: true })
  const module = (name) => import(pathToFileURL(join(cache, `${name}.mjs`)).href)
  return { ...(await module('kill-until-done')), ...(await module('postgres')) }
}

const { buildChild, killUntilDone, runChild, startPostgres } = await load()
const child = await buildChild(root)

async function measure(name, urlOf) {
  // All statements first, all awards then: what awards cost by themselves.
  const alone = JSON.parse(
    (await runChild(child.script, [await urlOf('alone'), course, values.completions, 'apart'])) ?? '{}',
  )
  const began = performance.now()
  const url = await urlOf('killed')
  const proof = await killUntilDone({
    script: child.script,
    url,
    course,
    completions,
    most: Number(values.kills),
    within: 1500,
  })
  return {
    database: name,
    completions,
    'certificates a second': Math.round((completions * 1000) / alone.milliseconds),
    'bytes a certificate': Math.round(alone.bytes / completions),
    kills: proof.kills,
    awards: proof.awards,
    certificates: proof.certificates,
    'learners with other than one': proof.wrong.length,
    faults: proof.check.faults.length,
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

const results = []
try {
  if (!values.postgres) results.push(await measure('SQLite', async (name) => `sqlite:${join(folder, `${name}.db`)}`))
  if (!values.sqlite) {
    const server = await startPostgres()
    try {
      results.push(await measure('PostgreSQL', (name) => server.url(name)))
    } finally {
      await server.stop()
    }
  }
} finally {
  child.remove()
  for (const path of [folder, cache]) rmSync(path, { recursive: true, force: true })
}
if (values.json) console.log(JSON.stringify({ cpus: cpus().length, node: process.version, results }))
else {
  console.log(`${cpus()[0]?.model ?? ''}, ${cpus().length} cores, Node.js ${process.version}`)
  console.table(results)
}
const right = ({ awards, certificates, faults, ...rest }) =>
  awards === completions && certificates === completions && faults === 0 && rest['learners with other than one'] === 0
process.exitCode = results.every(right) ? 0 : 1

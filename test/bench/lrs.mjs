// `npm run bench:lrs`: what storing and reading statements costs, and how that compares to the least it could cost.
//   --sizes <a,b>     statements stored before measuring (10000,100000); the last aim compares last with first
//   --full            the same as --sizes 10000,1000000
//   --seconds <n>     how long each is measured (1)
//   --runs <n>        how often (3), in turn, so that a busy minute of the machine hits all alike; medians are printed
//   --postgres        also on PostgreSQL, a server of our own (Debian package postgresql)
//   --postgres-url <url>  the same on a server that runs already; makes and drops schemas there
//   --keep <folder>   where SQLite databases of these sizes are kept filled, for the next time
//   --json            for programs
//   --check           fails when an aim is missed
// Every read answers a page of 25, or all of the few there are, which are as many at every size (lrs-statements.mjs).
// The load comes from a process of its own. CPU is that of the server's process, as the operating system counts it.
import { fork, spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPostgres } from './lrs-postgres.mjs'
import { printReport } from './lrs-report.mjs'
import { worldOf } from './lrs-statements.mjs'

const here = fileURLToPath(new URL('./', import.meta.url))
const app = fileURLToPath(new URL('../../dist/app/', import.meta.url))
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    full: { type: 'boolean' },
    seconds: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    postgres: { type: 'boolean' },
    'postgres-url': { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean' },
    check: { type: 'boolean' },
  },
})
const sizes = (values.full ? '10000,1000000' : values.sizes).split(',').map(Number)
const seconds = Number(values.seconds)
const runs = Number(values.runs)
const CONNECTIONS = [1, 16, 64]
const WRITES = ['post', 'batch']
const READS = ['by id', 'by agent', 'by verb and activity', 'by related activity']
/** Filters that a store could be slow at: measured at one number of connections. */
const FILTERS = [
  'common verb, rare activity',
  'rare verb, common activity',
  'both common, seldom met',
  'by verb',
  'by registration',
  'by related agent + activity',
  'by agent + activity',
  'by agent, oldest first, until',
]
const FILTER_CONNECTIONS = 16
/** Share of the peak at which latency is looked at. */
const SHARE = 0.7

const folder = mkdtempSync(join(tmpdir(), 'chartwright-bench-lrs-'))
let space = 1
const load = fork(join(here, 'lrs-load.mjs'))
async function measureAll() {
  const before = loadavg()[0]
  const raw = { post: medians(times(() => measureRaw(1))), batch: medians(times(() => measureRaw(50))) }
  const bare = await measureBare()
  const databases = [await measureDatabase('SQLite', (size) => `sqlite:${join(folder, `store-${size}.db`)}`, raw, bare)]
  if (values.postgres || values['postgres-url']) {
    const server = await startPostgres(values['postgres-url'], folder)
    try {
      databases.push(await measureDatabase('PostgreSQL', (size) => server.url(`store_${size}`), raw, bare, server.cpu))
    } finally {
      await server.stop()
    }
  }
  return {
    node: process.version,
    cpus: cpus().length,
    model: cpus()[0]?.model,
    sizes,
    seconds,
    runs,
    busy: [before, loadavg()[0]],
    raw,
    bare,
    databases,
  }
}

async function measureDatabase(name, addressOf, raw, bare, databaseCpu) {
  const rows = []
  const seeding = []
  let paced
  for (const size of sizes) {
    const database = await addressOf(size)
    say(`${name}: storing ${size.toLocaleString('en')} statements …`)
    const seeded = seed(database, size)
    seeding.push({ size, perSecond: size / seeded.seconds })
    const authorization = `Basic ${btoa(`${seeded.key}:${seeded.secret}`)}`
    const server = await startService(database, databaseCpu)
    const shared = { url: server.url, authorization, world: worldOf(size), seconds }
    say(`${name}: measuring at ${size.toLocaleString('en')} …`)
    // What the first requests of a process cost says nothing about the rest.
    await measure(server, { ...shared, kind: 'post', connections: 64, seconds: 2 * seconds })
    // Reads before writes: what is written is read by nobody here, but makes the store larger.
    for (const kinds of [READS, FILTERS, WRITES]) {
      const at = kinds === FILTERS ? [FILTER_CONNECTIONS] : CONNECTIONS
      const jobs = kinds.flatMap((kind) => at.map((connections) => ({ kind, connections, seen: [] })))
      for (let run = 0; run < runs; run++) {
        for (const { kind, connections, seen } of jobs)
          seen.push(await measure(server, { ...shared, kind, connections }))
      }
      rows.push(...jobs.map(({ seen, ...job }) => ({ size, ...job, ...medians(seen) })))
    }
    const peak = Math.max(...rows.filter((row) => row.size === size && row.kind === 'post').map((row) => row.perSecond))
    const rate = Math.floor(peak * SHARE)
    paced = {
      size,
      rate,
      ...(await measure(server, { ...shared, kind: 'post', connections: 64, rate, seconds: seconds * 2 })),
    }
    await server.stop()
  }
  return { name, seeding, rows, paced, fractions: fractions(rows, raw, bare), aims: aims(rows, paced) }
}

const largest = sizes.at(-1)
const of = (rows, kind, connections, size = largest) =>
  rows.find((row) => row.kind === kind && row.connections === connections && row.size === size)

/** Fills a database, or copies one that was filled before. */
function seed(database, size) {
  const fill = (address) => once('lrs-seed.mjs', address, String(size))
  if (values.keep === undefined || !database.startsWith('sqlite:')) return fill(database)
  mkdirSync(values.keep, { recursive: true })
  const kept = resolve(values.keep, `${size}.db`)
  const about = resolve(values.keep, `${size}.json`)
  if (!existsSync(about)) writeFileSync(about, JSON.stringify(fill(`sqlite:${kept}`)))
  copyFileSync(kept, database.slice('sqlite:'.length))
  return JSON.parse(readFileSync(about, 'utf8'))
}

/** How much of the least cost (inserts alone; HTTP alone; both) ours is, in CPU of a statement. */
function fractions(rows, raw, bare) {
  return ['post', 'batch'].map((kind) => {
    const ours = of(rows, kind, 16).cpu
    return {
      kind,
      ofRaw: raw[kind].cpu / ours,
      ofBare: bare[kind].cpu / ours,
      ofBoth: (raw[kind].cpu + bare[kind].cpu) / ours,
    }
  })
}

function aims(rows, paced) {
  const growth = [...READS, ...FILTERS]
    .map((kind) => ({ kind, times: of(rows, kind, 16).cpu / of(rows, kind, 16, sizes[0]).cpu }))
    .reduce((worst, one) => (one.times > worst.times ? one : worst))
  return [
    aim('single POST, CPU ms, c = 16', of(rows, 'post', 16).cpu, 0.6),
    aim('batch of 50, CPU ms a statement, c = 16', of(rows, 'batch', 16).cpu, 0.12),
    aim(`reads, CPU at ${largest} × that at ${sizes[0]}, the worst (GET ${growth.kind})`, growth.times, 1.5),
    aim('p99 ms of single POSTs at 70 % of peak', paced.p99, 50),
  ]
}

function aim(name, is, most) {
  return { name, is: Number(is.toFixed(3)), most, met: is <= most }
}

/** Lets the load run against a server and asks that what it used. */
async function measure(server, job) {
  const before = await server.usage()
  const seen = await ask(load, { ...job, space: space++ })
  const after = await server.usage()
  if (seen.failed !== undefined) throw new Error(`${job.kind}: ${seen.failed}`)
  const { statements, requests, wall, p50, p99, ranOut, bytes } = seen
  const counted = job.kind === 'batch' ? statements : requests
  return {
    perSecond: counted / wall,
    p50,
    p99,
    cpu: (after.cpu - before.cpu) / counted,
    ...(after.database === undefined ? {} : { databaseCpu: (after.database - before.database) / counted }),
    megabytes: after.megabytes,
    bytes: Math.round(bytes),
    ranOut: Number(ranOut),
  }
}

const times = (once) => Array.from({ length: runs }, once)

/** The median of each figure over several runs. */
function medians(all) {
  const median = (key) => {
    const sorted = all.map((one) => one[key]).sort((a, b) => a - b)
    const upper = Math.floor(sorted.length / 2)
    return sorted.length % 2 === 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2
  }
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(key)]))
}

const ask = (child, question) =>
  new Promise((resolve, reject) => {
    const gone = (code) => reject(new Error(`A process of the measurement ended with ${code}`))
    child.once('exit', gone)
    child.once('message', (answer) => {
      child.off('exit', gone)
      resolve(answer)
    })
    child.send(question)
  })

const startService = (database, databaseCpu) =>
  startServer(
    [join(app, 'cli/bin.js'), 'serve', '--data', join(folder, 'data'), '--database', database, '--port', '0'],
    databaseCpu,
  )

function startServer(argv, databaseCpu = () => undefined) {
  // The log goes where an operator's would: to a file.
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(process.execPath, ['--import', join(here, 'lrs-usage.mjs'), ...argv], {
    cwd: folder,
    stdio: ['ignore', 'pipe', log, 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let out = ''
    child.once('exit', (code) => reject(new Error(`${argv.join(' ')} ended with ${code}`)))
    child.stdout.on('data', (piece) => {
      out += piece
      const url = / is at (\S+)$/m.exec(out)?.[1]
      if (url === undefined) return
      resolve({
        url,
        usage: async () => ({ ...(await ask(child, 'usage')), database: databaseCpu() }),
        stop: () => new Promise((stopped) => child.once('exit', stopped).kill('SIGTERM')),
      })
    })
  })
}

async function measureBare() {
  const server = await startServer([join(here, 'lrs-bare.mjs')])
  const job = { url: server.url, authorization: 'none', world: worldOf(10_000), connections: 16, seconds }
  await measure(server, { ...job, kind: 'post' })
  const seen = { post: [], batch: [] }
  for (let run = 0; run < runs; run++) {
    for (const kind of WRITES) seen[kind].push(await measure(server, { ...job, kind }))
  }
  await server.stop()
  return { post: medians(seen.post), batch: medians(seen.batch) }
}

const measureRaw = (per) => once('lrs-raw.mjs', folder, String(per), String(seconds))

function once(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, script), ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stderr.slice(0, 2000)}`)
  return JSON.parse(stdout)
}

function say(text) {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
}

try {
  const report = await measureAll()
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printReport(report)
  if (values.check && report.databases.some(({ aims }) => aims.some(({ met }) => !met))) process.exitCode = 1
} finally {
  load.kill()
  rmSync(folder, { recursive: true, force: true })
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

/** A real PostgreSQL server of one test file, on a port and in a folder of its own. */
export interface PostgresServer {
  /** Address of an empty place to keep a store in; the same name answers the same place. */
  url(place: string): Promise<string>
  stop(): Promise<void>
}

/** Where Debian keeps the newest server, or whatever is on the path. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

const bin = binaries()
/** Why tests on PostgreSQL are left out; undefined when they are not. */
export const postgresMissing =
  bin === undefined ? 'no PostgreSQL server is installed (Debian package postgresql)' : undefined
if (postgresMissing !== undefined) console.warn(`Tests on PostgreSQL are skipped: ${postgresMissing}.`)

/** PostgreSQL refuses to run as root; then it runs as the system user that its package makes. */
function user(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

export async function startPostgres(): Promise<PostgresServer> {
  if (bin === undefined) throw new Error(postgresMissing)
  const as = user()
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-postgres-'))
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'chartwright', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...as, encoding: 'utf8', cwd: folder },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  // The machine does not lose power during a test; a killed process loses nothing without fsync either.
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', 'max_connections=150', 'log_min_messages=warning']
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'ignore', 'ignore'], cwd: folder },
  )
  const address = `postgres://chartwright@127.0.0.1:${port}/postgres`
  const admin = postgres(address, { max: 1, onnotice: () => undefined })
  await until(() => admin`SELECT 1`)
  const places = new Set<string>()
  return {
    url: async (place) => {
      if (!places.has(place)) await admin.unsafe(`CREATE SCHEMA "${place}"`)
      places.add(place)
      return `${address}?search_path=${place}`
    },
    stop: async () => {
      await admin.end({ timeout: 1 })
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })

/** Tries for ten seconds. */
async function until(attempt: () => Promise<unknown>): Promise<void> {
  for (let left = 200; ; left--) {
    try {
      await attempt()
      return
    } catch (error) {
      if (left <= 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown. */
const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null) resolve()
    server.once('exit', () => resolve())
    server.kill('SIGINT')
  })

// A PostgreSQL server to measure against: one that runs elsewhere, or one of our own that really flushes to the disk.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'

const PORT = 54_329

export async function startPostgres(given, folder) {
  if (given !== undefined) return { url: (place) => placeIn(given, place), stop: async () => undefined }
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const bin = versions.map((version) => join(debian, version, 'bin')).find((path) => existsSync(join(path, 'initdb')))
  if (bin === undefined)
    throw new Error('No PostgreSQL server is installed (Debian package postgresql); give --postgres-url.')
  // PostgreSQL refuses to run as root; then it runs as the system user that its package makes.
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  const as = process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : {}
  chmodSync(folder, 0o755)
  const home = mkdtempSync(join(folder, 'postgres-'))
  if (as.uid !== undefined) chownSync(home, as.uid, as.gid)
  const data = join(home, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'chartwright', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    { ...as, cwd: home, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const settings = ['listen_addresses=127.0.0.1', 'log_min_messages=warning', 'shared_buffers=256MB']
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(PORT), '-k', home, ...settings.flatMap((one) => ['-c', one])],
    { ...as, cwd: home, stdio: 'ignore' },
  )
  const address = `postgres://chartwright@127.0.0.1:${PORT}/postgres`
  for (let left = 100; ; left--) {
    const sql = postgres(address, { max: 1, onnotice: () => undefined })
    const up = await sql`SELECT 1`.then(
      () => true,
      () => false,
    )
    await sql.end({ timeout: 1 })
    if (up) break
    if (left <= 0) throw new Error('PostgreSQL did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url: (place) => placeIn(address, place),
    cpu: () => treeCpu(server.pid),
    stop: () => new Promise((resolve) => server.once('exit', resolve).kill('SIGINT')),
  }
}

/** A schema of its own for each size. */
async function placeIn(address, place) {
  const sql = postgres(address, { max: 1, onnotice: () => undefined })
  await sql.unsafe(`DROP SCHEMA IF EXISTS "${place}" CASCADE; CREATE SCHEMA "${place}"`)
  await sql.end()
  return `${address}${address.includes('?') ? '&' : '?'}search_path=${place}`
}

/** CPU ms of a process and its children, those that ended included; undefined where the system does not say. */
function treeCpu(pid) {
  if (!existsSync('/proc/self/stat')) return undefined
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      const own = Number(fields[11]) + Number(fields[12])
      if (Number(name) === pid) ticks += own + Number(fields[13]) + Number(fields[14])
      else if (Number(fields[1]) === pid) ticks += own
    } catch {
      // It ended while we looked.
    }
  }
  return ticks * 10
}

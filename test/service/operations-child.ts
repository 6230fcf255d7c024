/** Started by operations-drain.test.ts: the real server, stopped by a signal as `chartwright serve` is. */
import { randomUUID } from 'node:crypto'
import { createKey } from '../../src/service/lrs/keys/manage.ts'
import { startServer } from '../../src/service/server.ts'
import { openStore } from '../../src/storage/open.ts'

const [folder = '', notice = '0'] = process.argv.slice(2)
const now = (): number => Date.now()
const store = await openStore(`sqlite:${folder}/chartwright.db`, { now, uuid: () => randomUUID() })
const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
const made = { store, now, uuid: () => randomUUID(), random, forget: () => undefined }
const key = await createKey(made, { name: 'test', scopes: ['all'] })
const server = await startServer({
  dataFolder: folder,
  store,
  config: {},
  host: '127.0.0.1',
  port: 0,
  courses: new Map(),
  player: new Map(),
  credentials: new Map(),
  coursePackages: { read: () => Promise.resolve({ faults: [] }), unpack: () => Promise.resolve() },
  noticeMilliseconds: Number(notice),
  demo: false,
  log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  now,
})
process.once('SIGTERM', () => void server.close())
process.stdout.write(`${JSON.stringify({ event: 'listening', url: server.url, ...key })}\n`)

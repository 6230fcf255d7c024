import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { CertificateTemplate, Config } from '../model/schema-types.ts'
import type { Store } from '../storage/store.ts'
import type { LoadedCredential } from '../validation/credential-files.ts'
import { createApp } from './app.tsx'
import { newToken } from './auth/tokens.ts'
import { resumeAwards } from './awards/processor.ts'
import { signingKeys } from './badges/keys.ts'
import { contentFiles } from './cmi5/content-files.ts'
import type { CoursePackages } from './cmi5/course-packages.ts'
import { courseShelf } from './cmi5/courses.ts'
import { abandonSilent } from './cmi5/sessions.ts'
import type { HostedCourse } from './courses.ts'
import { CONTENT_FOLDER, removeRunning, writeRunning } from './data-folder.ts'
import { type DemoLink, seedDemo } from './demo.ts'
import { CONNECTION_LIMITS, guardConnections } from './http/connections.ts'
import type { Bindings } from './http/env.ts'
import type { LogLine } from './http/request-log.ts'
import { drainer } from './operations/drain.ts'
import type { RefusedConnection } from './operations/metrics.ts'
import { readPageStyle } from './pages/style.ts'
import { settingsOf } from './settings.ts'

/** How long the awards may take to finish when the service stops. What they leave is taken up at the next start. */
const AWARDS_MILLISECONDS = 5_000
/** How often launched content that fell silent is given up. */
const SWEEP_MILLISECONDS = 60_000

type LogEvent = LogLine extends infer Line ? (Line extends LogLine ? Omit<Line, 'at'> : never) : never

export interface ServerOptions {
  readonly dataFolder: string
  /** Opened by the caller, closed by the server. */
  readonly store: Store
  readonly config: Config
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly courses: ReadonlyMap<string, HostedCourse>
  /** What credentials ask for, by id. */
  readonly credentials: ReadonlyMap<string, LoadedCredential>
  /** Templates of certificates, by id. */
  readonly templates?: ReadonlyMap<string, CertificateTemplate>
  /** The built player by file name, `tokens.css` included. */
  readonly player: ReadonlyMap<string, Uint8Array>
  readonly coursePackages: CoursePackages
  /** As in `Dependencies`. */
  readonly commandOptions?: string
  /** How long it goes on accepting requests, but says that it is not ready, before it stops. */
  readonly noticeMilliseconds: number
  /** Seed the demo people. */
  readonly demo: boolean
  readonly log: (line: LogLine) => void
  readonly now: () => number
}

export interface RunningServer {
  /** Address it listens on. */
  readonly url: string
  /** Address people use. */
  readonly publicUrl: string
  readonly demoLinks: readonly DemoLink[]
  /** Says that it is not ready, stops accepting, lets requests under way finish, closes the store. */
  close(): Promise<void>
}

/**
 * Starts the service on a port: the only place that listens. Rejects with the system's error when the port is taken; the
 * store is closed then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, dataFolder, now } = options
  const note = (line: LogEvent): void => options.log({ at: new Date(now()).toISOString(), ...line })
  // The address is known only once we listen, and certificates carry it; whoever comes earlier is asked to wait.
  let handle = starting
  let refused = (_reason: RefusedConnection): void => undefined
  const listener = getRequestListener((request, env) => handle(request, env))
  const server = createServer({ ...CONNECTION_LIMITS }, (incoming, outgoing) => void listener(incoming, outgoing))
  const drain = drainer(server)
  guardConnections(server, (reason) => {
    refused(reason)
    note({ event: 'refused', reason })
  })
  try {
    const url = await listen(server, options.host, options.port)
    const settings = settingsOf(options.config, url, options.demo)
    const made = {
      store,
      now,
      monotonic: () => performance.now(),
      uuid: () => randomUUID(),
      random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
    }
    const operatorKey = newToken(made.random)
    const content = contentFiles(join(dataFolder, CONTENT_FOLDER), made.uuid)
    const { app, service } = createApp({
      ...options,
      ...made,
      settings,
      pageStyle: readPageStyle(),
      operatorKey,
      content,
    })
    const chain = await store.ledger.verify()
    if (!chain.whole) note({ event: 'error', id: 'ledger', error: brokenLedger(chain) })
    await signingKeys(store, made)
    await resumeAwards(service, service.awards)
    await store.learners.forgetExpired(now())
    await courseShelf(service).tidy()
    await abandonSilent(service)
    const sweep = setInterval(() => {
      abandonSilent(service).catch((error: unknown) => {
        note({ event: 'error', id: 'cmi5', error: String(error) })
      })
    }, SWEEP_MILLISECONDS)
    const demoLinks = options.demo ? await seedDemo(made) : []
    writeRunning(dataFolder, { pid: process.pid, url, operatorKey })
    refused = service.operations.metrics.refused
    handle = (request, env) => app.fetch(request, env)
    return {
      url,
      publicUrl: settings.publicUrl,
      demoLinks,
      close: async () => {
        clearInterval(sweep)
        service.operations.stop()
        drain.begin()
        note({ event: 'stopping' })
        await pause(options.noticeMilliseconds)
        await drain.finish()
        await Promise.race([service.awards.settled(), pause(AWARDS_MILLISECONDS, undefined, { ref: false })])
        removeRunning(dataFolder)
        await store.close()
        note({ event: 'stopped' })
      },
    }
  } catch (error) {
    server.close()
    server.closeAllConnections()
    await store.close()
    throw error
  }
}

const brokenLedger = ({ seq, reason }: { readonly seq: number; readonly reason: string }): string =>
  `Line ${seq} of the ledger: ${reason}. The ledger is not as it was written: run chartwright ledger verify, and compare with a backup.`

/** Alive, but not ready. */
const starting = (request: Request, _env: Bindings): Response | Promise<Response> =>
  new URL(request.url).pathname === '/healthz'
    ? Response.json({ status: 'ok' })
    : Response.json({ status: 'not-ready', reason: 'starting' }, { status: 503, headers: { 'Retry-After': '1' } })

const listen = (server: Server, host: string, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      const actual = typeof address === 'object' && address !== null ? address.port : port
      resolve(listeningUrl(host, actual))
    })
  })

/** A wildcard is no address to open; this machine always answers on its own. */
export const listeningUrl = (host: string, port: number): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

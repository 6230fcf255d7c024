import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../model/schema-types.ts'
import type { Store } from '../storage/store.ts'
import { createApp } from './app.tsx'
import { newToken } from './auth/tokens.ts'
import { resumeAwards } from './awards/processor.ts'
import type { HostedCourse } from './courses.ts'
import { removeRunning, writeRunning } from './data-folder.ts'
import { type DemoLink, seedDemo } from './demo.ts'
import type { Bindings } from './http/env.ts'
import type { LogLine } from './http/request-log.ts'
import { readPageStyle } from './pages/style.ts'
import { settingsOf } from './settings.ts'

/** How long requests under way may take to finish when the service stops. */
const DRAIN_MILLISECONDS = 10_000

export interface ServerOptions {
  readonly dataFolder: string
  /** Opened by the caller, closed by the server. */
  readonly store: Store
  readonly config: Config
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly courses: ReadonlyMap<string, HostedCourse>
  /** The built player by file name, `tokens.css` included. */
  readonly player: ReadonlyMap<string, Uint8Array>
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
  /** Stops accepting, lets requests under way finish, closes the store. */
  close(): Promise<void>
}

/**
 * Starts the service on a port: the only place that listens. Rejects with the system's error when the port is taken; the
 * store is closed then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, dataFolder, now } = options
  // The address is known only once we listen, and certificates carry it; whoever comes earlier is asked to wait.
  let handle = (_request: Request, _env: Bindings): Response | Promise<Response> =>
    new Response('Starting', { status: 503, headers: { 'Retry-After': '1' } })
  const listener = getRequestListener((request, env) => handle(request, env))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  const drain = drainer(server)
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 5_000
  try {
    const url = await listen(server, options.host, options.port)
    const settings = settingsOf(options.config, url, options.demo)
    const made = { store, now, uuid: () => randomUUID(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) }
    const operatorKey = newToken(made.random)
    const { app, service } = createApp({ ...options, ...made, settings, pageStyle: readPageStyle(), operatorKey })
    await resumeAwards(service, service.awards)
    await store.learners.forgetExpired(now())
    const demoLinks = options.demo ? await seedDemo(made) : []
    writeRunning(dataFolder, { pid: process.pid, url, operatorKey })
    handle = (request, env) => app.fetch(request, env)
    return {
      url,
      publicUrl: settings.publicUrl,
      demoLinks,
      close: async () => {
        await drain()
        await service.awards.settled()
        removeRunning(dataFolder)
        await store.close()
      },
    }
  } catch (error) {
    server.close()
    server.closeAllConnections()
    await store.close()
    throw error
  }
}

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

/**
 * Stops accepting and waits for requests under way. Browsers also keep connections open that carry none, some of which
 * never did; those are closed as soon as nothing is under way.
 */
const drainer = (server: Server): (() => Promise<void>) => {
  let underWay = 0
  let whenIdle = (): void => undefined
  server.on('request', (_, response) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
      if (underWay === 0) whenIdle()
    })
  })
  return () =>
    new Promise((resolve) => {
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS)
      server.close(() => {
        clearTimeout(late)
        resolve()
      })
      whenIdle = () => server.closeAllConnections()
      if (underWay === 0) whenIdle()
    })
}

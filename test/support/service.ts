/** The service with a real store, for tests that call the app without a port or with one. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { readCourse } from '../../src/packages/import/read-course.ts'
import { unpackCourse } from '../../src/packages/import/unpack.ts'
import { createApp } from '../../src/service/app.tsx'
import { addPerson, signInPath } from '../../src/service/auth/people.ts'
import { contentFiles } from '../../src/service/cmi5/content-files.ts'
import { hostedCourse } from '../../src/service/courses.ts'
import type { Service } from '../../src/service/dependencies.ts'
import type { AppEnv, Bindings } from '../../src/service/http/env.ts'
import type { LogLine } from '../../src/service/http/request-log.ts'
import { readPageStyle } from '../../src/service/pages/style.ts'
import type { Settings } from '../../src/service/settings.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Learner } from '../../src/storage/records.ts'
import { loadCredentials } from '../../src/validation/credential-files.ts'
import { compiledAssets, compiledFixture } from './compiled.ts'
import { testSettings } from './settings.ts'

const source = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../src/${path}`, import.meta.url)))

export interface TestService {
  readonly app: Hono<AppEnv>
  readonly service: Service
  readonly log: LogLine[]
  /** Moves the service's clock. */
  advance(milliseconds: number): void
  addPerson(name: string, role: Learner['role']): Promise<Learner>
  /** Signs somebody in and answers the Cookie header. */
  signIn(person: Learner): Promise<string>
  /** A request as the browser of `cookie`'s owner makes it. */
  request(path: string, init?: RequestInit & { cookie?: string; address?: string }): Promise<Response>
  close(): Promise<void>
}

export const OPERATOR_KEY = 'operator-key-of-the-test'
export const NOON = Date.parse('2026-11-22T12:00:00Z')

export interface TestServiceOptions {
  readonly folder?: string
  readonly courses?: readonly CompiledCourse[]
  readonly settings?: Partial<Settings>
  readonly start?: number
  /** Further built files, by name. */
  readonly built?: ReadonlyMap<string, Uint8Array>
  /** Address of a database other than a file in the folder. */
  readonly database?: string
}

export async function testService(options: TestServiceOptions = {}): Promise<TestService> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'chartwright-service-'))
  let at = options.start ?? NOON
  const now = (): number => at
  const log: LogLine[] = []
  const database = options.database ?? `sqlite:${join(folder, 'chartwright.db')}`
  const store = await openStore(database, { now, uuid: () => randomUUID() })
  const assets = compiledAssets('minimal')
  const courses = options.courses ?? [compiledFixture('minimal')]
  const { app, service } = createApp({
    store,
    now,
    monotonic: () => performance.now(),
    uuid: () => randomUUID(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    settings: { ...testSettings, ...options.settings },
    credentials: loadCredentials([]).credentials,
    courses: new Map(courses.map((course) => [course.id, hostedCourse(course, (path) => assets.get(path))])),
    player: new Map([
      ['index.html', source('player/index.html')],
      ['player.js', new TextEncoder().encode('/* the player */')],
      ['player.css', new TextEncoder().encode('/* the style */')],
      ['tokens.css', source('player/style/tokens.css')],
      ...(options.built ?? []),
    ]),
    pageStyle: readPageStyle(),
    log: (line) => log.push(line),
    operatorKey: OPERATOR_KEY,
    coursePackages: { read: readCourse, unpack: unpackCourse },
    content: contentFiles(join(folder, 'content'), () => randomUUID()),
  })
  const request: TestService['request'] = async (path, { cookie, address, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (cookie !== undefined) headers.set('cookie', cookie)
    if (init.method !== undefined && init.method !== 'GET')
      headers.set('sec-fetch-site', headers.get('sec-fetch-site') ?? 'same-origin')
    const env: Bindings = { incoming: { socket: { remoteAddress: address ?? '192.0.2.1' } } }
    return app.request(path, { ...init, headers }, env)
  }
  return {
    app,
    service,
    log,
    request,
    advance: (milliseconds) => {
      at += milliseconds
    },
    addPerson: (name, role) => addPerson(service, name, role),
    signIn: async (person) => {
      const path = await signInPath(service, person.id)
      const response = await request('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ token: path }),
        address: randomUUID(),
      })
      const cookie = response.headers.get('set-cookie')?.split(';')[0]
      if (response.status !== 303 || cookie === undefined) throw new Error(`signing in answered ${response.status}`)
      return cookie
    },
    close: async () => {
      await service.awards.settled()
      await store.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Puts the app on a port, for clients that need one. */
export async function listening({
  app,
}: Pick<TestService, 'app'>): Promise<{ url: string; close: () => Promise<void> }> {
  const listener = getRequestListener((request, env) => app.fetch(request, env))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

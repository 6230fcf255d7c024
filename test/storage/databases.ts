import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { describeStatement } from '../../src/storage/describe.ts'
import { openStore } from '../../src/storage/open.ts'
import type { NewStatement } from '../../src/storage/records.ts'
import type { Store } from '../../src/storage/store.ts'
import { type PostgresServer, postgresMissing, startPostgres } from '../support/postgres.ts'

/** What a suite that runs on every database is given. */
export interface Place {
  /** The store under test, empty at the beginning of each test. */
  readonly store: () => Store
  /** Address of its database. */
  readonly url: () => string
  /** A folder of this test. */
  readonly folder: () => string
  /** Closes the store and opens it again. */
  readonly reopen: () => Promise<void>
  /** What the store takes for the time. */
  readonly clock: { now: number }
}

type Databases = Readonly<
  Record<'SQLite' | 'PostgreSQL', { readonly missing: string | undefined; readonly url: Address }>
>
type Address = (folder: string, server: PostgresServer | undefined, name: string) => Promise<string>

/** Every database there is. A new one adds a line here and runs through all suites. */
const databases: Databases = {
  SQLite: { missing: undefined, url: async (folder) => `sqlite:${join(folder, 'store.db')}` },
  PostgreSQL: {
    missing: postgresMissing,
    url: async (_, server, name) => {
      if (server === undefined) throw new Error('no server')
      return server.url(name)
    },
  },
}

/** Runs a suite on every database. */
export function onEveryDatabase(suite: (place: Place, name: string) => void): void {
  for (const [name, database] of Object.entries(databases)) {
    describe.skipIf(database.missing !== undefined)(name, () => {
      let server: PostgresServer | undefined
      let folder = ''
      let url = ''
      let store: Store | undefined
      let tests = 0
      const clock = { now: 1000 }
      const open = (): Promise<Store> => openStore(url, { now: () => clock.now, uuid: () => 'the-instance' })
      const current = (): Store => {
        if (store === undefined) throw new Error('the store is not open')
        return store
      }
      beforeAll(async () => {
        if (name === 'PostgreSQL') server = await startPostgres()
      })
      afterAll(async () => {
        await server?.stop()
      })
      beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'chartwright-store-'))
        url = await database.url(folder, server, `test${++tests}`)
        clock.now = 1000
        store = await open()
      })
      afterEach(async () => {
        await store?.close()
        rmSync(folder, { recursive: true, force: true })
      })
      const reopen = async (): Promise<void> => {
        await current().close()
        store = await open()
      }
      suite({ store: current, url: () => url, folder: () => folder, reopen, clock }, name)
    })
  }
}

let serial = 0
export const uuid = (): string => `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`

export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
export const agent = (name: string): { readonly mbox: string; readonly name: string } => ({
  mbox: `mailto:${name}@example.com`,
  name,
})

type Members = Readonly<Record<string, unknown>>

/** A statement as the service hands it over; `changes` replaces members of the xAPI statement. */
export function statement(changes: Members = {}): NewStatement & { readonly xapi: Members } {
  const xapi = {
    id: uuid(),
    actor: agent('ada'),
    verb: { id: 'http://example.com/verbs/answered' },
    object: { id: 'http://example.com/activities/1' },
    ...changes,
  }
  return {
    id: xapi.id,
    body: JSON.stringify(xapi),
    facts: describeStatement(xapi),
    fingerprint: `f-${JSON.stringify(xapi)}`,
    xapi,
  }
}

export const referringTo = (id: string, changes: Members = {}): ReturnType<typeof statement> =>
  statement({ object: { objectType: 'StatementRef', id }, ...changes })

export const voiding = (id: string, changes: Members = {}): ReturnType<typeof statement> =>
  referringTo(id, { verb: { id: VOIDED }, actor: agent('admin'), ...changes })

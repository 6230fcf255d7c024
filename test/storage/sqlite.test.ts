import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { files, tables } from '../../src/storage/migrate.ts'
import { FormerLayoutError, NewerSchemaError, openStore } from '../../src/storage/open.ts'
import type { StatementFilter } from '../../src/storage/records.ts'
import { findStatements } from '../../src/storage/sql/find.ts'
import { NOTHING } from '../../src/storage/sql/query.ts'
import { openSql, type Sql } from '../../src/storage/sqlite/driver.ts'
import type { Store } from '../../src/storage/store.ts'
import { creditEntry } from './credit-entry.ts'
import { statement } from './databases.ts'

/** What is SQLite's own: its settings, its schema, and what its triggers refuse even to other hands. */
let folder: string
const path = (): string => join(folder, 'store.db')
const open = (): Promise<Store> => openStore(`sqlite:${path()}`, { now: () => 1, uuid: () => 'i' })

/** Changes the file behind the store's back. */
async function behindItsBack<T>(work: (sql: Sql) => T): Promise<T> {
  const sql = openSql(path())
  try {
    return work(sql)
  } finally {
    sql.close()
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-sqlite-'))
  const store = await open()
  await store.learners.add({ id: 'ada', name: 'Ada', role: 'learner', created: 1 })
  for (const registration of ['r1', 'r2', 'r3']) {
    const id = `entry-${registration}`
    await store.ledger.append(
      creditEntry({ id, registration, evidence: { statements: [`s-${registration}`], certificate: id } }),
    )
    await store.certificates.add({ number: id, learner: 'ada', entry: id, snapshot: '{}', issued: 1 })
  }
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('writes are durable and references are enforced', async () => {
  const settings = await behindItsBack((sql) =>
    ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => Object.values(sql.get(`PRAGMA ${name}`) ?? {})[0]),
  )
  expect(settings).toEqual(['wal', 2, 1])
  const store = await open()
  await expect(store.learners.addLink({ hash: 'h', learner: 'nobody', expires: 1 })).rejects.toThrow(/FOREIGN KEY/)
  await store.close()
})

test('only its owner can read what is kept, whatever the folder lets others do', async () => {
  const store = await open()
  const names = readdirSync(folder).filter((name) => !name.includes('.lock'))
  await store.close()
  expect(names).toContain('store.db-wal')
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
})

test('migrations run once and are recorded; a newer schema is refused, untouched', async () => {
  const versions = await behindItsBack((sql) => sql.all('SELECT version, name FROM schema_version'))
  expect(versions.map(({ name }) => name)).toEqual(files())
  await behindItsBack((sql) => sql.run("INSERT INTO schema_version VALUES (99, '0099-later.sql', 1)"))
  await expect(open()).rejects.toThrow(NewerSchemaError)
  await expect(open()).rejects.toThrow(`schema version 99, but this program knows only ${files().length}`)
})

test('a database from before verbs stood in an index of links is carried over', async () => {
  const written = await open()
  const sent = statement()
  await written.statements.add([sent])
  await written.close()
  const indexes = (sql: Sql): unknown[] =>
    sql
      .all("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%_links_verb' ORDER BY name")
      .map(({ name }) => name)
  await behindItsBack((sql) => {
    for (const name of indexes(sql)) sql.script(`DROP INDEX ${String(name)}`)
    sql.run('DELETE FROM schema_version WHERE version >= 6')
  })
  const store = await open()
  const activity = { id: 'http://example.com/activities/1', related: false }
  const found = await store.statements.find({ activity, verb: 'http://example.com/verbs/answered', limit: 1 })
  await store.close()
  expect(found.map(({ id }) => id)).toEqual([sent.id])
  expect(await behindItsBack(indexes)).toEqual(['activity_links_verb', 'agent_links_verb'])
})

/** What SQLite says it does for the queries of a filter's first stretch, tables and subqueries of names left out. */
const plansOf = (filter: Omit<StatementFilter, 'limit'>): Promise<readonly string[]> =>
  behindItsBack((sql) => {
    const work = findStatements({ ...filter, limit: 26 }, 0)
    const plans: string[] = []
    for (let step = work.next(); step.done !== true; step = work.next(step.value.map(() => NOTHING))) {
      for (const query of step.value) {
        if (query.ask === 'insert') continue
        const values = query.values.map(() => 1)
        for (const { detail } of sql.all(`EXPLAIN QUERY PLAN ${query.sql}`, ...values)) plans.push(String(detail))
      }
    }
    return plans
  })

describe('a page is one walk along an index from where it begins', () => {
  const agent = { key: 'a', related: true }
  const activity = { id: 'b', related: true }
  test.each<[string, Omit<StatementFilter, 'limit'>, string]>([
    [
      'verb and activity',
      { verb: 'v', activity },
      'l USING COVERING INDEX activity_links_verb (activity=? AND plain=? AND verb=? AND seq>? AND seq<?)',
    ],
    [
      'verb and agent',
      { verb: 'v', agent },
      'l USING COVERING INDEX agent_links_verb (agent=? AND plain=? AND verb=? AND seq>? AND seq<?)',
    ],
    ['agent', { agent }, 'l USING PRIMARY KEY (agent=? AND plain=? AND seq>? AND seq<?)'],
    ['agent and activity', { agent, activity }, 'b USING PRIMARY KEY (activity=? AND plain=? AND seq=? AND via=?)'],
    ['verb', { verb: 'v' }, 'o USING COVERING INDEX statements_verb (verb=? AND seq>? AND seq<?)'],
    [
      'registration',
      { registration: 'r' },
      'o USING COVERING INDEX statements_registration (registration=? AND seq>? AND seq<?)',
    ],
    [
      'authority and verb',
      { authority: 'a', verb: 'v' },
      'l USING COVERING INDEX agent_links_verb (agent=? AND plain=? AND verb=? AND seq>? AND seq<?)',
    ],
    ['times', { since: 1, until: 2 }, 'o USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
  ])('%s', async (_, filter, search) => {
    for (const ascending of [false, true]) {
      const plans = await plansOf({ ...filter, ascending, after: 5, upTo: 9 })
      expect(plans).toContain(`SEARCH ${search}`)
      // Only what was found already is gone through: m and the arms it is put together from.
      expect(plans.filter((line) => /^SCAN (?!m$|arm\d$|CONSTANT)/.test(line))).toEqual([])
    }
  })
})

test('data in the layout of an early version is refused, untouched', async () => {
  await behindItsBack((sql) => sql.run("UPDATE schema_version SET name = '0002-append-only.sql' WHERE version = 2"))
  await expect(open()).rejects.toThrow(FormerLayoutError)
  await expect(open()).rejects.toThrow(
    'written by an early version of this program (its schema has 0002-append-only.sql)',
  )
})

test('backups know every table and column there is', async () => {
  const there = await behindItsBack((sql) =>
    sql
      .all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_version'",
      )
      .map(({ name }) => [
        name,
        Object.fromEntries(sql.all(`PRAGMA table_info(${String(name)})`).map((column) => [column.name, column.type])),
      ]),
  )
  const types = { text: 'TEXT', integer: 'INTEGER', bytes: 'BLOB' }
  const known = tables().map(({ name, columns }) => [
    name,
    Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, types[type]])),
  ])
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(there))
})

describe('append-only', () => {
  test.each([
    "UPDATE ledger SET body = '{}'",
    'DELETE FROM ledger',
    "UPDATE certificates SET snapshot = '{}'",
    'DELETE FROM certificates',
    "UPDATE certificate_events SET kind = 'issued'",
    'DELETE FROM certificate_events',
  ])('%s is refused', async (statement) => {
    await behindItsBack((sql) => expect(() => sql.run(statement)).toThrow(/append-only|never/))
  })

  test.each([
    [
      'UPDATE ledger SET body = replace(body, \'"credits":1\', \'"credits":9\') WHERE seq = 2',
      2,
      'its text was changed',
    ],
    ["UPDATE ledger SET learner = 'eve' WHERE seq = 3", 3, 'its column learner differs from its text'],
    ['DELETE FROM ledger WHERE seq = 2', 2, 'the entry is missing'],
    ["UPDATE ledger SET previous = 'x' WHERE seq = 1", 1, 'it does not follow the entry before it'],
  ])('whoever removes the triggers is found out: %s', async (statement, seq, reason) => {
    await behindItsBack((sql) => {
      sql.script('PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_delete')
      sql.run(statement)
    })
    const store = await open()
    expect(await store.ledger.verify()).toEqual({ whole: false, seq, reason })
    await store.close()
  })
})

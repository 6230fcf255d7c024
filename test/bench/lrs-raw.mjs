// The least a store on the same library could do: prepared inserts of the same rows into the same tables, with the same
// promise (WAL, synchronous = FULL), without HTTP, checks or keys. Arguments: folder, statements per transaction, seconds.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { describeStatement } from '../../dist/app/storage/describe.js'
import { openStore } from '../../dist/app/storage/open.js'
import { AUTHORITY, statement, worldOf } from './lrs-statements.mjs'

const [folder = '', per = '1', seconds = '2'] = process.argv.slice(2)
const file = join(folder, `raw-${per}.db`)
for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${file}${suffix}`, { force: true })
const store = await openStore(`sqlite:${file}`, { now: () => Date.now(), uuid: () => crypto.randomUUID() })
await store.close()

const database = new Database(file)
database.exec('PRAGMA journal_mode = WAL')
database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536')
const insert = {
  statement: database.prepare('INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  agent: database.prepare('INSERT INTO agent_links VALUES (?, ?, ?, ?, ?)'),
  activity: database.prepare('INSERT INTO activity_links VALUES (?, ?, ?, ?, ?)'),
}
const numbers = new Map()
const numberOf = (key) => {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size + 1)
  return numbers.size
}
const world = worldOf(10_000)
const rows = Array.from({ length: 40_000 }, (_, at) => {
  const seq = at + 1
  const sent = { ...statement(world, at, 7), authority: AUTHORITY, version: '2.0.0' }
  const facts = describeStatement(sent)
  const verb = numberOf(facts.verb)
  const link = (key, usage) => [numberOf(key), usage === 'plain' ? 1 : 0, seq, 0, verb]
  const stored = Date.now()
  const body = JSON.stringify({ ...sent, stored: new Date(stored).toISOString() })
  const authority = numberOf(facts.authority)
  return {
    statement: [seq, sent.id, verb, facts.registration, authority, stored, null, 0, 0, 'f'.repeat(64), body],
    agents: facts.agents.map(({ key, usage }) => link(key, usage)),
    activities: facts.activities.map(({ id, usage }) => link(id, usage)),
  }
})

const before = process.cpuUsage()
const began = performance.now()
let done = 0
while (performance.now() - began < Number(seconds) * 1000 && done + Number(per) <= rows.length) {
  database.exec('BEGIN IMMEDIATE')
  for (const row of rows.slice(done, done + Number(per))) {
    insert.statement.run(row.statement)
    for (const link of row.agents) insert.agent.run(link)
    for (const link of row.activities) insert.activity.run(link)
  }
  database.exec('COMMIT')
  done += Number(per)
}
const wall = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ perSecond: done / wall, cpu: (user + system) / 1000 / done }))
database.close()

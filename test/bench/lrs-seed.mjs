// Fills a database with statements through the store's own batches and makes a key. Arguments: database, size.
// Prints one line of JSON: {key, secret, seconds}.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createKey } from '../../dist/app/service/lrs/keys/manage.js'
import { describeStatement } from '../../dist/app/storage/describe.js'
import { openStore } from '../../dist/app/storage/open.js'
import { AUTHORITY, statement, worldOf } from './lrs-statements.mjs'

const [database = '', size = '0'] = process.argv.slice(2)
const BATCH = 1000
const made = { now: () => Date.now(), uuid: () => randomUUID() }
const store = await openStore(database, made)
const world = worldOf(Number(size))
const began = performance.now()
for (let at = 0; at < world.size; at += BATCH) {
  await store.statements.add(
    Array.from({ length: Math.min(BATCH, world.size - at) }, (_, i) => {
      const sent = { ...statement(world, at + i), authority: AUTHORITY, version: '2.0.0' }
      const body = JSON.stringify(sent)
      const fingerprint = createHash('sha256').update(body).digest('hex')
      return { id: sent.id, body, fingerprint, facts: describeStatement(sent) }
    }),
  )
}
const seconds = (performance.now() - began) / 1000
// The service looks at every statement for awards; these were looked at long ago.
await store.statements.moveCursor('awards', (await store.statements.last()).seq)
const key = await createKey(
  { store, ...made, random: (bytes) => new Uint8Array(randomBytes(bytes)), forget: () => undefined },
  { name: 'bench', scopes: ['all'], authority: AUTHORITY },
)
await store.close()
console.log(JSON.stringify({ ...key, seconds }))

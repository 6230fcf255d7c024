/** Started by durability.test.ts and killed by it: stores statements without end and prints what was acknowledged. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { describeStatement } from '../../src/storage/describe.ts'
import { openStore } from '../../src/storage/open.ts'

const [url = ''] = process.argv.slice(2)
const store = await openStore(url, { now: () => Date.now(), uuid: () => randomUUID() })

async function write(writer: number): Promise<void> {
  for (let round = 0; ; round++) {
    const batch = Array.from({ length: 1 + (round % 3) }, () => {
      const xapi = {
        id: randomUUID(),
        actor: { mbox: `mailto:writer${writer}@example.com` },
        verb: { id: 'http://example.com/verbs/did' },
        object: { id: `http://example.com/activities/${round % 5}`, definition: { name: { en: `round ${round}` } } },
      }
      return { id: xapi.id, body: JSON.stringify(xapi), facts: describeStatement(xapi), fingerprint: xapi.id }
    })
    await store.statements.add(batch)
    writeSync(1, `${batch.map(({ id }) => id).join(' ')}\n`)
  }
}
await Promise.all([1, 2, 3, 4].map(write))

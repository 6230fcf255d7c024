/** Storing statements: xAPI 1.0.3 Communication 2.1.1 and 2.1.2, Data 2.3; IEEE 9274.1.1 4.1.6.1, 4.2.4, 4.2.5. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, lrsClient, objectOf, pageOf, query, ref, statement, VERSIONS, voiding } from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const one = (id: string) => lrs.call('GET', `/statements?statementId=${id}`)
const count = async (): Promise<number> => (await lrs.service.service.store.statements.last()).seq

describe.each(VERSIONS)('version %s', (version) => {
  const post = (body: object | string) => lrs.call('POST', '/statements', { version, body })
  const put = (id: string, body: object) => lrs.call('PUT', `/statements?statementId=${id}`, { version, body })

  test('POST answers the ids in the order sent (XAPI-00146, XAPI-00026, XAPI-00333)', async () => {
    const batch = [statement(), statement({ id: undefined }), statement()]
    const answer = await post(batch)
    expect(answer.status).toBe(200)
    const ids = (await answer.json()) as string[]
    expect(ids).toHaveLength(3)
    expect([ids[0], ids[2]]).toEqual([batch[0]?.id, batch[2]?.id])
    expect(ids[1]).toMatch(/^[0-9a-f-]{36}$/)
    expect((await post(statement())).headers.get('x-experience-api-version')).toBe(version)
  })

  test('PUT takes the id from statementId, answers 204, and wants both to be one (XAPI-00143, XAPI-00144, XAPI-00145)', async () => {
    const id = randomUUID()
    expect((await put(id, statement({ id: undefined }))).status).toBe(204)
    expect((await objectOf(await one(id))).id).toBe(id)
    const other = await put(randomUUID(), statement())
    expect([other.status, await other.json()]).toMatchObject([400, { pointer: '/id' }])
    expect((await lrs.call('PUT', '/statements', { version, body: statement() })).status).toBe(400)
    expect((await put(randomUUID(), [statement()])).status).toBe(400)
  })

  test('the store sets stored, timestamp, authority and version (XAPI-00023, XAPI-00097, XAPI-00099)', async () => {
    const claimed = statement({ stored: '2001-01-01T00:00:00Z', authority: { mbox: 'mailto:somebody@example.com' } })
    await post(claimed)
    const kept = await objectOf(await one(claimed.id))
    expect(kept.stored).toBe('2026-11-22T12:00:00.000Z')
    expect(kept.timestamp).toBe(kept.stored)
    expect(kept.authority).toMatchObject({ account: { name: lrs.credentials.key } })
    expect(kept.version).toBe(version === '1.0.3' ? '1.0.0' : '2.0.0')
  })

  test('the same statement again is a success and changes nothing (Data 2.3.1, XAPI-00142)', async () => {
    const first = statement({
      timestamp: '2026-11-22T11:00:00Z',
      context: { contextActivities: { parent: { id: 'http://example.com/p' } } },
      result: { duration: 'PT1.234S' },
    })
    await post(first)
    const before = [await count(), await (await one(first.id)).text()]
    const again = {
      ...first,
      id: first.id.toUpperCase(),
      timestamp: '2026-11-22T12:00:00+01:00',
      verb: { id: 'http://example.com/verbs/did', display: { de: 'tat' } },
      context: { contextActivities: { parent: [{ id: 'http://example.com/p' }] } },
      result: { duration: 'PT1.2399S' },
    }
    expect((await post(again)).status).toBe(200)
    expect((await put(first.id, again)).status).toBe(204)
    const answered = JSON.parse(String(before[1])) as object
    expect((await put(first.id, answered)).status).toBe(204)
    expect([await count(), await (await one(first.id)).text()]).toEqual(before)
  })

  test('a statement that got its timestamp here can be sent again as it was answered (Data 2.3.1)', async () => {
    const first = statement()
    await post(first)
    expect((await put(first.id, await objectOf(await one(first.id)))).status).toBe(204)
    expect((await put(first.id, { ...first, timestamp: '2026-01-01T00:00:00Z' })).status).toBe(409)
  })

  test.each([
    ['verb', { verb: { id: 'http://example.com/verbs/other' } }],
    ['object', { object: { id: 'http://example.com/activities/other' } }],
    ['actor', { actor: { mbox: 'mailto:bob@example.com' } }],
    ['timestamp', { timestamp: '2020-01-01T00:00:00Z' }],
  ])(
    'another %s under the same id is refused with 409 and stores nothing (XAPI-00142, XAPI-00182)',
    async (_, changes) => {
      const first = statement({ timestamp: '2026-11-22T11:00:00Z' })
      await post(first)
      const before = await count()
      const answer = await post([statement(), { ...first, ...changes }])
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({ error: 'conflict', statement: 1, pointer: '/id' })
      expect((await put(first.id, { ...first, ...changes })).status).toBe(409)
      expect(await count()).toBe(before)
    },
  )

  test('one id twice in a batch is refused, and the batch is all or nothing (XAPI-00326, XAPI-00182)', async () => {
    const before = await count()
    const twice = statement()
    const answer = await post([statement(), twice, statement(), twice])
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ statement: 3, pointer: '/id' })
    const bad = await post([statement(), statement({ verb: { id: 'did' } })])
    expect(bad.status).toBe(400)
    expect(await bad.json()).toMatchObject({ statement: 1, pointer: '/verb/id' })
    expect(await count()).toBe(before)
  })

  test('context activities are answered as lists (Data 2.4.6.2, XAPI-00096)', async () => {
    const sent = statement({ context: { contextActivities: { parent: { id: 'http://example.com/p' } } } })
    const inner = statement({
      object: { ...statement({ id: undefined, context: sent.context }), objectType: 'SubStatement', id: undefined },
    })
    expect((await post([sent, inner])).status).toBe(200)
    const listed = { contextActivities: { parent: [{ id: 'http://example.com/p' }] } }
    expect((await objectOf(await one(sent.id))).context).toEqual(listed)
    expect((await objectOf(await one(inner.id))).object).toMatchObject({ context: listed })
  })

  test('voiding hides a statement, also one that arrives later (Data 2.3.2, XAPI-00018, XAPI-00155, XAPI-00163)', async () => {
    const late = statement()
    const early = statement()
    const voids = [voiding(early.id), voiding(late.id)]
    await post([early, ...voids])
    await post(late)
    for (const { id } of [early, late]) {
      expect((await one(id)).status).toBe(404)
      const answer = await lrs.call('GET', `/statements?voidedStatementId=${id}`, { version })
      expect((await objectOf(answer)).id).toBe(id)
    }
    for (const { id } of voids) expect((await one(id)).status).toBe(200)
    const { statements } = await pageOf(await lrs.call('GET', '/statements', { version }))
    const ids = statements.map(({ id }) => id)
    expect(ids).not.toContain(early.id)
    expect(ids).toContain(voids[0]?.id)
  })

  test('a voiding statement cannot be voided (Data 2.3.2, XAPI-00016)', async () => {
    const target = statement()
    const first = voiding(target.id)
    await post([target, first, voiding(first.id)])
    expect((await one(first.id)).status).toBe(200)
    expect((await one(target.id)).status).toBe(404)
  })

  test.each([
    ['an unknown parameter', '/statements?extra=1'],
    ['statementId with POST', `/statements?statementId=${randomUUID()}`],
  ])('POST with %s is refused (XAPI-00324)', async (_, path) => {
    expect((await lrs.call('POST', path, { version, body: statement() })).status).toBe(400)
  })
})

test('2.0 keeps timestamps in UTC, 1.0.3 as they came (IEEE 9274.1.1 4.2.7; XAPI-00122)', async () => {
  const timestamp = '2026-11-22T12:30:00.123+05:30'
  const inner = { ...statement({ id: undefined, timestamp }), objectType: 'SubStatement', id: undefined }
  for (const [version, kept] of [
    ['1.0.3', timestamp],
    ['2.0.0', '2026-11-22T07:00:00.123Z'],
  ] as const) {
    const sent = statement({ timestamp, object: inner })
    expect((await lrs.call('POST', '/statements', { version, body: sent })).status).toBe(200)
    expect(await objectOf(await one(sent.id))).toMatchObject({ timestamp: kept, object: { timestamp: kept } })
  }
})

test('context agents and groups are of 2.0 only, and left out for readers of 1.0.3 (IEEE 9274.1.1 4.2.2.5)', async () => {
  const context = {
    contextAgents: [
      { objectType: 'contextAgent', agent: { mbox: 'mailto:c@example.com' }, relevantTypes: ['http://e.com/t'] },
    ],
    contextGroups: [
      { objectType: 'contextGroup', group: { objectType: 'Group', member: [{ mbox: 'mailto:d@example.com' }] } },
    ],
  }
  const sent = statement({ context })
  const refused = await lrs.call('POST', '/statements', { version: '1.0.3', body: sent })
  expect([refused.status, await refused.json()]).toMatchObject([400, { pointer: '/context/contextAgents' }])
  expect((await lrs.call('POST', '/statements', { body: sent })).status).toBe(200)
  expect((await objectOf(await one(sent.id))).context).toEqual(context)
  const old = await lrs.call('GET', `/statements?statementId=${sent.id}`, { version: '1.0.3' })
  expect((await objectOf(old)).context).toEqual({})
  const agent = { mbox: 'mailto:d@example.com' }
  const found = await pageOf(await lrs.call('GET', `/statements?${query({ agent, related_agents: 'true' })}`))
  expect(found.statements.map(({ id }) => id)).toEqual([sent.id])
})

test('a reference is stored whether or not its target is known (Data 2.4.4.3, XAPI-00072)', async () => {
  const sent = statement({ object: ref(randomUUID()), context: { statement: ref(randomUUID()) } })
  expect((await lrs.call('POST', '/statements', { body: sent })).status).toBe(200)
})

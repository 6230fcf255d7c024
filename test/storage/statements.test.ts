import { beforeEach, describe, expect, test } from 'vitest'
import { agentKey } from '../../src/storage/agent-key.ts'
import { authorityKey } from '../../src/storage/describe.ts'
import type { Attachment, StatementFilter } from '../../src/storage/records.ts'
import type { Store } from '../../src/storage/store.ts'
import { agent, onEveryDatabase, referringTo, statement, voiding } from './databases.ts'

/** What every store promises of statements. */
const key = (value: unknown): string => agentKey(value) ?? ''
const verb = (name: string): { readonly id: string } => ({ id: `http://example.com/verbs/${name}` })
const activity = (name: string): string => `http://example.com/activities/${name}`
const REGISTRATION = '11111111-1111-4111-8111-111111111111'
const file = (sha2: string, content: string): Attachment => ({
  sha2,
  type: 'text/plain',
  content: new TextEncoder().encode(content),
})
const attached = (...hashes: readonly string[]): Readonly<Record<string, unknown>> => ({
  attachments: hashes.map((sha2) => ({ sha2 })),
})

onEveryDatabase((place) => {
  let store: Store
  beforeEach(() => {
    store = place.store()
  })
  const ids = async (filter: Partial<StatementFilter> = {}): Promise<string[]> =>
    (await store.statements.find({ limit: 100, ascending: true, ...filter })).map(({ id }) => id)
  const at = async (now: number, ...batch: readonly ReturnType<typeof statement>[]): Promise<void> => {
    place.clock.now = now
    await store.statements.add(batch)
  }

  describe('adding', () => {
    test('keeps the order and the exact text, and stamps it', async () => {
      const batch = [
        statement({ context: { registration: REGISTRATION.toUpperCase() } }),
        statement({ timestamp: '2026-11-22T12:00:00+02:00' }),
        statement({ result: { extensions: { 'http://x/"timestamp"': { timestamp: 'ü✓\\u0000' } } } }),
      ]
      const outcome = await store.statements.add(batch)
      expect(outcome).toEqual({ added: batch.map(({ id }, i) => ({ id, seq: i + 1, stored: 1000 })) })
      await place.reopen()
      store = place.store()
      expect(await ids()).toEqual(batch.map(({ id }) => id))
      const stamp = '1970-01-01T00:00:01.000Z'
      expect(await store.statements.get(batch[0]?.id ?? '')).toEqual({
        seq: 1,
        id: batch[0]?.id,
        verb: verb('answered').id,
        registration: REGISTRATION,
        stored: 1000,
        voided: false,
        body: JSON.stringify({ ...batch[0]?.xapi, timestamp: stamp, stored: stamp }),
      })
      expect((await store.statements.get(batch[1]?.id ?? ''))?.body).toBe(
        JSON.stringify({ ...batch[1]?.xapi, stored: stamp }),
      )
      expect((await store.statements.get(batch[2]?.id ?? ''))?.body).toBe(
        JSON.stringify({ ...batch[2]?.xapi, timestamp: stamp, stored: stamp }),
      )
      expect(await store.statements.get('nothing')).toBeUndefined()
      expect(await store.statements.last()).toEqual({ seq: 3, stored: 1000 })
    })

    test('leaves what is sent again as it is', async () => {
      const known = statement()
      await at(1000, known)
      const fresh = statement()
      place.clock.now = 2000
      const outcome = await store.statements.add([{ ...known, body: '{"changed":true}' }, fresh])
      expect('added' in outcome && outcome.added.map(({ id }) => id)).toEqual([fresh.id])
      expect((await store.statements.get(known.id))?.stored).toBe(1000)
      expect(await ids()).toEqual([known.id, fresh.id])
    })

    test('refuses a whole batch for one clash, within it or with what is stored', async () => {
      const known = statement()
      await at(1000, known)
      expect(await store.statements.add([statement(), { ...known, fingerprint: 'other' }, statement()])).toEqual({
        conflict: { index: 1, id: known.id },
      })
      const twice = statement()
      expect(await store.statements.add([twice, { ...twice, fingerprint: 'other' }])).toEqual({
        conflict: { index: 1, id: twice.id },
      })
      expect(await ids()).toEqual([known.id])
      const outcome = await store.statements.add([twice, twice])
      expect('added' in outcome && outcome.added).toHaveLength(1)
    })

    test('takes many batches at once, each for itself', async () => {
      const [same, first] = [statement(), statement()]
      const outcomes = await Promise.all([
        store.statements.add([same]),
        store.statements.add([first, { ...same, fingerprint: 'other' }]),
        store.statements.add([same]),
        store.statements.add([statement({ id: 'NUL \0' })]).catch((error: unknown) => error),
        ...Array.from({ length: 20 }, () => store.statements.add([statement(), statement()])),
      ])
      expect(outcomes[0]).toMatchObject({ added: [{ id: same.id, seq: 1 }] })
      expect(outcomes[1]).toEqual({ conflict: { index: 1, id: same.id } })
      expect(outcomes[2]).toEqual({ added: [] })
      const found = await store.statements.find({ limit: 100, ascending: true })
      expect(found.filter(({ id }) => !id.startsWith('NUL'))).toHaveLength(41)
      expect(new Set(found.map(({ seq }) => seq)).size).toBe(found.length)
    })

    test('never lets `stored` go back, and keeps that of another record store where it fits', async () => {
      await at(5000, statement())
      await at(3000, statement())
      expect((await store.statements.last()).stored).toBe(5000)
      place.clock.now = 9000
      await store.statements.add([{ ...statement(), storedAt: 6000 }])
      await store.statements.add([{ ...statement(), storedAt: 4000 }])
      await store.statements.add([{ ...statement(), storedAt: 99_000 }])
      const times = (await store.statements.find({ limit: 10, ascending: true })).map(({ stored }) => stored)
      expect(times).toEqual([5000, 5000, 6000, 6000, 9000])
      expect(await store.statements.consistentThrough()).toBe(9000)
      place.clock.now = 10_000
      expect(await store.statements.consistentThrough()).toBe(10_000)
    })
  })

  describe('finding', () => {
    test('goes by every filter, alone and together', async () => {
      const admin = agent('admin')
      const a = statement({ verb: verb('passed'), object: { id: activity('exam') }, authority: admin })
      const b = statement({ actor: agent('bob'), context: { registration: REGISTRATION, instructor: agent('ada') } })
      const c = statement({
        object: { id: activity('exam') },
        context: { contextActivities: { grouping: [{ id: activity('course') }], parent: { id: activity('1') } } },
      })
      const d = statement({ actor: { objectType: 'Group', member: [agent('bob'), agent('eve')] } })
      await at(1000, a)
      await at(2000, b)
      await at(3000, c)
      await at(4000, d)
      const ada = { key: key(agent('ada')), related: false }
      const bob = { key: key(agent('bob')), related: false }
      expect(await ids({ agent: ada })).toEqual([a.id, c.id])
      expect(await ids({ agent: { ...ada, related: true } })).toEqual([a.id, b.id, c.id])
      expect(await ids({ agent: bob })).toEqual([b.id, d.id])
      expect(await ids({ agent: { key: key(admin), related: true } })).toEqual([a.id])
      expect(await ids({ agent: { key: key(admin), related: false } })).toEqual([])
      expect(await ids({ registration: REGISTRATION })).toEqual([b.id])
      expect(await ids({ verb: verb('passed').id })).toEqual([a.id])
      expect(await ids({ verb: verb('answered').id, registration: REGISTRATION })).toEqual([b.id])
      expect(await ids({ activity: { id: activity('exam'), related: false } })).toEqual([a.id, c.id])
      expect(await ids({ activity: { id: activity('1'), related: false } })).toEqual([b.id, d.id])
      expect(await ids({ activity: { id: activity('1'), related: true } })).toEqual([b.id, c.id, d.id])
      expect(await ids({ activity: { id: activity('course'), related: true }, agent: ada })).toEqual([c.id])
      expect(await ids({ activity: { id: activity('course'), related: false }, agent: ada })).toEqual([])
      expect(await ids({ agent: bob, registration: REGISTRATION, verb: verb('answered').id })).toEqual([b.id])
      expect(await ids({ since: 1000 })).toEqual([b.id, c.id, d.id])
      expect(await ids({ until: 2000 })).toEqual([a.id, b.id])
      expect(await ids({ since: 500, until: 999 })).toEqual([])
      expect(await ids({ agent: ada, since: 1000 })).toEqual([c.id])
      expect(await ids({ agent: { key: "' OR 1=1 --", related: true } })).toEqual([])
      expect(await ids({ authority: key(admin) })).toEqual([a.id])
      expect(await ids({ authority: key(admin), agent: ada, verb: verb('passed').id })).toEqual([a.id])
      expect(await ids({ authority: key(admin), agent: bob })).toEqual([])
    })

    test('an authority may be a group without a name of its own', async () => {
      const group = { objectType: 'Group', member: [agent('app'), agent('user')] }
      const own = statement({ authority: group })
      await at(1000, own, statement({ authority: agent('app') }))
      expect(await ids({ authority: authorityKey(group) ?? '' })).toEqual([own.id])
    })

    test('goes on page by page in both directions, whatever arrives meanwhile', async () => {
      const all = Array.from({ length: 7 }, () => statement())
      await at(1000, ...all)
      const { seq: upTo } = await store.statements.last()
      for (const ascending of [true, false]) {
        const seen: string[] = []
        let after: number | undefined
        for (;;) {
          const page = await store.statements.find({
            limit: 3,
            ascending,
            upTo,
            agent: { key: key(agent('ada')), related: true },
            ...(after === undefined ? {} : { after }),
          })
          seen.push(...page.map(({ id }) => id))
          await store.statements.add([statement()])
          after = page.at(-1)?.seq
          if (page.length < 3) break
        }
        const expected = all.map(({ id }) => id)
        expect(seen).toEqual(ascending ? expected : expected.reverse())
      }
    })

    test('leads through references to what they name, also when that comes later, over many steps', async () => {
      const target = statement({ verb: verb('passed'), context: { registration: REGISTRATION } })
      const near = referringTo(target.id, { actor: agent('bob') })
      const far = referringTo(near.id, { actor: agent('eve') })
      await at(1000, far)
      await at(2000, target)
      await at(3000, near)
      const all = [far.id, target.id, near.id]
      expect(await ids({ verb: verb('passed').id })).toEqual(all)
      expect(await ids({ registration: REGISTRATION })).toEqual(all)
      expect(await ids({ activity: { id: activity('1'), related: false } })).toEqual(all)
      expect(await ids({ agent: { key: key(agent('ada')), related: false }, verb: verb('passed').id })).toEqual(all)
      expect(await ids({ agent: { key: key(agent('bob')), related: false } })).toEqual([far.id, near.id])
      // One statement must meet all conditions, not several of the chain together.
      expect(await ids({ agent: { key: key(agent('eve')), related: false }, verb: verb('passed').id })).toEqual([])
      expect(await ids({ verb: verb('passed').id, direct: true })).toEqual([target.id])
      expect(await ids({ activity: { id: activity('1'), related: true }, direct: true })).toEqual([target.id])
      expect(await ids({ verb: verb('passed').id, since: 1500 })).toEqual([target.id, near.id])
      expect(await ids({ verb: verb('passed').id, limit: 2, ascending: false })).toEqual([near.id, target.id])
    })

    test('survives references in a circle and to themselves', async () => {
      const [a, b] = [statement(), statement()]
      await at(1000, { ...referringTo(b.id, { id: a.id }) }, { ...referringTo(a.id, { id: b.id }) })
      const self = statement()
      await at(1000, referringTo(self.id, { id: self.id, actor: agent('eve') }))
      expect(await ids({ agent: { key: key(agent('eve')), related: false } })).toEqual([self.id])
      expect(await ids({ agent: { key: key(agent('ada')), related: false } })).toEqual([a.id, b.id])
    })
  })

  describe('voiding', () => {
    test('works whichever of the two arrives first, but never on a voiding statement', async () => {
      const target = statement()
      const void1 = voiding(target.id)
      await at(1000, target)
      await at(1000, void1)
      expect((await store.statements.get(target.id))?.voided).toBe(true)
      expect(await ids()).toEqual([void1.id])
      expect(await ids({ includeVoided: true })).toEqual([target.id, void1.id])
      // What leads to a voided statement is still found by it.
      expect(await ids({ agent: { key: key(agent('ada')), related: false } })).toEqual([void1.id])

      const late = statement()
      await at(1000, voiding(late.id))
      await at(1000, late)
      expect((await store.statements.get(late.id))?.voided).toBe(true)
      const together = statement()
      await at(1000, together, voiding(together.id))
      expect((await store.statements.get(together.id))?.voided).toBe(true)
      await at(1000, voiding(void1.id))
      expect((await store.statements.get(void1.id))?.voided).toBe(false)
      const lateVoid = voiding(target.id)
      await at(1000, voiding(lateVoid.id))
      await at(1000, lateVoid)
      expect((await store.statements.get(lateVoid.id))?.voided).toBe(false)
    })
  })

  describe('what statements bring with them', () => {
    test('attachments are kept once, by content', async () => {
      const [a, b] = [file('aa', 'first'), file('bb', 'second')]
      await store.statements.add([statement(attached('aa', 'bb'))], [a, b])
      await store.statements.add([statement(attached('aa', 'cc'))], [{ ...a, type: 'x/y' }])
      expect(await store.statements.attachments(['aa', 'cc'])).toEqual([a])
      const clash = statement()
      await at(1000, clash)
      await store.statements.add([{ ...clash, ...statement(attached('dd')), id: clash.id }], [file('dd', 'refused')])
      expect(await store.statements.attachments(['dd'])).toEqual([])
    })

    test('definitions are merged, names collected', async () => {
      const define = (definition: unknown): ReturnType<typeof statement> =>
        statement({ object: { id: activity('x'), definition } })
      expect(await store.statements.definition(activity('x'))).toBeUndefined()
      await at(1000, statement({ object: { id: activity('x') } }))
      expect(await store.statements.definition(activity('x'))).toBe('{}')
      await at(1000, define({ name: { en: 'A' }, type: 'http://t/1' }))
      await at(1000, define({ name: { de: 'B' }, type: 'http://t/2' }), define({ extensions: { 'http://e': 1 } }))
      expect(JSON.parse((await store.statements.definition(activity('x'))) ?? '')).toEqual({
        name: { en: 'A', de: 'B' },
        type: 'http://t/2',
        extensions: { 'http://e': 1 },
      })
      await at(1000, define({ type: 'http://t/1' }))
      await at(1000, define({ type: 'http://t/2' }))
      expect(JSON.parse((await store.statements.definition(activity('x'))) ?? '')).toMatchObject({ type: 'http://t/2' })

      await at(1000, statement({ actor: { ...agent('ada'), name: 'Zoë' } }), statement())
      expect(await store.statements.names(key(agent('ada')))).toEqual(['Zoë', 'ada'])
      expect(await store.statements.names(key(agent('nobody')))).toBeUndefined()
    })

    test('what a transaction undid is not remembered', async () => {
      const fresh = { object: { id: activity('fresh'), definition: { name: { en: 'X' } } }, actor: agent('new') }
      const undone = store.transaction(async (tx) => {
        await tx.statements.add([statement(fresh)])
        throw new Error('stop')
      })
      await expect(undone).rejects.toThrow('stop')
      expect(await store.statements.definition(activity('fresh'))).toBeUndefined()
      const kept = statement(fresh)
      await at(1000, statement({ verb: verb('other') }), kept)
      expect(await ids({ activity: { id: activity('fresh'), related: false } })).toEqual([kept.id])
      expect(await ids({ agent: { key: key(agent('new')), related: false } })).toEqual([kept.id])
      expect(await ids({ verb: verb('other').id })).toHaveLength(1)
      expect(await store.statements.definition(activity('fresh'))).toBe('{"name":{"en":"X"}}')
    })

    test('readers remember their place', async () => {
      expect(await store.statements.cursor('awards')).toBe(0)
      await store.statements.moveCursor('awards', 3)
      await store.statements.moveCursor('awards', 7)
      await place.reopen()
      expect(await place.store().statements.cursor('awards')).toBe(7)
      expect(await place.store().statements.cursor('another')).toBe(0)
    })
  })

  describe('deleting', () => {
    const by = { who: 'operator', at: 50 }
    const links = async (): Promise<string[]> =>
      ids({ agent: { key: key(agent('ada')), related: true }, includeVoided: true })

    test('by age: statements, their links, and attachments nobody has any more', async () => {
      const old = statement(attached('aa', 'bb'))
      const kept = statement(attached('bb'))
      place.clock.now = 1000
      await store.statements.add([old], [file('aa', '1'), file('bb', '2')])
      await at(2000, kept, referringTo(old.id, { actor: agent('bob') }))
      const expected = { statements: 1, attachments: 1, documents: 0 }
      expect(await store.upkeep.deleteBefore(2000, by, true)).toEqual(expected)
      expect(await ids()).toHaveLength(3)
      expect(await store.upkeep.audit()).toEqual([])
      expect(await store.upkeep.deleteBefore(2000, by)).toEqual(expected)
      expect(await ids()).toHaveLength(2)
      expect(await links()).toEqual([kept.id])
      expect((await store.statements.attachments(['aa', 'bb'])).map(({ sha2 }) => sha2)).toEqual(['bb'])
      expect(await store.upkeep.audit()).toEqual([
        {
          at: 50,
          who: 'operator',
          action: 'delete-before',
          detail: JSON.stringify({ ...expected, before: '1970-01-01T00:00:02.000Z' }),
        },
      ])
      expect(await store.upkeep.deleteBefore(2000, by, true)).toEqual({ ...expected, statements: 0, attachments: 0 })
    })

    test('an agent: everything that speaks of it, and what is stored afterwards is found again', async () => {
      const taught = statement({ actor: agent('bob'), context: { instructor: agent('ada') }, ...attached('aa') })
      const other = statement({ actor: agent('bob') })
      place.clock.now = 1000
      await store.statements.add([statement(), taught, other], [file('aa', '1')])
      const profile = { resource: 'agent-profile', agent: key(agent('ada')), id: 'p' } as const
      await store.documents.put(profile, { type: 'text/plain', content: new Uint8Array([1]), at: 1 })
      const expected = { statements: 2, attachments: 1, documents: 1 }
      expect(await store.upkeep.forgetAgent(key(agent('ada')), by, true)).toEqual(expected)
      expect(await store.upkeep.forgetAgent(key(agent('ada')), by)).toEqual(expected)
      expect(await ids()).toEqual([other.id])
      expect(await store.statements.names(key(agent('ada')))).toBeUndefined()
      expect(await store.documents.get(profile)).toBeUndefined()
      expect(JSON.stringify(await store.upkeep.audit())).not.toContain('ada')
      const again = statement()
      await at(2000, again)
      expect(await links()).toEqual([again.id])
    })
  })
})

import { readdirSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../src/model/ledger.ts'
import { canonicalJson, sha256 } from '../../src/storage/canonical.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { creditEntry as entry } from './credit-entry.ts'
import { onEveryDatabase, statement } from './databases.ts'

/** What every store promises; statements have a file of their own. */
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

onEveryDatabase((place, name) => {
  let store: Store
  const reopen = async (): Promise<void> => {
    await place.reopen()
    store = place.store()
  }
  beforeEach(async () => {
    store = place.store()
    await store.learners.add({ id: 'ada', name: 'Ada Example', role: 'learner', created: 1 })
    await store.learners.add({ id: 'bob', name: 'Bob Example', role: 'instructor', created: 2 })
  })
  const ids = async (): Promise<string[]> =>
    (await store.statements.find({ limit: 100, ascending: true })).map(({ id }) => id)

  describe('documents', () => {
    const key = { resource: 'state', activity: 'a:1', agent: 'ada', registration: 'r1', id: 'progress' } as const
    const document = (content: string, at = 10) => ({ type: 'text/plain', content: text(content), at })

    test('come back byte for byte with the hash of their content as tag', async () => {
      const content = new Uint8Array([0, 255, 13, 10, 0])
      expect(await store.documents.put(key, { type: 'x/y', content, at: 10 })).toEqual({
        written: true,
        etag: sha256(content),
      })
      await reopen()
      expect(await store.documents.get(key)).toEqual({ type: 'x/y', content, etag: sha256(content), updated: 10 })
      expect(await store.documents.get({ ...key, registration: 'r2' })).toBeUndefined()
      expect(await store.documents.get({ ...key, agent: 'bob' })).toBeUndefined()
    })

    test('without a registration are apart from those with one', async () => {
      const { registration: _, ...without } = key
      await store.documents.put(without, document('general'))
      expect(await store.documents.get(key)).toBeUndefined()
      expect((await store.documents.get(without))?.content).toEqual(text('general'))
    })

    test.each([
      ['nothing is asked', {}, true, true],
      ['If-None-Match: *', { ifNoneMatch: '*' }, true, false],
      ['If-Match: *', { ifMatch: '*' }, false, true],
      ['If-Match with the right tag', { ifMatch: ['x', sha256('first')] }, false, true],
      ['If-Match with another tag', { ifMatch: [sha256('other')] }, false, false],
      ['If-None-Match with the right tag', { ifNoneMatch: [sha256('first')] }, true, false],
      ['If-None-Match with another tag', { ifNoneMatch: ['x'] }, true, true],
    ] as const)('%s: written when new %s, when there %s', async (_, condition, whenNew, whenThere) => {
      const fresh = { ...key, id: 'fresh' }
      expect((await store.documents.put(fresh, document('second'), condition)).written).toBe(whenNew)
      await store.documents.put(key, document('first'))
      const outcome = await store.documents.put(key, document('second'), condition)
      expect(outcome).toEqual({ written: whenThere, etag: sha256(whenThere ? 'second' : 'first') })
      expect((await store.documents.get(key))?.etag).toBe(sha256(whenThere ? 'second' : 'first'))
      await store.documents.put(key, document('first'))
      expect((await store.documents.remove(key, condition)).written).toBe(whenThere)
      expect((await store.documents.get(key)) === undefined).toBe(whenThere)
    })

    test('are listed by owner and time, and removed together', async () => {
      await store.documents.put({ ...key, id: 'b' }, document('1', 10))
      await store.documents.put({ ...key, id: 'a' }, document('2', 20))
      await store.documents.put({ ...key, id: 'c', agent: 'bob' }, document('3', 30))
      const { id: _, ...filter } = key
      expect(await store.documents.ids(filter)).toEqual(['a', 'b'])
      expect(await store.documents.ids({ ...filter, since: 10 })).toEqual(['a'])
      await store.documents.removeAll(filter)
      expect(await store.documents.ids(filter)).toEqual([])
      expect(await store.documents.ids({ ...filter, agent: 'bob' })).toEqual(['c'])
    })
  })

  describe('learners', () => {
    test('are kept and listed by name', async () => {
      await reopen()
      expect(await store.learners.get('ada')).toEqual({ id: 'ada', name: 'Ada Example', role: 'learner', created: 1 })
      expect((await store.learners.all()).map(({ name: shown }) => shown)).toEqual(['Ada Example', 'Bob Example'])
      expect(await store.learners.get('eve')).toBeUndefined()
    })

    test('sign in with a link once, in time, and only one of many at the same moment', async () => {
      await store.learners.addLink({ hash: 'h1', learner: 'ada', expires: 100 })
      const takers = await Promise.all([1, 2, 3, 4, 5].map(() => store.learners.takeLink('h1', 50)))
      expect(takers.filter((taker) => taker === 'ada')).toHaveLength(1)
      await store.learners.addLink({ hash: 'h2', learner: 'ada', expires: 100 })
      expect(await store.learners.takeLink('h2', 100)).toBeUndefined()
      expect(await store.learners.takeLink('h3', 1)).toBeUndefined()
    })

    test('have sessions that expire and can be ended, one or all', async () => {
      for (const hash of ['s1', 's2', 's3']) {
        await store.learners.addSession({ hash, learner: 'ada', started: 1, expires: 100 })
      }
      await store.learners.addSession({ hash: 's4', learner: 'bob', started: 1, expires: 200 })
      expect((await store.learners.session('s1', 99))?.id).toBe('ada')
      expect(await store.learners.session('s1', 100)).toBeUndefined()
      await store.learners.endSession('s1')
      expect(await store.learners.session('s1', 50)).toBeUndefined()
      expect((await store.learners.session('s2', 50))?.id).toBe('ada')
      await store.learners.endSessionsOf('ada')
      expect(await store.learners.session('s2', 50)).toBeUndefined()
      await store.learners.forgetExpired(150)
      expect((await store.learners.session('s4', 50))?.id).toBe('bob')
      await store.learners.forgetExpired(200)
      expect(await store.learners.session('s4', 50)).toBeUndefined()
    })
  })

  describe('enrolments', () => {
    test('are made once per learner and course', async () => {
      const wanted = { learner: 'ada', course: 'c', registration: 'r1', at: 7 }
      const first = await store.enrolments.enrol(wanted)
      expect(first).toEqual({ learner: 'ada', course: 'c', registration: 'r1', started: 7, claim: 'none' })
      expect(await store.enrolments.enrol({ ...wanted, registration: 'r2', at: 9 })).toEqual(first)
      await store.enrolments.enrol({ ...wanted, learner: 'bob', registration: 'r3', at: 3 })
      expect((await store.enrolments.all()).map(({ registration }) => registration)).toEqual(['r3', 'r1'])
      expect(await store.enrolments.ofLearner('ada')).toEqual([first])
      expect(await store.enrolments.get('r1')).toEqual(first)
      expect(await store.enrolments.get('r9')).toBeUndefined()
    })

    test('are begun anew once, after the newest, also where the clock was set back', async () => {
      const wanted = { learner: 'ada', course: 'c', registration: 'r1', at: 7 }
      expect(await store.enrolments.enrolAnew({ ...wanted, after: 'r0' })).toBeUndefined()
      await store.enrolments.enrol(wanted)
      await store.enrolments.enrol({ ...wanted, learner: 'bob', registration: 'b1' })
      const again = await store.enrolments.enrolAnew({ ...wanted, after: 'r1', registration: 'r2', at: 3 })
      expect(again).toEqual({ learner: 'ada', course: 'c', registration: 'r2', started: 8, claim: 'none' })
      expect(await store.enrolments.enrolAnew({ ...wanted, after: 'r1', registration: 'r3' })).toEqual(again)
      expect(await store.enrolments.enrol({ ...wanted, registration: 'r4' })).toEqual(again)
      expect((await store.enrolments.ofLearner('ada')).map(({ registration }) => registration)).toEqual(['r1', 'r2'])
    })

    test('remember open claims and the first outcome of an attempt', async () => {
      await store.enrolments.enrol({ learner: 'ada', course: 'c', registration: 'r1', at: 7 })
      await store.enrolments.setClaim('r1', 'open')
      await reopen()
      expect((await store.enrolments.withOpenClaims()).map(({ registration }) => registration)).toEqual(['r1'])
      await store.enrolments.setClaim('r1', 'closed')
      expect(await store.enrolments.withOpenClaims()).toEqual([])
      const outcome = {
        registration: 'r1',
        exam: 'final',
        attempt: 2,
        percent: 6999,
        passed: false,
        statement: 's',
        at: 9,
      }
      await store.enrolments.addOutcome(outcome)
      await store.enrolments.addOutcome({ ...outcome, percent: 10_000, passed: true })
      await store.enrolments.addOutcome({ ...outcome, attempt: 1, percent: 1 })
      expect(await store.enrolments.outcomes('r1')).toEqual([{ ...outcome, attempt: 1, percent: 1 }, outcome])
    })
  })

  describe('ledger', () => {
    test('takes each award once and chains the entries', async () => {
      const first = entry()
      expect(await store.ledger.append(first)).toBe(true)
      expect(await store.ledger.append(entry())).toBe(false)
      const second = entry({ registration: 'r2', approval: { approver: 'A', number: '1', title: 'T' } })
      expect(await store.ledger.append(second)).toBe(true)
      await reopen()
      expect(await store.ledger.ofLearner('ada')).toEqual([first, second])
      expect(await store.ledger.ofLearner('bob')).toEqual([])
      const link = (previous: string, item: LedgerEntry): string => sha256(`${previous}\n${canonicalJson(item)}`)
      const head = link(link('0'.repeat(64), first), second)
      expect(await store.ledger.verify()).toEqual({ whole: true, entries: 2, head })
    })

    test('is whole when it is empty', async () => {
      expect(await store.ledger.verify()).toEqual({ whole: true, entries: 0, head: '0'.repeat(64) })
    })
  })

  describe('certificates', () => {
    test('keep their snapshot and a history of events', async () => {
      const item = entry()
      await store.ledger.append(item)
      const certificate = {
        number: 'CW-1',
        learner: 'ada',
        entry: item.id,
        snapshot: '{ "exact":  true }',
        issued: 5,
      }
      await store.certificates.add(certificate)
      await store.certificates.addEvent('CW-1', { kind: 'revoked', at: 9, reason: 'a mistake' })
      const kept = {
        ...certificate,
        events: [
          { kind: 'issued', at: 5 },
          { kind: 'revoked', at: 9, reason: 'a mistake' },
        ],
      }
      await reopen()
      expect(await store.certificates.get('CW-1')).toEqual(kept)
      expect(await store.certificates.ofLearner('ada')).toEqual([kept])
      expect(await store.certificates.ofLearner('bob')).toEqual([])
      expect(await store.certificates.get('CW-2')).toBeUndefined()
      await expect(store.certificates.add({ ...certificate, entry: 'x' })).rejects.toThrow()
      await expect(store.certificates.add({ ...certificate, number: 'CW-3' })).rejects.toThrow()
    })
  })

  describe('transactions', () => {
    test('undo everything when they fail, and nothing gets in between', async () => {
      const kept = statement()
      const failing = store.transaction(async (tx) => {
        await tx.statements.add([statement()])
        await new Promise((resolve) => setTimeout(resolve, 10))
        await tx.statements.moveCursor('awards', 9)
        throw new Error('stop')
      })
      const between = store.statements.add([kept])
      await expect(failing).rejects.toThrow('stop')
      await between
      expect(await ids()).toEqual([kept.id])
      expect(await store.statements.cursor('awards')).toBe(0)
    })

    test('join when nested, and refuse the outer store rather than wait for themselves', async () => {
      await store.transaction(async (tx) => {
        await tx.transaction((inner) => inner.statements.moveCursor('nested', 1))
        expect(await tx.statements.cursor('nested')).toBe(1)
        await expect(store.statements.cursor('nested')).rejects.toThrow('Inside a transaction')
      })
      expect(await store.statements.cursor('nested')).toBe(1)
    })
  })

  test('the store keeps its name', async () => {
    expect(store.instance).toBe('the-instance')
    await reopen()
    expect(store.instance).toBe('the-instance')
  })

  test('documents of every resource are apart, and a change sees what stands there', async () => {
    const profile = { resource: 'activity-profile', activity: 'a:1', id: 'p' } as const
    const own = { resource: 'agent-profile', agent: 'ada', id: 'p' } as const
    await store.documents.put(profile, { type: 'text/plain', content: text('of the activity'), at: 1 })
    await store.documents.put(own, { type: 'text/plain', content: text('of ada'), at: 2 })
    expect((await store.documents.get(profile))?.content).toEqual(text('of the activity'))
    expect(await store.documents.ids({ resource: 'agent-profile', agent: 'ada' })).toEqual(['p'])
    const append = (letter: string) =>
      store.documents.update(own, (current) => ({
        type: 'text/plain',
        content: text(new TextDecoder().decode(current?.content) + letter),
        at: 3,
      }))
    await Promise.all('abcdefgh'.split('').map(append))
    const after = new TextDecoder().decode((await store.documents.get(own))?.content)
    expect([after.slice(0, 6), after.slice(6).split('').sort().join('')]).toEqual(['of ada', 'abcdefgh'])
    await expect(
      store.documents.update(own, () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    const refused = await store.documents.update(own, () => ({ type: 'x/y', content: text(''), at: 4 }), {
      ifNoneMatch: '*',
    })
    expect(refused.written).toBe(false)
  })

  test('keys are kept with all they may do, rotated, used and revoked', async () => {
    const key = {
      id: 'k1',
      name: 'An LMS',
      hash: 'h',
      scopes: ['statements/write', 'state'],
      authority: '{"mbox":"mailto:lms@example.com"}',
      origins: ['https://lms.example'],
      created: 5,
    }
    await store.keys.add(key)
    await store.keys.add({ ...key, id: 'k0', rateLimit: 60, origins: [] })
    await reopen()
    expect(await store.keys.get('k1')).toEqual(key)
    expect((await store.keys.all()).map(({ id, rateLimit }) => [id, rateLimit])).toEqual([
      ['k0', 60],
      ['k1', undefined],
    ])
    expect(await store.keys.rotate('k1', 'h2', 6)).toBe(true)
    await store.keys.used('k1', 9)
    await store.keys.used('k1', 8)
    expect(await store.keys.revoke('k1', 10)).toBe(true)
    expect(await store.keys.revoke('k1', 11)).toBe(false)
    expect(await store.keys.rotate('k1', 'h3', 11)).toBe(false)
    expect(await store.keys.get('k1')).toEqual({ ...key, hash: 'h2', rotated: 6, lastUsed: 9, revoked: 10 })
    expect(await store.keys.get('k9')).toBeUndefined()
    await expect(store.keys.add(key)).rejects.toThrow()
  })

  test('the store keeps its secret', async () => {
    const { secret } = store
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    await reopen()
    expect(store.secret).toBe(secret)
  })

  test(`another process on the same place: ${name}`, async () => {
    const second = openStore(place.url(), { now: () => 1, uuid: () => 'other' })
    if (name === 'SQLite') {
      await expect(second).rejects.toThrow(/in use/)
      expect(readdirSync(place.folder()).length).toBeGreaterThan(0)
    } else {
      const other = await second
      expect(other.instance).toBe('the-instance')
      await other.learners.add({ id: 'eve', name: 'Eve', role: 'learner', created: 3 })
      await other.close()
      expect((await store.learners.get('eve'))?.name).toBe('Eve')
    }
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { CourseStructure } from '../../src/model/cmi5.ts'
import type { Cmi5Registration, Cmi5Session } from '../../src/storage/cmi5.ts'
import type { Store } from '../../src/storage/store.ts'
import { onEveryDatabase } from './databases.ts'

/** What every store promises about cmi5 courses, registrations and sessions. */
const structure: CourseStructure = [
  { kind: 'course', publisherId: 'https://p.example/c', title: { en: 'Course' }, description: {} },
  { kind: 'block', publisherId: 'https://p.example/b', title: { de: 'Übung ✓' }, description: {}, parent: 0 },
  {
    kind: 'au',
    publisherId: 'https://p.example/a',
    title: {},
    description: { en: 'x' },
    parent: 1,
    url: 'index.html?a=1',
    moveOn: 'Passed',
    launchMethod: 'OwnWindow',
    masteryScore: 0.85,
    activityType: 'https://p.example/t',
    launchParameters: 'p',
    entitlementKey: 'k',
    activityId: 'https://l.example/a',
  },
  {
    kind: 'au',
    publisherId: 'https://p.example/a2',
    title: {},
    description: {},
    parent: 0,
    url: 'b.html',
    moveOn: 'NotApplicable',
    launchMethod: 'AnyWindow',
  },
]
const course = { id: 'c1', imported: 5, structure }
const registration: Cmi5Registration = {
  id: 'r1',
  course: 'c1',
  actor: '{}',
  actorKey: '["account","h","ada"]',
  created: 7,
}
const session: Cmi5Session = {
  id: 's1',
  registration: 'r1',
  part: 2,
  mode: 'Normal',
  launched: 10,
  seen: 10,
  fetchHash: 'f1',
}

onEveryDatabase((place) => {
  let store: Store
  beforeEach(async () => {
    store = place.store()
    await store.cmi5.addCourse(course, [
      { path: 'index.html', sha256: 'aa', bytes: 3 },
      { path: 'é/b.html', sha256: 'bb', bytes: 0 },
    ])
    await store.cmi5.addRegistration(registration)
    await store.cmi5.addSession(session)
  })

  describe('courses', () => {
    test('come back as they were, in the order of import', async () => {
      await store.cmi5.addCourse({ id: 'c0', imported: 5, structure: structure.slice(0, 1) }, [])
      await place.reopen()
      store = place.store()
      expect(await store.cmi5.course('c1')).toEqual(course)
      expect((await store.cmi5.courses()).map(({ id }) => id)).toEqual(['c0', 'c1'])
      expect((await store.cmi5.courses())[1]).toEqual(course)
      expect(await store.cmi5.file('c1', 'é/b.html')).toEqual({ path: 'é/b.html', sha256: 'bb', bytes: 0 })
      expect(await store.cmi5.file('c1', 'INDEX.html')).toBeUndefined()
      expect(await store.cmi5.file('c0', 'index.html')).toBeUndefined()
    })

    test('take another structure, and keep what hangs on them', async () => {
      const next = structure.map((part) => ({ ...part, title: { en: 'Next' } }))
      await store.cmi5.replaceStructure('c1', next)
      expect(await store.cmi5.course('c1')).toEqual({ ...course, structure: next })
      expect(await store.cmi5.registration('r1')).toEqual(registration)
      expect(await store.cmi5.file('c1', 'index.html')).toBeDefined()
    })

    test('go with all that hangs on them; files another course has are not named', async () => {
      await store.cmi5.addCourse({ ...course, id: 'c2' }, [{ path: 'x', sha256: 'aa', bytes: 3 }])
      await store.cmi5.setProgress('r1', { part: 2, passed: 11 })
      expect(await store.cmi5.knownFiles(['cc', 'bb', 'aa'])).toEqual(['aa', 'bb'])
      expect(await store.cmi5.removeCourse('c1')).toEqual(['bb'])
      expect(await store.cmi5.knownFiles(['cc', 'bb', 'aa'])).toEqual(['aa'])
      expect(await store.cmi5.removeCourse('c1')).toBeUndefined()
      expect(await store.cmi5.registration('r1')).toBeUndefined()
      expect(await store.cmi5.session('s1')).toBeUndefined()
      expect(await store.cmi5.progress('r1')).toEqual([])
      expect(await store.cmi5.removeCourse('c2')).toEqual(['aa'])
    })
  })

  test('registrations are found by course, learner and page', async () => {
    const more = ['r2', 'r3'].map((id) => ({ ...registration, id, created: 8, actorKey: '["account","h","bob"]' }))
    for (const one of more) await store.cmi5.addRegistration(one)
    const ids = async (filter: Omit<Parameters<Store['cmi5']['registrations']>[0], 'limit'>, limit = 10) =>
      (await store.cmi5.registrations({ ...filter, limit })).map(({ id }) => id)
    expect(await store.cmi5.registration('r1')).toEqual(registration)
    expect(await ids({})).toEqual(['r1', 'r2', 'r3'])
    expect(await ids({ actorKey: registration.actorKey })).toEqual(['r1'])
    expect(await ids({ course: 'c9' })).toEqual([])
    expect(await ids({ after: { created: 8, id: 'r2' } })).toEqual(['r3'])
    expect(await ids({ course: 'c1' }, 2)).toEqual(['r1', 'r2'])
  })

  test('progress is kept part by part, and replaced', async () => {
    await store.cmi5.setProgress('r1', { part: 2, completed: 11 })
    await store.cmi5.setProgress('r1', { part: 2, completed: 11, passed: 12, failed: 13, waived: 14 })
    await store.cmi5.setProgress('r1', { part: 0, satisfied: 15 })
    expect(await store.cmi5.progress('r1')).toEqual([
      { part: 0, satisfied: 15 },
      { part: 2, completed: 11, passed: 12, failed: 13, waived: 14 },
    ])
  })

  describe('sessions', () => {
    test('are found by id, by fetch token and by registration', async () => {
      const other = { ...session, id: 's0', fetchHash: 'f0', launched: 9 }
      await store.cmi5.addSession(other)
      expect(await store.cmi5.session('s1')).toEqual(session)
      expect(await store.cmi5.sessionByFetch('f1')).toEqual(session)
      expect(await store.cmi5.sessionByFetch('f9')).toBeUndefined()
      expect(await store.cmi5.sessions('r1')).toEqual([other, session])
    })

    test('keep how far they got', async () => {
      const far = {
        ...session,
        seen: 20,
        tokenHash: 't',
        preferencesRead: 11,
        initialized: 12,
        completed: 13,
        passed: 14,
        failed: 15,
        lastStatement: 16,
        terminated: 17,
        abandoned: 18,
      }
      await store.cmi5.updateSession(far)
      expect(await store.cmi5.session('s1')).toEqual(far)
    })

    test('that are silent are those that have not ended', async () => {
      await store.cmi5.addSession({ ...session, id: 's2', fetchHash: 'f2', seen: 30 })
      await store.cmi5.addSession({ ...session, id: 's3', fetchHash: 'f3' })
      await store.cmi5.updateSession({ ...session, id: 's3', terminated: 11 })
      expect((await store.cmi5.silentSessions(30)).map(({ id }) => id)).toEqual(['s1'])
      expect((await store.cmi5.silentSessions(31)).map(({ id }) => id)).toEqual(['s1', 's2'])
    })
  })

  test('what a transaction throws undoes all of it', async () => {
    const work = store.transaction(async (tx) => {
      await tx.cmi5.updateSession({ ...session, initialized: 11 })
      await tx.cmi5.setProgress('r1', { part: 2, passed: 11 })
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await store.cmi5.session('s1')).toEqual(session)
    expect(await store.cmi5.progress('r1')).toEqual([])
  })
})

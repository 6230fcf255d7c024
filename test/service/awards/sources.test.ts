import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CreditEntry, type LedgerEntry, standings } from '../../../src/model/ledger.ts'
import type { Award, CompiledCourse } from '../../../src/model/schema-types.ts'
import { courseActivity, xapiVerbs } from '../../../src/model/xapi.ts'
import { createAwards, resumeAwards } from '../../../src/service/awards/processor.ts'
import { createKey } from '../../../src/service/lrs/keys/manage.ts'
import { agentKey } from '../../../src/storage/agent-key.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { acceptAs } from '../../support/accept.ts'
import {
  au,
  completed,
  importCourse,
  launchUnit,
  learner,
  type Members,
  manage,
  openContent,
  packageOf,
  passed,
  registerFor,
  structure,
  VERSION,
} from '../../support/cmi5.ts'
import { compiledFixture } from '../../support/compiled.ts'
import { type TestService, testService } from '../../support/service.ts'

const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
const minimal = compiledFixture('minimal')
const activity = courseActivity('minimal')
const withAward = (changes: Partial<Award>): CompiledCourse => ({
  ...minimal,
  awards: minimal.awards.map((award) => ({ ...award, ...changes })),
})
const fromLms = (requires: Partial<Award['requires']> = {}): CompiledCourse =>
  withAward({ acceptedSources: ['lms-key', 'cmi5'], requires: { completed: true, exam: 'final', ...requires } })

let service: TestService
let ada: Learner
let authorization: string
const begin = async (course: CompiledCourse): Promise<void> => {
  service = await testService({ courses: [course] })
  ada = await service.addPerson('Ada Example', 'learner')
  const made = await createKey(service.service, { name: 'LMS', scopes: ['all'] })
  if ('wrong' in made) throw new Error(made.wrong)
  authorization = `Basic ${Buffer.from(`${made.key}:${made.secret}`).toString('base64')}`
}
afterEach(async () => {
  await service.service.awards.settled()
  expect(service.log.filter((line) => line.event === 'error')).toEqual([])
  expect(await service.service.store.ledger.verify()).toMatchObject({ whole: true })
  await service.close()
})

const entries = async (): Promise<readonly LedgerEntry[]> => {
  await service.service.awards.settled()
  return service.service.store.ledger.ofLearner(ada.id)
}
const kinds = async (): Promise<string[]> => (await entries()).map(({ kind }) => kind)
const active = async (): Promise<readonly CreditEntry[]> =>
  standings(await entries()).flatMap(({ entry, standing }) => (standing.kind === 'active' ? entry : []))
const link = async (agent: Members = learner): Promise<void> => {
  expect(await service.service.store.identities.add(agentKey(agent) ?? '', ada.id)).toBe(true)
  service.service.awards.wake()
}

let serial = 0
const said = (verb: 'completed' | 'passed' | 'failed', result?: Members, more: Members = {}): Members => ({
  id: `10000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`,
  actor: learner,
  verb: { id: xapiVerbs[verb] },
  object: { id: activity },
  timestamp: '2026-11-20T12:00:00Z',
  ...(result === undefined ? {} : { result }),
  ...more,
})
const send = async (...statements: Members[]): Promise<void> => {
  const answer = await service.request('/xapi/statements', {
    method: 'POST',
    headers: { ...VERSION, 'Content-Type': 'application/json', authorization },
    body: JSON.stringify(statements),
  })
  expect([answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([200, ''])
}
const voiding = (id: unknown): Members => ({
  actor: { mbox: 'mailto:admin@example.com' },
  verb: { id: VOIDED },
  object: { objectType: 'StatementRef', id },
})
const score = (scaled: number): Members => ({ success: true, score: { scaled } })

describe('an LMS with a key', () => {
  test('may write an e-mail address in another case than staff did, before and after', async () => {
    await begin(fromLms())
    const actor = { mbox: 'mailto:Ada@College.Example' }
    await send(said('completed', undefined, { actor }))
    await link({ mbox: 'mailto:ada@college.example' })
    await send(said('passed', score(0.8), { actor: { mbox: 'mailto:ADA@college.example' } }))
    expect(await entries()).toMatchObject([{ source: 'lms-key', award: 'completion' }])
  })

  test('is believed about an e-mail address in another case once the person is known', async () => {
    await begin(fromLms())
    const actor = { mbox: 'mailto:Ada@College.Example' }
    await send(said('completed', undefined, { actor }), said('passed', score(0.8), { actor }))
    await link({ mbox: 'mailto:ada@college.example' })
    expect(await entries()).toMatchObject([{ source: 'lms-key', award: 'completion' }])
  })

  test('is believed where the award says so: what it said before the learner was known counts, too', async () => {
    await begin(fromLms())
    await send(said('completed'), said('passed', score(0.8)))
    expect(await entries()).toEqual([])
    await link()
    expect(await entries()).toMatchObject([
      {
        source: 'lms-key',
        course: { id: 'minimal' },
        award: 'completion',
        activity,
        completedOn: '2026-11-20',
        evidence: { exam: { id: 'final', attempt: 1, percent: 8000 } },
        recordedBy: 'service',
      },
    ])
    expect((await entries())[0]).not.toHaveProperty('registration')
    // Again, and again from the first statement on.
    await send(said('completed'), said('passed', score(0.9)))
    await service.service.store.statements.moveCursor('awards', 0)
    const again = createAwards(service.service)
    await resumeAwards(service.service, again)
    expect(await kinds()).toEqual(['credit'])
    expect(await service.service.store.claims.next(undefined, 10)).toEqual([])
    expect(await service.service.store.certificates.ofLearner(ada.id)).toHaveLength(1)
  })

  test('gives one award for each registration of its own', async () => {
    await begin(fromLms())
    await link()
    for (const registration of ['20000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000002']) {
      const context = { registration }
      await send(said('passed', score(1), { context }), said('completed', undefined, { context }))
    }
    expect((await entries()).map((entry) => entry.kind === 'credit' && entry.registration)).toEqual([
      '20000000-0000-4000-8000-000000000001',
      '20000000-0000-4000-8000-000000000002',
    ])
  })

  test.each<[string, CompiledCourse, Members[]]>([
    ['the award takes no LMS', withAward({}), [said('completed'), said('passed', score(1))]],
    ['it was not completed', fromLms(), [said('passed', score(1))]],
    ['it was not passed', fromLms(), [said('completed')]],
    ['the score is too low', fromLms({ score: 85 }), [said('completed'), said('passed', score(0.849))]],
    ['a score is asked for and none was said', fromLms({ score: 80 }), [said('completed'), said('passed')]],
    ['the result takes it back', fromLms(), [said('completed'), said('passed', { success: false })]],
    [
      'it took too many attempts',
      fromLms({ attempts: 1 }),
      [said('failed'), said('completed'), said('passed', score(1))],
    ],
    [
      'it took too little time',
      fromLms({ seatMinutes: 30 }),
      [said('completed', { duration: 'PT29M59S' }), said('passed')],
    ],
    [
      'it is about another activity',
      fromLms(),
      [said('completed', undefined, { object: { id: `${activity}/x` } }), said('passed', score(1))],
    ],
    [
      'it happened outside the window',
      withAward({ acceptedSources: ['lms-key'], window: { from: '2026-11-21', until: '2026-12-31' } }),
      [said('completed'), said('passed', score(1))],
    ],
    [
      'it is about somebody else',
      fromLms(),
      [said('completed', undefined, { actor: { mbox: 'mailto:eve@example.com' } }), said('passed', score(1))],
    ],
  ])('gives none where %s', async (_, course, statements) => {
    await begin(course)
    await link()
    await send(...statements)
    expect(await entries()).toEqual([])
  })

  test.each<[string, Award['requires'], Members[]]>([
    ['enough time', { completed: true, seatMinutes: 30 }, [said('completed', { duration: 'PT30M' }), said('passed')]],
    [
      'few enough attempts',
      { completed: true, exam: 'final', attempts: 2 },
      [said('failed'), said('passed', score(0.7)), said('completed')],
    ],
    [
      'exactly the score',
      { completed: true, exam: 'final', score: 85 },
      [said('completed'), said('passed', score(0.85))],
    ],
  ])('gives one for %s', async (_, requires, statements) => {
    await begin(fromLms(requires))
    await link()
    await send(...statements)
    expect(await kinds()).toEqual(['credit'])
  })
})

test('what a learner says in a session of their own is no LMS’s word', async () => {
  await begin(fromLms())
  await link()
  const own = [said('completed'), said('passed', score(1))]
  expect(await acceptAs(service.service, ada, own)).toHaveProperty('ids')
  service.service.awards.wake()
  expect(await entries()).toEqual([])
})

describe('an imported cmi5 course with the publisher’s id of a course here', () => {
  const unit = (attributes = 'moveOn="CompletedAndPassed" masteryScore="0.8"') =>
    packageOf(structure(au('a', { attributes }), { id: activity }))
  const take = async (body: Uint8Array, ...verbs: ('completed' | 'passed')[]): Promise<string> => {
    const registration = await registerFor(service, await importCourse(service, body))
    const content = await openContent(service, await launchUnit(service, registration))
    await content.begin()
    for (const verb of verbs) {
      const result = verb === 'passed' ? { ...passed, score: { scaled: 0.9 } } : completed
      expect((await content.send(content.defined(verb, result, verb === 'passed' ? 0.8 : undefined))).status).toBe(200)
    }
    return registration
  }

  test('gives an award once all of it is reached, whoever the learner is found to be later', async () => {
    await begin(withAward({}))
    const registration = await take(unit(), 'completed', 'passed')
    expect(await entries()).toEqual([])
    await link()
    const [entry] = await active()
    expect(entry).toMatchObject({
      source: 'cmi5',
      registration,
      completedOn: '2026-11-22',
      evidence: { exam: { id: 'final', attempt: 1, percent: 9000 } },
    })
    expect(entry?.evidence.statements).toHaveLength(2)
    expect(await kinds()).toEqual(['credit'])
  })

  test('gives none for half of it, for what asks nothing, or where the award takes no such course', async () => {
    await begin(withAward({ acceptedSources: ['hosted'] }))
    await link()
    await take(unit(), 'completed', 'passed')
    expect(await entries()).toEqual([])
    await service.close()
    await begin(withAward({ requires: { completed: true } }))
    await link()
    await take(unit(), 'completed')
    await registerFor(service, await importCourse(service, unit('moveOn="NotApplicable"')))
    expect(await entries()).toEqual([])
  })

  test('gives none where a unit was waived, however much of the rest was reached', async () => {
    await begin(withAward({}))
    await link()
    const units =
      au('a', { attributes: 'moveOn="CompletedAndPassed" masteryScore="0.8"' }) +
      au('b', { attributes: 'moveOn="Completed"' })
    const registration = await take(packageOf(structure(units, { id: activity })), 'completed', 'passed')
    const waiver = { au: 1, reason: 'Tested Out' }
    const waived = await manage(service, 'POST', `/api/cmi5/registrations/${registration}/waivers`, waiver)
    expect(waived.ok).toBe(true)
    service.service.awards.wake()
    expect(await entries()).toEqual([])
  })

  test('loses it when the pass is voided', async () => {
    await begin(withAward({}))
    await link()
    await take(unit(), 'completed', 'passed')
    const [entry] = await active()
    await send(voiding(entry?.evidence.statements[0]))
    expect(await kinds()).toEqual(['credit', 'revocation'])
  })
})

describe('a statement that is voided', () => {
  let first: Members
  beforeEach(async () => {
    await begin(fromLms())
    await link()
    first = said('passed', score(0.8))
    await send(said('completed'), first)
    expect(await kinds()).toEqual(['credit'])
  })

  test('takes back what stood on it, in the ledger and of the certificate, once', async () => {
    await send(voiding(first.id))
    const [credit, revocation, ...more] = await entries()
    expect(more).toEqual([])
    expect(revocation).toMatchObject({ kind: 'revocation', entry: credit?.id, recordedBy: 'service' })
    expect(revocation?.reason).toContain(String(first.id))
    const [certificate] = await service.service.store.certificates.ofLearner(ada.id)
    expect(certificate?.events.map(({ kind }) => kind)).toEqual(['issued', 'revoked'])
    await service.service.store.statements.moveCursor('awards', 0)
    await resumeAwards(service.service, createAwards(service.service))
    expect(await kinds()).toEqual(['credit', 'revocation'])
    expect(await active()).toEqual([])
  })

  test('and said again gives a new award that names the old one', async () => {
    await send(voiding(first.id), said('passed', score(0.95)))
    const [credit, revocation, again, ...more] = await entries()
    expect(more).toEqual([])
    expect(revocation?.kind).toBe('revocation')
    expect(again).toMatchObject({ kind: 'credit', follows: credit?.id, evidence: { exam: { percent: 9500 } } })
    expect(await service.service.store.certificates.ofLearner(ada.id)).toHaveLength(2)
  })

  test('after it was said again leaves the learner with an award all the same', async () => {
    await send(said('passed', score(0.75)))
    await send(voiding(first.id))
    expect(await kinds()).toEqual(['credit', 'revocation', 'credit'])
    expect(await active()).toMatchObject([{ evidence: { exam: { percent: 7500 } } }])
  })

  test('before anything was awarded leaves nothing to award', async () => {
    const other = said('passed', score(1), { context: { registration: '20000000-0000-4000-8000-000000000009' } })
    await send(voiding(other.id), said('completed', undefined, { context: other.context }), other)
    expect(await kinds()).toEqual(['credit'])
  })

  test('has no effect on what a person corrected, and what a person took back does not come again', async () => {
    const { store } = service.service
    const [credit] = await active()
    if (credit === undefined) throw new Error('no entry')
    await store.ledger.append({
      kind: 'revocation',
      id: 'by-hand',
      learner: ada.id,
      entry: credit.id,
      reason: 'It was somebody else.',
      recordedBy: 'staff:grace',
      recordedAt: service.service.now(),
    })
    await send(said('passed', score(1)), said('completed'))
    await send(voiding(first.id))
    expect(await kinds()).toEqual(['credit', 'revocation'])
  })
})

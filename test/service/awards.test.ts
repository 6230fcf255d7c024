import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerCheck, visit } from '../../src/model/actions.ts'
import { standings } from '../../src/model/ledger.ts'
import type { Award, CompiledCourse } from '../../src/model/schema-types.ts'
import { encodeState } from '../../src/model/state/codec.ts'
import { courseActivity, PROGRESS_STATE_ID, xapiExtensions, xapiVerbs } from '../../src/model/xapi.ts'
import { createAwards, resumeAwards } from '../../src/service/awards/processor.ts'
import { readSnapshot } from '../../src/service/awards/snapshot.ts'
import { agentKeyOf, agentOf } from '../../src/service/lrs/agent.ts'
import type { Learner } from '../../src/storage/records.ts'
import { acceptAs } from '../support/accept.ts'
import { compiledFixture } from '../support/compiled.ts'
import type { LaunchedTab } from '../support/fake-lrs-tab.ts'
import { listening, type TestService, type TestServiceOptions, testService } from '../support/service.ts'
import {
  type HostedLaunch,
  launchCourse,
  openTab,
  type Sitting,
  sitDown,
  waitingKey,
} from '../support/service-learner.ts'

const minimal = compiledFixture('minimal')
const withAward = (change: (award: Award) => Award): CompiledCourse => ({
  ...minimal,
  awards: minimal.awards.map(change),
})

let service: TestService
let origin: { url: string; close: () => Promise<void> }
let ada: Learner
let cookie: string
let course: CompiledCourse
let tab: LaunchedTab
let launch: HostedLaunch
let sitting: Sitting

async function begin(options: TestServiceOptions = {}): Promise<void> {
  service = await testService(options)
  origin = await listening(service)
  ada = await service.addPerson('Ada Example', 'learner')
  cookie = await service.signIn(ada)
  course = options.courses?.[0] ?? minimal
  tab = await openCourse()
}
/** Launches the course, in the same browser if it was open before. */
async function openCourse(local?: Storage): Promise<LaunchedTab> {
  launch = await launchCourse(origin.url, cookie, 'minimal')
  const opened = openTab(launch, local === undefined ? {} : { local })
  sitting = await sitDown(course, launch, opened, service.service.now)
  return opened
}
afterEach(async () => {
  expect(service.log.filter((line) => line.event === 'error')).toEqual([])
  await origin.close()
  await service.close()
})

const save = async (): Promise<void> => {
  expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
  await service.service.awards.settled()
}
const ledger = async () =>
  standings(await service.service.store.ledger.ofLearner(ada.id)).flatMap(({ entry, standing }) =>
    standing.kind === 'active' ? entry : [],
  )
const stored = async (id: string): Promise<unknown> =>
  JSON.parse((await service.service.store.statements.get(id))?.body ?? 'null')
const claim = async () => (await service.service.store.enrolments.get(launch.registration))?.claim
const page = async (): Promise<string> => {
  const cookie = await service.signIn(ada)
  return (await service.request('/', { cookie })).text()
}

describe('the way to an award', () => {
  beforeEach(() => begin())

  test('failing gives none, passing gives one ledger entry and one certificate with all of it', async () => {
    sitting.study()
    sitting.sit('final', false)
    await save()
    expect(await ledger()).toEqual([])
    expect(await claim()).toBe('open')
    expect(await page()).toContain('best result 0%')

    service.advance(86_400_000)
    await openCourse(tab.window.localStorage)
    sitting.sit('final', true)
    await save()
    const [entry, ...more] = await ledger()
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      course: { id: 'minimal', version: '1.0.0', hash: minimal.hash },
      award: 'completion',
      registration: launch.registration,
      credits: 0,
      unit: { name: 'CEU', minutes: 60 },
      completedOn: '2026-11-23',
      source: 'hosted',
      evidence: { exam: { id: 'final', attempt: 2, percent: 10_000 } },
    })
    const evidence = await Promise.all((entry?.evidence.statements ?? []).map((id) => stored(id)))
    expect(evidence).toMatchObject([
      {
        verb: { id: xapiVerbs.scored },
        object: { id: `${courseActivity('minimal')}/exam/final` },
        result: { success: true, score: { scaled: 1 } },
        context: { extensions: { [xapiExtensions.attempt]: 2 } },
      },
      { verb: { id: xapiVerbs.completed }, object: { id: courseActivity('minimal') } },
    ])
    const [certificate] = await service.service.store.certificates.ofLearner(ada.id)
    expect(certificate?.events).toEqual([{ kind: 'issued', at: service.service.now() }])
    expect(readSnapshot(certificate?.snapshot ?? '')).toMatchObject({
      number: certificate?.number,
      learnerName: 'Ada Example',
      activityTitle: 'A minimal course',
      completedOn: '2026-11-23',
      issuedOn: '2026-11-23',
      score: 100,
      provider: { name: 'Test College' },
      verifyUrl: `http://localhost/verify/${certificate?.number}`,
    })
    expect(await claim()).toBe('closed')
    expect((await service.service.store.enrolments.outcomes(launch.registration)).map(({ passed }) => passed)).toEqual([
      false,
      true,
    ])
  })

  test('whatever is replayed, once or from the beginning, changes nothing', async () => {
    sitting.study()
    sitting.sit('final', true)
    await save()
    const { store } = service.service
    const before = [await ledger(), await store.certificates.ofLearner(ada.id)]
    const all = await store.statements.find({ limit: 1000, ascending: true })
    expect(
      await acceptAs(
        service.service,
        ada,
        all.map(({ body }): unknown => JSON.parse(body)),
      ),
    ).toHaveProperty('ids')
    service.service.awards.wake(launch.registration)
    await service.service.awards.settled()
    await store.statements.moveCursor('awards', 0)
    await resumeAwards(service.service, createAwards(service.service))
    expect([await ledger(), await store.certificates.ofLearner(ada.id)]).toEqual(before)
    sitting.sit('final', true)
    await save()
    expect([await ledger(), await store.certificates.ofLearner(ada.id)]).toEqual(before)
  })

  test('a voided pass takes the award back, also from replays; another attempt earns it anew', async () => {
    sitting.study()
    sitting.sit('final', true)
    await save()
    const [entry] = await ledger()
    const voided = entry?.evidence.statements[0]
    const grace = await service.addPerson('Grace Example', 'instructor')
    await acceptAs(service.service, grace, [
      {
        actor: agentOf(service.service.store, grace),
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
        object: { objectType: 'StatementRef', id: voided },
      },
    ])
    service.service.awards.wake()
    await service.service.awards.settled()
    expect(await ledger()).toEqual([])
    expect(await claim()).toBe('open')
    await resumeAwards(service.service, createAwards(service.service))
    expect(await ledger()).toEqual([])
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toMatchObject([{ follows: entry?.id, evidence: { exam: { attempt: 2 } } }])
    const certificates = await service.service.store.certificates.ofLearner(ada.id)
    // Issued at the same moment, they come by number, which is random.
    expect(certificates.map(({ events }) => events.map(({ kind }) => kind).join()).sort()).toEqual([
      'issued',
      'issued,revoked',
    ])
    expect(await service.service.store.ledger.verify()).toMatchObject({ whole: true, entries: 3 })
  })

  test('a pass counts even when a later attempt has replaced its answers in the saved progress', async () => {
    sitting.study()
    sitting.sit('final', true)
    sitting.sit('final', false)
    await save()
    expect(await ledger()).toMatchObject([{ evidence: { exam: { attempt: 1, percent: 10_000 } } }])
  })

  test('a pass whose progress arrives later waits for it, over a restart', async () => {
    sitting.study()
    sitting.sit('final', true)
    tab.intercept = (url) => (url.includes('/activities/state') ? Promise.reject(new TypeError('offline')) : undefined)
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({ saved: false })
    // Progress goes first and does not arrive, so statements are sent here by hand.
    const kept: unknown = JSON.parse(tab.window.localStorage.getItem(waitingKey(launch)) ?? '[]')
    expect(await acceptAs(service.service, ada, Array.isArray(kept) ? kept : [])).toHaveProperty('ids')
    service.service.awards.wake()
    await service.service.awards.settled()
    expect(await ledger()).toEqual([])
    expect(await claim()).toBe('open')

    const restarted = createAwards(service.service)
    await resumeAwards(service.service, restarted)
    expect(await ledger()).toEqual([])
    tab.intercept = undefined
    await save()
    expect(await ledger()).toHaveLength(1)
  })

  test('a forged pass without answers is worth nothing', async () => {
    sitting.study()
    await save()
    sitting.report({
      type: 'passed',
      at: service.service.now(),
      exam: 'final',
      attempt: 1,
      earned: 10,
      possible: 10,
      percent: 10_000,
      seconds: 1,
    })
    sitting.report({ type: 'completed', at: service.service.now(), seconds: 1 })
    await save()
    expect(await ledger()).toEqual([])
    expect(await claim()).toBe('open')
    expect(await service.service.store.enrolments.outcomes(launch.registration)).toEqual([])
  })

  test('marks "passed" and "completed" in forged progress are not believed', async () => {
    let state = sitting.state()
    for (const section of minimal.modules.flatMap(({ sections }) => sections)) state = visit(minimal, state, section.id)
    state = answerCheck(minimal, state, 'category-length', ['3'])
    const forged = {
      ...state,
      completed: true,
      exams: {
        final: {
          submitted: 1,
          best: 10_000,
          passed: true,
          attempt: { number: 1, startedAt: 1, usedSeconds: 1, submitted: true, current: 0, responses: {}, flags: [] },
        },
      },
    }
    await service.service.store.documents.put(
      {
        resource: 'state',
        activity: courseActivity('minimal'),
        agent: agentKeyOf(service.service.store, ada.id),
        registration: launch.registration,
        id: PROGRESS_STATE_ID,
      },
      { type: 'text/plain', content: new TextEncoder().encode(encodeState(minimal, forged)), at: 1 },
    )
    const result = { earned: 10, possible: 10, percent: 10_000, seconds: 1 }
    sitting.report({ type: 'passed', at: service.service.now(), exam: 'final', attempt: 1, ...result })
    const statements: unknown = JSON.parse(tab.window.localStorage.getItem(waitingKey(launch)) ?? '[]')
    await acceptAs(service.service, ada, Array.isArray(statements) ? statements : [])
    service.service.awards.wake()
    await service.service.awards.settled()
    expect(await ledger()).toEqual([])
    // The service grades the empty attempt itself and keeps that.
    expect(await service.service.store.enrolments.outcomes(launch.registration)).toMatchObject([
      { percent: 0, passed: false },
    ])
    expect(await page()).toContain('not all of the answers it rests on have arrived')
  })

  test('an exam outside the course and an attempt that cannot be are worth nothing', async () => {
    sitting.study()
    await save()
    const scored = (exam: string, attempt: number, changes: object = {}): object => ({
      actor: agentOf(service.service.store, ada),
      verb: { id: xapiVerbs.scored },
      object: { id: `${courseActivity('minimal')}/exam/${exam}` },
      context: {
        registration: launch.registration,
        extensions: {
          'https://chartwright.example/xapi/extensions/exam': exam,
          'https://chartwright.example/xapi/extensions/attempt': attempt,
        },
      },
      ...changes,
    })
    await acceptAs(service.service, ada, [
      scored('other', 1),
      scored('final', 4),
      scored('final', 0),
      scored('final', 1.5),
    ])
    service.service.awards.wake()
    await service.service.awards.settled()
    expect(await ledger()).toEqual([])
    expect(await service.service.store.enrolments.outcomes(launch.registration)).toEqual([])
  })
})

describe('what an award asks for', () => {
  test('a score above the pass mark', async () => {
    await begin({
      courses: [withAward((award) => ({ ...award, requires: { completed: true, exam: 'final', score: 100 } }))],
    })
    sitting.study()
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toHaveLength(1)
  })

  test('a pass within so many attempts', async () => {
    await begin({ courses: [withAward((award) => ({ ...award, requires: { ...award.requires, attempts: 1 } }))] })
    sitting.study()
    sitting.sit('final', false)
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toEqual([])
    expect(await page()).toContain('passed within 1 attempt: 2 handed in')
  })

  test.each([
    ['2026-11-22', 1],
    ['2026-11-21', 0],
  ])('completion inside the window that ends on %s', async (until, count) => {
    await begin({ courses: [withAward((award) => ({ ...award, window: { from: '2026-11-01', until } }))] })
    sitting.study()
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toHaveLength(count)
  })

  test('time in the course, counted by the player and not more than has passed', async () => {
    await begin({ courses: [withAward((award) => ({ ...award, requires: { ...award.requires, seatMinutes: 5 } }))] })
    sitting.study()
    sitting.sit('final', true)
    await save()
    expect(sitting.state().seconds).toBe(300)
    expect(await ledger()).toEqual([])
    expect(await page()).toContain('0 of 5 minutes spent in the course')
    service.advance(300_000)
    service.service.awards.wake(launch.registration)
    await service.service.awards.settled()
    expect(await ledger()).toHaveLength(1)
  })

  test('completion while the approval lasts, in the zone of the service', async () => {
    const approval = {
      approver: 'Example Body',
      number: 'EB-1',
      title: 'A minimal course',
      from: '2026-11-23',
      until: '2026-12-31',
    }
    const courses = [withAward((award) => ({ ...award, credits: 2, approval }))]
    await begin({ courses, settings: { timeZone: 'Pacific/Auckland' } })
    sitting.study()
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toMatchObject([
      { completedOn: '2026-11-23', timeZone: 'Pacific/Auckland', credits: 2, approval: { number: 'EB-1' } },
    ])
    expect(await page()).toContain('Certificate issued')
  })

  test('completion after the approval has ended gives none', async () => {
    const approval = {
      approver: 'Example Body',
      number: 'EB-1',
      title: 'A minimal course',
      from: '2026-01-01',
      until: '2026-11-21',
    }
    await begin({ courses: [withAward((award) => ({ ...award, approval }))] })
    sitting.study()
    sitting.sit('final', true)
    await save()
    expect(await ledger()).toEqual([])
    expect(await page()).toContain('while the approval lasts')
  })

  test('a learner whose clock is wrong is dated by the service', async () => {
    await begin()
    const future = await sitDown(course, launch, tab, () => Date.parse('2031-01-01T00:00:00Z'))
    future.study()
    future.sit('final', true)
    expect(await future.connection.save(future.snapshot())).toEqual({ saved: true })
    await service.service.awards.settled()
    expect(await ledger()).toMatchObject([{ completedOn: '2026-11-22' }])
  })
})

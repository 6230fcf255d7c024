/** A course taken once more: another enrolment, another completion, another certificate with its own date. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standings } from '../../../src/model/ledger.ts'
import { readSnapshot } from '../../../src/service/awards/snapshot.ts'
import { learnerCredits } from '../../../src/service/credits/learner-credits.ts'
import { revokeCertificates } from '../../../src/service/staff/revoke.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { compiledFixture } from '../../support/compiled.ts'
import { listening, type TestService, testService } from '../../support/service.ts'
import { type HostedLaunch, launchCourse, openTab, sitDown } from '../../support/service-learner.ts'

const minimal = compiledFixture('minimal')
const course = { ...minimal, awards: minimal.awards.map((award) => ({ ...award, credits: 1, minutes: 60 })) }
const YEAR = 366 * 86_400_000

let service: TestService
let origin: { url: string; close: () => Promise<void> }
let ada: Learner
let cookie: string
beforeEach(async () => {
  service = await testService({ courses: [course] })
  origin = await listening(service)
  ada = await service.addPerson('Ada Example', 'learner')
  cookie = await service.signIn(ada)
})
afterEach(async () => {
  expect(service.log.filter((line) => line.event === 'error')).toEqual([])
  await origin.close()
  await service.close()
})

async function pass(): Promise<HostedLaunch> {
  const launch = await launchCourse(origin.url, cookie, 'minimal')
  const sitting = await sitDown(course, launch, openTab(launch), service.service.now)
  expect(sitting.connection.state).toBeUndefined()
  sitting.study()
  sitting.sit('final', true)
  expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
  await service.service.awards.settled()
  return launch
}
const again = async (registration: string, as = cookie): Promise<string | null> => {
  const body = new URLSearchParams({ registration })
  return (await service.request('/play/minimal/again', { method: 'POST', body, cookie: as })).headers.get('location')
}
const page = async (): Promise<string> => (await service.request('/', { cookie: await service.signIn(ada) })).text()
const store = () => service.service.store
const enrolments = async () => (await store().enrolments.ofLearner(ada.id)).map(({ registration }) => registration)

test('after the certificate was issued; the next one has a date of its own, and rules say what counts', async () => {
  const first = await pass()
  expect(await page()).toContain(`name="registration" value="${first.registration}"`)
  service.advance(YEAR)
  cookie = await service.signIn(ada)
  expect(await again(first.registration)).toBe('/play/minimal')
  // Sent twice, it is begun once.
  expect(await again(first.registration)).toBe('/play/minimal')
  expect(await enrolments()).toHaveLength(2)
  const begun = await page()
  expect(begun).toContain('For the certificate')
  expect(begun).not.toContain('Begin again')

  const second = await pass()
  expect(second.registration).not.toBe(first.registration)
  const entries = standings(await store().ledger.ofLearner(ada.id)).map(({ entry }) => entry)
  expect(entries).toMatchObject([
    { registration: first.registration, completedOn: '2026-11-22' },
    { registration: second.registration, completedOn: '2027-11-23' },
  ])
  const snapshots = (await store().certificates.ofLearner(ada.id)).map(({ snapshot }) => readSnapshot(snapshot))
  expect(snapshots.map(({ completedOn, issuedOn }) => [completedOn, issuedOn])).toEqual([
    ['2026-11-22', '2026-11-22'],
    ['2027-11-23', '2027-11-23'],
  ])
  expect(new Set(snapshots.map(({ number }) => number)).size).toBe(2)
  expect(snapshots[1]).not.toHaveProperty('replaces')

  await store().holdings.put({ learner: ada.id, credential: 'ahima-ccs', since: '2026-11-01', extra: 0, recordedAt: 1 })
  const [held] = (await learnerCredits(service.service, ada.id)).held
  expect(held?.evaluation?.counted.map(({ entry }) => entry)).toEqual([entries[0]?.id])
  expect(held?.evaluation?.rejected).toMatchObject([{ entry: entries[1]?.id, text: expect.stringMatching(/once/) }])
})

test('not before, not by somebody else, and not after it was taken back', async () => {
  const launch = await launchCourse(origin.url, cookie, 'minimal')
  expect(await again(launch.registration)).toBe('/')
  expect(await again('nothing')).toBe('/')
  const { registration } = await pass()
  const bob = await service.signIn(await service.addPerson('Bob Example', 'learner'))
  expect(await again(registration, bob)).toBe('/')
  const [certificate] = await store().certificates.ofLearner(ada.id)
  const by = { who: 'operator', reason: 'Answers were copied' }
  await revokeCertificates(store(), service.service, { numbers: [certificate?.number ?? ''] }, by)
  expect(await again(registration)).toBe('/')
  expect(await page()).not.toContain('Begin again')
  expect(await enrolments()).toEqual([registration])
})

test('a tab that is still open cannot go on with what came to its end', async () => {
  const launch = await launchCourse(origin.url, cookie, 'minimal')
  const sitting = await sitDown(course, launch, openTab(launch), service.service.now)
  sitting.study()
  sitting.sit('final', true)
  await sitting.connection.save(sitting.snapshot())
  await service.service.awards.settled()
  expect(await again(launch.registration)).toBe('/play/minimal')
  const sessions = await store().cmi5.sessions(launch.registration)
  expect(sessions.map((session) => session.abandoned ?? session.terminated)).toEqual([expect.any(Number)])
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { courseActivity, PROGRESS_STATE_ID } from '../../../src/model/xapi.ts'
import { launchHosted } from '../../../src/service/cmi5/hosted.ts'
import { agentKeyOf, agentOf } from '../../../src/service/lrs/agent.ts'
import type { Learner } from '../../../src/storage/records.ts'
import {
  type Content,
  completed,
  type Launched,
  type Members,
  manage,
  membersOf,
  openContent,
  passed,
  statementsOf,
  terminated,
  verbsOf,
} from '../../support/cmi5.ts'
import { compiledFixture } from '../../support/compiled.ts'
import { type TestService, testService } from '../../support/service.ts'

/** Courses of this service's own, launched as any other cmi5 course is. */
const course = compiledFixture('minimal')
let service: TestService
let learner: Learner
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())
beforeEach(async () => {
  learner = await service.addPerson('Ada Example', 'learner')
})

async function open(of = course): Promise<Launched> {
  const { session, url: text } = await launchHosted(service.service, of, learner)
  const url = new URL(text)
  return {
    session,
    url,
    actor: membersOf(JSON.parse(url.searchParams.get('actor') ?? '')),
    registration: url.searchParams.get('registration') ?? '',
    activityId: url.searchParams.get('activityId') ?? '',
  }
}

/** The unit is another one than that of the other tests. */
const ofCourse = (statement: Members): Members =>
  JSON.parse(
    JSON.stringify(statement).replaceAll('https://publisher.example/au/a', `${courseActivity(course.id)}/au/course`),
  )

async function begin(launched: Launched): Promise<Content> {
  const content = await openContent(service, launched)
  await content.profile('GET')
  expect((await content.send(ofCourse(content.defined('initialized')))).status).toBe(200)
  return content
}

test('the address leads to the player, for the learner, in the enrolment', async () => {
  const launched = await open()
  const [enrolment] = await service.service.store.enrolments.ofLearner(learner.id)
  expect(launched.url.pathname).toBe(`/play/${course.id}/`)
  expect(launched.actor).toEqual(agentOf(service.service.store, learner))
  expect(launched.registration).toBe(enrolment?.registration)
  expect(launched.activityId).toBe(courseActivity(course.id))
  const content = await openContent(service, launched)
  expect(await (await content.state('GET', 'LMS.LaunchData')).json()).toMatchObject({
    launchMode: 'Normal',
    moveOn: 'CompletedAndPassed',
    masteryScore: 0.7,
    returnURL: 'http://localhost/',
  })
})

test('every launch of a learner is one of the same registration', async () => {
  const first = await open()
  const second = await open()
  expect(second.registration).toBe(first.registration)
  expect(second.session).not.toBe(first.session)
  expect(await verbsOf(service, first.registration)).toEqual(['launched', 'abandoned', 'launched'])
})

test('what the player says is the learner’s own word, opens a claim and satisfies the course', async () => {
  const { store, awards } = service.service
  const launched = await open()
  const content = await begin(launched)
  expect((await content.state('PUT', PROGRESS_STATE_ID, '"progress"')).status).toBe(204)
  for (const one of [
    content.defined('completed', completed),
    content.defined('passed', passed),
    content.defined('terminated', terminated),
  ])
    expect((await content.send(ofCourse(one))).status).toBe(200)
  expect(await verbsOf(service, launched.registration)).toEqual([
    'launched',
    'initialized',
    'completed',
    'passed',
    'satisfied',
    'terminated',
  ])
  const said = await statementsOf(service, launched.registration)
  expect(said[2]?.authority).toEqual(agentOf(store, learner))
  await awards.settled()
  expect((await store.enrolments.get(launched.registration))?.claim).toBe('open')
  const key = { activity: courseActivity(course.id), agent: agentKeyOf(store, learner.id) }
  const saved = { resource: 'state' as const, ...key, registration: launched.registration, id: PROGRESS_STATE_ID }
  expect(await store.documents.get(saved)).toBeDefined()
  const state = await manage(service, 'GET', `/api/cmi5/registrations/${launched.registration}`)
  expect(membersOf(await state.json()).satisfied).toBe(true)
})

test('it is among the courses, and cannot be removed as an imported one can', async () => {
  const { registration } = await open()
  const state = membersOf(await (await manage(service, 'GET', `/api/cmi5/registrations/${registration}`)).json())
  const path = `/api/cmi5/courses/${String(state.course)}`
  expect((await manage(service, 'GET', path)).status).toBe(200)
  expect((await manage(service, 'DELETE', path)).status).toBe(409)
  expect((await manage(service, 'GET', path)).status).toBe(200)
})

test('the next version of a course holds for registrations there are', async () => {
  await open()
  const launched = await open({ ...course, exams: course.exams.map((exam) => ({ ...exam, pass: 85.55 })) })
  const content = await openContent(service, launched)
  expect(membersOf(await (await content.state('GET', 'LMS.LaunchData')).json()).masteryScore).toBe(0.8555)
})

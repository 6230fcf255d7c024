import { afterEach, expect, test } from 'vitest'
import type { Award } from '../../../src/model/schema-types.ts'
import { offersOf, offersTo } from '../../../src/service/credits/offers.ts'
import { revokeCredit } from '../../../src/service/staff/revoke.ts'
import { type RosterWorld, rosterWorld } from '../../support/rosters.ts'
import { issue } from '../certificates/issued.ts'

let world: RosterWorld
afterEach(() => world.service.close())

const begin = async (changes: Partial<Award> = {}) => {
  world = await rosterWorld(changes)
  const { store, courses, now, uuid } = world.service.service
  const learner = world.ada.id
  const { registration } = await store.enrolments.enrol({ learner, course: 'minimal', registration: uuid(), at: now() })
  const offers = async () => {
    const entries = await store.ledger.ofLearner(learner)
    return (await offersTo(store, courses, learner, entries)).map(({ id }) => id)
  }
  const attempt = (number: number, percent: number) =>
    store.enrolments.addOutcome({
      registration,
      exam: 'final',
      attempt: number,
      percent: percent * 100,
      passed: percent >= 80,
      statement: uuid(),
      at: now(),
    })
  return { registration, offers, attempt }
}

test.each([
  ['hosted', ['minimal/completion']],
  ['roster', []],
] as const)('an award of completions that are %s', async (source, offered) => {
  world = await rosterWorld({ acceptedSources: [source] })
  expect(offersOf(world.service.service.courses).map(({ id }) => id)).toEqual(offered)
})

test('what there is no attempt left for is not offered', async () => {
  const { offers, attempt } = await begin()
  for (const number of [1, 2]) await attempt(number, 40)
  expect(await offers()).toEqual(['minimal/completion'])
  await attempt(3, 40)
  expect(await offers()).toEqual([])
})

test('nor what an award takes fewer attempts for; a pass within them still counts', async () => {
  const requires = { completed: true, exam: 'final', attempts: 2 }
  const failed = await begin({ requires })
  for (const number of [1, 2]) await failed.attempt(number, 40)
  expect(await failed.offers()).toEqual([])
  await world.service.close()
  const passed = await begin({ requires })
  await passed.attempt(1, 40)
  await passed.attempt(2, 90)
  expect(await passed.offers()).toEqual(['minimal/completion'])
})

test('an award of time alone is offered whatever became of the exam', async () => {
  const { offers, attempt } = await begin({ requires: { completed: false, seatMinutes: 30 } })
  for (const number of [1, 2, 3]) await attempt(number, 40)
  expect(await offers()).toEqual(['minimal/completion'])
  const [offer] = offersOf(world.service.service.courses)
  expect(offer?.proof).toEqual(new Set(['statements', 'certificate']))
})

test('is approved by whom its entry will name', async () => {
  const approval = { approver: 'AHIMA', number: 'A-1', title: 'A', from: '2026-01-01', until: '2026-12-31' }
  await begin({ approver: 'AAPC', approval })
  const [offer] = offersOf(world.service.service.courses)
  expect(offer).toMatchObject({ approver: 'AAPC', approval: { approver: 'AHIMA' } })
})

test('nor what staff took back, which they alone give again', async () => {
  const { registration, offers } = await begin()
  await issue(world.service, world.ada, { registration })
  expect(await offers()).toEqual(['minimal/completion'])
  const { service } = world.service
  const [entry] = await service.store.ledger.ofLearner(world.ada.id)
  await revokeCredit(service.store, service, { entry: entry?.id ?? '' }, { who: 'operator', reason: 'Copied' })
  expect(await offers()).toEqual([])
})

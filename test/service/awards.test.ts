import { afterEach, beforeEach, expect, test } from 'vitest'
import { compiledFixture } from '../support/compiled.ts'
import { listening, type TestService, testService } from '../support/service.ts'
import { openTab, readLaunch, sitDown } from '../support/service-learner.ts'

const course = compiledFixture('minimal')
let service: TestService
let origin: { url: string; close: () => Promise<void> }

beforeEach(async () => {
  service = await testService()
  origin = await listening(service)
})
afterEach(async () => {
  await origin.close()
  await service.close()
})

test('failing, then passing the exam gives one ledger entry and one certificate', async () => {
  const learner = await service.addPerson('Ada Example', 'learner')
  const cookie = await service.signIn(learner)
  const launch = await readLaunch(origin.url, cookie, course.id)
  const sitting = await sitDown(course, launch, openTab(origin.url, cookie), service.service.now)
  sitting.study()
  sitting.sit('final', false)
  expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
  await service.service.awards.settled()
  expect(await service.service.store.ledger.ofLearner(learner.id)).toEqual([])

  service.advance(60_000)
  sitting.sit('final', true)
  expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
  await service.service.awards.settled()
  expect(service.log.filter((line) => line.event === 'error')).toEqual([])
  const ledger = await service.service.store.ledger.ofLearner(learner.id)
  expect(ledger).toMatchObject([
    {
      award: 'completion',
      completedOn: '2026-11-22',
      evidence: { exam: { id: 'final', attempt: 2, percent: 10_000 } },
    },
  ])
  expect(await service.service.store.certificates.ofLearner(learner.id)).toHaveLength(1)
})

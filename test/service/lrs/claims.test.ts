/** Statements of keys and the awards of learners. */
import { afterEach, expect, test } from 'vitest'
import { createKey } from '../../../src/service/lrs/keys/manage.ts'
import { compiledFixture } from '../../support/compiled.ts'
import { listening, type TestService, testService } from '../../support/service.ts'
import { launchCourse, openTab, sitDown, waitingKey } from '../../support/service-learner.ts'
import { authorization } from './client.ts'

let service: TestService
let origin: { url: string; close: () => Promise<void> }
afterEach(async () => {
  await origin.close()
  await service.close()
})

test('a claim stored with a key gives nobody an award; the same claims of the learner do', async () => {
  service = await testService()
  origin = await listening(service)
  const ada = await service.addPerson('Ada Example', 'learner')
  const cookie = await service.signIn(ada)
  const launch = await launchCourse(origin.url, cookie, 'minimal')
  const tab = openTab(launch)
  const sitting = await sitDown(compiledFixture('minimal'), launch, tab, service.service.now)
  const ledger = () => service.service.store.ledger.ofLearner(ada.id)
  const save = async () => {
    const saved = await sitting.connection.save(sitting.snapshot())
    await service.service.awards.settled()
    return saved
  }
  sitting.study()
  sitting.sit('final', true)
  // Progress arrives; what the learner says of it does not.
  tab.intercept = (url) => (url.includes('/statements') ? Promise.reject(new TypeError('offline')) : undefined)
  await save()
  expect(await ledger()).toEqual([])

  const waiting = tab.window.localStorage.getItem(waitingKey(launch)) ?? '[]'
  const claims = (JSON.parse(waiting) as Record<string, unknown>[]).map(({ id: _id, ...own }) => own)
  expect(claims.length).toBeGreaterThan(0)
  const key = await createKey(service.service, { name: 'LMS', scopes: ['all'] })
  if ('wrong' in key) throw new Error(key.wrong)
  const forged = await service.request('/xapi/statements', {
    method: 'POST',
    headers: {
      Authorization: authorization(key),
      'X-Experience-API-Version': '1.0.3',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(claims),
  })
  expect(forged.status).toBe(200)
  await service.service.awards.settled()
  expect(await ledger()).toEqual([])

  tab.intercept = undefined
  expect(await save()).toEqual({ saved: true })
  expect(await ledger()).toHaveLength(1)
})

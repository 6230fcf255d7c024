import * as scormAgain from 'scorm-again'
import { expect, test } from 'vitest'
import { isScorm2004Api, type Scorm2004Api } from '../../src/player/drivers/scorm/scorm2004-api.ts'
import { compiledFixture } from '../support/compiled.ts'
import { proves } from '../support/conformance.ts'
import { fakeWindow, study, takeExam } from './scorm12-sitting.ts'
import { sit } from './scorm2004-sitting.ts'

/** A second opinion: scorm-again is an LMS side that others use. It is more lenient than fake-lms-2004.ts in places. */
const course = compiledFixture('minimal')

/** The part of it that is used here; its own types name files without extensions, which TypeScript does not find. */
interface Again extends Scorm2004Api {
  loadFromJSON(json: unknown): void
  on(name: string, listener: () => void): void
  readonly cmi: {
    readonly completion_status: string
    readonly success_status: string
    readonly progress_measure: string
    readonly score: { readonly raw: string; readonly scaled: string }
    readonly objectives: { readonly childArray: readonly { readonly id: string; readonly success_status: string }[] }
    readonly interactions: { readonly childArray: readonly unknown[] }
  }
}
const Scorm2004API = Reflect.get(scormAgain, 'Scorm2004API') as new (settings: object) => Again

test('the driver and scorm-again agree from first launch to passing', async (context) => {
  proves(context, 'second opinion', 'scorm2004', 'scorm2004-3rd')
  const errors: string[] = []
  const launch = (kept?: string): Again => {
    const api = new Scorm2004API({ autocommit: false, logLevel: 5 })
    if (kept !== undefined) api.loadFromJSON(JSON.parse(kept))
    api.on('SetValue', () => {
      const code = String(api.GetLastError())
      if (code !== '0') errors.push(code)
    })
    return api
  }
  const first = launch()
  expect(isScorm2004Api(first)).toBe(true)
  const sitting = await sit(course, fakeWindow({ API_1484_11: first }))
  expect(sitting.connection.connected).toBe(true)
  study(sitting)
  takeExam(sitting, 4)
  await sitting.wait(60)
  expect(sitting.session.saveStatus()).toMatchObject({ kind: 'saved' })
  expect(first.cmi).toMatchObject({ completion_status: 'incomplete', success_status: 'failed' })
  expect(await sitting.session.exit()).toEqual({ saved: true })

  const second = launch(JSON.stringify(first.cmi))
  const again = await sit(course, fakeWindow({ API_1484_11: second }))
  expect(again.session.state()).toEqual(sitting.session.state())
  takeExam(again, 8)
  expect(await again.session.exit()).toEqual({ saved: true })
  expect(second.cmi).toMatchObject({ completion_status: 'completed', success_status: 'passed', progress_measure: '1' })
  expect(second.cmi.score).toMatchObject({ raw: '100', scaled: '1' })
  const objectives = second.cmi.objectives.childArray.map(({ id, success_status }) => [id, success_status])
  expect(objectives).toHaveLength(4)
  expect(objectives).toContainEqual(['domain-diagnosis', 'passed'])
  expect(second.cmi.interactions.childArray.length).toBeGreaterThanOrEqual(8)
  expect(errors).toEqual([])
})

import * as scormAgain from 'scorm-again'
import { expect, test } from 'vitest'
import { isScorm12Api, type Scorm12Api } from '../../src/player/drivers/scorm/scorm12-api.ts'
import { compiledFixture } from '../support/compiled.ts'
import { proves } from '../support/conformance.ts'
import { fakeWindow, sit, study, takeExam } from './scorm12-sitting.ts'

/** A second opinion: scorm-again is an LMS side that others use. It is more lenient than fake-lms.ts in places. */
const course = compiledFixture('minimal')

/** The part of it that is used here; its own types name files without extensions, which TypeScript does not find. */
interface Again extends Scorm12Api {
  loadFromJSON(json: unknown): void
  on(name: string, listener: () => void): void
  readonly cmi: {
    readonly core: { readonly lesson_status: string; readonly score: { readonly raw: string } }
    readonly interactions: { readonly childArray: readonly unknown[] }
  }
}
const Scorm12API = Reflect.get(scormAgain, 'Scorm12API') as new (settings: object) => Again

test('the driver and scorm-again agree from first launch to passing', async (context) => {
  proves(context, 'second opinion', 'scorm12')
  const errors: string[] = []
  const launch = (kept?: string): Again => {
    const api = new Scorm12API({ autocommit: false, logLevel: 5 })
    if (kept !== undefined) api.loadFromJSON(JSON.parse(kept))
    api.on('LMSSetValue', () => {
      const code = String(api.LMSGetLastError())
      if (code !== '0') errors.push(code)
    })
    return api
  }
  const first = launch()
  expect(isScorm12Api(first)).toBe(true)
  const sitting = await sit(course, fakeWindow({ API: first }))
  expect(sitting.connection.connected).toBe(true)
  study(sitting)
  takeExam(sitting, 4)
  await sitting.wait(60)
  expect(sitting.session.saveStatus()).toMatchObject({ kind: 'saved' })
  expect(first.cmi.core).toMatchObject({ lesson_status: 'failed' })
  expect(await sitting.session.exit()).toEqual({ saved: true })

  const second = launch(JSON.stringify(first.cmi))
  const again = await sit(course, fakeWindow({ API: second }))
  expect(again.session.state()).toEqual(sitting.session.state())
  takeExam(again, 8)
  expect(await again.session.exit()).toEqual({ saved: true })
  expect(second.cmi.core.lesson_status).toBe('passed')
  expect(second.cmi.core.score.raw).toBe('100')
  expect(second.cmi.interactions.childArray.length).toBeGreaterThanOrEqual(8)
  expect(errors).toEqual([])
})

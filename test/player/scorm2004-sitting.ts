import type { CompiledCourse } from '../../src/model/schema-types.ts'
import type { Connection } from '../../src/player/drivers/driver.ts'
import { scorm2004 } from '../../src/player/drivers/scorm2004.ts'
import type { FakeLms } from '../support/fake-lms-2004.ts'
import * as scorm12 from './scorm12-sitting.ts'

/** Launches the course in an LMS of SCORM 2004. */
export const connect = (course: CompiledCourse, window: scorm12.FakeWindow, now: () => number = () => scorm12.START) =>
  scorm2004(
    { driver: 'scorm2004' },
    // The driver asks for nothing of a window but what FakeWindow has.
    { course, window: window as unknown as Window, now, uuid: () => '00000000-0000-4000-8000-000000000000' },
  )

export const sit = (
  course: CompiledCourse,
  window: scorm12.FakeWindow,
  seed = 'seed42',
  observe: (connection: Connection) => Connection = (connection) => connection,
): Promise<scorm12.Sitting> => scorm12.sit(course, window, seed, observe, connect)

/** The course in a frame of the LMS. */
export const inFrame = (lms: FakeLms): scorm12.FakeWindow =>
  scorm12.fakeWindow({ parent: scorm12.fakeWindow({ API_1484_11: lms.open() }) })

/** Elements set, in order, as `element=value` without `cmi.`. */
export const sets = (lms: FakeLms, from = 0): string[] =>
  lms.calls
    .slice(from)
    .filter(({ name }) => name === 'SetValue')
    .map(({ parameters: [element, value] }) => `${String(element).replace(/^cmi\./, '')}=${String(value)}`)

export const named = (lms: FakeLms, name: string): number => lms.calls.filter((call) => call.name === name).length

/** The elements of one record of an array, by name, looked up by its id. */
export function recordOf(lms: FakeLms, array: 'interactions' | 'objectives', id: string): Record<string, string> {
  const all = Object.entries(lms.record())
  const [name = ''] = all.find(([element, value]) => element.startsWith(`cmi.${array}.`) && value === id) ?? []
  const prefix = name.replace(/id$/, '')
  return Object.fromEntries(
    all.flatMap(([element, value]) =>
      prefix !== '' && element.startsWith(prefix) ? [[element.slice(prefix.length), value]] : [],
    ),
  )
}

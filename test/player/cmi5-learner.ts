import { randomUUID } from 'node:crypto'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { cmi5 } from '../../src/player/drivers/cmi5.ts'
import type { Connection } from '../../src/player/drivers/driver.ts'
import { compiledFixture } from '../support/compiled.ts'
import type { FakeLms, Launched, LaunchOptions } from '../support/fake-lrs.ts'
import type { Json } from '../support/fake-lrs-rules.ts'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { type Sitting, sittingOf } from '../support/service-learner.ts'

/** A learner whom an LMS launches the course `minimal` for, by cmi5. */
export interface Cmi5Learner {
  readonly course: CompiledCourse
  /** What the browser keeps for the site the course comes from. */
  disk: Storage
  /** Milliseconds; a second passes with each look at it. */
  clock: number
  readonly now: () => number
  readonly sit: (tab: LaunchedTab, course?: CompiledCourse) => Promise<Sitting>
  readonly launch: (options?: LaunchOptions) => Promise<{ tab: LaunchedTab; launched: Launched; sitting: Sitting }>
  /** The same tab, loaded again. */
  readonly reloaded: (tab: LaunchedTab) => LaunchedTab
  /** Verbs of the statements that cmi5 defines, in order. */
  readonly defined: () => string[]
  /** The last statement of this verb. */
  readonly statement: (verb: string) => Json | undefined
}

/** A statement that cmi5 defines names its category. */
export const CMI5 = /"https:\/\/w3id.org\/xapi\/cmi5\/context\/categories\/cmi5"/

export function cmi5Learner(lms: FakeLms): Cmi5Learner {
  const course = compiledFixture('minimal')
  const ada: Cmi5Learner = {
    course,
    disk: memoryStorage(),
    clock: Date.UTC(2026, 10, 2, 9),
    now: () => {
      ada.clock += 1000
      return ada.clock
    },
    sit: async (tab, of = course) => {
      const environment = { window: tab.window, course: of, now: ada.now, uuid: randomUUID }
      return sittingOf(of, await cmi5({ driver: 'cmi5' }, environment), ada.now)
    },
    launch: async (options = {}) => {
      const launched = lms.launch(options)
      const tab = launchedTab(launched.search, { local: ada.disk })
      return { tab, launched, sitting: await ada.sit(tab) }
    },
    reloaded: (tab) =>
      launchedTab(tab.address().replace(/^[^?#]*|#.*$/g, ''), {
        local: ada.disk,
        session: tab.window.sessionStorage,
      }),
    defined: () => lms.verbs().filter((_, i) => CMI5.test(JSON.stringify(lms.statements[i]))),
    statement: (verb) => lms.statements[lms.verbs().lastIndexOf(verb)],
  }
  return ada
}

type Outcome = ReturnType<Connection['save']>
export const save = (sitting: Sitting): Outcome => sitting.connection.save(sitting.snapshot())
export const exit = (sitting: Sitting): Outcome => sitting.connection.exit(sitting.snapshot())
export const SAVED = { saved: true }
export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { agentKeyOf } from '../../src/service/lrs/agent.ts'
import type { Learner } from '../../src/storage/records.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { listening, type TestService, testService } from '../support/service.ts'
import {
  type HostedLaunch,
  launchCourse,
  openTab,
  type Sitting,
  sitDown,
  waitingKey,
} from '../support/service-learner.ts'

/** A learner at a service of her own, over HTTP, in one browser; the course `minimal` is launched. */
export interface HostedLearner {
  readonly course: CompiledCourse
  readonly service: TestService
  readonly origin: string
  readonly person: Learner
  /** What the browser keeps for the site of the service. */
  readonly disk: Storage
  cookie: string
  launch: HostedLaunch
  /** A tab at the address of the launch. */
  readonly tab: () => LaunchedTab
  readonly sit: (where: LaunchedTab) => Promise<Sitting>
  /** The same tab, loaded again. */
  readonly reloaded: (where: LaunchedTab) => LaunchedTab
  /** The course launched again, in the same browser or another one. */
  readonly launchedAgain: (local?: Storage) => Promise<Sitting>
  /** Statements that the service has of her, in order. */
  readonly stored: () => Promise<Record<string, unknown>[]>
  /** Last parts of their verbs. */
  readonly verbs: () => Promise<string[]>
  /** Statements that wait in the browser. */
  readonly waiting: () => unknown[]
  /** Sends a request as the tab would. */
  readonly deliver: (url: string, init: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

export async function hostedLearner(): Promise<HostedLearner> {
  const course = compiledFixture('minimal')
  const service = await testService()
  const { url: origin, close } = await listening(service)
  const person = await service.addPerson('Ada Example', 'learner')
  const cookie = await service.signIn(person)
  const disk = memoryStorage()
  const find = () =>
    service.service.store.statements.find({
      authority: agentKeyOf(service.service.store, person.id),
      direct: true,
      ascending: true,
      limit: 1000,
    })
  const ada: HostedLearner = {
    course,
    service,
    origin,
    person,
    disk,
    cookie,
    launch: await launchCourse(origin, cookie, course.id),
    tab: () => openTab(ada.launch, { local: disk }),
    sit: (where) => sitDown(course, ada.launch, where, service.service.now),
    reloaded: (where) =>
      launchedTab(where.address().replace(/^[^?#]*|#.*$/g, ''), {
        local: where.window.localStorage,
        session: where.window.sessionStorage,
        network: ada.launch.network,
      }),
    launchedAgain: async (local = disk) => {
      ada.launch = await launchCourse(origin, ada.cookie, course.id)
      return ada.sit(openTab(ada.launch, { local }))
    },
    stored: async () => (await find()).map(({ body }): Record<string, unknown> => JSON.parse(body)),
    verbs: async () => (await find()).map(({ verb }) => verb.split('/').at(-1) ?? ''),
    waiting: () => {
      const kept: unknown = JSON.parse(disk.getItem(waitingKey(ada.launch)) ?? '[]')
      return Array.isArray(kept) ? kept : []
    },
    deliver: (url, init) => ada.launch.network(url, init),
    close: async () => {
      await close()
      await service.close()
    },
  }
  return ada
}

export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LaunchedTab, launchedTab } from '../support/fake-lrs-tab.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { launchCourse, openTab } from '../support/service-learner.ts'
import { type HostedLearner, hostedLearner, offline } from './hosted-learner.ts'

/** The driver against the service itself, over HTTP: how a session begins and how it ends. */
let ada: HostedLearner
beforeEach(async () => {
  ada = await hostedLearner()
})
afterEach(() => ada.close())

describe('without a launch', () => {
  const here = (session = memoryStorage()): LaunchedTab =>
    launchedTab('', { local: ada.disk, session, network: ada.launch.network })
  /** Where the page is sent instead of going on. */
  const sentFrom = (where: LaunchedTab): Promise<unknown> => Promise.race([ada.sit(where), where.sent])

  test('the page goes to where the course is launched, and says so when that leads back to it', async () => {
    const where = here()
    expect(await sentFrom(where)).toBe('/play/minimal')
    expect(where.left).toEqual(['/play/minimal'])
    expect(where.requests).toEqual([])
    const back = here(where.window.sessionStorage)
    await expect(ada.sit(back)).rejects.toThrow('The course has not been launched.')
    expect(back.left).toEqual([])
  })

  test('a tab that keeps nothing does not go round in circles either', async () => {
    const where = here()
    Object.defineProperty(where.window, 'sessionStorage', { value: undefined })
    await expect(ada.sit(where)).rejects.toThrow('The course has not been launched.')
    expect(where.left).toEqual([])
  })

  test('the session of somebody else, kept in this tab, is not gone on with', async () => {
    const where = ada.tab()
    await ada.sit(where)
    const bob = await ada.service.signIn(await ada.service.addPerson('Bob Example', 'learner'))
    const { launch: says } = await launchCourse(ada.origin, bob, ada.course.id)
    const again = ada.reloaded(where)
    await ada.sit(again)
    expect(again.left).toEqual([])
    ada.launch = { ...ada.launch, launch: says }
    const other = ada.reloaded(where)
    expect(await sentFrom(other)).toBe('/play/minimal')
    expect(other.left).toEqual(['/play/minimal'])
  })

  test('after "Save and exit" the page says that the session is over', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    await sitting.connection.exit(sitting.snapshot())
    await expect(ada.sit(ada.reloaded(where))).rejects.toThrow(
      'This session is over; what you did is saved. Launch the course again.',
    )
  })

  test('a session that was silent for too long is over, and the next launch goes on with its work', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    ada.service.advance(5 * 3_600_000)
    expect(await sitting.connection.save(sitting.snapshot())).toMatchObject({
      saved: false,
      relaunch: '/play/minimal',
    })
    await expect(ada.sit(ada.reloaded(where))).rejects.toThrow('This session is over')
    expect((await ada.launchedAgain()).connection.state).toBe(sitting.snapshot().state)
  })
})

describe('leaving', () => {
  test('"Save and exit" says terminated last and goes where the launch says, once all is saved', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    where.intercept = offline
    expect(await sitting.connection.exit(sitting.snapshot())).toMatchObject({ saved: false })
    expect(where.left).toEqual([])
    where.intercept = undefined
    expect(await sitting.connection.exit(sitting.snapshot())).toEqual({ saved: true })
    expect(where.left).toEqual(['http://localhost/'])
    expect((await ada.verbs()).filter((verb) => verb === 'terminated')).toHaveLength(1)
    expect((await ada.verbs()).at(-1)).toBe('terminated')
  })

  test('a page that goes away writes by keepalive without waiting, and nothing twice', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    sitting.connection.leave(sitting.snapshot())
    const last = where.requests.filter(({ keepalive }) => keepalive).map(({ method }) => method)
    expect(last).toEqual(['PUT', 'POST'])
    // The page may be loaded again, and nothing may follow `terminated`.
    await expect.poll(async () => (await ada.verbs()).at(-1)).toBe('answered')
    await expect.poll(ada.waiting).toEqual([])

    // It came back from the browser's page cache instead of going away.
    sitting.sit('final', true)
    expect(await sitting.connection.save(sitting.snapshot())).toEqual({ saved: true })
    const all = await ada.stored()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  test.each([
    ['before the next session asks for it', false],
    ['after the next session has asked for it', true],
  ])('what arrived without an answer is not stored again nor told as refused: %s', async (_, late) => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    sitting.report({ type: 'suspended', at: ada.service.service.now(), seconds: 60, fraction: 0.5 })
    // The page is gone before the answers to its last requests.
    where.intercept = (url, init) => ada.deliver(url, init).then(offline)
    sitting.connection.leave(sitting.snapshot())
    await expect.poll(async () => (await ada.verbs()).at(-1)).toBe('suspended')
    expect(ada.waiting().length).toBeGreaterThan(1)
    const before = await ada.stored()

    ada.launch = await launchCourse(ada.origin, ada.cookie, ada.course.id)
    const next = openTab(ada.launch, { local: ada.disk })
    const statuses: number[] = []
    const told: unknown[] = []
    Object.assign(next.window, { console: { error: (message: unknown) => told.push(message) } })
    let asked = false
    next.intercept = async (url, init) => {
      const first = url.includes('statementId=') && !asked
      asked ||= first
      if (late && first) return new Response('', { status: 404 })
      const response = await ada.deliver(url, init)
      if (!url.includes('agents/profile')) statuses.push(response.status)
      return response
    }
    const again = await ada.sit(next)
    expect(again.connection.state).toBe(sitting.snapshot().state)
    expect(await again.connection.save(again.snapshot())).toEqual({ saved: true })
    expect(statuses.some((status) => status >= 400)).toBe(late)
    expect(told).toEqual([])
    expect(ada.waiting()).toEqual([])
    expect((await ada.stored()).slice(0, before.length)).toEqual(before)
    expect((await ada.verbs()).slice(before.length)).toEqual(['initialized'])
  })

  test('what never arrived on leaving is sent by the next session, once', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    where.intercept = offline
    sitting.report({ type: 'suspended', at: ada.service.service.now(), seconds: 60, fraction: 0.5 })
    sitting.connection.leave(sitting.snapshot())
    const kept = ada.waiting().length
    expect(kept).toBeGreaterThan(1)
    const next = await ada.launchedAgain()
    expect(await next.connection.save(next.snapshot())).toEqual({ saved: true })
    expect(ada.waiting()).toEqual([])
    expect((await ada.stored()).length).toBe(kept + 2)
    expect((await ada.verbs()).filter((verb) => verb === 'suspended')).toHaveLength(1)
  })

  test('what was answered while a save was under way is not lost when the page goes away', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    sitting.study()
    const saving = sitting.connection.save(sitting.snapshot())
    sitting.sit('final', true)
    const last = sitting.snapshot().state
    sitting.connection.leave(sitting.snapshot())
    // The page is gone: whatever is answered to its last requests reaches nobody.
    where.intercept = offline
    await saving
    await expect.poll(async () => (await ada.verbs()).length).toBeGreaterThan(10)
    expect((await ada.sit(ada.reloaded(where))).connection.state).toBe(last)
  })

  test('sends no more by keepalive than browsers carry', async () => {
    const where = ada.tab()
    const sitting = await ada.sit(where)
    for (let i = 0; i < 30; i++) sitting.study()
    for (let i = 0; i < 3; i++) sitting.sit('final', true)
    let bytes = 0
    where.intercept = (_, init) => {
      bytes += typeof init.body === 'string' ? init.body.length : 0
      return offline()
    }
    sitting.connection.leave(sitting.snapshot())
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(64 * 1024)
    expect(ada.waiting().length).toBeGreaterThan(50)
  })
})

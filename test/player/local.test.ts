import { describe, expect, test } from 'vitest'
import { localConnection } from '../../src/player/drivers/local.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type FakeWindow, fakeWindow, START, untouched } from './scorm12-sitting.ts'

const course = compiledFixture('minimal')
const snapshot = { ...untouched, state: 'abc' }

const open = (window: FakeWindow, shared = false, part?: string) =>
  localConnection(
    {
      // The driver asks for nothing of a window but what FakeWindow has.
      window: window as unknown as Window,
      course,
      now: () => START,
      uuid: () => '',
      ...(part === undefined ? {} : { part }),
    },
    shared,
  )

const refusing = (from: { works: boolean }): FakeWindow => {
  const window = fakeWindow()
  const { setItem } = window.localStorage
  Object.assign(window.localStorage, {
    setItem: (name: string, value: string) => {
      if (!from.works) throw new DOMException('full', 'QuotaExceededError')
      setItem(name, value)
    },
  })
  return window
}

describe('without a record keeper', () => {
  test('progress comes back in the same browser, by saving, leaving and exit, each part of a course by itself', async () => {
    for (const write of ['save', 'exit', 'leave'] as const) {
      const window = fakeWindow()
      await open(window)[write](snapshot)
      expect(open(window)).toMatchObject({ connected: false, mode: 'normal', state: 'abc' })
      expect(open(window, false, 'module-basics').state).toBeUndefined()
      expect(open(window).volatile).toBeUndefined()
    }
  })

  test('a browser that keeps nothing is told of from the start, and there is nothing to retry', async () => {
    const line = open(refusing({ works: false }))
    expect(line.volatile).toBe(true)
    expect(await line.save(snapshot)).toEqual({ saved: true })
    expect(() => line.leave(snapshot)).not.toThrow()
  })

  test('a browser that is full says so, and saves again once it is not', async () => {
    const storage = { works: true }
    const line = open(refusing(storage))
    storage.works = false
    expect(await line.save(snapshot)).toEqual({ saved: false, reason: 'The browser refused to store it.' })
    storage.works = true
    expect(await line.save(snapshot)).toEqual({ saved: true })
  })

  test('where it cannot be told whose it is, progress ends with the tab and no other tab sees it', async () => {
    const { localStorage: tab } = fakeWindow()
    const window = Object.assign(fakeWindow(), { sessionStorage: tab })
    await open(window, true).save(snapshot)
    expect(open(window, true)).toMatchObject({ volatile: true, state: 'abc' })
    const next = Object.assign(fakeWindow(), { localStorage: window.localStorage })
    Object.assign(next, { sessionStorage: fakeWindow().localStorage })
    expect(open(next, true).state).toBeUndefined()
    expect(open(next).state).toBeUndefined()
  })
})

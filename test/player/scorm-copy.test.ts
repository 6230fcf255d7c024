import { describe, expect, test } from 'vitest'
import { hash53, toBase64Url } from '../../src/model/hash.ts'
import { decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { browserStorage } from '../../src/player/drivers/local.ts'
import { openCopy } from '../../src/player/drivers/scorm/copy.ts'
import { openReach } from '../../src/player/drivers/scorm/reach.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type FakeWindow, fakeWindow } from './scorm12-sitting.ts'

const course = compiledFixture('minimal')
const at = (seconds: number): string => encodeState(course, { ...emptyState('seed42'), seconds })
const [begun, half, late] = [at(10), at(20), at(30)]

/** A copy of the same browser, as each launch opens it. */
const copyIn = (window: FakeWindow, learner = 'learner-1') =>
  openCopy(browserStorage(window as unknown as Window, course.id), course, learner)

/** A session that went from what the LMS had to `late`, in three saves. */
function afterSession(kept: string, learner?: string): FakeWindow {
  const window = fakeWindow()
  const copy = copyIn(window, learner)
  copy.resume(kept, kept === '')
  for (const state of [begun, half, late]) expect(copy.keep(state)).toBe(true)
  return window
}

describe('the copy in the browser', () => {
  test.each([
    ['the LMS stands where an earlier save was', begun, { state: late, recovered: true }],
    ['the LMS has the newest', late, { state: late, recovered: false }],
    ['the LMS has what nobody here has seen', at(99), { state: at(99), recovered: false }],
    ['the LMS has cut it off', late.slice(0, 12), { state: late, recovered: true }],
    ['the LMS has something foreign', 'bookmark=7', { state: late, recovered: true }],
    ['the LMS has lost it', '', { state: late, recovered: true }],
  ])('%s', (_, kept, expected) => {
    expect(copyIn(afterSession('')).resume(kept, false)).toEqual(expected)
  })

  test('an attempt that the LMS has taken back does not come back', () => {
    expect(copyIn(afterSession('')).resume('', true)).toEqual({ state: '', recovered: false })
  })

  test('what a newer version of the course has written is not written over', () => {
    const body = late.replace(/^1/, '2').replace(/;[^;]*$/, '')
    const newer = `${body};${toBase64Url(hash53(`${course.id}\n${body}`), 4)}`
    expect(decodeState(course, newer)).toEqual({ refused: 'newer' })
    expect(copyIn(afterSession('')).resume(newer, false)).toEqual({ state: newer, recovered: false })
  })

  test('no other learner gets it, and without a name nobody does', () => {
    for (const other of ['learner-2', '']) {
      expect(copyIn(afterSession(''), other).resume(begun, false)).toEqual({ state: begun, recovered: false })
    }
    expect(copyIn(afterSession('', 'learner-2'), 'learner-2').resume(begun, false).recovered).toBe(true)
  })

  test('it goes on over sessions in which nothing arrives, and is gone once the LMS has moved on', () => {
    const window = afterSession(begun)
    const second = copyIn(window)
    expect(second.resume(begun, false)).toEqual({ state: late, recovered: true })
    second.keep(at(40))
    expect(copyIn(window).resume(half, false)).toEqual({ state: at(40), recovered: true })
    expect(copyIn(window).resume(at(99), false).recovered).toBe(false)
    expect(copyIn(window).resume(begun, false).recovered).toBe(false)
  })

  test('names no learner in the browser', () => {
    const names: string[] = []
    const window = fakeWindow()
    const { setItem } = window.localStorage
    Object.assign(window.localStorage, {
      setItem: (name: string, value: string) => {
        names.push(`${name}=${value}`)
        setItem(name, value)
      },
    })
    const copy = copyIn(window, 'jane.doe@example.org')
    copy.resume('', false)
    copy.keep(late)
    expect(names.length).toBeGreaterThan(1)
    expect(names.join()).not.toContain('jane')
  })

  test('where the browser keeps nothing it says so', () => {
    const window = fakeWindow()
    Object.assign(window.localStorage, {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    const copy = copyIn(window)
    expect(copy.resume(begun, false)).toEqual({ state: begun, recovered: false })
    expect(copy.keep(late)).toBe(false)
  })
})

describe('whether the server can be reached', () => {
  const reachOf = (answers: (number | 'hangs')[], onLine = true) => {
    const hidden = { listener: (): void => undefined }
    const window = fakeWindow({
      navigator: { onLine },
      clearTimeout: () => undefined,
      setTimeout: () => 0,
      document: {
        addEventListener: (_: string, listener: () => void) => Object.assign(hidden, { listener }),
        removeEventListener: () => undefined,
      },
      fetch: (_: string, { signal }: { readonly signal: AbortSignal }) => {
        const answer = answers.shift()
        if (answer === 'hangs') {
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        }
        return answer === undefined
          ? Promise.reject(new TypeError('Failed to fetch'))
          : Promise.resolve({ status: answer })
      },
    })
    return { reach: openReach(window as unknown as Window), hidden }
  }

  test.each([
    ['an answer', [200, 200], true, true],
    ['a refusal, which is an answer', [200, 403], true, true],
    ['a server that is down', [200, 503], true, false],
    ['no answer', [200], true, false],
    ['no answer ever, in a browser that says it is online', [], true, true],
    ['no answer ever, in a browser that says it is offline', [], false, false],
    ['an answer, whatever the browser says', [200, 200], false, true],
  ])('%s', async (_, answers, onLine, expected) => {
    expect(await reachOf(answers, onLine).reach()).toBe(expected)
  })

  test('a page that is hidden does not wait for the answer', async () => {
    const { reach, hidden } = reachOf([200, 'hangs'])
    const asked = reach()
    await new Promise((resolve) => setImmediate(resolve))
    hidden.listener()
    expect(await asked).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import { findApi, hasSurroundings } from '../../src/player/drivers/scorm/find-api.ts'
import { fakeWindow } from './scorm12-sitting.ts'

type Named = { readonly name: string }
const isNamed = (candidate: unknown): candidate is Named =>
  typeof candidate === 'object' && candidate !== null && 'name' in candidate
const api = (name: string): { API: Named } => ({ API: { name } })
const found = (window: unknown): string | undefined => findApi(window, 'API', isNamed)?.name

/** A window of another origin: its parent can be asked for, nothing else. */
const foreign = (parent: unknown): unknown =>
  new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'parent') return parent
        throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError')
      },
    },
  )

function nested(depth: number, outermost: unknown): unknown {
  let place = outermost
  for (let i = 0; i < depth; i++) place = fakeWindow({ parent: place })
  return place
}

describe('findApi', () => {
  test('finds the API in the window itself before any other', () => {
    expect(found(fakeWindow({ ...api('own'), parent: fakeWindow(api('parent')) }))).toBe('own')
  })

  test.each([1, 8, 499])('finds it %i frames up', (depth) => {
    expect(found(nested(depth, fakeWindow(api('far'))))).toBe('far')
  })

  test('gives up after 500 frames and in a circle', () => {
    expect(found(nested(501, fakeWindow(api('too far'))))).toBeUndefined()
    const a: Record<string, unknown> = {}
    const b = { parent: a }
    a.parent = b
    expect(found(a)).toBeUndefined()
  })

  test('finds it in the opener and around the opener', () => {
    expect(found(fakeWindow({ opener: fakeWindow(api('opener')) }))).toBe('opener')
    expect(found(fakeWindow({ opener: nested(3, fakeWindow(api('above opener'))) }))).toBe('above opener')
  })

  test('finds it in the window that opened the topmost, and in its document', () => {
    const top = fakeWindow({ opener: fakeWindow(api('opener of top')) })
    expect(found(fakeWindow({ parent: top, top }))).toBe('opener of top')
    const plateau = fakeWindow({ opener: { document: api('document') } })
    expect(found(fakeWindow({ parent: plateau, top: plateau }))).toBe('document')
  })

  test('walks past frames of another origin and past things that only share the name', () => {
    expect(found(fakeWindow({ parent: foreign(fakeWindow(api('beyond'))) }))).toBe('beyond')
    expect(found(fakeWindow({ API: 'an element id', parent: fakeWindow(api('real')) }))).toBe('real')
    expect(found(fakeWindow({ opener: foreign(undefined) }))).toBeUndefined()
  })

  test('finds nothing where there is nothing', () => {
    expect(found(fakeWindow())).toBeUndefined()
    expect(found(undefined)).toBeUndefined()
  })
})

test('hasSurroundings tells a page alone from one in a frame or pop-up', () => {
  expect(hasSurroundings(fakeWindow())).toBe(false)
  expect(hasSurroundings(fakeWindow({ parent: fakeWindow() }))).toBe(true)
  expect(hasSurroundings(fakeWindow({ opener: fakeWindow() }))).toBe(true)
})

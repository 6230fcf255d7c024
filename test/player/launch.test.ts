import { describe, expect, it } from 'vitest'
import { readCourse, readLaunch } from '../../src/player/launch.ts'
import { hrefOf, places, readRoute, routeOf } from '../../src/player/router.ts'
import { compiledFixture } from '../support/compiled.ts'

const course = compiledFixture('minimal')

describe('launch', () => {
  it('is local where launch.js says nothing, and what it says otherwise', () => {
    expect(readLaunch(undefined)).toEqual({ driver: 'local' })
    expect(readLaunch({ driver: 'scorm12', more: 1 })).toEqual({ driver: 'scorm12' })
    expect(readLaunch({ driver: 'scorm2004' })).toEqual({ driver: 'scorm2004' })
    expect(readLaunch({ driver: 'cmi5', auth: 'secret' })).toEqual({ driver: 'cmi5' })
    const tincan = { driver: 'tincan', activityId: 'https://x.example/a' }
    expect(readLaunch(tincan)).toEqual(tincan)
    const hosted = { driver: 'cmi5', relaunch: '/play/minimal', registration: 'r' }
    expect(readLaunch(hosted)).toEqual(hosted)
  })

  it.each([null, 'local', [], {}, { driver: 'scorm13' }, { driver: 'tincan' }, { driver: 'xapi' }])(
    'refuses %j',
    (value) => {
      expect(readLaunch(value)).toBeUndefined()
    },
  )

  it('takes a course', () => {
    expect(readCourse(course)).toBe(course)
  })

  it.each([
    undefined,
    null,
    'text',
    {},
    { ...course, format: 2 },
    { ...course, modules: [] },
    { ...course, modules: 'none' },
    { ...course, direction: 'up' },
    { ...course, completion: undefined },
  ])('refuses what is no course (%#)', (value) => {
    expect(readCourse(value)).toBeUndefined()
  })
})

describe('router', () => {
  it('reads every address it writes', () => {
    expect(places(course).length).toBe(7)
    for (const place of places(course)) expect(readRoute(course, hrefOf(place))).toEqual(place)
  })

  it.each([
    ['#/basics', { kind: 'section', id: 'basics/structure-of-a-code' }],
    ['#/basics/documentation/', { kind: 'section', id: 'basics/documentation' }],
    ['#/basics%2Fdocumentation', { kind: 'section', id: 'basics/documentation' }],
    ['#/exam/final', { kind: 'exam', id: 'final' }],
    ['', undefined],
    ['#/', undefined],
    ['#/nowhere/at-all', undefined],
    ['#/exam/none', undefined],
    ['#/%E0%A4%A', undefined],
  ])('%s', (hash, route) => {
    expect(readRoute(course, hash)).toEqual(route)
  })

  it('finds bookmarks', () => {
    expect(routeOf(course, 'basics/documentation')).toEqual({ kind: 'section', id: 'basics/documentation' })
    expect(routeOf(course, 'final')).toEqual({ kind: 'exam', id: 'final' })
    expect(routeOf(course, 'gone')).toBeUndefined()
  })
})

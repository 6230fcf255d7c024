import vm from 'node:vm'
import { describe, expect, test } from 'vitest'
import { contentFiles } from '../../src/packages/content.ts'
import { compiledFixture } from '../support/compiled.ts'
import { packageInput } from './fixture.ts'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** Runs scripts as a browser would and returns the globals they set. */
function globalsOf(...scripts: string[]): Record<string, unknown> {
  const context = vm.createContext({})
  for (const script of scripts) vm.runInContext(script, context)
  return context
}

describe('contentFiles', () => {
  test('sets the course and the launch settings as globals', () => {
    const files = contentFiles(packageInput(), { driver: 'scorm12' })
    const globals = globalsOf(text(files.get('course.js')), text(files.get('launch.js')))
    expect(JSON.parse(JSON.stringify(globals.chartwrightCourse))).toEqual(compiledFixture('minimal'))
    expect(globals.chartwrightLaunch).toEqual({ driver: 'scorm12' })
  })

  test('writes scripts in ASCII that nothing in the course can break out of', () => {
    const title = 'Ω </script><!-- \u2028\u2029 \u{1f600} \u007f'
    const script = text(
      contentFiles(packageInput({ ...compiledFixture('minimal'), title }), { driver: 'local' }).get('course.js'),
    )
    expect(script).toMatch(/^[\n\u0020-\u007e]*$/)
    expect(script).not.toContain('<')
    expect(globalsOf(script)).toMatchObject({ chartwrightCourse: { title } })
  })

  test('holds the player and every asset of the course', () => {
    expect([...contentFiles(packageInput(), { driver: 'local' }).keys()]).toEqual([
      'index.html',
      'player.js',
      'player.css',
      'course.js',
      'launch.js',
      'media/code-structure.svg',
    ])
  })

  test('refuses an asset without bytes and two files of one name', () => {
    expect(() => contentFiles({ ...packageInput(), assets: new Map() }, { driver: 'local' })).toThrow(
      'The course names the asset media/code-structure.svg, but its bytes were not handed in.',
    )
    const course = compiledFixture('minimal')
    const assets = course.assets.map((asset) => ({ ...asset, path: 'player.js' }))
    const input = { ...packageInput({ ...course, assets }), assets: new Map([['player.js', new Uint8Array()]]) }
    expect(() => contentFiles(input, { driver: 'local' })).toThrow('Two files of the package are called player.js.')
  })

  test('refuses launch settings that hold a credential', () => {
    const launch = { driver: 'tincan', endpoint: 'https://user:secret@lrs.example/xapi' }
    expect(() => contentFiles(packageInput(), launch)).toThrow(
      'The launch settings hold a name and password in an address.',
    )
  })
})

import type { CompiledCourse } from '../../src/model/schema-types.ts'
import type { Files, PackageInput } from '../../src/packages/target.ts'
import { compiledAssets, compiledFixture } from '../support/compiled.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Stands for the built player where only its place in the package matters; test/e2e packs the real one. */
export const playerFiles: Files = new Map([
  [
    'index.html',
    bytes('<!doctype html><script src="launch.js"></script><script src="course.js"></script><div id="app"></div>'),
  ],
  ['player.js', bytes('document.title = chartwrightCourse.title')],
  ['player.css', bytes('body { margin: 0 }')],
])

export const packageInput = (course: CompiledCourse = compiledFixture('minimal')): PackageInput => ({
  course,
  player: playerFiles,
  assets: compiledAssets('minimal'),
  options: { layout: 'single' },
})

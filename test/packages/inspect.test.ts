import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { inspectPackage, targets, writePackage } from '../../src/packages/index.ts'
import { packageInput } from './fixture.ts'

const files = (): Map<string, Uint8Array> => new Map(targets.scorm12.files(packageInput()))
const zip = (entries: ReadonlyMap<string, Uint8Array>): Uint8Array => zipSync(Object.fromEntries(entries))

/** The package with its manifest changed. */
function withManifest(change: (text: string) => string): Uint8Array {
  const entries = files()
  const text = new TextDecoder().decode(entries.get('imsmanifest.xml'))
  const changed = change(text)
  expect(changed).not.toBe(text)
  return zip(entries.set('imsmanifest.xml', new TextEncoder().encode(changed)))
}

function withEntries(change: (entries: Map<string, Uint8Array>) => void): Uint8Array {
  const entries = files()
  change(entries)
  return zip(entries)
}

describe('inspectPackage', () => {
  test('has nothing to say about a good package', () => {
    expect(inspectPackage(writePackage(files()))).toEqual([])
  })

  test.each<[string, Uint8Array, string]>([
    ['no zip', new Uint8Array([1, 2, 3]), 'The package is not a zip file that can be read.'],
    ['a cut-off zip', writePackage(files()).slice(0, -30), 'The package is not a zip file that can be read.'],
    [
      'a manifest in a folder',
      withEntries((entries) => {
        entries.set('course/imsmanifest.xml', entries.get('imsmanifest.xml') ?? new Uint8Array())
        entries.delete('imsmanifest.xml')
      }),
      'There is no imsmanifest.xml at the root of the package.',
    ],
    ['broken XML', withManifest((text) => text.slice(0, -20)), 'imsmanifest.xml is not well-formed XML.'],
    [
      'a missing file',
      withEntries((entries) => entries.delete('player.css')),
      'The manifest lists player.css, which is not there.',
    ],
    [
      'another case',
      withManifest((text) => text.replace('href="player.css"', 'href="Player.css"')),
      'The manifest lists Player.css, which is not there.',
    ],
    [
      'an unlisted file',
      withEntries((entries) => entries.set('extra.js', new Uint8Array())),
      'extra.js is in the package but not listed in the manifest.',
    ],
    [
      'an unsafe name',
      withEntries((entries) => entries.set('__MACOSX/Ä.js', new Uint8Array())),
      'The entry name "__MACOSX/Ä.js" is not safe.',
    ],
    [
      'a directory entry',
      withEntries((entries) => entries.set('media/', new Uint8Array())),
      'The entry name "media/" is not safe.',
    ],
    [
      'a launch page that is not listed',
      withManifest((text) => text.replace('<file href="index.html"/>', '')),
      'index.html is launched but not listed as a file of its resource.',
    ],
    [
      'a dangling default',
      withManifest((text) => text.replace('default="org-minimal"', 'default="org-other"')),
      'The default organization org-other does not exist.',
    ],
    [
      'a dangling reference',
      withManifest((text) => text.replace('identifierref="resource-minimal"', 'identifierref="nothing"')),
      'The resource nothing is referred to but does not exist.',
    ],
    [
      'an identifier used twice',
      withManifest((text) => text.replace('identifier="item-minimal"', 'identifier="org-minimal"')),
      'The identifier org-minimal stands in the manifest twice.',
    ],
    [
      'no item',
      withManifest((text) => text.replace(/<item[\s\S]*<\/item>/, '')),
      'The manifest has no item, so nothing can be launched.',
    ],
  ])('names %s', (_, bytes, fault) => {
    expect(inspectPackage(bytes)).toContain(fault)
  })
})

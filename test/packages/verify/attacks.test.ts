import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { verifyPackage } from '../../../src/packages/verify/index.ts'
import { cpuSeconds } from '../../support/cpu.ts'
import fc from '../../support/properties.ts'
import { edited } from './bad-packages.ts'
import { goodPackages, type Kind, packed, withManifest } from './good-packages.ts'
import { CENTRAL, patched } from './zip-bytes.ts'

const kinds = Object.keys(goodPackages) as Kind[]
const zips = kinds.map((kind) => packed(goodPackages[kind]))
const rulesOf = async (zip: Uint8Array) => (await verifyPackage(zip)).violations.map(({ rule }) => rule)

/** Replaces, removes or repeats a stretch of bytes. */
const damage = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 12 }),
  bytes: fc.uint8Array({ maxLength: 12 }),
})

function damaged(bytes: Uint8Array, changes: readonly { at: number; length: number; bytes: Uint8Array }[]): Uint8Array {
  return changes.reduce((before, { at, length, bytes: added }) => {
    const from = at % (before.length + 1)
    return new Uint8Array([...before.subarray(0, from), ...added, ...before.subarray(from + length)])
  }, bytes)
}

describe('a package whose bytes were changed', () => {
  it('is described, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zips),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        async (zip, changes) => {
          const { violations } = await verifyPackage(damaged(zip, changes))
          expect(Array.isArray(violations)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is described when single bytes of the same length differ', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...zips), fc.nat(), fc.nat({ max: 255 }), async (zip, at, value) => {
        const bytes = Uint8Array.from(zip)
        // The end of the file holds the directory, where each byte matters.
        bytes[bytes.length - 1 - (at % Math.min(600, bytes.length))] = value
        await verifyPackage(bytes)
      }),
      { numRuns: 300 },
    )
  })

  it('is described when it is nothing but noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await rulesOf(bytes)).toContain('zip-unreadable')
      }),
      { numRuns: 100 },
    )
  })
})

describe('a manifest that was changed', () => {
  const snippets = [
    '<',
    '>',
    '&',
    '"',
    '<item>',
    '</item>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '&#0;',
    '&x;',
    ' a="',
    'xmlns=""',
    '<a:b/>',
    '\0',
    '\ud800',
    '<!DOCTYPE a [',
  ]

  it('is described, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.array(
          fc.tuple(fc.nat(), fc.nat({ max: 60 }), fc.oneof(fc.constantFrom(...snippets), fc.string({ maxLength: 8 }))),
          { minLength: 1, maxLength: 4 },
        ),
        async (kind, changes) => {
          const text = changes.reduce((before, [at, length, added]) => {
            const start = at % (before.length + 1)
            return before.slice(0, start) + added + before.slice(start + length)
          }, edited(kind))
          const { violations } = await verifyPackage(withManifest(kind, text))
          for (const { message } of violations) expect(message.length).toBeLessThanOrEqual(400)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a package made to hurt', () => {
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

  test.each<[string, Uint8Array, string]>([
    [
      'entities that multiply',
      withManifest(
        'cmi5',
        edited(
          'cmi5',
          ['<courseStructure', `<!DOCTYPE c [<!ENTITY l0 "lol">${lol}]><courseStructure`],
          ['>Course<', '>&l9;<'],
        ),
      ),
      'xml-malformed',
    ],
    [
      'an entity that is a file',
      withManifest(
        'cmi5',
        edited(
          'cmi5',
          ['<courseStructure', '<!DOCTYPE c [<!ENTITY f SYSTEM "file:///etc/passwd">]><courseStructure'],
          ['>Course<', '>&f;<'],
        ),
      ),
      'xml-malformed',
    ],
    [
      'a DTD on the network',
      withManifest(
        'cmi5',
        edited('cmi5', ['<courseStructure', '<!DOCTYPE c SYSTEM "http://127.0.0.1:9/evil.dtd"><courseStructure']),
      ),
      'xml-doctype',
    ],
    ['elements without end', withManifest('cmi5', '<a>'.repeat(1_000_000)), 'xml-too-large'],
    ['a million elements', withManifest('scorm12', `<a>${'<b/>'.repeat(1_000_000)}</a>`), 'xml-too-large'],
    ['comments that do not end', withManifest('cmi5', '<!DOCTYPE a ['.padEnd(2_000_000, '<!-- ')), 'xml-malformed'],
    ['spaces without end', withManifest('cmi5', `<a ${' '.repeat(4_000_000)}`), 'xml-malformed'],
    [
      'quotes without end',
      withManifest('cmi5', `<a ${'b="" '.repeat(10)}c="${'x'.repeat(4_000_000)}`),
      'xml-malformed',
    ],
    ['references without end', withManifest('cmi5', `<a>${'&'.repeat(1_000_000)}</a>`), 'xml-malformed'],
    [
      'many resources that nothing refers to',
      withManifest(
        'scorm12',
        edited('scorm12', ['</resources>', `${'<resource identifier="x" href="y"/>'.repeat(100_000)}</resources>`]),
      ),
      'identifier-duplicate',
    ],
    [
      'sequencing that refers to sequencing',
      withManifest(
        'scorm2004',
        edited('scorm2004', [
          '</imsss:sequencingCollection>',
          `${'<imsss:sequencing IDRef="x"/>'.repeat(100_000)}</imsss:sequencingCollection>`,
        ]),
      ),
      'sequencing-reference',
    ],
    ['a zip bomb', packed({ ...goodPackages.cmi5, 'zeros.bin': new Uint8Array(20_000_000) }), 'zip-ratio'],
    ['a manifest that is a zip bomb', withManifest('cmi5', ' '.repeat(17_000_000)), 'xml-too-large'],
    [
      'a directory that says less than the data',
      patched(packed({ ...goodPackages.cmi5, 'zeros.bin': new Uint8Array(2_000_000) }), 'zeros.bin', {
        central: [[CENTRAL.packedBytes + 4, 4, 10]],
      }),
      'zip-damaged',
    ],
  ])('%s ends in time', async (_, zip, expected) => {
    const seconds = await cpuSeconds(async () => {
      const rules = await rulesOf(zip)
      expect(rules).toContain(expected)
      expect(rules.length).toBeLessThan(1000)
    })
    expect(seconds).toBeLessThan(10)
  })

  it('tells at most 50 findings of a rule', async () => {
    const names = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`it's ${i}.txt`, '']))
    const { violations } = await verifyPackage(packed({ ...goodPackages.cmi5, ...names }))
    expect(violations).toHaveLength(51)
    expect(violations.map(({ message }) => message)).toContain('The same was found in 30 more places.')
  })
})

describe('credentials', () => {
  const basic = (text: string): string => Buffer.from(text).toString('base64')
  const placesOf = async (text: string) => {
    const { violations } = await verifyPackage(packed({ ...goodPackages.cmi5, 'page.js': text }))
    return violations.map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`)
  }

  test.each<[string, string, string]>([
    ['a header in a script', `\nsend({ Authorization: 'Basic ${basic('lrs:k3y-9')}' })`, '2:24'],
    ['an address with name and password', "x = 'https://lrs:k3y-9@lrs.test.org/xapi'", '1:6'],
    ['a launch address', `open("?endpoint=x&auth=Basic%20${basic('lrs:k3y-9')}")`, '1:24'],
  ])('finds %s', async (_, text, place) => {
    expect(await placesOf(text)).toEqual([`credentials-inside page.js:${place}`])
  })

  test.each<[string, string]>([
    [
      'words about passwords',
      'Never share your password: write "password: secret" on no note. Basic knowledge, Bearer of news.',
    ],
    ['the example of the standard', 'Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['names that stand for others', `'Basic ${basic('username:password')}'; 'https://user:password@lrs.test.org/'`],
    ['addresses of examples', "'https://alice:s3cret@www.example.com/'"],
    ['a template', `\`https://\${name}:\${secret}@\${host}/\`; '?auth=' + encodeURIComponent(auth)`],
    ['a word behind Basic that is no base64 of two parts', 'Basic Understanding of ICD10CM'],
  ])('leaves alone %s', async (_, text) => {
    expect(await placesOf(text)).toEqual([])
  })
})

it('reaches nothing but the zip: no network, no other file', () => {
  const folder = new URL('../../../src/packages/verify/', import.meta.url)
  const imports = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8').matchAll(/ from '([^.'][^']*)'/g),
    ])
    .map(([, name]) => name)
  // What libxml2 may read is handed to it as bytes; test/packages/verify/xsd.test.ts holds it to that.
  expect(new Set(imports)).toEqual(new Set(['node:zlib', 'yauzl', 'libxml2-wasm']))
})

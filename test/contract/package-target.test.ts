import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'
import { credentialsIn } from '../../src/packages/credentials.ts'
import { targets, writePackage } from '../../src/packages/index.ts'
import { brokenReferences } from '../../src/packages/references.ts'
import { type Layout, layouts, type PackageInput, type PackageTarget } from '../../src/packages/target.ts'
import { rules, verifyPackage } from '../../src/packages/verify/index.ts'
import { isSafeName } from '../../src/packages/zip.ts'
import { packageInput } from '../packages/fixture.ts'
import { cmi5Faults, cmi5SchemaMissing } from '../support/cmi5-schema.ts'
import { proves, provesIfAtHand, type TargetName } from '../support/conformance.ts'
import { unzip } from '../support/unzip.ts'
import { schemaSets, xsdFaults } from '../support/xsd.ts'

/** What the verifier must take each package for, and the schemas of its manifest. `tsc` asks for those of a new target. */
const manifests = {
  scorm12: { file: 'imsmanifest.xml', version: '1.2', faults: (xml) => xsdFaults(schemaSets.scorm12, xml) },
  'scorm2004-3rd': {
    file: 'imsmanifest.xml',
    version: '2004 3rd Edition',
    faults: (xml) => xsdFaults(schemaSets['scorm2004-3rd'], xml),
  },
  scorm2004: {
    file: 'imsmanifest.xml',
    version: '2004 4th Edition',
    faults: (xml) => xsdFaults(schemaSets.scorm2004, xml),
  },
  cmi5: { file: 'cmi5.xml', version: '1.0', faults: cmi5Faults, schema: 'elsewhere', unchecked: cmi5SchemaMissing },
  xapi: {
    file: 'tincan.xml',
    version: undefined,
    faults: () => [],
    schema: 'none',
    unchecked: 'tincan.xml has no schema.',
  },
  web: { faults: () => [], schema: 'none', unchecked: 'A static folder has no manifest.' },
} as const satisfies { [T in keyof typeof targets]: Manifest }

interface Manifest {
  readonly file?: string
  readonly version?: string | undefined
  readonly faults: (xml: Uint8Array) => string[]
  /** `none`: the standard has no schema; `elsewhere`: no package of ours brings it. */
  readonly schema?: 'none' | 'elsewhere'
  /** Why there is no schema to hold it against here. */
  readonly unchecked?: string | undefined
}

const all: readonly (readonly [TargetName, Layout, PackageTarget, Manifest])[] = Object.entries(manifests).flatMap(
  ([name, manifest]) => {
    const target: PackageTarget = targets[name as keyof typeof targets]
    return layouts.map((layout) => [name as TargetName, layout, target, manifest] as const)
  },
)

const inputFor = (layout: Layout): PackageInput => ({ ...packageInput(), options: { layout } })

const folder = mkdtempSync(join(tmpdir(), 'chartwright-package-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** 2000-01-01 00:00:00 as MS-DOS packs it. */
const DATE = (2000 - 1980) * 512 + 1 * 32 + 1

test('the record has targets to test, under their own names', () => {
  expect(Object.keys(targets)).toEqual(['scorm12', 'scorm2004-3rd', 'scorm2004', 'cmi5', 'xapi', 'web'])
  for (const [name, target] of Object.entries(targets)) {
    expect(target.name).toBe(name)
    expect(target.summary).not.toBe('')
  }
})

describe.each(all)('%s, %s', (name, layout, target, manifest) => {
  const files = target.files(inputFor(layout))
  const zip = writePackage(files)

  test('same input, same bytes', () => {
    expect(writePackage(target.files(inputFor(layout)))).toEqual(zip)
  })

  test('has the player, the course and every asset, under names every LMS keeps', async () => {
    const entries = await unzip(zip)
    const names = entries.map((entry) => entry.name)
    expect(names).toEqual(expect.arrayContaining(['player.css', 'player.js', 'course.js', 'launch.js']))
    expect(names).toEqual(expect.arrayContaining(packageInput().course.assets.map((asset) => asset.path)))
    expect(names.filter((entry) => !isSafeName(entry))).toEqual([])
    expect(names).toEqual([...new Set(names)].sort())
    expect(entries.map(({ dosDate, dosTime }) => [dosDate, dosTime])).toEqual(entries.map(() => [DATE, 0]))
    for (const [file, bytes] of files) expect(entries.find((entry) => entry.name === file)?.bytes).toEqual(bytes)
  })

  test('has at most 25 files beside the assets, and every page finds what it refers to', () => {
    expect(files.size - packageInput().course.assets.length).toBeLessThanOrEqual(25)
    expect(brokenReferences(files)).toEqual([])
  })

  test('has one page, or one for each part where the target knows parts', () => {
    const pages = [...files.keys()].filter((file) => file.endsWith('.html'))
    const parts = ['part-module-basics.html', 'part-module-sequencing.html', 'part-exam-final.html']
    expect(pages).toEqual(layout === 'multi' && target.layouts.includes('multi') ? parts : ['index.html'])
  })

  test('holds no credential', () => {
    const texts = [...files].filter(([file]) => /\.(?:js|html|xml)$/.test(file))
    expect(texts.flatMap(([, bytes]) => credentialsIn(new TextDecoder().decode(bytes)))).toEqual([])
  })

  test('breaks no rule of the verifier, which knows its standard', async (context) => {
    if (manifest.file !== undefined) proves(context, 'verify', name)
    const { version, violations } = await verifyPackage(zip)
    const faults = violations.filter(({ rule }) => rules[rule].severity !== 'info').map(({ rule }) => rule)
    expect(version).toBe(manifest.version)
    expect(faults).toEqual(manifest.file === undefined ? ['web-folder'] : [])
  })

  test('has a manifest that is valid against the schemas of its standard', (context) => {
    const { skip } = context
    if (manifest.schema === 'elsewhere') provesIfAtHand(context, 'XSD', name)
    else if (manifest.schema !== 'none') proves(context, 'XSD', name)
    if (manifest.file === undefined) expect([...files.keys()].filter((file) => file.endsWith('.xml'))).toEqual([])
    else expect(files.has(manifest.file)).toBe(true)
    if (manifest.unchecked !== undefined) skip(manifest.unchecked)
    expect(manifest.faults(files.get(manifest.file ?? '') ?? new Uint8Array())).toEqual([])
  })
})

describe.each(Object.entries(targets))('%s', (name, target) => {
  const zip = writePackage(target.files(packageInput()))

  test('is read by another zip program', ({ skip }) => {
    const python = ['python3', 'python'].find(runs)
    if (python === undefined) skip('Python is not installed.')
    const path = join(folder, `${name}.zip`)
    writeFileSync(path, zip)
    expect(execFileSync(String(python), ['-m', 'zipfile', '-t', path], { encoding: 'utf8' })).toContain('Done testing')
  })

  test('is the same in every time zone', async () => {
    const script = join(folder, `${name}.cjs`)
    await build({
      stdin: {
        contents: `
          import { createHash } from 'node:crypto'
          import { readFileSync } from 'node:fs'
          import { targets, writePackage } from './src/packages/index.ts'
          const { course, files } = JSON.parse(readFileSync(0, 'utf8'))
          const all = new Map(files.map(([name, base64]) => [name, new Uint8Array(Buffer.from(base64, 'base64'))]))
          const zip = writePackage(targets['${name}'].files({ course, player: all, assets: new Map(), options: { layout: 'single' } }))
          process.stdout.write(createHash('sha256').update(zip).digest('hex'))`,
        resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      // The verifier's, which packing never loads; it cannot stand in a CommonJS file.
      external: ['libxml2-wasm'],
      format: 'cjs',
      outfile: script,
    })
    const input = packageInput({ ...packageInput().course, assets: [] })
    const files = [...input.player].map(([file, bytes]) => [file, Buffer.from(bytes).toString('base64')])
    const here = createHash('sha256')
      .update(writePackage(target.files({ ...input, assets: new Map() })))
      .digest('hex')
    for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Pacific/Pago_Pago']) {
      const env = { ...process.env, TZ }
      const there = execFileSync(process.execPath, [script], {
        env,
        input: JSON.stringify({ course: input.course, files }),
        encoding: 'utf8',
      })
      expect([TZ, there]).toEqual([TZ, here])
    }
  })
})

function runs(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

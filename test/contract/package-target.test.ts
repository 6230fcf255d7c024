import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'
import { targets, writePackage } from '../../src/packages/index.ts'
import { rules, verifyPackage } from '../../src/packages/verify/index.ts'
import { isSafeName } from '../../src/packages/zip.ts'
import { packageInput } from '../packages/fixture.ts'
import { unzip } from '../support/unzip.ts'
import { schemaSets, xsdFaults } from '../support/xsd.ts'

/** What every package format must hold. A new target is taken from the record; `tsc` asks for its schemas here. */
const manifests = {
  scorm12: { file: 'imsmanifest.xml', schemas: schemaSets.scorm12, version: '1.2' },
  'scorm2004-3rd': { file: 'imsmanifest.xml', schemas: schemaSets['scorm2004-3rd'], version: '2004 3rd Edition' },
  scorm2004: { file: 'imsmanifest.xml', schemas: schemaSets.scorm2004, version: '2004 4th Edition' },
} as const satisfies { [T in keyof typeof targets]: unknown }

const folder = mkdtempSync(join(tmpdir(), 'chartwright-package-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** 2000-01-01 00:00:00 as MS-DOS packs it. */
const DATE = (2000 - 1980) * 512 + 1 * 32 + 1

test('the record has targets to test', () => {
  expect(Object.keys(targets).length).toBeGreaterThan(0)
})

describe.each(Object.entries(targets))('%s', (name, target) => {
  const zip = writePackage(target.files(packageInput()))

  test('is called by its name and says what it is', () => {
    expect(target.name).toBe(name)
    expect(target.summary).not.toBe('')
  })

  test('same input, same bytes', () => {
    expect(writePackage(target.files(packageInput()))).toEqual(zip)
  })

  test('has the player, the course and every asset, under names every LMS keeps', async () => {
    const entries = await unzip(zip)
    const names = entries.map((entry) => entry.name)
    expect(names).toEqual(expect.arrayContaining(['index.html', 'player.js', 'course.js', 'launch.js']))
    expect(names).toEqual(expect.arrayContaining(packageInput().course.assets.map((asset) => asset.path)))
    expect(names.filter((entry) => !isSafeName(entry))).toEqual([])
    expect(names).toEqual([...new Set(names)].sort())
    expect(entries.map(({ dosDate, dosTime }) => [dosDate, dosTime])).toEqual(entries.map(() => [DATE, 0]))
    for (const [file, bytes] of target.files(packageInput())) {
      expect(entries.find((entry) => entry.name === file)?.bytes).toEqual(bytes)
    }
  })

  test('breaks no rule of the verifier, which knows its standard', async () => {
    const { version, violations } = await verifyPackage(zip)
    expect(version).toBe(manifests[target.name as keyof typeof manifests].version)
    expect(violations.filter(({ rule }) => rules[rule].severity !== 'info')).toEqual([])
  })

  test('is valid against the schemas of its standard', () => {
    const { file, schemas } = manifests[target.name as keyof typeof manifests]
    expect(xsdFaults(schemas, target.files(packageInput()).get(file) ?? new Uint8Array())).toEqual([])
  })

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
          const zip = writePackage(targets['${name}'].files({ course, player: all, assets: new Map() }))
          process.stdout.write(createHash('sha256').update(zip).digest('hex'))`,
        resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
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

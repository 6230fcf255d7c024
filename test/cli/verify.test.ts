import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { makeBuild } from '../../src/cli/commands/build.ts'
import { run } from '../../src/cli/main.ts'
import { rules } from '../../src/packages/verify/index.ts'
import { playerFiles } from '../packages/fixture.ts'
import { badPackages, edited } from '../packages/verify/bad-packages.ts'
import { goodPackages, packed } from '../packages/verify/good-packages.ts'
import { courseWith, filesIn, temporaryFolder } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'
import { testIo } from '../support/io.ts'
import { schemaFolder } from '../support/xsd.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
  writeFileSync(join(cwd, 'good.zip'), packed(goodPackages.scorm2004))
  writeFileSync(
    join(cwd, 'bad.zip'),
    packed({
      ...goodPackages.scorm12,
      'imsmanifest.xml': edited(
        'scorm12',
        ['<title>Two</title>', ''],
        ['identifier="I2"', 'identifier="I1"'],
        ['href="two.html">', 'href="Two.html">'],
        ['0004:00:00', 'PT4H'],
      ),
      '__MACOSX/._one.html': '',
      'media/': '',
    }),
  )
  writeFileSync(join(cwd, 'warned.zip'), badPackages['name-case'].zip)
})

async function verify(...argv: string[]) {
  const io = testIo({ cwd })
  const code = await run(['verify', ...argv], io)
  return { code, ...io.written() }
}

const NOT_CHECKED = 'XML schemas were not checked. To check them too, name a folder that holds them: --schemas <dir>'

describe('verify', () => {
  it('is content with a good package', async () => {
    expect(await verify('good.zip')).toEqual({
      code: 0,
      stdout: `good.zip (SCORM 2004 4th Edition): no problems\n\n${NOT_CHECKED}\n`,
      stderr: '',
    })
  })

  it('exits with 0 when there are only warnings', async () => {
    const { code, stdout } = await verify('warned.zip')
    expect(code).toBe(0)
    expect(stdout).toContain('warned.zip!/Index.html warning name-case')
    expect(stdout).toContain('warned.zip (cmi5): 1 warning\n')
  })

  it('prints text', async () => {
    const { code, stdout, stderr } = await verify('good.zip', 'bad.zip')
    expect([code, stderr]).toEqual([1, ''])
    expectGolden('cli/verify/report.txt', stdout)
  })

  it('prints JSON', async () => {
    const { code, stdout } = await verify('good.zip', 'bad.zip', '--format', 'json')
    expect(code).toBe(1)
    expectGolden('cli/verify/report.json', stdout)
  })

  it('prints SARIF with every rule', async () => {
    const { code, stdout } = await verify('good.zip', 'bad.zip', '--format', 'sarif')
    expect(code).toBe(1)
    const [whole] = JSON.parse(stdout).runs
    expect(whole.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(rules).toSorted())
    for (const { ruleId, ruleIndex } of whole.results) expect(whole.tool.driver.rules[ruleIndex].id).toBe(ruleId)
    // The list of rules grows, and with it the places in it.
    const stable = JSON.stringify(whole, (key, value) => (key === 'tool' || key === 'ruleIndex' ? undefined : value), 2)
    expectGolden('cli/verify/report.sarif.json', `${stable}\n`)
  })

  describe('with XML schemas', () => {
    beforeEach(() => {
      const faulty = edited('scorm12', ['isvisible="true"', 'isvisible="true" color="red"'])
      writeFileSync(join(cwd, 'faulty.zip'), packed({ ...goodPackages.scorm12, 'imsmanifest.xml': faulty }))
    })

    it('is content with a good package, and says nothing of them', async () => {
      expect(await verify('good.zip', '--schemas', schemaFolder)).toEqual({
        code: 0,
        stdout: 'good.zip (SCORM 2004 4th Edition): no problems\n',
        stderr: '',
      })
    })

    it('prints what they refuse as text', async () => {
      expect(await verify('faulty.zip')).toMatchObject({ code: 0, stdout: expect.stringContaining(NOT_CHECKED) })
      const { code, stdout } = await verify('faulty.zip', '--schemas', schemaFolder)
      expect(code).toBe(1)
      expectGolden('cli/verify/schemas.txt', stdout)
    })

    it('prints it as JSON', async () => {
      const { code, stdout } = await verify('good.zip', 'faulty.zip', '--schemas', schemaFolder, '--format', 'json')
      const { files, notes } = JSON.parse(stdout)
      expect({ code, notes }).toEqual({ code: 1, notes: [] })
      expect(files.map(({ xsd }: { xsd: string }) => xsd)).toEqual(['valid', 'invalid'])
      expect(files[1].problems).toMatchObject([
        {
          rule: 'xsd-invalid',
          severity: 'error',
          message: '<item> color is not in the schema.',
          place: { file: 'imsmanifest.xml', line: 10, column: 7 },
        },
      ])
    })

    it('prints it as SARIF', async () => {
      const log = JSON.parse((await verify('faulty.zip', '--schemas', schemaFolder, '--format', 'sarif')).stdout)
      expect(log.runs[0].invocations).toBeUndefined()
      expect(log.runs[0].results).toMatchObject([
        {
          ruleId: 'xsd-invalid',
          level: 'error',
          locations: [{ physicalLocation: { region: { startLine: 10, startColumn: 7 } } }],
        },
      ])
      const without = JSON.parse((await verify('faulty.zip', '--format', 'sarif')).stdout)
      expect(without.runs[0].results).toEqual([])
      expect(without.runs[0].invocations[0].toolExecutionNotifications[0].message.text).toBe(NOT_CHECKED)
    })

    it('does not call a package good when they are of no use for it', async () => {
      mkdirSync(join(cwd, 'schemas/scorm12edition'), { recursive: true })
      writeFileSync(join(cwd, 'schemas/scorm12edition/imscp_rootv1p1p2.xsd'), '<')
      writeFileSync(join(cwd, 'schemas/scorm12edition/adlcp_rootv1p2.xsd'), '<')
      const { code, stdout } = await verify('good.zip', 'faulty.zip', '--schemas', 'schemas')
      expect(code).toBe(1)
      expect(stdout).toContain('The schema folder lacks the schemas of scorm2004')
      expect(stdout).toContain('The schemas for scorm12 cannot be used')
    })
  })

  it('tells of the good ones when one cannot be read, and which that is', async () => {
    const words = 'gone.zip: no such file or folder (ENOENT).'
    const text = await verify('gone.zip', 'bad.zip', 'good.zip')
    expect([text.code, text.stderr]).toEqual([3, `chartwright: ${words}\n`])
    expect(text.stdout).toBe((await verify('bad.zip', 'good.zip')).stdout)

    const json = await verify('gone.zip', 'good.zip', '--format', 'json')
    expect([json.code, json.stderr]).toEqual([3, text.stderr])
    expect(JSON.parse(json.stdout).files).toMatchObject([
      {
        file: 'gone.zip',
        standard: null,
        problems: [{ rule: 'file-unreadable', severity: 'error', message: words, place: {} }],
        counts: { error: 1, warning: 0, info: 0 },
      },
      { file: 'good.zip', standard: 'scorm2004', problems: [] },
    ])

    const [sarif] = JSON.parse((await verify('gone.zip', 'good.zip', '--format', 'sarif')).stdout).runs
    const [result, ...more] = sarif.results
    expect(more).toEqual([])
    expect(result).toMatchObject({ ruleId: 'file-unreadable', level: 'error' })
    expect(sarif.tool.driver.rules[result.ruleIndex].id).toBe('file-unreadable')
  })

  it('says which zip is the package when it lies in another', async () => {
    writeFileSync(
      join(cwd, 'outer.zip'),
      packed({ 'inner.zip': packed(goodPackages.cmi5), '__MACOSX/._inner.zip': '' }),
    )
    const { code, stdout } = await verify('outer.zip')
    expect(code).toBe(1)
    expect(stdout).toContain('The zip file holds only inner.zip, which is the package.')
    expect(stdout).toContain('Unpack it once; verify and upload the zip that is in it.')
    expect(stdout).not.toContain('manifest-missing')
  })

  it.each(['', 'minimal-web/'])('knows a web folder of ours in a zip, as %j', async (prefix) => {
    expect(await makeBuild(() => playerFiles).run([courseWith(), '--target', 'web'], testIo({ cwd }))).toBe(0)
    const names = Object.keys(filesIn(join(cwd, 'dist/minimal-web')))
    const entries = names.map((name) => [`${prefix}${name}`, readFileSync(join(cwd, 'dist/minimal-web', name))])
    writeFileSync(join(cwd, 'web.zip'), packed(Object.fromEntries(entries)))
    const { code, stdout } = await verify('web.zip')
    expect(code).toBe(1)
    expect(stdout).toContain(`web.zip!/${prefix}launch.js error web-folder This is a web folder of Chartwright`)
    expect(stdout).toContain('web.zip (no known standard): 1 error\n')
  })

  it('does not let names steer the terminal', async () => {
    writeFileSync(join(cwd, 'odd.zip'), packed({ ...goodPackages.cmi5, 'a\u001b[31m.txt': '' }))
    const { stdout } = await verify('odd.zip')
    expect(stdout).toContain('name-broken')
    expect(stdout).not.toContain('\u001b')
  })

  test.each<[string, string[], number, string]>([
    ['no package', [], 2, 'No package was named.'],
    ['a folder', ['folder'], 2, 'folder is a folder.'],
    ['a format that does not exist', ['good.zip', '--format', 'xml'], 2, '--format cannot be xml.'],
    ['a schema folder without schemas', ['good.zip', '--schemas', 'folder'], 2, 'folder has no schema files'],
    ['a schema folder that is not there', ['good.zip', '--schemas', 'gone'], 3, 'no such file or folder'],
    ['a file that is not there', ['gone.zip'], 3, 'no such file or folder'],
  ])('refuses %s', async (_, argv, code, words) => {
    mkdirSync(join(cwd, 'folder'))
    const result = await verify(...argv)
    expect(result.code).toBe(code)
    expect(result.stderr).toContain(words)
    expect(result.stdout).toBe('')
  })
})

describe('build', () => {
  it('writes no package that breaks a rule', async () => {
    const secret = Buffer.from('lrs-user:secret').toString('base64')
    const player = { 'index.html': '', 'player.css': '', 'player.js': `send('Basic ${secret}')` }
    const bytes = Object.entries(player).map(([name, text]): [string, Uint8Array] => [
      name,
      new TextEncoder().encode(text),
    ])
    const building = makeBuild(() => new Map(bytes)).run([courseWith()], testIo({ cwd }))
    await expect(building).rejects.toThrow('minimal-scorm12.zip breaks the rule credentials-inside')
    expect(Object.keys(filesIn(cwd)).filter((path) => path.startsWith('dist/'))).toEqual([])
  })
})

/** `chartwright build` with other targets, layouts and schemas than the course names by itself. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { change, courseWith, filesIn, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'
import { schemaFolder } from '../support/xsd.ts'
import { buildIn } from './build-in.ts'

const ALL = ['scorm12', 'scorm2004-3rd', 'scorm2004', 'cmi5', 'xapi', 'web']
const every = ALL.flatMap((target) => ['--target', target])

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

const build = (...argv: string[]) => buildIn(cwd, ...argv)

const dist = (path: string): string => join(cwd, 'dist', path)
/** @param target with the layout behind it, where that is part of the name */
const unzipped = (target: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(readFileSync(dist(`minimal-${target}.zip`))))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  )

interface Built {
  readonly packages: readonly { readonly target: string; readonly file: string; readonly unchanged: boolean }[]
}
const unchanged = (stdout: string): boolean[] => (JSON.parse(stdout) as Built).packages.map((one) => one.unchanged)

describe('all targets', () => {
  it('are made by name, each with the room it has for saved progress', async () => {
    const { code, stdout, stderr } = await build(courseWith(), ...every)
    expect([code, stderr]).toEqual([0, ''])
    const rows = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(/ {2,}/))
    expect(rows.map(([file, , , , progress]) => [file, progress])).toEqual([
      ['dist/minimal-scorm12.zip', '766 of 4,096'],
      ['dist/minimal-scorm2004-3rd.zip', '766 of 64,000'],
      ['dist/minimal-scorm2004.zip', '766 of 64,000'],
      ['dist/minimal-cmi5.zip', '766, no limit'],
      ['dist/minimal-xapi.zip', '766, no limit'],
      ['dist/minimal-web/', '766, no limit'],
    ])
    expect(Object.keys(unzipped('cmi5'))).toContain('cmi5.xml')
    expect(Object.keys(unzipped('xapi'))).toContain('tincan.xml')
    expect(Object.keys(filesIn(dist('minimal-web')))).toEqual([
      'course.js',
      'index.html',
      'launch.js',
      'media/code-structure.svg',
      'player.css',
      'player.js',
    ])
  })

  it('are made of a course that names none, and those it names otherwise', async () => {
    const none = await build(courseWith({ 'course.yaml': swap('targets: [scorm12]\n', '') }), '--json')
    expect((JSON.parse(none.stdout) as Built).packages.map(({ target }) => target)).toEqual(ALL)
    const two = await build(courseWith({ 'course.yaml': swap('[scorm12]', '[web, cmi5]') }), '--json')
    expect((JSON.parse(two.stdout) as Built).packages.map(({ target }) => target)).toEqual(['cmi5', 'web'])
  })

  it('stand in the help', async () => {
    const { stdout } = await build('--help')
    for (const target of ALL) expect(stdout).toMatch(new RegExp(`^  ${target} +[A-Z cmix]`, 'm'))
    expect(stdout).toContain('--layout single|multi')
    expect(stdout).toContain('--schemas <dir>')
  })
})

describe('the web folder', () => {
  const web = ['--target', 'web', '--json']

  it('is left alone while nothing changes', async () => {
    const course = courseWith()
    expect(unchanged((await build(course, ...web)).stdout)).toEqual([false])
    utimesSync(dist('minimal-web/index.html'), 1000, 1000)
    expect(unchanged((await build(course, ...web)).stdout)).toEqual([true])
    expect(statSync(dist('minimal-web/index.html')).mtimeMs).toBe(1_000_000)
  })

  it.each<[string, () => void]>([
    ['a file was edited', () => writeFileSync(dist('minimal-web/course.js'), 'edited')],
    ['a file was deleted', () => rmSync(dist('minimal-web/media/code-structure.svg'))],
    ['a desktop looked at it', () => writeFileSync(dist('minimal-web/media/.DS_Store'), 'x')],
    ['it was deleted', () => rmSync(dist('minimal-web'), { recursive: true })],
  ])('is made whole again when %s', async (_, hurt) => {
    const course = courseWith()
    await build(course, ...web)
    const before = filesIn(dist('minimal-web'))
    hurt()
    expect(unchanged((await build(course, ...web)).stdout)).toEqual([false])
    expect(filesIn(dist('minimal-web'))).toEqual(before)
  })

  it('may not be the folder of another course', async () => {
    const other = courseWith({ 'course.yaml': swap('id: minimal', 'id: minimal-web') })
    const { code, stderr } = await build(courseWith(), other, '--target', 'web')
    expect(code).toBe(2)
    expect(stderr).toContain("The package minimal-web has the name of a course's folder")
    expect(existsSync(dist('minimal-web'))).toBe(false)
  })
})

describe('--layout multi', () => {
  it('makes a page for each part where the standard lists parts, and says where it does not', async () => {
    const { code, stderr } = await build(courseWith(), ...every, '--layout', 'multi')
    expect(code).toBe(0)
    expect(stderr).toBe("--layout multi changes nothing for xapi and web: the menu is the player's own there.\n")
    for (const target of ['scorm12', 'scorm2004-3rd', 'scorm2004', 'cmi5']) {
      expect(Object.keys(unzipped(`${target}-multi`))).toContain('part-exam-final.html')
      expect(Object.keys(unzipped(`${target}-multi`))).not.toContain('index.html')
      expect(existsSync(dist(`minimal-${target}.zip`))).toBe(false)
    }
    expect(Object.keys(unzipped('xapi'))).toContain('index.html')
  })

  it('is no unchanged build, in either direction', async () => {
    const course = courseWith()
    const as = async (...argv: string[]) =>
      unchanged((await build(course, '--target', 'cmi5', '--json', ...argv)).stdout)
    await as()
    expect(await as('--layout', 'multi')).toEqual([false])
    expect(Object.keys(unzipped('cmi5-multi'))).toContain('part-exam-final.html')
    expect(Object.keys(unzipped('cmi5'))).toContain('index.html')
    expect(await as('--layout', 'multi')).toEqual([true])
    expect(await as('--layout', 'single')).toEqual([false])
    expect(Object.keys(unzipped('cmi5'))).toContain('index.html')
    expect(await as()).toEqual([true])
  })

  it('is named apart, and says the same beside JSON as in it', async () => {
    const asked = ['--target', 'scorm12', '--target', 'web', '--layout', 'multi', '--preset', 'moodle']
    const { code, stdout, stderr } = await build(courseWith(), ...asked, '--json')
    const { packages, notes } = JSON.parse(stdout) as Built & { notes: string[] }
    expect(code).toBe(0)
    expect(packages.map(({ file }) => file)).toEqual(['dist/minimal-scorm12-multi.zip', 'dist/minimal-web'])
    expect(notes).toEqual([
      "--layout multi changes nothing for web: the menu is the player's own there.",
      expect.stringMatching(/^Moodle is not known to take web\. /),
      expect.stringMatching(/^Moodle: .*several SCOs/),
    ])
    expect(stderr).toBe(notes.map((note) => `${note}\n`).join(''))
  })

  it('is one of two', async () => {
    const { code, stderr } = await build(courseWith(), '--layout', 'multiple')
    expect([code, stderr]).toEqual([
      2,
      'chartwright: --layout cannot be multiple. Allowed: single, multi.\nTry: chartwright build --help\n',
    ])
  })
})

describe('--schemas', () => {
  const scorm = ['--target', 'scorm12', '--target', 'scorm2004-3rd', '--target', 'scorm2004']

  it('puts the schemas at the root of each package that has some', async () => {
    const { code, stderr } = await build(courseWith(), ...every, '--schemas', schemaFolder)
    expect([code, stderr]).toEqual([0, ''])
    expect(Object.keys(unzipped('scorm12'))).toEqual(
      expect.arrayContaining(['imscp_rootv1p1p2.xsd', 'adlcp_rootv1p2.xsd', 'ims_xml.xsd']),
    )
    for (const [target, folder] of [
      ['scorm2004-3rd', 'scorm20043rdedition'],
      ['scorm2004', 'scorm20044thedition'],
    ] as const) {
      const files = unzipped(target)
      expect(files['imsmanifest.xml']).toContain(
        'xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd',
      )
      expect(files['imsss_v1p0.xsd']).toBe(readFileSync(join(schemaFolder, folder, 'imsss_v1p0.xsd'), 'utf8'))
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['XMLSchema.dtd', 'datatypes.dtd', 'xml.xsd']))
    }
    expect(Object.keys(unzipped('cmi5')).filter((name) => name.endsWith('.xsd'))).toEqual([])
  })

  it('takes the folder of one standard itself, and folders called after targets', async () => {
    const course = courseWith()
    const one = await build(course, '--target', 'scorm12', '--schemas', join(schemaFolder, 'scorm12edition'))
    expect(one.code).toBe(0)
    mkdirSync(join(cwd, 'xsd'))
    cpSync(join(schemaFolder, 'scorm20044thedition'), join(cwd, 'xsd/scorm2004'), { recursive: true })
    expect((await build(course, '--target', 'scorm2004', '--schemas', 'xsd')).code).toBe(0)
    expect(Object.keys(unzipped('scorm2004'))).toContain('imscp_v1p1.xsd')
  })

  it('is no unchanged build, nor when a schema changes', async () => {
    const course = courseWith()
    cpSync(schemaFolder, join(cwd, 'xsd'), { recursive: true })
    const as = async (...argv: string[]) =>
      unchanged((await build(course, '--target', 'scorm12', '--json', ...argv)).stdout)
    await as()
    expect(await as('--schemas', 'xsd')).toEqual([false])
    expect(await as('--schemas', 'xsd')).toEqual([true])
    change(cwd, { 'xsd/scorm12edition/ims_xml.xsd': (text) => `${text}<!-- again -->` })
    expect(await as('--schemas', 'xsd')).toEqual([false])
    expect(unzipped('scorm12')['ims_xml.xsd']).toContain('again')
    expect(await as()).toEqual([false])
    expect(Object.keys(unzipped('scorm12'))).not.toContain('ims_xml.xsd')
  })

  it.each<[string, (xsd: string) => void, string]>([
    [
      'is empty',
      (xsd) => rmSync(xsd, { recursive: true }),
      'scorm12 needs imscp_rootv1p1p2.xsd, but it is neither in xsd nor in xsd/scorm12edition and xsd/scorm12.',
    ],
    [
      'lacks a file',
      (xsd) => rmSync(join(xsd, 'scorm12edition/adlcp_rootv1p2.xsd')),
      'The schemas in xsd/scorm12edition/ cannot be used for scorm12. There is no adlcp_rootv1p2.xsd.',
    ],
    [
      'lacks a file that another names',
      (xsd) => rmSync(join(xsd, 'scorm20044thedition/imsss_v1p0util.xsd')),
      'The schemas in xsd/scorm20044thedition/ cannot be used for scorm2004. imsss_v1p0seqrule.xsd names imsss_v1p0util.xsd, which is not there.',
    ],
    [
      'has another edition only',
      (xsd) => rmSync(join(xsd, 'scorm20043rdedition'), { recursive: true }),
      'scorm2004-3rd needs imscp_v1p1.xsd, but it is neither in xsd nor in xsd/scorm20043rdedition and xsd/scorm2004-3rd.',
    ],
  ])('refuses a folder that %s, and writes nothing', async (_, hurt, message) => {
    cpSync(schemaFolder, join(cwd, 'xsd'), { recursive: true })
    hurt(join(cwd, 'xsd'))
    mkdirSync(join(cwd, 'xsd'), { recursive: true })
    const { code, stdout, stderr } = await build(courseWith(), ...scorm, '--schemas', 'xsd')
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `chartwright: ${message}\nNothing was built. --schemas may also be left out.\n`,
    ])
    expect(existsSync(dist(''))).toBe(false)
  })

  it('tells of a folder that is not there', async () => {
    const io = testIo({ cwd })
    expect(await run(['build', courseWith(), '--schemas', 'nowhere'], io)).toBe(3)
    expect(io.written().stderr).toContain('nowhere: no such file or folder')
  })
})

describe('a credential', () => {
  const secret = 'https://learner:s3cret@lrs.example/xapi'
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>'

  it.each<[string, Parameters<typeof courseWith>[0], string]>([
    [
      'in a text',
      { 'modules/01-basics.md': (text) => `${text}\nSend it to ${secret} by hand.\n` },
      'modules/01-basics.md',
    ],
    [
      'in a link',
      { 'modules/01-basics.md': (text) => `${text}\nSee [the store](${secret}).\n` },
      'modules/01-basics.md',
    ],
    [
      'in code',
      { 'modules/01-basics.md': (text) => `${text}\n\`Authorization: Basic ${btoa('learner:s3cret')}\`\n` },
      'modules/01-basics.md',
    ],
    [
      'in course.yaml',
      { 'course.yaml': swap('Two short modules', `From ${secret}, two short modules`) },
      'course.yaml',
    ],
    [
      'in a question',
      { 'questions/basics.md': (text) => text.replace(/- \[x\] A41\.51/, `$& (${secret})`) },
      'questions/basics.md',
    ],
    ['in a picture', { 'media/code-structure.svg': `${SVG}${secret}</text></svg>` }, 'media/code-structure.svg'],
  ])('%s keeps every package from being built, and is not repeated', async (_, changes, file) => {
    const { code, stdout, stderr } = await build(courseWith(changes), ...every)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`${file}:\\d+:\\d+ error credential-inside This is `))
    expect(stderr).not.toContain('s3cret')
    expect(stderr).not.toContain(btoa('learner:s3cret'))
    expect(existsSync(dist(''))).toBe(false)
  })

  it('in a file that no package holds is none of ours', async () => {
    expect((await build(courseWith({ 'README.md': secret }))).code).toBe(0)
  })
})

import { createHmac } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeBuild } from '../../src/cli/commands/build.ts'
import { toolHash } from '../../src/cli/tool-hash.ts'
import type { Files } from '../../src/packages/target.ts'
import { check } from '../../src/validation/check.ts'
import { change, courseWith, filesIn, sha256, swap, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

const player = (script = 'play()'): Files =>
  new Map(
    Object.entries({ 'index.html': '<!doctype html>', 'player.css': '*{}', 'player.js': script }).map(
      ([name, text]) => [name, new TextEncoder().encode(text)],
    ),
  )

const now = Date.UTC(2026, 10, 22)
let cwd: string
/** The user's own folder for caches. */
let home: string
beforeEach(() => {
  cwd = temporaryFolder()
  home = temporaryFolder()
})

async function build(argv: readonly string[], files: Files = player(), clock = now) {
  const io = testIo({ cwd, env: { XDG_CACHE_HOME: home }, now: () => clock })
  const code = await makeBuild(() => files).run(argv, io)
  return { code, ...io.written() }
}

/** The output folder without what builds keep for themselves. */
const contents = (folder = join(cwd, 'dist')): Record<string, string> =>
  Object.fromEntries(Object.entries(filesIn(folder)).filter(([path]) => !path.startsWith('.cache')))

const kept = (): string[] => readdirSync(join(cwd, 'dist/.cache')).map((name) => name.replace(/-[0-9a-f]{12}/, ''))

describe('a build', () => {
  it('writes the packages and the compiled course', async () => {
    const { code, stdout, stderr } = await build([courseWith()])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout.replace(/\d+\.\d kB/, '?? kB')).toBe(
      'file                        size  modules  questions  saved progress  time  warnings\n' +
        'dist/minimal-scorm12.zip  ?? kB        2         14    766 of 4,096  0 ms         0\n',
    )
    expect(Object.keys(contents())).toEqual([
      'minimal-scorm12.zip',
      'minimal/course.json',
      'minimal/media/code-structure.svg',
    ])
    const course: unknown = JSON.parse(readFileSync(join(cwd, 'dist/minimal/course.json'), 'utf8'))
    expect(check('compiled-course', course).issues).toEqual([])
    const zip = unzipSync(new Uint8Array(readFileSync(join(cwd, 'dist/minimal-scorm12.zip'))))
    expect(Object.keys(zip)).toEqual(
      expect.arrayContaining(['course.js', 'imsmanifest.xml', 'media/code-structure.svg', 'player.js']),
    )
  })

  it('makes the targets asked for, each with the room its standard gives to saved progress', async () => {
    const asked = ['--target', 'scorm2004', '--target', 'scorm2004-3rd', '--target', 'scorm12']
    const { code, stdout } = await build([courseWith(), ...asked, '--json'])
    expect(code).toBe(0)
    const { packages } = JSON.parse(stdout) as { packages: { file: string; state: { limit: number } }[] }
    expect(packages.map(({ file, state }) => [file, state.limit])).toEqual([
      ['dist/minimal-scorm12.zip', 4096],
      ['dist/minimal-scorm2004-3rd.zip', 64_000],
      ['dist/minimal-scorm2004.zip', 64_000],
    ])
    const driverOf = (name: string): string =>
      strFromU8(
        unzipSync(new Uint8Array(readFileSync(join(cwd, `dist/minimal-${name}.zip`))))['launch.js'] ?? new Uint8Array(),
      )
    expect(driverOf('scorm2004')).toContain('"driver":"scorm2004"')
    expect(driverOf('scorm2004-3rd')).toBe(driverOf('scorm2004'))
  })

  it('prints each package as JSON', async () => {
    const course = courseWith({ 'README.md': 'x', 'notes.txt': 'unused' })
    const { code, stdout, stderr } = await build([course, '--json', '--out', 'made/here'])
    expect([code, stderr]).toEqual([0, ''])
    const zip = readFileSync(join(cwd, 'made/here/minimal-scorm12.zip'))
    const warning = expect.objectContaining({ code: 'file-unused', place: { file: `${course}/notes.txt` } })
    expect(JSON.parse(stdout)).toEqual({
      format: 1,
      packages: [
        {
          course: 'minimal',
          target: 'scorm12',
          file: 'made/here/minimal-scorm12.zip',
          bytes: zip.length,
          sha256: sha256(zip),
          files: Object.keys(unzipSync(new Uint8Array(zip))).length,
          modules: 2,
          questions: 14,
          state: { worst: expect.any(Number), limit: 4096 },
          problems: [warning],
          milliseconds: 0,
          unchanged: false,
        },
      ],
      problems: [warning],
      notes: [],
    })
  })

  it('gives the same bytes wherever and whenever it is made', async () => {
    await build([courseWith(), '--out', 'one'])
    await build([courseWith(), '--out', 'two'], player(), now + 1e9)
    expect(contents(join(cwd, 'two'))).toEqual(contents(join(cwd, 'one')))
  })

  it('builds several courses, and the same one once', async () => {
    const [one, two] = [courseWith(), courseWith({ 'course.yaml': swap('id: minimal', 'id: second') })]
    const { code, stdout } = await build([one, two, `${one}/`])
    expect(code).toBe(0)
    expect(stdout.match(/\.zip/g)).toHaveLength(2)
    expect(Object.keys(contents()).filter((path) => path.endsWith('.zip'))).toEqual([
      'minimal-scorm12.zip',
      'second-scorm12.zip',
    ])
  })

  it('refuses two courses of one id', async () => {
    const { code, stderr } = await build([courseWith(), courseWith()])
    expect(code).toBe(2)
    expect(stderr).toBe(
      'chartwright: Two of the courses have the id minimal; one would overwrite the other.\nBuild them into different folders with --out.\n',
    )
    expect(contents()).toEqual({})
  })

  it('says when the player has not been built', async () => {
    const io = testIo({ cwd })
    expect(await makeBuild(() => undefined).run([courseWith()], io)).toBe(3)
    expect(io.written().stderr).toBe(
      'chartwright: The player is not built. Run `npm run build` in the folder of chartwright.\n',
    )
  })

  it('tells warnings and builds all the same', async () => {
    const course = courseWith({ 'notes.txt': 'unused' })
    const { code, stdout, stderr } = await build([course])
    expect(code).toBe(0)
    expect(stderr).toContain(`${course}/notes.txt warning file-unused Nothing in the course uses notes.txt.\n`)
    expect(stdout).toMatch(/ 1\n$/)
  })

  it('names a target that does not exist', async () => {
    const { code, stderr } = await build([courseWith({ 'course.yaml': swap('[scorm12]', '[scorm12, scorm13]') })])
    expect(code).toBe(1)
    expect(stderr).toContain(
      'course.yaml:23:20 error target-unknown "scorm13" is not a package format that can be built.',
    )
    expect(contents()).toEqual({})
  })
})

describe('when a course has an error', () => {
  const wrong = { 'questions/basics.md': swap('- [x] A41.51', '- [ ] A41.51') }

  it('nothing is written at all', async () => {
    const { code, stdout, stderr } = await build([courseWith(wrong)])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('option-key-missing')
    expect(stderr).toMatch(/\nNothing was built: 1 error\.\n$/)
    expect(existsSync(join(cwd, 'dist'))).toBe(false)
  })

  it('an older package stays as it was', async () => {
    const course = courseWith()
    await build([course])
    const before = contents()
    change(course, wrong)
    expect((await build([course])).code).toBe(1)
    expect(contents()).toEqual(before)
  })

  it('the good courses beside it are not written either', async () => {
    const good = courseWith({ 'course.yaml': swap('id: minimal', 'id: good') })
    const { code, stderr } = await build([good, courseWith(wrong)])
    expect(code).toBe(1)
    expect(stderr).toContain('Nothing was built')
    expect(contents()).toEqual({})
  })

  it('JSON says so too', async () => {
    const { code, stdout, stderr } = await build([courseWith(wrong), '--json'])
    expect([code, stderr]).toEqual([1, ''])
    expect(JSON.parse(stdout)).toMatchObject({ packages: [], problems: [{ code: 'option-key-missing' }] })
  })
})

describe('an unchanged build', () => {
  const unchangedOf = (stdout: string): boolean[] =>
    JSON.parse(stdout).packages.map((one: { unchanged: boolean }) => one.unchanged)

  it('leaves everything as it is', async () => {
    const course = courseWith()
    await build([course])
    const zip = join(cwd, 'dist/minimal-scorm12.zip')
    utimesSync(zip, 1000, 1000)
    const { stdout } = await build([course, '--json'])
    expect(unchangedOf(stdout)).toEqual([true])
    expect(statSync(zip).mtimeMs).toBe(1_000_000)
    expect((await build([course])).stdout).toContain('0 ms, unchanged')
  })

  it('tells its warnings again', async () => {
    const course = courseWith({ 'notes.txt': 'unused' })
    const first = await build([course])
    const second = await build([course])
    expect(second.stderr).toBe(first.stderr)
    expect(second.stderr).toContain('file-unused')
  })

  it.each<[string, (folder: string) => void]>([
    ['the package was edited', () => writeFileSync(join(cwd, 'dist/minimal-scorm12.zip'), 'edited')],
    ['the package was deleted', () => rmSync(join(cwd, 'dist/minimal-scorm12.zip'))],
    ['the compiled course was edited', () => writeFileSync(join(cwd, 'dist/minimal/course.json'), '{}')],
    ['a picture was deleted', () => rmSync(join(cwd, 'dist/minimal/media/code-structure.svg'))],
    ['what the build keeps was damaged', () => damage()],
  ])('is made whole again when %s', async (_, hurt) => {
    const course = courseWith()
    await build([course])
    const before = contents()
    hurt(course)
    expect(unchangedOf((await build([course, '--json'])).stdout)).toEqual([false])
    expect(contents()).toEqual(before)
  })

  function damage(): void {
    for (const name of readdirSync(join(cwd, 'dist/.cache'))) writeFileSync(join(cwd, 'dist/.cache', name), 'damaged')
  }

  it('is not one when the player, the course or the target changed', async () => {
    const course = courseWith()
    await build([course])
    expect(unchangedOf((await build([course, '--json'], player('other()'))).stdout)).toEqual([false])
    expect(unchangedOf((await build([course, '--json'], player('other()'))).stdout)).toEqual([true])
    change(course, { 'modules/01-basics.md': swap('minutes: 10', 'minutes: 11') })
    expect(unchangedOf((await build([course, '--json'], player('other()'))).stdout)).toEqual([false])
    expect(unchangedOf((await build([course, '--json', '--target', 'scorm12'], player('other()'))).stdout)).toEqual([
      false,
    ])
  })

  it('leaves the package alone when only a file changed that is not part of it', async () => {
    const course = courseWith()
    await build([course])
    const zip = join(cwd, 'dist/minimal-scorm12.zip')
    utimesSync(zip, 1000, 1000)
    change(course, { 'README.md': 'New.' })
    expect(unchangedOf((await build([course, '--json'])).stdout)).toEqual([false])
    expect(statSync(zip).mtimeMs).toBe(1_000_000)
  })

  it('looks again the day an approval has ended', async () => {
    const course = courseWith({
      'course.yaml': swap(
        '    requires:',
        '    approval:\n      approver: A\n      number: "1"\n      title: A minimal course\n      from: 2026-01-01\n      until: 2026-11-22\n    requires:',
      ),
    })
    expect((await build([course])).stderr).toBe('')
    const next = await build([course], player(), now + 24 * 60 * 60 * 1000)
    expect(next.stderr).toContain('award-approval-ended')
    expect((await build([course, '--today', '2026-11-23'])).stderr).toContain('award-approval-ended')
    expect((await build([course, '--today', '2025-12-31'])).stderr).toContain('award-approval-early')
    expect(await build([course, '--today', '2026-02-30'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--today cannot be 2026-02-30'),
    })
  })

  it('makes the same bytes whatever day approvals are looked at on', async () => {
    const course = courseWith({
      'course.yaml': swap('    requires:', '    window: { from: 2020-01-01, until: 2025-01-01 }\n    requires:'),
    })
    const made = async (today: string): Promise<Buffer> => {
      expect(await build([course, '--today', today, '--out', today])).toMatchObject({ code: 0 })
      return readFileSync(join(cwd, today, 'minimal-scorm12.zip'))
    }
    expect((await made('2020-01-01')).equals(await made('2030-01-01'))).toBe(true)
  })

  it("holds awards against the credential files of the author's own, and again when they change", async () => {
    const course = courseWith({ 'course.yaml': swap('    requires:', '    credentials: [own-body]\n    requires:') })
    expect((await build([course])).stderr).toContain('award-credential-unknown')
    const rules = join(cwd, 'rules')
    mkdirSync(rules)
    const written = (evidence: string): string =>
      `id: own-body\nname: Own\nbody: A body of our own\nunit: { name: CEU, minutes: 60 }\nversions:\n  - version: "1"\n    from: 2020-01-01\n    source: { document: Our rules, retrieved: 2026-01-01 }\n    cycle: { months: 24, anchor: holder }\n    total: { base: 10 }\n    earnOnce: ever\n    carryOver: none\n    evidenceRequired: [{ anyOf: [${evidence}] }]\n    rules: []\n    retention: unknown\n    fees: unknown\n`
    writeFileSync(join(rules, 'own.yaml'), written('certificate'))
    expect((await build([course, '--credentials', 'rules'])).stderr).toBe('')
    writeFileSync(join(rules, 'own.yaml'), written('approval'))
    expect((await build([course, '--credentials', 'rules'])).stderr).toContain('award-field-missing')
  })
})

describe('caches and records that others have written', () => {
  /** Puts other words into what a build has kept, and seals it as far as somebody else can. */
  const forge = (): void => {
    const folder = join(cwd, 'dist/.cache')
    for (const name of readdirSync(folder)) {
      const [, body = ''] = /^.*\n([\s\S]*)$/.exec(readFileSync(join(folder, name), 'utf8')) ?? []
      const forged = body
        .replaceAll('A minimal course', 'Forged')
        .replaceAll('category', '<img src=x onerror=alert(1)>')
      const key = createHmac('sha256', toolHash()).update(forged).digest('hex')
      writeFileSync(join(folder, name), `chartwright ${key}\n${forged}`)
    }
  }
  const course = (): string => readFileSync(join(cwd, 'dist/minimal/course.json'), 'utf8')

  it('are not believed, and the user’s own are', async () => {
    const folder = courseWith()
    await build([folder])
    const honest = course()
    expect((await build([folder])).stdout).toContain('unchanged')
    forge()
    expect((await build([folder])).stdout).not.toContain('unchanged')
    expect(course()).toBe(honest)
    expect(statSync(join(home, 'chartwright/seal-key')).mode & 0o077).toBe(0)
    home = temporaryFolder()
    expect((await build([folder])).stdout).not.toContain('unchanged')
  })

  it.each(['a file', 'a relative path'])('cost time alone where the user’s folder is %s', async (kind) => {
    home = kind === 'a file' ? join(home, 'file') : 'cache'
    if (kind === 'a file') writeFileSync(home, '')
    const folder = courseWith()
    for (let run = 0; run < 2; run++) {
      const { code, stdout, stderr } = await build([folder])
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).not.toContain('unchanged')
    }
    expect(existsSync(join(cwd, 'cache'))).toBe(false)
  })
})

describe('a build inside the course folder', () => {
  it.each(['dist', 'made'])('does not take what it wrote to %s for a part of the course', async (out) => {
    cwd = courseWith()
    expect(await build(['.', '--out', out])).toMatchObject({ code: 0, stderr: '' })
    const again = await build(['.', '--out', out])
    expect(again).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('unchanged') })
  })
})

describe('what stands in the output folder', () => {
  it('is only what belongs there, and the cache', async () => {
    const course = courseWith()
    await build([course])
    await build([course])
    expect(kept().sort()).toEqual(['minimal.json', 'minimal.parsed.json'])
  })

  it('loses files of the course that have gone', async () => {
    const course = courseWith()
    await build([course])
    change(course, { 'modules/01-basics.md': (text) => text.replace(/!\[.*\n/, '') })
    await build([course])
    expect(Object.keys(contents())).toEqual(['minimal-scorm12.zip', 'minimal/course.json'])
  })

  it('may hold what a build that was broken off has left; it is removed when it is old', async () => {
    const course = courseWith()
    for (const name of ['chartwright-new-old', 'chartwright-new-young', 'new-of-another-tool'])
      mkdirSync(join(cwd, 'dist/.cache', name), { recursive: true })
    for (const old of ['chartwright-new-old', 'new-of-another-tool'])
      utimesSync(join(cwd, 'dist/.cache', old), 1000, 1000)
    utimesSync(join(cwd, 'dist/.cache/chartwright-new-young'), now / 1000, now / 1000)
    await build([course])
    expect(kept()).toContain('chartwright-new-young')
    expect(kept()).toContain('new-of-another-tool')
    expect(kept()).not.toContain('chartwright-new-old')
  })

  it('may be reached through a link', async () => {
    mkdirSync(join(cwd, 'elsewhere'))
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'dist'))
    expect((await build([courseWith()])).code).toBe(0)
    expect(Object.keys(contents(join(cwd, 'elsewhere')))).toContain('minimal-scorm12.zip')
  })
})

/** What staff do from the command line, with a service that runs and without one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { certificates } from '../../src/cli/commands/certificates.ts'
import { credits } from '../../src/cli/commands/credits.ts'
import { rosters } from '../../src/cli/commands/rosters.ts'
import { users } from '../../src/cli/commands/users.ts'
import { compiledAssets } from '../support/compiled.ts'
import { testIo } from '../support/io.ts'
import { moodle, rosterCourse } from '../support/rosters.ts'
import { type Served, serveHere } from '../support/service-run.ts'

let folder: string
let served: Served
let ada: string

async function run(command: Command, ...argv: readonly string[]) {
  const io = testIo({ cwd: folder, now: () => Date.now() })
  const code = await command.run([...argv, '--data', 'data'], io)
  return { code, ...io.written() }
}
const json = async (command: Command, ...argv: readonly string[]): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await run(command, ...argv, '--json')
  if (code > 1) throw new Error(stderr)
  return JSON.parse(stdout) as Record<string, unknown>
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-staff-'))
  const files = new Map<string, Uint8Array | string>([
    ['course.json', JSON.stringify(rosterCourse())],
    ...compiledAssets('minimal'),
  ])
  for (const [path, content] of files) {
    const file = join(folder, 'dist/minimal', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  writeFileSync(join(folder, 'grades.csv'), moodle)
  writeFileSync(
    join(folder, 'evil.csv'),
    "name,email,score %\n=cmd|' /C calc'!A0,evil@college.example,90\n\u001b[2JBob,bob@college.example,9\n",
  )
  await run(users, 'add', '--name', 'Ada Example', '--role', 'learner')
  ada = /^ {2}(\S+)/.exec((await run(users, 'list')).stdout)?.[1] ?? ''
  served = await serveHere(['--data', 'data', '--port', '0'], { cwd: folder })
})
afterAll(async () => {
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

const roster = (verb: string, file = 'grades.csv'): string[] => [
  verb,
  file,
  '--course',
  'minimal',
  '--completed-on',
  '2020-01-01',
  '--link',
  `ada@college.example=${ada}`,
]

test('a roster: preview, import, and again', async () => {
  const preview = await run(rosters, ...roster('preview'))
  expect(preview.stdout).toMatch(
    /^LINE {2}OUTCOME .*\n +2 {2}credit +Ada Example, ada@college.example +2020-01-01, 91.5 %/,
  )
  expect(preview.stderr).toContain('4 lines read as moodle: 1 credit, 2 not earned, 1 not known.')
  expect(preview.stderr).toContain('Nothing was written.')
  expect(preview.code).toBe(1)
  expect((await run(certificates, 'list')).stderr).toBe('No certificates.\n')
  const imported = await run(
    rosters,
    ...roster('import'),
    '--reason',
    'Autumn class',
    '--create',
    '--report',
    'report.csv',
  )
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('Credit was given to 2 people.') })
  expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain('\r\n4,"credit, person is added",Nguyễn Thị Ánh,')
  const again = await run(rosters, ...roster('import'), '--reason', 'Autumn class', '--create')
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Credit was given to 0 people.') })
})

test('what is printed and written does nothing in a terminal or a spreadsheet', async () => {
  const { stdout } = await run(rosters, ...roster('preview', 'evil.csv'), '--report', 'evil-report.csv')
  expect(stdout).not.toContain('\u001b')
  const report = readFileSync(join(folder, 'evil-report.csv'), 'utf8')
  expect(report).toContain(`,'=cmd|' /C calc'!A0,`)
  expect(report).not.toContain('\u001b')
  const twice = run(rosters, ...roster('preview', 'evil.csv'), '--report', 'evil-report.csv')
  await expect(twice).rejects.toMatchObject({ code: 'EEXIST' })
})

test('a line that is wrong keeps who it is about, and somebody of another name is shown with both', async () => {
  writeFileSync(
    join(folder, 'names.csv'),
    'name,email,score %,completedOn\nGrace Other,grace@college.example,90,2020-05-05\nEve Example,eve@college.example,lots,2020-05-05\n',
  )
  const link = [
    '--link',
    `grace@college.example=${ada}`,
    '--completed-on',
    '2020-01-01',
    '--report',
    'names-report.csv',
  ]
  const { stdout, stderr } = await run(rosters, 'preview', 'names.csv', '--course', 'minimal', ...link, '--again')
  expect(stdout).toMatch(/Grace Other \(here: Ada Example\), grace@college.example +2020-05-05/)
  expect(stdout).toMatch(/wrong +Eve Example, eve@college.example +"lots" is not a result/)
  expect(stderr).toContain('The days in the column "completedOn" hold; --completed-on is for lines that have none.')
  const report = readFileSync(join(folder, 'names-report.csv'), 'utf8')
  expect(report).toMatch(/3,wrong,Eve Example,eve@college.example,/)
  expect(report).toMatch(/Grace Other,.*,Ada Example\r/)
})

test('a column of days that is not read is named', async () => {
  writeFileSync(join(folder, 'days.csv'), `learner,score %,Finished\n${ada},90,2020-05-05\n`)
  const argv = ['preview', 'days.csv', '--course', 'minimal', '--completed-on', '2020-01-01', '--again']
  expect((await run(rosters, ...argv)).stderr).toContain(
    'If they are days of completion: --column completedOn="Finished".',
  )
  const named = await run(rosters, ...argv, '--column', 'completedOn=Finished')
  expect(named.stderr).not.toContain('are not read')
  expect(named.stdout).toContain('2020-05-05')
})

test('messages about a roster name the options that mend it', async () => {
  const about = (table: string, ...more: readonly string[]) => {
    writeFileSync(join(folder, 'asking.csv'), table)
    return run(rosters, 'preview', 'asking.csv', '--course', 'minimal', ...more)
  }
  const day = ['--completed-on', '2020-01-01']
  const system = 'https://lms.college.example'
  const whole = await about(`learner,score %\n${ada},90\n`)
  expect(whole.stderr).toContain('Name one with --column, for example completedOn="Finished"')
  expect(whole.stderr).toContain('one day for all lines with --completed-on.')
  const lines = [
    `email,learner,id,name,score,completed on`,
    `,${ada},,,48,`,
    `,${ada},,,90 %,03/06/2020`,
    `ada@home.example,,,Ada Example,90 %,`,
    `,,1009,,90 %,`,
  ].join('\n')
  const { stdout } = await about(lines, ...day, '--report', 'asking-report.csv')
  const report = readFileSync(join(folder, 'asking-report.csv'), 'utf8')
  for (const words of [
    'Say so with --out-of.',
    'Say with --date-order which comes first',
    `say with --link that it is the same person (ada@home.example=${ada})`,
    'Name the LMS that it belongs to with --system, or say with --link who it is (1009=<id>)',
  ]) {
    expect(stdout).toContain(words)
    expect(report).toContain(words)
  }
  const obeyed = await about(lines, ...day, '--system', system)
  expect(obeyed.stdout).toContain(
    `by the number 1009 in ${system}. Check the number and the address given as --system,`,
  )
  expect(obeyed.stdout).not.toContain('Name the LMS')
})

test('credit that the form would refuse is refused, by the names of the options', async () => {
  const facts = ['--type', 'webinar', '--credits', '1', '--minutes', '60', '--provider', 'Y', '--reason', 'x']
  const wrong = ['--title', ' ', '--domain', 'made-up', '--completed-on', '1826-11-01']
  const before = (await run(credits, 'list', ada)).stdout
  const refused = await run(credits, 'add', ada, ...facts, ...wrong)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(
    /^chartwright: Nothing was done\.\n {2}--title: .*\n {2}--domain: There is no domain "made-up" here\. .*\n {2}--completed-on: Check the year.*\n$/,
  )
  expect((await run(credits, 'list', ada)).stdout).toBe(before)
})

test('certificates: list, show, reissue, revoke', async () => {
  const list = await json(certificates, 'list', '--learner', ada)
  const [first] = list.certificates as { number: string }[]
  const number = first?.number ?? ''
  expect((await run(certificates, 'show', number)).stdout).toContain('Ada Example')
  const reissued = await run(certificates, 'reissue', number, '--reason', 'Married', '--name', 'Ada Sample')
  expect(reissued.stderr).toBe('1 reissued.\n')
  const [, newer = ''] = new RegExp(`^${number} → (\\S+)\\n$`).exec(reissued.stdout) ?? []
  expect((await run(certificates, 'show', number)).stdout).toMatch(/status +replaced/)
  expect((await run(certificates, 'show', newer)).stdout).toMatch(/name +Ada Sample/)
  writeFileSync(join(folder, 'list.csv'), `\uFEFFnumber,why\r\n"${newer}",copied\r\n\r\n`)
  const preview = await run(certificates, 'revoke', '--from', 'list.csv', '--reason', 'Copied', '--preview')
  expect(preview).toMatchObject({ code: 0, stdout: `${newer}\n`, stderr: '1 would be revoked.\n' })
  const done = await run(certificates, 'revoke', '--from', 'list.csv', '--reason', 'Copied')
  expect(done).toMatchObject({ code: 0, stderr: '1 revoked.\n' })
  const both = await run(certificates, 'revoke', number, newer, 'CW-1', '--reason', 'Copied')
  expect(both).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/Nothing was done[\s\S]*CW-1: /) })
  expect(both.stderr.split(`${number}: `)).toHaveLength(2)
  expect(await run(certificates, 'list', '--learner', 'nobody')).toMatchObject({
    code: 1,
    stderr: 'chartwright: There is nobody with the id nobody.\n',
  })
})

test('credit: add, correct, list, revoke', async () => {
  const facts = '--title Workshop --type conference --domain coding-and-classification --completed-on 2020-02-02'
  const figures = '--credits 1 --minutes 60 --key k'
  const words = [...facts.split(' '), ...figures.split(' '), '--provider', 'Example Society']
  const add = () => run(credits, 'add', ada, ...words, '--reason', 'A letter came')
  const added = await add()
  expect(added.code).toBe(0)
  const entry = added.stdout.trim()
  const again = await add()
  expect(again).toMatchObject({ stdout: `${entry}\n`, stderr: expect.stringContaining('there already') })
  const corrected = await run(credits, 'correct', entry, '--credits', '0.5', '--reason', 'Half a day')
  expect(corrected.code).toBe(0)
  expect((await run(credits, 'revoke', corrected.stdout.trim(), '--reason', 'Not theirs')).stderr).toBe('Revoked.\n')
  const list = (await run(credits, 'list', ada)).stdout
  expect(list).toMatch(new RegExp(`${entry} .*replaced +manual +Workshop`))
  expect(list).toMatch(/0\.5 +revoked +manual +Workshop/)
  expect(await run(credits, 'revoke', 'nothing', '--reason', 'x')).toMatchObject({
    code: 1,
    stderr: 'chartwright: There is no credit with the id nothing.\n',
  })
})

test('credit that was taken back is given again, and a later completion is credited once more', async () => {
  const later = ['--completed-on', '2021-01-01', '--reason', 'Spring class']
  const file = ['import', 'grades.csv', '--course', 'minimal', '--link', `ada@college.example=${ada}`, ...later]
  expect((await run(rosters, ...file)).stdout).toContain('has it already')
  const again = await run(rosters, ...file, '--again')
  expect(again.stdout).toMatch(/credit once more .*2021-01-01, 91.5 %, \S+, has it from 2020-01-01/)
  expect(again.stderr).toContain('Credit was given to 2 people.')
  expect((await run(rosters, ...file, '--again')).stderr).toContain('Credit was given to 0 people.')
  const [, entry = ''] = /^(\S+) +2021-01-01 .*active/m.exec((await run(credits, 'list', ada)).stdout) ?? []
  await run(credits, 'revoke', entry, '--reason', 'Somebody else')
  const restored = await run(credits, 'restore', entry, '--reason', 'It was Ada after all')
  expect(restored).toMatchObject({ code: 0, stderr: expect.stringMatching(/^The new certificate is CW-\S+\.\n$/) })
  expect((await run(credits, 'list', ada)).stdout).toMatch(new RegExp(`${restored.stdout.trim()} .* active `))
  expect(await run(credits, 'restore', entry, '--reason', 'x')).toMatchObject({ code: 1, stdout: '' })
})

describe('without a service', () => {
  test('reading and revoking work; what makes certificates says what it takes', async () => {
    const data = ['--data', 'alone']
    const io = testIo({ cwd: folder, now: () => Date.now() })
    await users.run(['add', '--name', 'Bob Example', '--role', 'learner', ...data], io)
    const [, bob = ''] = /\(learner, (\S+)\)/.exec(io.written().stderr) ?? []
    const ask = async (command: Command, ...argv: readonly string[]) => {
      const world = testIo({ cwd: folder, now: () => Date.now() })
      return { code: await command.run([...argv, ...data], world), ...world.written() }
    }
    const facts = [
      '--title',
      'X',
      '--type',
      'webinar',
      '--credits',
      '1',
      '--minutes',
      '60',
      '--domain',
      'other',
      '--provider',
      'Y',
    ]
    const added = await ask(credits, 'add', bob, ...facts, '--completed-on', '2020-01-01', '--reason', 'x')
    expect(added.code).toBe(0)
    expect((await ask(credits, 'list', bob)).stdout).toContain('active')
    expect(await ask(credits, 'add', bob, '--title', 'X', '--reason', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        '--type, --credits, --minutes, --domain, --completed-on, --provider are missing.',
      ),
    })
    // Courses are read by the service: what only one of them knows is not known here.
    const domain = facts.map((fact) => (fact === 'other' ? 'known-to-a-course' : fact))
    expect(await ask(credits, 'add', bob, ...domain, '--completed-on', '2020-01-01', '--reason', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no domain "known-to-a-course".*\nDomains of courses are known while/),
    })
    expect((await ask(credits, 'revoke', added.stdout.trim(), '--reason', 'x')).code).toBe(0)
    expect(await ask(rosters, ...roster('preview'))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Start it with: chartwright serve'),
    })
  })
})

describe('wrong usage', () => {
  const cases: readonly [Command, readonly string[], string][] = [
    [rosters, [], 'Say what to do: preview or import.'],
    [rosters, ['previw', 'x.csv'], 'Did you mean preview?'],
    [rosters, ['preview'], 'Say which file to preview.'],
    [rosters, ['preview', 'grades.csv'], '--course'],
    [rosters, ['import', 'grades.csv', '--course', 'minimal'], 'Say why credit is given: --reason.'],
    [rosters, ['preview', 'grades.csv', '--course', 'minimal', '--column', 'score'], '--column cannot be score.'],
    [rosters, ['preview', 'grades.csv', '--course', 'minimal', '--link', 'ada='], '--link cannot be ada=.'],
    [
      rosters,
      ['preview', 'grades.csv', '--course', 'minimal', '--column', 'scor=X'],
      '--column cannot name scor. Did you mean score?',
    ],
    [rosters, ['preview', 'grades.csv', '--course', 'minimal', '--out-of', '0'], '--out-of cannot be 0.'],
    [rosters, ['preview', 'grades.csv', '--course', 'minimal', '--system', 'moodle'], '--system cannot be moodle.'],
    [
      rosters,
      ['preview', 'grades.csv', '--course', 'minimal', '--completed-on', '2026-02-30'],
      '--completed-on cannot be 2026-02-30.',
    ],
    [credits, ['correct', 'x', '--reason', 'x', '--credits', 'one'], '--credits cannot be one.'],
    [certificates, ['revok'], 'Did you mean revoke?'],
    [certificates, ['revoke'], 'Say which certificates to revoke.'],
    [certificates, ['revoke', 'CW'], 'Say why to revoke: --reason.'],
    [certificates, ['list', 'CW'], 'CW means nothing here.'],
    [certificates, ['show'], 'Say which certificate to show.'],
    [credits, ['ad'], 'Did you mean add?'],
    [credits, ['add'], 'Say which learner it is about.'],
    [credits, ['revoke', 'x'], 'Say why to revoke: --reason.'],
  ]
  test.each(cases)('$name %j', async (command, argv, words) => {
    expect(await run(command, ...argv)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
  })
})

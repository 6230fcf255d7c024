/** `chartwright credentials`: what it prints, and how it refuses. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { credentialCatalogue } from '../../src/validation/credential-files.ts'
import { credit } from '../credentials/sample.ts'
import { temporaryFolder } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'
import { testIo } from '../support/io.ts'

const entries = [
  credit('webinar', { credits: 12, minutes: 720, domains: ['coding-and-classification'], type: 'webinar' }),
  credit('half', { credits: 1.5, minutes: 90, domains: ['hiim'], completedOn: '2026-07-01' }),
  credit('early', { completedOn: '2025-12-31' }),
  {
    kind: 'revocation',
    id: 'r1',
    learner: 'ada',
    entry: 'taken-back',
    reason: 'Entered twice.',
    recordedBy: 'operator',
    recordedAt: 5,
  },
  credit('taken-back', { credits: 5 }),
]

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function credentials(argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const cwd = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  const io = testIo({ cwd })
  const code = await run(['credentials', ...argv], io)
  return { code, ...io.written() }
}

const list = JSON.stringify(entries)
const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
const asked = ['evaluate', '--ledger', 'ledger.json', '--credential', 'ahima-ccs', '--since', '2026-01-31']

describe('credentials list and show', () => {
  it('list what the catalogue has, and which of it is invented', async () => {
    const { code, stdout } = await credentials(['list'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ahima-ccs +Certified Coding Specialist \(CCS\) +AHIMA +3 versions +ahima-ccs\.yaml$/m)
    expect(stdout).toMatch(/^example-nursing-board +.*, an example +/m)
  })

  it('show every version with its source and the day it was read', async () => {
    const { code, stdout } = await credentials(['show', 'ahima-ccs'])
    expect(code).toBe(0)
    expectGolden('cli/credentials/show-ahima-ccs.txt', stdout)
  })

  it('give the same as JSON', async () => {
    const { stdout } = await credentials(['show', 'aapc-cpc', '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      credentials: [{ id: 'aapc-cpc', file: 'aapc-cpc.yaml', versions: [{ version: 'aapc-2015' }] }],
    })
  })

  it('name those there are when one is unknown', async () => {
    const { code, stderr } = await credentials(['show', 'ahima-ccx'])
    expect(code).toBe(2)
    expect(stderr).toContain('There is no credential ahima-ccx. Did you mean ahima-cca?')
  })
})

describe('credentials evaluate', () => {
  it('prints need and have, every entry with its reason, and what it was reckoned by', async () => {
    const { code, stdout, stderr } = await credentials(asked, { 'ledger.json': list })
    expect([code, stderr]).toEqual([0, ''])
    expectGolden('cli/credentials/evaluate-ahima-ccs.txt', stdout)
  })

  it('reads a list and lines alike, and prints the same names as JSON', async () => {
    const json = [...asked, '--format', 'json']
    const { stdout } = await credentials(json, { 'ledger.json': list })
    expect((await credentials(json, { 'ledger.json': lines })).stdout).toBe(stdout)
    const exported = lines
      .trim()
      .split('\n')
      .map((body, i) => JSON.stringify({ seq: i + 1, previous: '', hash: '', body }))
    expect((await credentials(json, { 'ledger.json': exported.join('\n') })).stdout).toBe(stdout)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      rule: { credential: 'ahima-ccs', version: 'guide-2026', file: 'ahima-ccs.yaml' },
      cycle: { start: '2026-01-31', end: '2028-01-30', daysLeft: 434 },
      total: { need: 80, have: 13, unit: 'CEU', met: false },
      rules: [{ id: 'coding-and-classification', need: 20, have: 12, met: false }],
      counted: [{ entry: 'webinar' }, { entry: 'half', credits: 1 }],
      rejected: [{ reason: 'before-holding' }, { reason: 'revoked' }],
      met: false,
      disclaimer: expect.stringContaining('not the word of the body'),
    })
  })

  it('takes the day of the clock unless told another, and further credentials', async () => {
    const argv = [...asked.slice(0, -1), '2019-05-01', '--today', '2020-05-01', '--extra', '2', '--format', 'json']
    const { stdout } = await credentials(argv, { 'ledger.json': list })
    expect(JSON.parse(stdout)).toMatchObject({
      rule: { version: 'ahima-2019' },
      total: { need: 40 },
      cycle: { daysLeft: 364 },
    })
  })

  it('uses the rules of an own folder in place of the catalogue', async () => {
    const own = readFileSync(join(credentialCatalogue(), 'ahima-ccs.yaml'), 'utf8').replace('base: 80', 'base: 10')
    const { stdout } = await credentials([...asked, '--folder', '.'], { 'ledger.json': list, 'own.yaml': own })
    expect(stdout).toContain('Rules: own.yaml, version guide-2026')
    expect(stdout).toMatch(/Total +13 +10 +met/)
  })

  it('does not let a title steer the terminal', async () => {
    const { stdout } = await credentials(asked, {
      'ledger.json': JSON.stringify([credit('a', { title: 'Bad\u001b[31m\nline' })]),
    })
    expect(stdout).toContain('Bad\ufffd[31m')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toMatch(/^line/m)
  })

  const two = JSON.stringify([credit('a'), credit('b', { learner: 'bo' })])
  it.each([
    [
      'no entry',
      { 'ledger.json': '[{"kind":"credit"}]' },
      [],
      1,
      'ledger.json: entry 1: A line of the ledger is not an entry',
    ],
    ['no JSON', { 'ledger.json': '[{' }, [], 1, 'ledger.json: it is not JSON'],
    ['a line that is no JSON', { 'ledger.json': '{"a' }, [], 1, 'ledger.json: entry 1: it is not JSON'],
    [
      'a day that is none',
      { 'ledger.json': JSON.stringify([credit('a', { completedOn: '2026-02-30' })]) },
      [],
      1,
      '"2026-02-30" is not a day',
    ],
    ['several learners', { 'ledger.json': two }, [], 1, 'it has entries of 2 learners. Name one with --learner.'],
    ['an unknown learner', { 'ledger.json': two }, ['--learner', 'cy'], 1, 'it has no entry of the learner cy.'],
    ['no file', {}, [], 3, 'no such file or folder'],
    ['a wrong day', { 'ledger.json': list }, ['--today', 'tomorrow'], 2, '--today cannot be tomorrow.'],
    ['a wrong number', { 'ledger.json': list }, ['--extra', 'two'], 2, '--extra cannot be two.'],
  ])('refuses %s', async (_, files, more, code, words) => {
    const ran = await credentials([...asked, ...more], files)
    expect(ran.code).toBe(code)
    expect(ran.stderr).toContain(words)
    expect(ran.stdout).toBe('')
  })

  it('evaluates one learner of several', async () => {
    const { code } = await credentials([...asked, '--learner', 'bo'], { 'ledger.json': two })
    expect(code).toBe(0)
  })

  it('says nothing where no version of the rules covers the cycle', async () => {
    const argv = [...asked.slice(0, -1), '2010-01-01', '--today', '2011-01-01']
    const { code, stdout, stderr } = await credentials(argv, { 'ledger.json': list })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      'chartwright: no version of the rules in ahima-ccs.yaml covers the cycle that holds 2011-01-01.\n',
    )
  })
})

describe('credentials check', () => {
  const good = readFileSync(join(credentialCatalogue(), 'example-nursing-board.yaml'), 'utf8')

  it('says what is wrong by line and column, with a hint', async () => {
    const bad = good.replace('total: { base: 24 }', 'totl: { base: 24 }')
    const { code, stdout } = await credentials(['check', 'board.yaml'], { 'board.yaml': bad })
    expect(code).toBe(1)
    expect(stdout).toContain('board.yaml:17:5 error field-unknown "totl" (versions → entry 1) is not a known field.')
    expect(stdout).toContain('Did you mean "total"?')
    expect(stdout).toContain('2 errors')
  })

  it('finds nothing wrong with what is right, also as JSON', async () => {
    expect(await credentials(['check', 'board.yaml'], { 'board.yaml': good })).toMatchObject({
      code: 0,
      stdout: 'no problems\n',
    })
    const { stdout } = await credentials(['check', 'board.yaml', '--format', 'json'], { 'board.yaml': good })
    expect(JSON.parse(stdout)).toMatchObject({ problems: [] })
  })

  it.each([
    [[], 'Say what to do'],
    [['lst'], 'Did you mean list?'],
    [['show'], 'No credential was named.'],
    [['check'], 'No file was named.'],
    [['list', 'more'], 'more means nothing here.'],
    [['evaluate'], 'evaluate needs --ledger, --credential and --since.'],
  ])('is told how to write %j', async (argv, words) => {
    const { code, stderr } = await credentials(argv)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

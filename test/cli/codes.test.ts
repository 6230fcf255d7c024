/** `chartwright codes` over short files in the agencies' formats. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { addendaFile, conversionWorkbook, guidelineFile, orderFile, poaFile, type Row } from '../support/code-files.ts'
import { change, courseWith, temporaryFolder } from '../support/course-folder.ts'
import { testIo } from '../support/io.ts'

const fy2025: readonly Row[] = [
  ['E66', 'Overweight and obesity', 'header'],
  ['E668', 'Other obesity'],
  ['E119', 'Type 2 diabetes mellitus without complications'],
  ['G35', 'Multiple sclerosis'],
]

const order = orderFile(fy2025)
const addenda = addendaFile([2025, 2026], [3, 1], {
  remove: [
    ['G35', 'Multiple sclerosis'],
    ['E668', 'Other obesity'],
  ],
  add: [
    ['G35', 'Multiple sclerosis', 'header'],
    ['G35A', 'Relapsing-remitting multiple sclerosis'],
    ['G35D', 'Multiple sclerosis, unspecified'],
    ['E6689', 'Other obesity not elsewhere classified'],
  ],
})

/** Those that the course of the fixtures refers to. */
const sections = { 'I.C.1.d.4': 'Sepsis or severe sepsis with a localized infection', 'II.A': 'Codes for symptoms' }

const files = {
  'icd10cm-order-2025.txt': order,
  'icd10cm-order-addenda-2026.txt': addenda,
  'POAexemptCodesFY25.txt': poaFile(2025, ['E66.8']),
  'conversion-FY2026.xlsx': conversionWorkbook([
    ['G35.D', 2025, 'G35'],
    ['E66.89', 2025, 'E66.8'],
  ]),
  'guideline-sections-fy2025.json': guidelineFile(2025, '2024-10-01', { ...sections, 'I.C.4.a': 'Diabetes mellitus' }),
  'guideline-sections-fy2026.json': guidelineFile(2026, '2025-10-01', {
    ...sections,
    'I.C.4.a': 'Obesity',
    'I.C.4.b': 'Diabetes mellitus',
  }),
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function codes(cwd: string, argv: readonly string[], answers?: readonly string[]): Promise<Ran> {
  const left = [...(answers ?? [])]
  const io = testIo({ cwd, ...(answers === undefined ? {} : { ask: () => Promise.resolve(left.shift()) }) })
  const code = await run(['codes', ...argv], io)
  return { code, ...io.written() }
}

/** A folder with the files. */
function folderWith(more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries({ ...files, ...more })) writeFileSync(join(folder, name), content)
  return folder
}

const installed = async (cwd: string): Promise<unknown> => {
  const { stdout } = await codes(cwd, ['list', '--json'])
  const { editions } = JSON.parse(stdout) as {
    editions: { system: string; effective: string; billable?: number; headers?: number; parts: string[] }[]
  }
  return editions.map(({ system, effective, billable, headers, parts }) => [
    `${system}@${effective}`,
    billable,
    headers,
    parts.join(' '),
  ])
}

/** A folder in which both editions are installed. */
async function withBoth(): Promise<string> {
  const folder = folderWith()
  expect(await codes(folder, ['add', ...Object.keys(files)])).toMatchObject({ code: 0 })
  return folder
}

describe('codes add', () => {
  it('installs files in whatever order they are named, and says what it verified', async () => {
    const folder = folderWith()
    const { code, stdout } = await codes(folder, ['add', ...Object.keys(files).reverse()])
    expect(code).toBe(0)
    expect(stdout).toContain('6 changes to icd10cm@2024-10-01 lead to 4 codes, 2 headers, as its own counts say')
    expect(stdout).toContain('1 codes, all in the order file')
    expect(await installed(folder)).toEqual([
      ['icd10cm@2024-10-01', 3, 1, 'codes poaExempt'],
      ['icd10cm@2025-10-01', 4, 2, 'codes conversion'],
    ])
  })

  it('changes nothing when the same is added again, an addenda included', async () => {
    const folder = await withBoth()
    const store = join(folder, '.chartwright/codes')
    const before = readFileSync(join(store, 'store.json'), 'utf8')
    const objects = readdirSync(join(store, 'objects'))
    const { code, stdout } = await codes(folder, ['add', ...Object.keys(files)])
    expect(code).toBe(0)
    expect(stdout.match(/^there already/gm)).toHaveLength(6)
    expect(readFileSync(join(store, 'store.json'), 'utf8')).toBe(before)
    expect(readdirSync(join(store, 'objects'))).toEqual(objects)
  })

  it('gives the same edition from an addenda and from the order file that follows', async () => {
    const folder = await withBoth()
    const rows: readonly Row[] = [
      ['E66', 'Overweight and obesity', 'header'],
      ['E6689', 'Other obesity not elsewhere classified'],
      ['E119', 'Type 2 diabetes mellitus without complications'],
      ['G35', 'Multiple sclerosis', 'header'],
      ['G35A', 'Relapsing-remitting multiple sclerosis'],
      ['G35D', 'Multiple sclerosis, unspecified'],
    ]
    writeFileSync(join(folder, 'icd10cm-order-2026.txt'), orderFile(rows))
    const { code, stdout } = await codes(folder, ['add', 'icd10cm-order-2026.txt'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^there already {2}icd10cm@2025-10-01/)
  })

  it('takes what is of use out of a zip', async () => {
    const zip = zipSync({
      'Code Descriptions/icd10cm-order-2025.txt': strToU8(order),
      'Code Descriptions/guide.pdf': strToU8('%PDF-1.4'),
      'Code Descriptions/codes-2025.txt': strToU8('E119    Type 2 diabetes\r\n'),
    })
    const folder = folderWith({ 'descriptions.zip': zip })
    const { code, stderr } = await codes(folder, ['add', 'descriptions.zip'])
    expect(code).toBe(0)
    expect(stderr).toBe('Passed over: guide.pdf, codes-2025.txt\n')
    expect(await installed(folder)).toEqual([['icd10cm@2024-10-01', 3, 1, 'codes']])
  })

  it.each([
    ['a file that was cut off', order.slice(0, -10), 'The file ends in the middle of a line'],
    ['an addenda that was cut off', addenda.slice(0, 300), 'counts at the end are missing'],
    ['a code that stands twice', orderFile([...fy2025, ['G35', 'Multiple sclerosis']]), 'line 5: G35 stands twice.'],
    ['a PDF', '%PDF-1.7 …', 'A PDF is for reading.'],
    [
      'what xz has packed',
      Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4),
      'It is packed with xz. Unpack it first',
    ],
    ['what gzip has packed', gzipSync(strToU8(order)), 'It is packed with gzip. Unpack it first'],
    ['an empty file', '', 'The file is empty.'],
    ['something else', 'To whom it may concern\n', 'This is no file that is known.'],
    ['an index', '<?xml version="1.0"?><ICD10CM.index/>', '<ICD10CM.index> is not used'],
    ['XML that is cut off', '<?xml version="1.0"?><ICD10CM.tabular><chapter>', 'The XML cannot be read'],
    [
      'a zip that is cut off',
      zipSync({ 'icd10cm-order-2025.txt': strToU8(order) }).slice(0, 60),
      'The zip cannot be read',
    ],
    ['a zip bomb', zipSync({ 'icd10cm-order-2025.txt': new Uint8Array(60_000_000) }), 'The zip unpacks to far more'],
    [
      'a zip of nothing of use',
      zipSync({ 'guide.pdf': strToU8('%PDF-1.4') }),
      'Nothing in the zip is of use (guide.pdf).',
    ],
    [
      'a zip in a zip',
      zipSync({ 'codes.zip': zipSync({ 'icd10cm-order-2025.txt': strToU8(order) }) }),
      'Nothing in the zip is of use (codes.zip). Unpack it first',
    ],
  ])('refuses %s and leaves nothing behind', async (_, content, because) => {
    const folder = folderWith({ 'icd10cm-order-2029.txt': content })
    const { code, stderr } = await codes(folder, ['add', 'icd10cm-order-2025.txt', 'icd10cm-order-2029.txt'])
    expect(stderr).toContain(because)
    expect(stderr).toContain('Nothing was installed.')
    expect(code).toBe(1)
    expect(existsSync(join(folder, '.chartwright'))).toBe(false)
  })

  it('refuses a file of 200 MB without reading it', async () => {
    const folder = folderWith({ 'icd10cm-order-2029.txt': '' })
    truncateSync(join(folder, 'icd10cm-order-2029.txt'), 200_000_000)
    const { code, stderr } = await codes(folder, ['add', 'icd10cm-order-2029.txt'])
    expect(code).toBe(1)
    expect(stderr).toContain('It has 200 MB')
  })

  it('refuses an addenda without the edition before it, and one of another edition', async () => {
    const folder = folderWith()
    const alone = await codes(folder, ['add', 'icd10cm-order-addenda-2026.txt'])
    expect(alone).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Add the order file of fiscal year 2025 first.'),
    })
    writeFileSync(join(folder, 'icd10cm-order-2025.txt'), orderFile(fy2025.slice(0, 3)))
    const other = await codes(folder, ['add', 'icd10cm-order-2025.txt', 'icd10cm-order-addenda-2026.txt'])
    expect(other).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'It changes an edition of 3 codes and 1 headers, but the edition just before it has 2',
      ),
    })
    expect(existsSync(join(folder, '.chartwright'))).toBe(false)
  })

  it('refuses other codes for an installed edition, and one that lost a tenth', async () => {
    const folder = await withBoth()
    writeFileSync(join(folder, 'icd10cm-order-2025.txt'), orderFile([...fy2025, ['Z00', 'New']]))
    expect((await codes(folder, ['add', 'icd10cm-order-2025.txt'])).stderr).toContain(
      'is installed already with other codes',
    )
    writeFileSync(join(folder, 'icd10cm-order-2027.txt'), orderFile(fy2025.slice(0, 2)))
    expect((await codes(folder, ['add', 'icd10cm-order-2027.txt'])).stderr).toContain('the file was probably cut off')
  })

  it('keeps its hands off a store that another process writes to, and takes over one whose writer is gone', async () => {
    const folder = await withBoth()
    const held = join(folder, '.chartwright/codes/writing')
    writeFileSync(held, JSON.stringify({ pid: process.ppid }))
    const busy = await codes(folder, ['remove', 'icd10cm@2024-10-01'])
    expect(busy).toMatchObject({ code: 3, stderr: expect.stringContaining('Another chartwright is writing') })
    expect(existsSync(held)).toBe(true)
    writeFileSync(held, JSON.stringify({ pid: 2 ** 22 + 1 }))
    expect(await codes(folder, ['remove', 'icd10cm@2024-10-01'])).toMatchObject({ code: 0 })
    expect(existsSync(held)).toBe(false)
    expect(await installed(folder)).toEqual([['icd10cm@2025-10-01', 4, 2, 'codes conversion']])
  })

  it('says when a part of the store was changed', async () => {
    const folder = await withBoth()
    const store = join(folder, '.chartwright/codes')
    writeFileSync(join(store, 'store.json'), '{"format":1')
    expect(await codes(folder, ['list'])).toMatchObject({ code: 3, stderr: expect.stringContaining('is damaged') })
  })
})

describe('codes show and search', () => {
  it('shows a code in every edition and what became of it', async () => {
    const folder = await withBoth()
    const { stdout } = await codes(folder, ['show', 'e66.8'])
    expect(stdout).toBe(
      'icd10cm@2024-10-01  E66.8  billable, POA exempt  Other obesity\nNot in icd10cm@2025-10-01.\nFrom 2025-10-01 the conversion table has E66.89 for it.\n',
    )
    expect(await codes(folder, ['show', 'Z99'])).toMatchObject({ code: 1 })
  })

  it('finds codes by words and by how they begin', async () => {
    const folder = await withBoth()
    expect((await codes(folder, ['search', 'SCLEROSIS', 'relapsing'])).stdout).toBe(
      'ICD-10-CM  G35.A    Relapsing-remitting multiple sclerosis\n',
    )
    expect((await codes(folder, ['search', 'e66', '--edition', 'icd10cm@2024-10-01'])).stdout).toMatch(
      /E66 .*\n.*E66\.8 /,
    )
  })

  it('says what is not installed, and that CPT never is', async () => {
    const folder = await withBoth()
    expect(await codes(folder, ['search', 'e66', '--edition', 'icd10cm@2019-10-01'])).toMatchObject({
      code: 3,
      stderr: 'chartwright: icd10cm@2019-10-01 is not installed. Installed: icd10cm@2024-10-01, icd10cm@2025-10-01.\n',
    })
    expect((await codes(folder, ['show', '99213'])).stderr).toContain('CPT code; those are licensed')
    for (const argv of [
      ['show', 'E66.8'],
      ['search', 'obesity'],
    ]) {
      const { code, stderr } = await codes(temporaryFolder(), argv)
      expect(stderr).toContain('No code set is installed.')
      expect(code).toBe(3)
    }
  })
})

const bank = `---
bank: neuro
domain: diagnosis
codes: icd10cm
asOf: 2024-12-01
---
## ms-code
::meta{ref="I.C.4.a@fy2025"}

Which code?

- [x] :code[G35] Multiple sclerosis
- [ ] :code[E11.9] Diabetes
  > Not :code[E11.9] here.

> **Why.** \`icd10cm:G35\` is multiple sclerosis, see :code[E66.8].
`

/** A course beside the store, with a bank that cites codes of the older edition. */
async function staleCourse(): Promise<{ folder: string; course: string }> {
  const folder = await withBoth()
  const course = courseWith({ 'questions/neuro.md': bank })
  return { folder, course }
}

describe('codes lock', () => {
  it('pins codes for their day, is stable, and fails frozen on drift', async () => {
    const { folder, course } = await staleCourse()
    const first = await codes(folder, ['lock', course])
    expect(first).toMatchObject({ code: 0 })
    const text = readFileSync(join(course, 'codes.lock.json'), 'utf8')
    expect(text).toContain(
      '{"system":"icd10cm","code":"G35","edition":"2024-10-01","title":"Multiple sclerosis","billable":true,"poaExempt":false}',
    )
    expect(text).toContain(
      '"code":"E66.8","edition":"2024-10-01","title":"Other obesity","billable":true,"poaExempt":true',
    )
    expect(await codes(folder, ['lock', course, '--frozen'])).toMatchObject({ code: 0 })
    change(course, { 'questions/neuro.md': (was) => was.replace('E66.8', 'E66') })
    const drift = await codes(folder, ['lock', course, '--frozen'])
    expect(drift.code).toBe(1)
    expect(drift.stdout).toContain('new      icd10cm E66 of 2024-10-01\n  gone     icd10cm E66.8 of 2024-10-01')
    expect(readFileSync(join(course, 'codes.lock.json'), 'utf8')).toBe(text)
  })

  it('says which codes do not exist on the day they are meant for', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2025-12-01') })
    const { code, stdout } = await codes(folder, ['lock', course])
    expect(code).toBe(1)
    expect(stdout).toMatch(/neuro\.md:12:7 error code-now-header G35 .*cited by question "ms-code"/)
    expect(stdout).toMatch(/error code-deleted E66\.8 \(Other obesity\) was deleted from 2025-10-01/)
    expect(stdout).toMatch(/codes\.lock\.json was written all the same\. Do not commit it: .*\n$/)
    expect((await codes(folder, ['lock', course, '--frozen'])).stdout).toMatch(
      /codes\.lock\.json was left as it is\. Do not commit it: .*\n$/,
    )
  })

  it('needs an edition that was in force on that day', async () => {
    const { folder, course } = await staleCourse()
    change(course, { 'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2020-12-01') })
    expect(await codes(folder, ['lock', course])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('meant for 2020-12-01'),
    })
  })
})

describe('codes check', () => {
  it('passes for the edition a course was written for', async () => {
    const { folder, course } = await staleCourse()
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2024-10-01'])
    expect(code).toBe(0)
    expect(stdout).toContain('held against icd10cm@2024-10-01')
    // Of the guidelines too, those of that day.
    expect(stdout).not.toContain('guideline-')
  })

  it('names what has gone stale, where, for what, and where the guideline went', async () => {
    const { folder, course } = await staleCourse()
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2025-10-01'])
    expect(code).toBe(1)
    const lines = stdout.split('\n').map((line) => line.replace(`${course}/`, ''))
    expect(lines).toContain(
      'questions/neuro.md:12:7 error code-now-header G35 (Multiple sclerosis) is a header in the edition of 2025-10-01: it needs more characters (cited by question "ms-code").',
    )
    expect(stdout).toContain(
      'Candidates: G35.D Multiple sclerosis, unspecified; G35.A Relapsing-remitting multiple sclerosis.',
    )
    expect(stdout).toContain('error code-deleted E66.8 (Other obesity) was deleted from 2025-10-01')
    expect(stdout).toContain(
      'warning guideline-heading-changed Section I.C.4.a was "Diabetes mellitus" and is "Obesity"',
    )
    expect(stdout).toContain('The old heading is I.C.4.b there.')
  })

  const asked = (text: string): string => `${text}\n::quiz{bank="neuro"}\n`

  it('keeps calling a header that is a key an error once the course is locked to it; elsewhere it is a warning', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) => was.replaceAll('2024-12-01', '2025-12-01').replace(', see :code[E66.8]', ''),
    })
    const before = await codes(folder, ['lock', course])
    expect(before).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('neuro.md:12:7 error code-now-header G35'),
    })
    for (const command of ['lock', 'check']) {
      const again = await codes(folder, [command, course])
      expect(again.code).toBe(1)
      expect(again.stdout).toContain('neuro.md:12:7 error code-now-header G35')
      expect(again.stdout).toMatch(/neuro\.md:16:\d+ warning code-header G35/)
    }
    change(course, { 'questions/neuro.md': (was) => was.replace('[x] :code[G35]', '[x] :code[G35.D]') })
    expect(await codes(folder, ['lock', course])).toMatchObject({ code: 0 })
    expect(await codes(folder, ['check', course])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warning code-header G35'),
    })
  })

  it('calls a key that was always a header an error, and the same code as an example none', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) => was.replaceAll('G35', 'E66').replace(', see :code[E66.8]', ''),
    })
    const { code, stdout } = await codes(folder, ['check', course, '--edition', 'icd10cm@2024-10-01'])
    expect(code).toBe(1)
    expect(stdout).toContain('neuro.md:12:7 error code-now-header E66')
    expect(stdout.match(/code-(?:now-)?header/g)).toHaveLength(1)
  })

  it('takes "any of E66" for no key, so that a lock of it can be frozen', async () => {
    const { folder, course } = await staleCourse()
    change(course, {
      'modules/02-sequencing.md': asked,
      'questions/neuro.md': (was) =>
        was
          .replace(
            '## ms-code',
            '::meta{type=codes}\n\nWhich code?\n\n| code | why |\n|---|---|\n| E66.8 or any of E66 | Obesity. |\n\n> **Why.** Obesity.\n\n## ms-code',
          )
          .replace('::meta{type=codes}', '## obesity\n::meta{type=codes}'),
    })
    for (const argv of [
      ['lock', course],
      ['lock', course, '--frozen'],
      ['check', course, '--edition', 'icd10cm@2024-10-01'],
    ])
      expect(await codes(folder, argv)).toMatchObject({
        code: 0,
        stdout: expect.not.stringContaining('code-now-header'),
      })
    expect(readFileSync(join(course, 'codes.lock.json'), 'utf8')).toContain('"code":"E66","edition":"2024-10-01"')
    change(course, { 'questions/neuro.md': (was) => was.replace('any of E66 ', 'any of E67 ') })
    expect(await codes(folder, ['lock', course])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('error code-unknown E67'),
    })
  })

  it('prints JSON, SARIF and Markdown', async () => {
    const { folder, course } = await staleCourse()
    const report = async (format: string): Promise<string> =>
      (await codes(folder, ['check', course, '--format', format])).stdout
    expect(JSON.parse(await report('json'))).toMatchObject({
      editions: [{ system: 'icd10cm', effective: '2025-10-01' }],
      courses: [
        {
          codes: expect.arrayContaining([
            expect.objectContaining({
              code: 'E66.8',
              candidates: [expect.objectContaining({ code: 'E66.89', from: 'conversion' })],
              citedBy: [expect.objectContaining({ by: 'question "ms-code"' })],
            }),
          ]),
        },
      ],
    })
    const sarif = JSON.parse(await report('sarif')) as { runs: { results: { ruleId: string }[] }[] }
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('code-deleted')
    expect(await report('markdown')).toContain(
      '| E66.8 (ICD-10-CM) | deleted from 2025-10-01: Other obesity | E66.89 Other obesity not elsewhere classified |',
    )
  })

  it('writes only what the author picks, everywhere the code is cited', async () => {
    const { folder, course } = await staleCourse()
    const path = join(course, 'questions/neuro.md')
    writeFileSync(path, bank.replaceAll('\n', '\r\n'))
    const asked = await codes(folder, ['check', course, '--fix'], ['9', 'E66', 'g35a', ''])
    expect(asked.stderr).toContain('9 is no number of the list.')
    expect(asked.stderr).toContain('E66 is no code of icd10cm@2025-10-01 that can be reported.')
    expect(readFileSync(path, 'utf8')).toBe(bank.replaceAll('G35', 'G35.A').replaceAll('\n', '\r\n'))
    expect(asked.stderr).toContain(
      'Read them again, raise asOf to 2025-10-01 or later for questions/neuro.md (G35.A cannot be reported on 2024-12-01), then run chartwright codes lock',
    )
    change(course, { 'questions/neuro.md': (was) => was.replace('2024-12-01', '2025-12-01') })
    expect(await codes(folder, ['check', course, '--fix'], ['q'])).toMatchObject({ code: 1 })
    expect(readFileSync(path, 'utf8')).toContain('E66.8]')
    const later = await codes(folder, ['check', course, '--fix'], ['1'])
    expect(later).toMatchObject({ code: 1, stderr: expect.stringContaining('Read them again, then run') })
    expect(readFileSync(path, 'utf8')).toContain('E66.89]')
    expect(await codes(folder, ['check', course])).toMatchObject({ code: 0 })
  })

  it('asks nothing without a terminal', async () => {
    const { folder, course } = await staleCourse()
    expect(await codes(folder, ['check', course, '--fix'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no terminal'),
    })
  })

  it('says which editions are installed when another is asked for', async () => {
    const { folder, course } = await staleCourse()
    const { code, stderr } = await codes(folder, ['check', course, '--edition', 'icd10cm@2030-10-01'])
    expect(code).toBe(3)
    expect(stderr).toContain('Installed: icd10cm@2024-10-01, icd10cm@2025-10-01.')
  })
})

describe('the command line', () => {
  it.each([
    [[], 'Say what to do'],
    [['ad'], 'Did you mean add?'],
    [['show', 'E11.9', 'E11.22'], 'codes show takes one code'],
    [['add'], 'codes add needs something'],
    [['list', 'x'], 'x means nothing here'],
    [['add', 'x', '--effective', '2026-13-01'], '--effective cannot be 2026-13-01'],
    [['check', 'x', '--edition', 'icd9@2026-10-01'], '--edition cannot be icd9@2026-10-01'],
  ])('refuses %j', async (argv, because) => {
    const { code, stderr } = await codes(temporaryFolder(), argv)
    expect(code).toBe(2)
    expect(stderr).toContain(because)
  })
})

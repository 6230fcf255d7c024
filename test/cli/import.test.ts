/** Charts that we wrote become cases: what is made of them, and that nobody of the input is left. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scanText } from '../../src/checks/index.ts'
import { run } from '../../src/cli/main.ts'
import { courseWith, filesIn, temporaryFolder } from '../support/course-folder.ts'
import { expectGolden } from '../support/golden.ts'
import { testIo } from '../support/io.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/cli/import/${name}`, import.meta.url))

async function importChart(cwd: string, argv: readonly string[]) {
  const io = testIo({ cwd })
  const code = await run(['import', 'chart', ...argv], io)
  return { code, ...io.written() }
}

/** Every word of the inputs that says who somebody is, or when and where it was. */
const identifiers = {
  'note.txt': [
    'Leopold',
    'Grantham',
    '02/11/1934',
    '1934',
    '60518823',
    '4471-90233',
    '418 Sycamore',
    'Ridley',
    '43812',
    '555-0136',
    'leo.grantham',
    'mailbox',
    '03/09/2026',
    '03/14/2026',
    'March',
    'Imogen',
    'Thackeray',
    '92-year',
    'Adelaide',
    'January',
    'Rosalind',
    'Pike',
    '219-09-9999',
    '3/11',
    '03/12',
    '3/14',
    '555-0190',
    '2026-03',
  ],
  'note.md': [
    'Beatrix',
    'Lindqvist',
    'Jonas',
    'Ferrante',
    '2026-05-06',
    '2026-02-04',
    '77 Harbour',
    'QX-5521904',
    'portal.example',
    '555-212-0147',
  ],
  'bundle.fhir.json': [
    '7c1f0a52',
    '88231904',
    '999-41-7720',
    'Dorrance',
    'Wilhelmina',
    'Odette',
    '555-0172',
    '1959',
    '902 Gorman',
    'Haverley',
    '02139',
    'org-4471902',
    'Brackenridge',
    '555-0101',
    'Hospital Plaza',
    'prac-990117',
    '9999901172',
    'Holloway',
    'Casimir',
    'enc-77120',
    'enc-old',
    '2025',
    '08/18',
    '2024',
    '2011',
  ],
} as const

describe.each(Object.entries(identifiers))('import chart %s', (name, words) => {
  it('makes the case that the fixture shows', async () => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await importChart(folder, [fixture(name), '--case', 'new-case'])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^cases\/new-case\.md: \d documents, \d+ identifiers replaced\n$/),
    ])
    expect(stderr).toContain('Read every document')
    expectGolden(`cli/import/${name}.case.md`, readFileSync(join(folder, 'cases/new-case.md'), 'utf8'))
  })

  it('leaves nobody of the input in it', async () => {
    const input = readFileSync(fixture(name), 'utf8')
    const text =
      input +
      Array.from(input.matchAll(/"data": "([^"]+)"/g), ([, data = '']) => Buffer.from(data, 'base64').toString()).join(
        '\n',
      )
    const folder = temporaryFolder()
    await importChart(folder, [fixture(name), '--out', 'x.md'])
    const made = readFileSync(join(folder, 'x.md'), 'utf8').toLowerCase()
    for (const word of words) {
      // A word that the input does not have would prove nothing.
      if (!['2026-03', 'enc-old'].includes(word)) expect(text).toContain(word)
      expect(made).not.toContain(word.toLowerCase())
    }
  })

  it('is an error in a course until its author has written the key', async () => {
    const course = courseWith({
      'modules/02-sequencing.md': (module) => `${module}\n::case{id="new-case"}\n`,
      'course.yaml': (yaml) =>
        yaml.replace('- id: diagnosis\n', '- id: diagnosis-coding\n    title: Coding\n  - id: diagnosis\n'),
    })
    await importChart(course, [fixture(name), '--case', 'new-case'])
    const path = join(course, 'cases/new-case.md')
    const check = async (): Promise<{ code: number; errors: string[] }> => {
      const io = testIo({ cwd: course })
      const code = await run(['check', '.', '--format', 'json'], io)
      const { problems } = JSON.parse(io.written().stdout) as { problems: { code: string; severity: string }[] }
      return { code, errors: problems.filter(({ severity }) => severity === 'error').map((one) => one.code) }
    }
    expect(await check()).toEqual({ code: 1, errors: ['field-value'] })
    const io = testIo({ cwd: course })
    await run(['check', '.'], io)
    expect(io.written().stdout).toContain('The author states that the record is invented')
    writeFileSync(path, readFileSync(path, 'utf8').replace('fictional: false', 'fictional: true'))
    expect(await check()).toEqual({ code: 1, errors: ['key-open'] })
    writeFileSync(path, readFileSync(path, 'utf8').replace('code: TO-CODE', 'code: J15.0'))
    expect(await check()).toEqual({ code: 0, errors: [] })
  })
})

describe('import', () => {
  it('overwrites nothing', async () => {
    const folder = temporaryFolder()
    await importChart(folder, [fixture('note.txt')])
    const before = filesIn(folder)
    const { code, stderr } = await importChart(folder, [fixture('note.md')])
    expect([code, stderr]).toEqual([3, expect.stringContaining('cases/imported-chart.md is there already')])
    expect(filesIn(folder)).toEqual(before)
  })

  async function made(...lines: string[]): Promise<{ text: string; stdout: string }> {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), `${lines.join('\n')}\n`)
    const { stdout } = await importChart(folder, ['a.txt', '--out', 'x.md'])
    return { stdout, text: readFileSync(join(folder, 'x.md'), 'utf8').split('## Note\n\n')[1]?.trim() ?? '' }
  }

  it('gives each person a name of their own, and each family one', async () => {
    const { text } = await made(
      'Patient: Mary Jones. Her son Tom Jones and daughter Ruth visited. Ruth Jones signed.',
      'Dr. Alan Brown and Dr. Carol Brown agreed. Seen by T. Nguyen. Mrs. Jones thanked Carol Brown. Mary was glad.',
    )
    const [, mary, jones, tom, ruth] =
      /^Patient: (\w+) (\w+)\. Her son (\w+) \2 and daughter (\w+) visited\. \4 \2 signed\./.exec(text) ?? []
    expect([text, new Set([mary, jones, tom, ruth]).size]).toEqual([text, 4])
    const [, alan, brown, carol] = /Dr\. (\w+) (\w+) and Dr\. (\w+) \2 agreed\./.exec(text) ?? []
    expect([text, new Set([alan, carol, brown, jones]).size]).toEqual([text, 4])
    expect(text).toContain(`Mrs. ${jones} thanked ${carol} ${brown}. ${mary} was glad.`)
    expect(text).toMatch(/Seen by \w+ \w+\. Mrs/)
    expect(text).not.toMatch(/T\. |Nguyen|Jones|Brown/)
  })

  it('tells a day of birth in the whole years of the age beside it', async () => {
    const { text } = await made(
      'Admission date: 10/03/2026',
      'DOB: 03/14/1953',
      'A 73-year-old. Surgery on 10/03/2016. Stent on 10/10/2024.',
    )
    expect(text).toContain('Stent on 24 months before day 1')
    expect(text).toContain('DOB: 73 years before day 1')
    expect(text).toContain('10 years before day 1')
  })

  it('has a note once that Synthea writes into a report and a document reference', async () => {
    const folder = temporaryFolder()
    const attachment = { contentType: 'text/plain; charset=utf-8', data: btoa('# Chief Complaint\n- Chest pain\n') }
    const encounter = { reference: 'urn:uuid:e1' }
    const resources = [
      { resourceType: 'Patient', id: 'p1', name: [{ family: 'Runolfsdottir785', given: ['Abe604'] }] },
      { resourceType: 'Encounter', id: 'e1', class: { code: 'IMP' }, period: { start: '2026-10-03T07:12:36-04:00' } },
      { resourceType: 'DiagnosticReport', id: 'd1', encounter, presentedForm: [attachment] },
      { resourceType: 'DocumentReference', id: 'n1', context: { encounter: [encounter] }, content: [{ attachment }] },
      ...['Chest CT', 'Head CT'].map((text) => ({
        resourceType: 'DiagnosticReport',
        encounter,
        code: { text },
        conclusion: 'No acute findings.',
      })),
    ]
    const bundle = { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }
    writeFileSync(join(folder, 'synthea.json'), JSON.stringify(bundle))
    expect(await importChart(folder, ['synthea.json', '--out', 'x.md'])).toMatchObject({ code: 0 })
    const text = readFileSync(join(folder, 'x.md'), 'utf8')
    expect(text.match(/Chest pain/g)).toHaveLength(1)
    // Two reports that say the same are not one.
    expect(text.match(/No acute findings/g)).toHaveLength(2)
  })

  it('keeps what stands before a name and is no initial', async () => {
    const { text } = await made('Attending: Dr. Ann Nguyen', 'Given vitamin D. Nguyen agreed. On 2 L. Nguyen left.')
    expect(text).toMatch(/Given vitamin D\. \w+ agreed\. On 2 L\. \w+ left\./)
  })

  it('takes a place out wherever it is named once it is known as one', async () => {
    const { text } = await made(
      'Address: 12 Oak Street, Springfield, IL 62704',
      'The plant and weather records. Springfield. On exam he was well. Fell on a Springfield bus.',
    )
    expect(text).not.toContain('Springfield')
    expect(text).toContain('[place]. On exam he was well. Fell on a [place] bus.')
  })

  it('takes no more out than the sentence that names a place', () => {
    const found = (line: string): string[] => scanText([line])[0]?.map(({ text }) => text) ?? []
    expect(found('Bus 12 Springfield. On Main Street he fell.').join()).not.toContain('. On')
    expect(found('Lives at 12 St. Mary Street.')).toEqual(['12 St. Mary Street.'])
  })

  it('counts one identifier as one, and the names it gave pass the check of charts', async () => {
    expect((await made('Seen by Mary Jones.')).stdout).toContain(', 1 identifier replaced\n')
    const { text } = await made('Patient: Mary Jones', 'Her son Tom Jones came. Her son Tom left. Wife Ruth stayed.')
    expect(scanText(text.split('\n')).flat()).toEqual([])
  })

  it.each([
    [['import'], 2, 'Say what to import'],
    [['import', 'course', 'x'], 2, 'import cannot read a course'],
    [['import', 'chart'], 2, 'No chart was named'],
    [['import', 'chart', 'a', 'b'], 2, 'b means nothing here'],
    [['import', 'chart', 'a.txt', '--case', 'No Id'], 2, '"No Id" cannot be the id of a case'],
    [['import', 'chart', 'gone.txt'], 3, 'There is no file gone.txt'],
    [['import', 'chart', 'empty.txt'], 1, 'It holds no text.'],
    [['import', 'chart', 'half.json'], 1, 'It looks like JSON, but cannot be read'],
    [['import', 'chart', 'other.json'], 1, 'It is JSON, but not a FHIR Bundle.'],
    [['import', 'chart', 'nobody.json'], 1, 'A chart is of one patient; the bundle has 0.'],
    [['import', 'chart', 'latin1.txt'], 3, 'is not a text in UTF-8'],
  ])('says what is wrong with %j', async (argv, code, message) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'empty.txt'), '\n')
    writeFileSync(join(folder, 'half.json'), '{"resourceType":')
    writeFileSync(join(folder, 'other.json'), '{"resourceType":"Patient"}')
    writeFileSync(join(folder, 'nobody.json'), '{"resourceType":"Bundle","entry":[{"resource":3},null]}')
    writeFileSync(join(folder, 'latin1.txt'), new Uint8Array([0x66, 0xfc, 0x72]))
    const io = testIo({ cwd: folder })
    expect(await run(argv, io)).toBe(code)
    expect(io.written().stderr).toContain(message)
    expect(Object.keys(filesIn(folder)).filter((path) => path.startsWith('cases'))).toEqual([])
  })
})

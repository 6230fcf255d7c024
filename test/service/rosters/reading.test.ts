/** What is made of the files that learning platforms and spreadsheets write, before anybody is looked up. */

import { describe, expect, test } from 'vitest'
import { readClaims } from '../../../src/service/rosters/claims.ts'
import { understand } from '../../../src/service/rosters/columns.ts'
import { formats, type RosterFormat } from '../../../src/service/rosters/formats.ts'
import { outOfIn } from '../../../src/service/rosters/points.ts'
import { MOST_ROSTER_BYTES, MOST_ROSTER_LINES, readTable } from '../../../src/service/rosters/table.ts'
import { readDay, readDone, readPercent } from '../../../src/service/rosters/values.ts'
import fc from '../../support/properties.ts'
import { blackboard, canvas, moodle, plain, utf16 } from '../../support/rosters.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function claimsOf(bytes: Uint8Array, named: Record<string, string> = {}) {
  const table = readTable(bytes)
  if ('wrong' in table) return table
  const understood = understand(table, named)
  if ('wrong' in understood) return understood
  const format: RosterFormat = formats[understood.format]
  const { columns } = understood
  return {
    format: understood.format,
    claims: readClaims(table.rows, { format, columns, outOf: outOfIn(table, understood), dateOrder: undefined }),
  }
}

describe('formats', () => {
  test('Moodle', () => {
    expect(claimsOf(moodle)).toEqual({
      format: 'moodle',
      claims: [
        { line: 2, email: 'ada@college.example', id: '1001', name: 'Ada Example', percent: 91.5 },
        { line: 3, email: 'bob@college.example', id: '1002', name: 'Bob Example', percent: 62 },
        { line: 4, email: 'anh@college.example', id: '1003', name: 'Nguyễn Thị Ánh', percent: 88 },
        { line: 5, email: 'carl@college.example', id: '1004', name: 'Carl Example' },
      ],
    })
  })

  test('Canvas: the line of points possible and the pretended student are no people', () => {
    expect(claimsOf(canvas)).toEqual({
      format: 'canvas',
      claims: [
        { line: 3, email: 'ada@college.example', id: 'A1001', name: 'Ada Example', percent: 96 },
        { line: 4, email: 'bob@college.example', id: 'A1002', name: 'Bob Example', percent: 40 },
      ],
    })
  })

  test.each(['completedOn', 'COMPLETEDON', 'completed on', 'Completed_On', 'Completion date', 'Date completed'])(
    'a day stands under %s',
    (heading) => {
      const files = [
        `email,score %,${heading}\nada@college.example,90,2026-11-02\n`,
        `First name,Last name,Email address,${heading}\nAda,Example,ada@college.example,2026-11-02\n`,
      ]
      for (const file of files) {
        expect(claimsOf(utf8(file))).toMatchObject({ claims: [{ completedOn: '2026-11-02' }] })
      }
    },
  )

  test('Canvas: an assignment is out of its points possible', () => {
    const read = claimsOf(canvas, { score: 'Final exam (8812)' })
    expect('claims' in read && read.claims.map((claim) => 'percent' in claim && claim.percent)).toEqual([96, 40])
  })

  test('a login that is no address is a number, and one that is an address is that too', () => {
    const columns = 'Student,ID,SIS User ID,SIS Login ID,Section,Final exam (8812),Final Score'
    const lines = [
      '"Example, Ada",31,A1001,aexample,Fall 2026,EX,96',
      '"Example, Bob",32,,bob@college.example,Fall 2026,20,40',
      '"Example, Cy",33,,cexample,Fall 2026,20,40',
    ]
    const file = utf8(`${columns}\n${lines.join('\n')}\n`)
    expect(claimsOf(file)).toEqual({
      format: 'canvas',
      claims: [
        { line: 2, id: 'A1001', name: 'Ada Example', percent: 96 },
        { line: 3, id: 'bob@college.example', email: 'bob@college.example', name: 'Bob Example', percent: 40 },
        { line: 4, id: 'cexample', name: 'Cy Example', percent: 40 },
      ],
    })
    const named = claimsOf(file, { email: 'SIS Login ID' })
    expect('claims' in named && named.claims[0]).toMatchObject({ wrong: '"aexample" is not an e-mail address.' })
    const users = utf16(
      '"Last Name"\t"First Name"\t"Username"\t"Student ID"\nExample\tAda\tada@college.example\t1001\n',
    )
    expect(claimsOf(users)).toMatchObject({ claims: [{ email: 'ada@college.example', id: '1001' }] })
  })

  test('Blackboard: UTF-16, tabs, points in the heading', () => {
    expect(claimsOf(blackboard)).toEqual({
      format: 'blackboard',
      claims: [
        { line: 2, id: '1001', name: 'Ada Example', percent: 96 },
        { line: 3, id: '1002', name: 'Bob Example', percent: 40 },
      ],
    })
  })

  test('a plain table of a spreadsheet: semicolons, decimal commas, an empty line', () => {
    expect(claimsOf(plain)).toEqual({
      format: 'plain',
      claims: [
        { line: 2, email: 'ada@college.example', name: 'Ada Example', percent: 91.5, completedOn: '2026-11-20' },
        { line: 3, email: 'bob@college.example', name: 'Bob Example', percent: 55, completedOn: '2026-11-20' },
        { line: 5, email: 'dee@college.example', name: 'Dee Unquoted', percent: 80, completedOn: '2026-11-20' },
      ],
    })
  })

  test('columns that are named win', () => {
    const file = utf8('Person,Contact,Done\nAda Example,ada@college.example,yes\n')
    expect(claimsOf(file, { name: 'Person', email: 'contact', completed: 'Done' })).toEqual({
      format: 'plain',
      claims: [{ line: 2, name: 'Ada Example', email: 'ada@college.example', done: true }],
    })
  })
})

describe('tables', () => {
  const cells = (bytes: Uint8Array) => {
    const table = readTable(bytes)
    return 'wrong' in table ? table.wrong : [table.header, ...table.rows].map((row) => [row.line, ...row.cells])
  }

  test.each([
    ['UTF-8', utf8('a,é\n1,ñ\n')],
    ['UTF-8 with a mark', utf8('\uFEFFa,é\n1,ñ\n')],
    ['UTF-16, little end first', utf16('a,é\n1,ñ\n')],
    ['UTF-16, big end first', new Uint8Array(Buffer.from('\uFEFFa,é\n1,ñ\n', 'utf16le').swap16())],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from('a,é\n1,ñ\n', 'utf16le'))],
  ])('%s', (_, bytes) => {
    expect(cells(bytes)).toEqual([
      [1, 'a', 'é'],
      [2, '1', 'ñ'],
    ])
  })

  test.each([';', ',', '\t'])('a first line says that %j stands between cells', (mark) => {
    expect(cells(utf8(`sep=${mark}\na${mark}b\n1${mark}2\n`))).toEqual([
      [2, 'a', 'b'],
      [3, '1', '2'],
    ])
  })

  test('lines are counted as an editor counts them', () => {
    expect(cells(utf8('a,b\r\n\r\n"one\r\ntwo",2\r\n3,4\r\n\r\n5,"6"'))).toEqual([
      [1, 'a', 'b'],
      [3, 'one\ntwo', '2'],
      [5, '3', '4'],
      [7, '5', '6'],
    ])
  })

  test.each([
    ['nothing', new Uint8Array(), 'The file is empty.'],
    ['only white space', utf8(' \n\n'), 'The file has no headings.'],
    ['Latin-1', new Uint8Array(Buffer.from('a,\xe9\n', 'latin1')), 'neither UTF-8 nor UTF-16'],
    ['a spreadsheet file', new Uint8Array(Buffer.from('PK\x03\x04\0\0\0\0', 'latin1')), 'neither UTF-8 nor UTF-16'],
    ['an open quotation mark', utf8('a,b\n"1,2\n'), 'a quotation mark is not closed'],
    ['too many bytes', new Uint8Array(MOST_ROSTER_BYTES + 1), 'more than 5242880 bytes'],
    ['too many lines', utf8(`a,b\n${'1,2\n'.repeat(MOST_ROSTER_LINES + 1)}`), 'more than 5000 lines'],
    ['too many columns', utf8(`${'a,'.repeat(1001)}\n`), 'more than 1000 columns'],
  ])('refuses %s', (_, bytes, words) => {
    expect(cells(bytes)).toContain(words)
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const table = readTable(bytes)
        expect('wrong' in table || table.header.cells.length > 0).toBe(true)
      }),
    )
  })
})

describe('columns', () => {
  const words = (headings: string, named: Record<string, string> = {}): string => {
    const table = readTable(utf8(`${headings}\n`))
    if ('wrong' in table) throw new Error(table.wrong)
    const understood = understand(table, named)
    return 'wrong' in understood ? understood.wrong : 'fine'
  }
  test.each([
    ['nobody is named', 'Score,Date', {}, 'No column says who a line is about'],
    ['a meaning that is none', 'email', { mail: 'email' }, 'A column cannot mean "mail"'],
    ['a column that is not there', 'email', { score: 'Total' }, 'no column "Total". Its columns are: email.'],
    ['a heading that stands twice', 'email,Total,total', { score: 'Total' }, 'more than one column "Total"'],
  ])('%s', (_, headings, named, expected) => {
    expect(words(headings, named)).toContain(expected)
  })
})

describe('values', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22 10:11:12', '2026-11-22'],
    ['2026-11-22T10:11:12Z', '2026-11-22'],
    ['Wednesday, 3 June 2026, 10:20 AM', '2026-06-03'],
    ['Jun 3, 2026', '2026-06-03'],
    ['', undefined],
    ['-', undefined],
  ])('the day %s', (text, value) => {
    expect(readDay(text, undefined)).toEqual({ value })
  })
  test('days with slashes are read as was said, and not at all otherwise', () => {
    expect(readDay('03/06/2026', 'dmy')).toEqual({ value: '2026-06-03' })
    expect(readDay('03/06/2026', 'mdy')).toEqual({ value: '2026-03-06' })
    expect(readDay('03/06/2026', undefined)).toEqual({ wrong: expect.stringContaining('can be read in two ways') })
  })
  test.each(['2026-02-30', '31 June 2026', 'soon', '20261122', '1e5'])('no day: %s', (text) => {
    expect(readDay(text, 'dmy')).toEqual({ wrong: expect.stringContaining(JSON.stringify(text)) })
  })

  test.each([
    ['85.00 %', undefined, 85],
    ['85,5%', undefined, 85.5],
    ['48', 50, 96],
    ['0', 100, 0],
    ['110 %', undefined, 110],
    ['55', 50, 110],
  ])('the result %s of %s', (text, outOf, value) => {
    expect(readPercent(text, outOf)).toEqual({ value })
  })
  test('a result out of nobody knows how many points is not guessed at', () => {
    expect(readPercent('48', undefined)).toEqual({
      wrong: 'Nothing says out of how many points "48" is. Say so with `outOf`.',
    })
    for (const text of ['A+', '1e9', '-5', '=1+1', 'NaN', 'Infinity']) {
      expect(readPercent(text, 100)).toHaveProperty('wrong')
    }
  })
  test.each([
    ['700', 100],
    ['700 %', undefined],
    ['110,5', 100],
    ['56', 50],
  ])('%s of %s is more than extra credit gives', (text, outOf) => {
    expect(readPercent(text, outOf)).toEqual({
      wrong: `"${text}" is more than 110 percent. Correct it, or say with \`outOf\` how many points are 100 percent.`,
    })
  })

  test('done or not', () => {
    for (const text of ['yes', 'Completed', 'PASS', '1', '2026-11-22'])
      expect(readDone(text, undefined)).toEqual({ value: true })
    for (const text of ['no', 'Not completed', '0', '', '-'])
      expect(readDone(text, undefined)).toEqual({ value: false })
    expect(readDone('maybe', undefined)).toHaveProperty('wrong')
  })
})

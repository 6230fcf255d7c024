/** The code book: its files, its search, its tree, its tables. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chapterOf } from '../../src/codes/book/chapters.ts'
import { type BookEntry, frontCode, readFrontCode } from '../../src/codes/book/front-code.ts'
import { notesFor, seventhFor } from '../../src/codes/book/notes.ts'
import { buildPcs, pcsEntries, pcsTitle } from '../../src/codes/book/pcs.ts'
import { oneTypo, openSearch, wordsOf } from '../../src/codes/book/search.ts'
import { readShard } from '../../src/codes/book/shard.ts'
import { openTree } from '../../src/codes/book/tree.ts'
import { codeMap } from '../../src/codes/code-set.ts'
import { readOrder } from '../../src/codes/formats/order.ts'
import { expandTables, type PcsTables } from '../../src/codes/formats/pcs-tables.ts'
import { diagnoses } from '../support/code-book.ts'
import { realFile, realFilesMissing } from '../support/code-files.ts'
import fc from '../support/properties.ts'

if (realFilesMissing !== undefined) console.log(`skipped: ${realFilesMissing}`)

const entry = (code: string, title: string, billable = true): BookEntry => ({
  code,
  title,
  billable,
  poaExempt: false,
  fresh: false,
})
const short = [
  ...codeMap(
    diagnoses.map(([code, title, header]) => ({ code, title, short: title, billable: header === undefined })),
  ).values(),
].map(({ code, title, billable }) => entry(code, title, billable))
const real = (): BookEntry[] => {
  const read = readOrder(Buffer.from(realFile('icd10cm/icd10cm-order-2026.txt')).toString('utf8'))
  if (!('value' in read)) throw new Error(read.fault.because)
  return [...read.value.values()].map(({ code, title, billable }) => entry(code, title, billable))
}

describe('front coding', () => {
  const code = fc.stringMatching(/^[A-Z][0-9][0-9A-Z]{1,5}$/)
  const title = fc.oneof(
    fc
      .array(fc.constantFrom('of', 'left', 'femur', 'type', '2', '', 'Ménière’s', '|', '1a|'), { minLength: 1 })
      .map((w) => w.join(' ')),
    fc.string().filter((text) => !text.includes('\n')),
  )
  const sample = { code: 'A00', title: '', billable: true, poaExempt: false, fresh: false }
  const entries = fc.array(
    fc.record({ code, title, billable: fc.boolean(), poaExempt: fc.boolean(), fresh: fc.boolean() }),
  )

  it('gives back what was put in', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(readFrontCode(frontCode(all))).toEqual(all)
      }),
      { examples: [[['of', 'of ', 'of'].map((title) => ({ ...sample, title }))]] },
    )
  })

  it('refuses what it has not written', () => {
    for (const line of ['0A00b0', 'x', '0A00z0|x', '0A00b|x']) expect(() => readFrontCode(line), line).toThrow()
  })

  it.skipIf(realFilesMissing !== undefined)(
    'holds an edition in less than 300 kB, and three chapters in 24 kB',
    () => {
      const all = real()
      expect(readFrontCode(frontCode(all))).toEqual(all)
      expect(gzipSync(frontCode(all), { level: 9 }).length).toBeLessThan(300_000)
      const three = all.filter((one) => ['4', '9', '10'].includes(chapterOf('icd10cm', one.code)?.id ?? ''))
      expect(three.length).toBeGreaterThan(3000)
      expect(gzipSync(frontCode(three), { level: 9 }).length).toBeLessThan(24_000)
    },
    60_000,
  )
})

function finds(all: readonly BookEntry[], every: number): void {
  const { find } = openSearch(all)
  for (let i = 0; i < all.length; i += every) {
    const one = all[i]
    if (one === undefined) continue
    for (let length = 3; length <= one.code.length; length++) {
      const { hits } = find(one.code.slice(0, length), all.length)
      expect(hits, one.code.slice(0, length)).toContain(one)
    }
    expect(find(one.code, 1).hits).toEqual([one])
    expect(find(one.title, all.length).hits, one.title).toContain(one)
  }
}

describe('search', () => {
  const { find } = openSearch(short)
  const codes = (query: string): string[] => find(query, 20).hits.map((hit) => hit.code)

  it('finds every code by how it begins and by the words of its title', () => finds(short, 1))

  it.skipIf(realFilesMissing !== undefined)('does so in a whole edition', () => finds(real(), 2999), 120_000)

  it('takes codes with and without a point, in upper and lower case', () => {
    for (const query of ['E11.22', 'e1122', ' e11.22 ']) expect(codes(query), query).toEqual(['E1122'])
    expect(codes('e11')).toEqual(['E11', 'E112', 'E1121', 'E1122', 'E119'])
  })

  it('puts whole words before beginnings, and these before typos', () => {
    const { find: look } = openSearch([
      entry('A00', 'Kidneystone one'),
      entry('A01', 'Kidney two'),
      entry('A02', 'Kidlay three'),
    ])
    expect(look('kidney', 9).hits.map(({ code }) => code)).toEqual(['A01', 'A00'])
    expect(look('kidmey', 9).hits.map(({ code }) => code)).toEqual(['A01'])
  })

  it('wants every word, in any order, and forgives one wrong letter in words of five and more', () => {
    expect(codes('kidney diabetes chronic')).toEqual(['E1122'])
    expect(codes('diabets nephropahty')).toEqual(['E1121'])
    expect(codes('kidney obesity')).toEqual([])
    expect(codes('ned')).toEqual([])
  })

  it('counts what it does not list', () => {
    expect(find('type', 2)).toMatchObject({ total: 5, hits: [{ code: 'E11' }, { code: 'E119' }] })
    expect(find('', 9)).toEqual({ hits: [], total: 0 })
    expect(find('…', 9)).toEqual({ hits: [], total: 0 })
  })

  it('reads words as they are compared', () => {
    expect(wordsOf("Ménière's fractures, left-sided (2)")).toEqual(['meniere', 'fracture', 'left', 'sided', '2'])
  })

  it('knows one typo from two', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/)
    fc.assert(
      fc.property(word, fc.nat(11), fc.constantFrom('x', 'q'), (text, place, letter) => {
        const at = place % text.length
        expect(oneTypo(text.slice(0, at) + letter + text.slice(at), text)).toBe(true)
        expect(oneTypo(text.slice(0, at) + text.slice(at + 1), text)).toBe(true)
        expect(oneTypo(text.slice(0, at) + letter + text.slice(at + 1), text)).toBe(true)
        const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
        expect(oneTypo(swapped, text)).toBe(true)
      }),
    )
    expect(oneTypo('abcde', 'xbcdy')).toBe(false)
    expect(oneTypo('abcde', 'abc')).toBe(false)
  })
})

describe('tree', () => {
  const tree = openTree(short, [
    ['E08', 'E13', 'Diabetes mellitus'],
    ['S00', 'T88', 'Injury'],
    ['S50', 'S59', 'Injuries to the elbow and forearm'],
  ])
  const names = (of: Parameters<typeof tree.children>[0]): string[] =>
    tree.children(of).map((node) => (node.kind === 'block' ? node.id : node.entry.code))

  it('leads from the chapter to every code, once', () => {
    const seen: string[] = []
    const walk = (of: Parameters<typeof tree.children>[0]): void => {
      for (const node of tree.children(of)) {
        if (node.kind === 'code') seen.push(node.entry.code)
        walk(node)
      }
    }
    walk('chapter')
    expect(seen.sort()).toEqual(short.map(({ code }) => code).sort())
  })

  it('puts blocks into blocks and codes below their headers', () => {
    expect(names('chapter')).toContain('E08-E13')
    expect(names('chapter')).toContain('N13')
    expect(tree.above('S52121A').map((node) => (node.kind === 'block' ? node.id : node.entry.code))).toEqual([
      'S00-T88',
      'S50-S59',
      'S52',
      'S521',
      'S5212',
      'S52121',
    ])
    expect(tree.children({ kind: 'code', entry: entry('E11', '') })).toHaveLength(2)
  })
})

describe('notes', () => {
  const shard = {
    kind: 'notes' as const,
    at: {
      '4': { notes: { excludes1: ['newborn'] } },
      'E08-E13': { notes: { includes: ['all'] } },
      E11: { notes: { inclusionTerm: ['own only'], excludes1: ['type 1'] }, seventh: { A: 'initial' } },
      E1122: { notes: { useAdditionalCode: ['stage'] } },
    },
  }
  const above = ['4', 'E08-E13', 'E11', 'E112']

  it('come from the code and from everything above it, and say from where', () => {
    expect(notesFor(shard, 'E1122', above)).toEqual([
      { kind: 'useAdditionalCode', texts: ['stage'] },
      { kind: 'excludes1', texts: ['type 1'], from: 'E11' },
      { kind: 'includes', texts: ['all'], from: 'E08-E13' },
      { kind: 'excludes1', texts: ['newborn'], from: '4' },
    ])
    expect(notesFor(shard, 'E11', above.slice(0, 2))[0]).toEqual({ kind: 'inclusionTerm', texts: ['own only'] })
  })

  it('give the seventh characters of the nearest that has them', () => {
    expect(seventhFor(shard, 'E1122', above)).toEqual({ from: 'E11', values: { A: 'initial' } })
    expect(seventhFor(shard, 'N18', ['14'])).toBeUndefined()
  })
})

describe('tables of ICD-10-PCS', () => {
  const label = (...pairs: string[]) => ({
    title: 'Axis',
    labels: Object.fromEntries(pairs.map((one) => [one, `Label ${one}`])),
  })
  const value = fc.constantFrom('0', '1', 'Z')
  const axis = fc.uniqueArray(value, { minLength: 1, maxLength: 2 }).map((all) => label(...all))
  const rowOf = fc.tuple(axis, axis, axis, axis)
  const table = fc.record({
    axes: fc.tuple(
      value.map((v) => label(v)),
      value.map((v) => label(v)),
      value.map((v) => label(v)),
    ),
    definition: fc.constant('What it is'),
    rows: fc.array(rowOf, { minLength: 1, maxLength: 3 }),
  })

  it('offer at each character what leads to a code, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (tables) => {
        const set: PcsTables = { fiscalYear: 2027, tables }
        const built: string[] = []
        const walk = (typed: string): void => {
          const { next, chosen } = buildPcs(tables, typed)
          expect(chosen.map((one) => one.value).join('')).toBe(typed)
          if (next === undefined) built.push(typed)
          else for (const choice of next.choices) walk(typed + choice.value)
        }
        walk('')
        expect(new Set(built)).toEqual(expandTables(set))
        expect(built.length).toBe(new Set(built).size)
      }),
      { numRuns: 30 },
    )
  })

  it('leave out characters that no row has, with all behind them', () => {
    const tables = [
      {
        axes: [label('0'), label('D'), label('T')],
        definition: 'Cutting out',
        rows: [[label('J'), label('0'), label('Z'), label('Z')]],
      },
    ]
    expect(buildPcs(tables, '0DTX0ZZ').chosen.map((one) => one.value)).toEqual(['0', 'D', 'T'])
    const whole = buildPcs(tables, '0DTJ0ZZ')
    expect(whole).toMatchObject({ next: undefined, operation: { label: 'Label T', definition: 'Cutting out' } })
    expect(pcsTitle(whole.chosen)).toBe('Label T, Label J, Label 0, Label Z, Label Z')
    expect(pcsEntries(tables).map(({ code }) => code)).toEqual(['0DT', '0DTJ'])
  })
})

describe('files', () => {
  it('are known from what is none', () => {
    for (const value of [undefined, null, 4, {}, { kind: 'codes' }, { kind: 'other', entries: '' }])
      expect(readShard(value)).toBeUndefined()
    expect(readShard({ kind: 'codes', entries: '', blocks: [] })).toBeDefined()
  })

  it('go by the chapter of their codes', () => {
    const ids = ['A00', 'D49', 'D50', 'H59', 'H60', 'U071', 'V00', 'Z9989'].map(
      (code) => chapterOf('icd10cm', code)?.id,
    )
    expect(ids).toEqual(['1', '2', '3', '7', '8', '22', '20', '21'])
    expect(chapterOf('icd10pcs', '0DTJ4ZZ')?.title).toBe('Medical and Surgical')
    expect(chapterOf('icd10pcs', 'Y')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { applyAddenda } from '../../src/codes/apply-addenda.ts'
import { codesText, countsOf, readCodesText } from '../../src/codes/code-set.ts'
import type { Read } from '../../src/codes/fault.ts'
import { readAddenda } from '../../src/codes/formats/addenda.ts'
import { previousOf } from '../../src/codes/formats/conversion.ts'
import { readHcpcs } from '../../src/codes/formats/hcpcs.ts'
import { readOrder } from '../../src/codes/formats/order.ts'
import { expandTables, type PcsTables } from '../../src/codes/formats/pcs-tables.ts'
import { readPoaExempt } from '../../src/codes/formats/poa-exempt.ts'
import { readTextSource } from '../../src/codes/source.ts'
import { addendaFile, orderFile, poaFile, type Row } from '../support/code-files.ts'

const rows: readonly Row[] = [
  ['C84', 'Mature T/NK-cell lymphomas', 'header'],
  ['C84A', 'Cutaneous T-cell lymphoma, unspecified', 'header'],
  ['C84A0', 'Cutaneous T-cell lymphoma, unspecified, unspecified site'],
  ['C849', 'Mature T/NK-cell lymphomas, unspecified'],
  ['G35', 'Multiple sclerosis'],
]

function value<T>(read: Read<T>): T {
  if ('fault' in read) throw new Error(JSON.stringify(read.fault))
  return read.value
}
const because = (read: Read<unknown>): string =>
  'fault' in read ? `${read.fault.line ?? ''} ${read.fault.because}`.trim() : 'no fault'

const divided = addendaFile([2025, 2026], [3, 2], {
  remove: [['G35', 'Multiple sclerosis']],
  add: [
    ['G35', 'Multiple sclerosis', 'header'],
    ['G35A', 'Relapsing-remitting multiple sclerosis'],
    ['G35D', 'Multiple sclerosis, unspecified'],
  ],
  revise: [
    [
      ['C849', 'Mature T/NK-cell lymphomas, unspecified'],
      ['C849', 'Mature T/NK-cell lymphoma, unspecified'],
    ],
  ],
})

describe('order files', () => {
  it('reads codes and headers whatever their order, line ends and byte order mark', () => {
    const codes = value(readOrder(orderFile(rows)))
    expect(countsOf(codes.values())).toEqual({ billable: 3, headers: 2 })
    expect([...codes.keys()]).toEqual(['C84', 'C849', 'C84A', 'C84A0', 'G35'])
    expect(codes.get('C84A0')).toEqual({
      code: 'C84A0',
      billable: true,
      title: 'Cutaneous T-cell lymphoma, unspecified, unspecified site',
      short: 'Cutaneous T-cell lymphoma, unspecified, unspecified site',
    })
    expect(value(readOrder(`\ufeff${orderFile(rows).replaceAll('\r\n', '\n')}`))).toEqual(codes)
  })

  it('refuses what is cut off, doubled or out of order', () => {
    const text = orderFile(rows)
    expect(because(readOrder(text.slice(0, -20)))).toBe(
      'The file ends in the middle of a line: it was probably cut off.',
    )
    expect(because(readOrder(orderFile([...rows, ['G35', 'Again']])))).toBe('6 G35 is there twice.')
    expect(because(readOrder(text.split('\r\n').slice(1).join('\r\n')))).toMatch(/^1 Line 1 has the number 00002/)
  })

  it('tells the systems apart and takes the edition from the name', () => {
    const named = (text: string, ...names: string[]): unknown => {
      const read = readTextSource(text, { names })
      return read !== undefined && 'value' in read && 'effective' in read.value
        ? [read.value.system, read.value.effective]
        : read
    }
    expect(named(orderFile(rows), 'icd10cm-order-2026.txt')).toEqual(['icd10cm', '2025-10-01'])
    expect(named(orderFile(rows), 'icd10cm-order-2025.txt', 'Code-desciptions-April-2025.zip')).toEqual([
      'icd10cm',
      '2025-04-01',
    ])
    expect(
      named(
        orderFile([
          ['001', 'Bypass', 'header'],
          ['0016070', 'Bypass'],
        ]),
        'order_2026.txt',
      ),
    ).toEqual(['icd10pcs', '2025-10-01'])
    expect(named(orderFile(rows), 'order.txt')).toMatchObject({
      fault: { because: expect.stringContaining('--effective') },
    })
  })
})

describe('addenda', () => {
  it('turns one edition into the next, a divided code included', () => {
    const made = value(applyAddenda(value(readOrder(orderFile(rows))), value(readAddenda(divided))))
    expect(countsOf(made.values())).toEqual({ billable: 4, headers: 3 })
    expect(made.get('G35')?.billable).toBe(false)
    expect(made.get('C849')?.title).toBe('Mature T/NK-cell lymphoma, unspecified')
  })

  it('refuses an edition it was not made for', () => {
    const addenda = value(readAddenda(divided))
    const base = value(readOrder(orderFile(rows)))
    const twice = value(applyAddenda(base, addenda))
    expect(because(applyAddenda(twice, addenda))).toMatch(
      /^It changes an edition of 3 codes and 2 headers, but the edition just before it has 4 codes and 3/,
    )
    const other = value(
      readOrder(
        orderFile(
          rows.map(([code, title, header]) =>
            code === 'G35' ? ['G36', title] : header ? [code, title, header] : [code, title],
          ),
        ),
      ),
    )
    expect(because(applyAddenda(other, addenda))).toBe(
      '1 G35 is to be changed, but the edition before does not have it.',
    )
    const retitled = value(
      readOrder(
        orderFile(
          rows.map(([code, title, header]) =>
            code === 'G35' ? [code, 'MS'] : header ? [code, title, header] : [code, title],
          ),
        ),
      ),
    )
    expect(because(applyAddenda(retitled, addenda))).toMatch(/^1 G35 has another title/)
  })

  it('refuses what its own counts do not bear out', () => {
    expect(because(readAddenda(divided.replace(/^Add:.*G35A.*\r\n/m, '')))).toBe(
      'The file has 1 additions of codes, but its own count at the end says 2: lines are missing or were changed.',
    )
    expect(because(readAddenda(divided.slice(0, divided.indexOf('Headers'))))).toMatch(
      /^The counts at the end are missing/,
    )
    expect(because(readAddenda(divided.slice(0, divided.indexOf('Codes') + 20)))).toMatch(
      /The counts at the end are not whole/,
    )
    expect(because(readAddenda(divided.replace(/^Revise to.*\r\n/m, '')))).toMatch(/^The file has 0 revisions of codes/)
  })
})

describe('the other files', () => {
  it('reads the POA exempt list', () => {
    expect(value(readPoaExempt(poaFile(2025, ['B90.0', 'Z99.3'])))).toEqual({
      fiscalYear: 2025,
      codes: ['B900', 'Z993'],
    })
    expect(because(readPoaExempt(poaFile(2025, ['B90.0', 'B90.0'])))).toBe('3 B90.0 is there twice.')
  })

  it('reads what a code was before, ranges included', () => {
    expect(previousOf('H44.20-H44.23 and H35.051')).toEqual([
      { from: 'H4420', to: 'H4423' },
      { from: 'H35051', to: 'H35051' },
    ])
    expect(previousOf('K59.09 AND Code from categories T36-T50')).toEqual([{ from: 'K5909', to: 'K5909' }])
    expect(previousOf('QA0.0101')).toEqual([{ from: 'QA00101', to: 'QA00101' }])
  })

  it('expands ICD-10-PCS tables', () => {
    const axis = (title: string, values: string) => ({
      title,
      labels: Object.fromEntries(values.split('').map((one) => [one, one])),
    })
    const tables: PcsTables = {
      fiscalYear: 2025,
      tables: [
        {
          axes: [axis('Section', '0'), axis('Body System', 'D'), axis('Operation', 'T')],
          definition: '',
          rows: [[axis('Body Part', 'J'), axis('Approach', '048'), axis('Device', 'Z'), axis('Qualifier', 'Z')]],
        },
      ],
    }
    expect([...expandTables(tables)]).toEqual(['0DTJ0ZZ', '0DTJ4ZZ', '0DTJ8ZZ'])
  })

  it('reads HCPCS records, continued titles and ends', () => {
    const record = (code: string, kind: string, long: string, end = ''): string =>
      `${code.padStart(5)}00100${kind}${long.padEnd(80)}${'Short'.padEnd(28)}`
        .padEnd(284)
        .concat(end.padEnd(8), '        \r\n')
    const text = `*Disclaimer\r\n${record('A1', '7', 'A modifier')}${record('J1885', '3', 'Injection, ketorolac tromethamine,')}${record('J1885', '4', 'per 15 mg')}${record('J9999', '3', 'Gone', '20181231')}`
    const codes = value(readHcpcs(text, '2019-01-01'))
    expect([...codes.values()]).toEqual([
      { code: 'J1885', billable: true, title: 'Injection, ketorolac tromethamine, per 15 mg', short: 'Short' },
    ])
  })

  it('keeps codes as text that is read back alike', () => {
    const codes = value(readOrder(orderFile(rows)))
    const back = readCodesText(codesText(codes))
    expect([...back.values()]).toEqual([...codes.values()])
    for (const entry of codes.values()) expect(back.get(entry.code)).toEqual(entry)
    for (const none of ['', 'A', 'C840', 'G3', 'G350', 'Z']) expect(back.get(none)).toBeUndefined()
  })
})

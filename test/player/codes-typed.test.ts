import { describe, expect, it } from 'vitest'
import { readTyped } from '../../src/player/views/codes/typed.ts'

describe('a procedure that was done twice', () => {
  it('is typed with its day; the same day and the same diagnosis are caught', () => {
    const typed = (text: string, role: 'S' | 'R', days: boolean) => {
      const { entries, repeated } = readTyped(text, role, [{ role: 'R', code: '5A1D70Z', mark: '2' }], days)
      return [entries.map(({ code, mark }) => `${code} ${mark}`.trim()), repeated]
    }
    expect(typed('5a1d70z 5, 5A1D70Z 2', 'R', true)).toEqual([['5A1D70Z 5'], ['5A1D70Z']])
    expect(typed('5a1d70z', 'R', true)).toEqual([['5A1D70Z'], []])
    expect(typed('5a1d70z 5', 'R', false)).toEqual([[], ['5A1D70Z']])
    expect(typed('e1122 y, E11.22 N', 'S', true)).toEqual([['E1122 Y'], ['E1122']])
  })
})

describe('codes that are pasted', () => {
  const read = (text: string, role: 'S' | 'R' = 'S') => {
    const { entries, refused } = readTyped(text, role, [], true)
    return [entries.map(({ code, mark }) => `${code} ${mark}`.trim()).join(', '), refused.join(' ')]
  }
  const three = ['E1122 Y, D510, N1831 N', '']

  it.each([
    ['with commas', 'E11.22 Y, D51.0, N18.31 N'],
    ['one a line', 'E11.22 Y\r\nD51.0\r\nN18.31 N\r\n'],
    ['as cells of one row', 'E11.22\tY\tD51.0\tN18.31\tN'],
    [
      'with titles behind them',
      'E11.22\tType 2 diabetes mellitus with diabetic chronic kidney disease\tY\nD51.0\tVitamin B12 deficiency anemia due to intrinsic factor deficiency\t\nN18.31\tChronic kidney disease, stage 3a\tN',
    ],
    [
      'as a spreadsheet with its heads and row numbers',
      'No.\tCode\tDescription\tPOA\n1\tE1122\tType 2 diabetes mellitus with complications\ty\n2\tD510\tVitamin B12 deficiency anemia\n3\tN1831\tChronic kidney disease, stage 3a\tN\n',
    ],
    [
      'as a list of a text',
      '1. E11.22 - Type 2 diabetes (POA: Y)\n2. D51.0 – Vitamin B12 deficiency anemia\n3. N18.31 – Chronic kidney disease, stage 3a; POA-N',
    ],
    ['as CSV', 'E11.22,"Type 2 diabetes mellitus",Y\nD51.0,"Anemia, vitamin B12",\nN18.31,"CKD, stage 3a",N'],
    [
      'in one line with titles',
      'E11.22 Type 2 diabetes Y, D51.0 Vitamin B12 deficiency anemia, N18.31 CKD, stage 3a N',
    ],
  ])('are taken %s', (_, text) => {
    expect(read(text)).toEqual(three)
  })

  it('keep their own marks, and take none from the end of a title', () => {
    expect(read('B17.2\tAcute hepatitis E\nE66.811 Obesity, class 1\nZ79.4 1')).toEqual(['B172, E66811, Z794 E', ''])
    expect(
      read('0FT44ZZ\tResection of Gallbladder, Percutaneous Endoscopic Approach\t2\ngzjzzzz Light Therapy', 'R'),
    ).toEqual(['0FT44ZZ 2, GZJZZZZ', ''])
    expect(read('XW033H5 Introduction, New Technology Group 5\n0CN70ZZ Release Bladder', 'R')).toEqual([
      'XW033H5, 0CN70ZZ',
      '',
    ])
  })

  it('are refused where they are misspelt, never passed over', () => {
    expect(read('E11.22 Ell.9, N18,31 IIO')).toEqual(['E1122, N18', 'Ell.9 31 IIO'])
    expect(read('foo E11.22 Y N')).toEqual(['E1122 Y', 'foo N'])
    expect(read('12')).toEqual(['', '12'])
    expect(read('resects', 'R')).toEqual(['', 'resects'])
  })
})

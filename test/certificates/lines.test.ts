import { describe, expect, it } from 'vitest'
import { isolated, levelled, runsOf } from '../../src/certificates/bidi.ts'
import { unbroken } from '../../src/certificates/breaks.ts'
import { linesOf } from '../../src/certificates/lines.ts'

describe('where lines may end', () => {
  it.each([
    ['one two  three', ['one ', 'two  ', 'three']],
    ['Gonzalez-Whitfield 2026-11-20', ['Gonzalez-', 'Whitfield ', '2026-11-20']],
    ['https://learn.example/verify/CW', ['https://', 'learn.example/', 'verify/', 'CW']],
    ['医疗编码（2026年）。', ['医', '疗', '编', '码', '（2026', '年）。']],
    ['「山」と、カー', ['「山」', 'と、', 'カー']],
    ['한국어 문장도', ['한국어 ', '문장도']],
    ['', []],
  ])('%j', (text, parts) => {
    expect(unbroken(text)).toEqual(parts)
  })

  it('is never inside what stays whole', () => {
    const number = 'CW-ABCD-EFGH'
    expect(unbroken(`see /${number}/x ${number}`, number)).toEqual(['see ', '/', `${number}/`, 'x ', number])
    expect(unbroken(number)).toEqual(['CW-', 'ABCD-', 'EFGH'])
  })
})

describe('runs from left to right', () => {
  const runs = (text: string) => runsOf(levelled(text), 0, text.length).map(({ text, family }) => [family, text])

  it('leave a text of one direction as it is', () => {
    expect(runs('Ẹ̀bù (Ana)')).toEqual([['latin', 'Ẹ̀bù (Ana)']])
    expect(runs('王小明 Wang')).toEqual([
      ['han', '王小明'],
      ['latin', ' Wang'],
    ])
  })

  it('keep an Arabic name together, its brackets exchanged', () => {
    expect(runs('محمد (بكر)')).toEqual([['arabic', 'محمد )بكر(']])
  })

  it('put what stands between right-to-left words in its place', () => {
    expect(runs('لعام CCS 2026: رمز')).toEqual([
      ['arabic', ': رمز'],
      ['latin', 'CCS 2026'],
      ['arabic', 'لعام '],
    ])
  })

  it('do not let a name drag what follows it along', () => {
    const sentence = (name: string) => runs(`${name} · 2026-01 to 2026-12`).map(([, text]) => text)
    expect(sentence(isolated('رمز'))).toEqual(['رمز', ' · 2026-01 to 2026-12'])
    expect(isolated('Ana')).toBe('Ana')
  })

  it('turn punctuation round that no letters turn', () => {
    expect(runs('12 (ب')).toEqual([
      ['arabic', ' )ب'],
      ['latin', '12'],
    ])
  })
})

describe('lines', () => {
  const setting = { width: 10, size: 1, weight: 'regular' } as const
  const lines = (text: string, whole?: string) =>
    linesOf(text, { ...setting, whole }, ({ text }) => Array.from(text).length).map(({ text }) => text)

  it('hold as many words as fit', () => {
    expect(lines('one two three four')).toEqual(['one two ', 'three four'])
  })

  it('cut a longer word between characters, never inside one', () => {
    expect(lines('ab 123456789012345')).toEqual(['ab ', '1234567890', '12345'])
    expect(lines('éé'.normalize('NFD').repeat(4))[0]).toBe('é'.normalize('NFD').repeat(5))
  })

  it('begin anew before what stays whole', () => {
    expect(lines('seven/AB-CD-EF', 'AB-CD-EF')).toEqual(['seven/', 'AB-CD-EF'])
  })
})

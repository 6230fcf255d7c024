import { describe, expect, it } from 'vitest'
import { FAMILIES, type Family, font, missingGlyphs, missingInLatin } from '../../src/certificates/fonts.ts'

describe('missingGlyphs', () => {
  it.each([
    'Maria Gonzalez-Whitfield, RHIT',
    'Nguyễn Thị Ánh Tuyết Đặng',
    'Nguyễn'.normalize('NFD'),
    'Ẹ̀bùnolúwa Ọ̀ṣun',
    'Ἀλέξανδρος Παπαδόπουλος',
    'Щёголев Ґалаґан Їжак',
    "O’Brien “Ted” d'Arc Łukasz İnci ıŋʻokina",
    '  two\tspaces\u00a0and\na break ',
    'محمد عبد الله (أبو بكر)',
    'مُحَمَّد علی گل ٢٠٢٦',
    'דָּוִד בן־גוריון',
    '王小明、陳大文（張三）𠂇',
    '山田太郎・ひらがな',
    '김철수 홍길동',
    'Coding obesity: BMI ≥ 40 → Z68.4',
  ])('finds nothing missing in %j', (name) => {
    expect(missingGlyphs(name)).toEqual([])
  })

  it('names each character once, in order of appearance', () => {
    expect(missingGlyphs('Ana กา ขา ก 😀')).toEqual(['ก', 'า', 'ข', '😀'])
  })

  it.each([
    ['Devanagari, which the file holds but needs shaping', 'राम', ['र', 'ा', 'म']],
    ['zero width space', 'A\u200bB', ['\u200b']],
    ['right-to-left override', 'A\u202eB', ['\u202e']],
    ['soft hyphen', 'A\u00adB', ['\u00ad']],
    ['control character', 'A\u0000B', ['\u0000']],
    ['combining grapheme joiner', 'A\u034fB', ['\u034f']],
    ['half a surrogate pair', 'A\ud83dB', ['\ud83d']],
    ['private use', 'A\ue000B', ['\ue000']],
  ])('refuses %s', (_, name, characters) => {
    expect(missingGlyphs(name)).toEqual(characters)
  })

  it.each(Object.keys(FAMILIES).filter((name): name is Family => Object.hasOwn(FAMILIES, name)))(
    'holds for both weights of %s',
    (family) => {
      const [regular, semibold] = [font('regular', family).printable, font('semibold', family).printable]
      expect([...regular].filter((code) => !semibold.has(code))).toEqual([])
      expect(regular.size).toBeGreaterThan(family === 'hebrew' ? 130 : 1100)
    },
  )
})

describe('missingInLatin', () => {
  it('refuses what pages in one font cannot set', () => {
    expect(missingInLatin('Łukasz 山 محمد 𠀋')).toEqual(['山', 'م', 'ح', 'د', '𠀋'])
  })
})

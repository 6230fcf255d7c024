import { describe, expect, it } from 'vitest'
import { font, missingGlyphs } from '../../src/certificates/fonts.ts'

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
  ])('finds nothing missing in %j', (name) => {
    expect(missingGlyphs(name)).toEqual([])
  })

  it('names each character once, in order of appearance', () => {
    expect(missingGlyphs('Ana 山田 太郎 山 😀')).toEqual(['山', '田', '太', '郎', '😀'])
  })

  it.each([
    ['Arabic', 'محمد', ['م', 'ح', 'د']],
    ['Hebrew', 'דוד', ['ד', 'ו']],
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

  it('holds for both weights', () => {
    expect(font('semibold').printable).toEqual(font('regular').printable)
    expect(font('regular').printable.size).toBeGreaterThan(2800)
  })
})

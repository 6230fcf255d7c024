import { describe, expect, it } from 'vitest'
import { renderCertificate } from '../../src/certificates/render.ts'
import { SAMPLE_NAMES, sampleSnapshot } from '../../src/certificates/sample.ts'
import { draw, pdfFonts, pdfInfo, pdfStructure, pdfText, pdfWords, withoutPoppler } from './poppler.ts'

/** Words of the sample that must come out of the file as they went in, and the fonts beside Noto Sans. */
const EXPECTED = {
  latin: { words: ['Łukasiewicz-Čapek'], fonts: [], most: 30_000 },
  vietnamese: { words: ['Nguyễn Phạm Thị Hoàng Ngọc Ánh Tuyết Đặng-Trần', 'Khóa luyện thi'], fonts: [], most: 30_000 },
  arabic: {
    words: ['محمد عبد الله', 'الشريف', 'مدرسة الترميز الطبي', 'التحضير لامتحان'],
    fonts: ['NotoSansArabic-Regular', 'NotoSansArabic-SemiBold'],
    most: 40_000,
  },
  hebrew: {
    words: ['דוד בן־גוריון', 'בית הספר לקידוד רפואי'],
    fonts: ['NotoSansHebrew-Regular', 'NotoSansHebrew-SemiBold'],
    most: 32_000,
  },
  cjk: {
    words: ['王小明・山田太郎・김철수', 'CCS 考试准备：医疗编码与分类（2026年版）', '本活动仅为考试准备'],
    fonts: ['NotoSansHans-Regular', 'NotoSansHans-Medium', 'NotoSansKR-Medium'],
    most: 160_000,
  },
} as const

const rightToLeft = new Set<string>(['arabic', 'hebrew'])

describe.skipIf(withoutPoppler)('a certificate in', () => {
  it.each(SAMPLE_NAMES)('%s is drawn, can be copied from, and is small', async (name) => {
    const pdf = await renderCertificate(sampleSnapshot(name))
    const expected = EXPECTED[name]
    expect(pdf.length).toBeLessThan(expected.most)
    expect(pdfInfo(pdf)).toMatch(/Pages:\s+1\n/)
    // Readers are told the direction of right-to-left words by marks that are no part of them.
    const text = pdfText(pdf).replace(/[\u200e\u200f\u202a-\u202e]/g, '')
    for (const word of [...expected.words, 'Certificate of completion', 'Not affiliated with AHIMA or AAPC']) {
      expect(text).toContain(word)
    }
    const fonts = pdfFonts(pdf)
    for (const font of expected.fonts) expect(fonts).toMatch(new RegExp(`${font} .*Identity-H\\s+yes yes yes`))
    expect(fonts.trim().split('\n')).toHaveLength(2 + 2 + expected.fonts.length)
  })

  it.each(SAMPLE_NAMES)('%s has ink where its name stands, at the side where lines begin', async (name) => {
    const pdf = await renderCertificate(sampleSnapshot(name))
    const above = pdfWords(pdf).find(({ text }) => text === 'certifies')?.box[3] ?? 0
    const page = draw(pdf)
    const [begin, end] = rightToLeft.has(name) ? [688, 738] : [54, 104]
    expect(page.ink([begin, above + 4, end, above + 46]).share).toBeGreaterThan(0.08)
    const [left, right] = rightToLeft.has(name) ? [54, 300] : [560, 738]
    if (name !== 'vietnamese' && name !== 'latin')
      expect(page.ink([left, above + 4, right, above + 46]).share).toBeLessThan(0.03)
  })

  it('Arabic joins its letters and sets their dots', async () => {
    const width = async (learnerName: string) => {
      const pdf = await renderCertificate({ ...sampleSnapshot('arabic'), learnerName })
      const above = pdfWords(pdf).find(({ text }) => text === 'certifies')?.box[3] ?? 0
      const page = draw(pdf)
      const columns = Array.from({ length: 300 }, (_, i) => 738 - i)
      const inked = columns.filter((x) => page.ink([x - 1, above + 4, x, above + 60]).share > 0)
      return { joined: inked.length, gaps: inked.slice(1).filter((x, i) => (inked[i] ?? 0) - x > 1).length }
    }
    const [joined, apart] = [await width('بيت'), await width('ب ي ت')]
    expect(joined.gaps).toBe(0)
    expect(apart.gaps).toBeGreaterThan(0)
    expect(joined.joined).toBeLessThan(apart.joined * 0.75)
  })

  it('right-to-left letters is read out as it was written', async () => {
    const structure = pdfStructure(await renderCertificate(sampleSnapshot('hebrew')))
    expect(structure.indexOf('H1')).toBeLessThan(structure.indexOf('Table'))
    const source = Buffer.from(await renderCertificate(sampleSnapshot('hebrew')))
    const name = Buffer.from(`\ufeff${sampleSnapshot('hebrew').learnerName}`, 'utf16le').swap16()
    // In a string of a PDF, brackets have a backslash before them.
    const written = Buffer.from(name.toString('latin1').replace(/[()\\]/g, '\\$&'), 'latin1')
    expect(source.includes(Buffer.concat([Buffer.from('/ActualText ('), written]))).toBe(true)
  })

  it('a long Chinese title breaks between characters', async () => {
    const activityTitle = '医疗编码与分类'.repeat(12)
    const pdf = await renderCertificate({ ...sampleSnapshot('cjk'), activityTitle })
    expect(pdfText(pdf).replace(/\s/g, '')).toContain(activityTitle)
  })

  it('keeps the number in the printed address on one line, however long the address is', async () => {
    const number = 'SCHOOL-04HM-ASW9-NF6Y-Y4BW'
    for (const host of ['learn.example', 'learn.a-coding-school-of-some-name.example']) {
      const verifyUrl = `https://${host}/certificates/verify/${number}`
      const pdf = await renderCertificate({ ...sampleSnapshot('latin'), number, verifyUrl })
      expect(pdfWords(pdf).filter(({ text }) => text.endsWith(number))).toHaveLength(2)
    }
  })
})

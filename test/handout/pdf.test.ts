import { describe, expect, it } from 'vitest'
import type { AnswerPlace } from '../../src/handout/answers.ts'
import { handoutContent } from '../../src/handout/content.ts'
import { HandoutError } from '../../src/handout/errors.ts'
import { pdfHandout } from '../../src/handout/pdf/index.ts'
import { draw, pdfInfo, pdfStructure, pdfText, pdfWords, withoutPoppler } from '../certificates/poppler.ts'
import { sample } from '../support/questions.ts'
import { everyElement } from './every-element.ts'

const { course, module, assets } = everyElement()
const files = { list: course.assets, bytes: assets }
const fresh = (place: AnswerPlace): Promise<Uint8Array> => pdfHandout(handoutContent(course, module, place), files)
const rendered = new Map<AnswerPlace, Promise<Uint8Array>>()
const render = (place: AnswerPlace): Promise<Uint8Array> => {
  const known = rendered.get(place) ?? fresh(place)
  rendered.set(place, known)
  return known
}

describe('a PDF handout', () => {
  it('is the same bytes again', async () => {
    expect(Buffer.from(await fresh('end')).equals(await render('end'))).toBe(true)
  })

  it('names a character that no font has, in text and in pictures', async () => {
    const bad = { ...module, title: 'Heart ❤' }
    const failed = pdfHandout(handoutContent(course, bad, 'none'), files)
    await expect(failed).rejects.toThrow(
      'The fonts of PDF handouts cannot print "❤" (U+2764) in the title of the module module-0.',
    )
    const picture = new TextEncoder().encode('<svg viewBox="0 0 1 1"><text>山</text></svg>')
    const drawn = pdfHandout(handoutContent(course, module, 'none'), {
      ...files,
      bytes: new Map([...assets, ['media/box.svg', picture]]),
    })
    await expect(drawn).rejects.toBeInstanceOf(HandoutError)
    await expect(drawn).rejects.toThrow('cannot print "山" (U+5C71) in the picture media/box.svg.')
  })

  it('says where such a character is', async () => {
    const everywhere = {
      ...course,
      title: 'الترميز',
      questions: course.questions.map((one) => (one.id === 'q-1' ? { ...one, stem: '<p>❤ or ✗?</p>' } : one)),
    }
    const failed = pdfHandout(handoutContent(everywhere, module, 'end'), files)
    await expect(failed).rejects.toThrow(
      'cannot print "ا" (U+0627), "ل" (U+0644), "ت" (U+062A), "ر" (U+0631), "م" (U+0645) and 2 more in the title of the course; "❤" (U+2764), "✗" (U+2717) in the question q-1.',
    )
    const answered = { ...course, questions: course.questions.map((one) => ({ ...one, rationale: '<p>❤</p>' })) }
    await expect(pdfHandout(handoutContent(answered, module, 'end'), files)).rejects.toThrow('in the question q-0; ')
    await expect(pdfHandout(handoutContent(answered, module, 'none'), files)).resolves.toBeInstanceOf(Uint8Array)
  })
})

describe.skipIf(withoutPoppler)('its pages', () => {
  it('show the symbols that courses write, in titles, text and tables, on the line of their words', async () => {
    const [section, ...others] = module.sections
    if (section === undefined) throw new Error('The module has no section.')
    const html =
      '<p>BMI ≥ 40 → <strong>obesity ≠</strong> ↑<code>≤5</code></p><table><thead><tr><th>A ↓</th></tr></thead><tbody><tr><td>♀ ≈ 1</td></tr></tbody></table><p><img src="media/box.svg" alt="A box"></p>'
    const marked = {
      ...module,
      title: 'Labs ≥ normal',
      sections: [{ ...section, blocks: [{ kind: 'text' as const, html }] }, ...others],
    }
    const picture = new TextEncoder().encode(
      '<svg viewBox="0 0 90 20"><text x="2" y="15" font-size="9">pH ≤ 7 → Ω</text></svg>',
    )
    const drawn = { ...files, bytes: new Map([...assets, ['media/box.svg', picture]]) }
    const pdf = await pdfHandout(handoutContent(course, marked, 'none'), drawn)
    expect(pdf.length).toBeLessThan(200_000)
    // Where a font begins or ends, the reader guesses at spaces.
    const text = pdfText(pdf).replace(/\s/g, '')
    for (const words of ['Labs ≥ normal', 'BMI ≥ 40 → obesity ≠ ↑≤5', 'A ↓', '♀ ≈ 1', 'pH ≤ 7 → Ω'])
      expect(text).toContain(words.replace(/\s/g, ''))
    expect(Buffer.from(await pdfHandout(handoutContent(course, marked, 'none'), drawn)).equals(pdf)).toBe(true)
  })

  it('are tagged, with language, title and headings in order', async () => {
    const pdf = await render('end')
    expect(pdfInfo(pdf)).toMatch(/Title: +Every <element> & “more” – Paper & pencil\n/)
    expect(pdfInfo(pdf)).toMatch(/Tagged: +yes\n/)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Lang \(en\)/)
    const structure = pdfStructure(pdf)
    const headings = [...structure.matchAll(/^ *(H\d) \(block\)\n +"(.*)"/gm)].map(
      ([, level, title]) => `${level} ${title}`,
    )
    expect(headings).toEqual([
      'H1 Every <element> & “more”',
      'H2 All there is',
      'H3 A subheading',
      'H3 Knowledge check',
      'H2 Section 1',
      'H2 Answers',
    ])
    for (const type of [
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'Figure',
      'Link',
      'BlockQuote',
      'Code',
      'Caption',
    ]) {
      expect(structure, type).toMatch(new RegExp(`^ *${type}\\b`, 'm'))
    }
    // Headers and footers are told to nobody who listens, repeated table headers neither.
    expect(structure).not.toContain('Page 1 of')
    expect(structure.match(/"Number"/g)).toHaveLength(1)
    expect(pdf.length).toBeLessThan(300_000)
  })

  it('say everything, on every page who made it', async () => {
    const text = pdfText(await render('end')).normalize('NFC')
    const pages = text.split('\f').filter((page) => page.trim() !== '')
    expect(pages.length).toBeGreaterThan(4)
    pages.forEach((page, i) => {
      expect(page).toContain('Paper & pencil, version 1.0.0')
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`)
      expect(page).toContain('Not affiliated with AHIMA or AAPC.')
    })
    for (const part of [
      'Read all of it.',
      'E11.59',
      '3. ',
      'Fourth',
      '[x]',
      'Hidden on a screen.',
      'Quoted.',
      'if (a)',
      'A moving picture, told in words',
      'Film, in the online course only',
      'Ward round Transcript',
      'another module',
      'New line.',
      'A note.',
      'END',
    ]) {
      expect(text.replace(/[ \u00a0]+/g, ' '), part).toContain(part)
    }
    expect(text).not.toContain('↩')
    expect(text.match(/Number +Words/g)?.length).toBeGreaterThan(1)
  })

  it('fit long titles above, one beside the other, and keep the version whole', async () => {
    const long = 'Everything a coder of inpatient stays should know about diagnoses and procedures '.repeat(3).trim()
    const version = '10.20.30-preview.4'
    const pdf = await pdfHandout(
      handoutContent({ ...course, title: long, version }, { ...module, title: `Module ${long}` }, 'none'),
      files,
    )
    const heads = pdfText(pdf)
      .split('\f')
      .filter((page) => page.trim() !== '')
      .map((page) => page.trimStart().split('\n')[0] ?? '')
    expect(heads.length).toBeGreaterThan(2)
    heads.forEach((head, i) => {
      expect(head).toMatch(/^Everything a coder of inpatie.*…, version 10\.20\.30-preview\.4/)
      if (i === 0) expect(head).not.toContain('Module')
      else expect(head).toMatch(/preview\.4 +Module Everything a coder .*…$/)
    })
    for (const { text, box } of pdfWords(pdf)) expect(box[2], text).toBeLessThanOrEqual(553)
  })

  it('have the letters of a question on one page, with what they are called', async () => {
    const question = sample.matching('q-0')
    const [section] = module.sections
    if (section === undefined) throw new Error('The module has no section.')
    for (let lines = 17; lines <= 30; lines++) {
      const blocks: typeof section.blocks = [
        { kind: 'text', html: '<p>Text.</p>'.repeat(lines) },
        { kind: 'check', id: 'c', questions: [question.id], pick: 1 },
      ]
      const one = { ...module, sections: [{ ...section, blocks }] }
      const pdf = await pdfHandout(handoutContent({ ...course, questions: [question] }, one, 'none'), files)
      const pages = pdfText(pdf).split('\f')
      const pagesOf = (words: RegExp): number[] => pages.flatMap((page, i) => (words.test(page) ? [i] : []))
      expect(pagesOf(/^ *A\. /m), `${lines} lines above`).toHaveLength(1)
      for (const words of [/^ *Right$/m, /^ *B\. /m, /^ *C\. /m])
        expect(pagesOf(words), `${lines} lines above`).toEqual(pagesOf(/^ *A\. /m))
    }
  })

  it('keep every word within the margins and in ink', async () => {
    const pdf = await render('end')
    for (const { text, box } of pdfWords(pdf)) {
      expect(box[0], text).toBeGreaterThanOrEqual(59)
      expect(box[2], text).toBeLessThanOrEqual(553)
      expect(box[3], text).toBeLessThanOrEqual(760)
    }
    const page = draw(pdf, 1)
    expect(page.ink([60, 60, 552, 726]).share).toBeGreaterThan(0.02)
  })

  it('have answers at the end, beside the questions, or not at all', async () => {
    const [end, beside, none] = await Promise.all(
      [render('end'), render('beside'), render('none')].map(async (pdf) => pdfText(await pdf)),
    )
    const at = (text: string | undefined, words: string): number => text?.indexOf(words) ?? -1
    expect(at(end, 'Reason of q-0.')).toBeGreaterThan(at(end, 'Section 1'))
    expect(at(beside, 'Reason of q-0.')).toBeLessThan(at(beside, 'Question 2'))
    expect(at(beside, 'Reason of q-0.')).toBeGreaterThan(-1)
    expect(none).not.toContain('Reason of')
    expect(none).not.toContain('first-listed diagnosis')
    expect(none).not.toContain('Answers')
  })
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CertificateError } from '../../src/certificates/errors.ts'
import { renderCertificate } from '../../src/certificates/render.ts'
import { draw, pdfFonts, pdfInfo, pdfStructure, pdfText, pdfWords, withoutPoppler } from './poppler.ts'
import { SAMPLES } from './samples.ts'

const here = dirname(fileURLToPath(import.meta.url))
const names = Object.keys(SAMPLES)

describe('the same snapshot', () => {
  // Inside the project, so that the child finds the packages; a folder of its own for each run.
  const folder = join(here, `../../node_modules/.cache/certificates-${process.pid}`)
  const script = join(folder, 'render-child.mjs')

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    await build({
      entryPoints: [join(here, 'render-child.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const hashes = (order: readonly string[], env: Record<string, string>): string[] => {
    const child = spawnSync(process.execPath, [script, ...order], { env: { ...process.env, ...env }, encoding: 'utf8' })
    expect(child.stderr).toBe('')
    return child.stdout.trim().split('\n').toSorted()
  }

  it('gives the same bytes in another process, time zone, language and order', async () => {
    const east = hashes(names, { TZ: 'Pacific/Kiritimati', LANG: 'C' })
    const west = hashes(names.toReversed(), { TZ: 'Pacific/Pago_Pago', LANG: 'tr_TR.UTF-8' })
    expect(west).toEqual(east)
    const hash = createHash('sha256').update(await renderCertificate(SAMPLES.short))
    expect(east).toContain(`short ${hash.digest('hex')}`)
    expect(new Set(east.map((line) => line.split(' ')[1])).size).toBe(names.length)
  })

  it('looks alike however its letters were composed', async () => {
    const composed = { ...SAMPLES.short, learnerName: 'Nguyễn Ẹ̀bù' }
    const taken = { ...SAMPLES.short, learnerName: ' Nguyễn  Ẹ̀bù '.normalize('NFD') }
    expect(await renderCertificate(taken)).toEqual(await renderCertificate(composed))
  })
})

describe.skipIf(withoutPoppler)('the page', () => {
  it('says everything a certificate must', async () => {
    const text = pdfText(await renderCertificate(SAMPLES.approved))
    for (const part of [
      'Certificate of completion',
      'Example Coding School',
      'coding-school.example',
      'Þórbjörg Ẹ̀bùnolúwa',
      'Preparing for the CCS exam',
      'Self-study · version 1.0.0',
      'CW-04HM-ASW9-NF6Y-Y4BW',
      'November 20, 2026',
      '3 approved CEUs · 180 planned contact minutes · 1 CEU = 60 minutes',
      'Coding and classification',
      'Example Coding Association · ECA-2026-0142 · January 1, 2026 to December 31, 2026',
      'a practice percent, not an AHIMA scaled score',
      'https://learn.coding-school.example/',
      'verify/CW-04HM-ASW9-NF6Y-Y4BW',
      'Not affiliated with AHIMA or AAPC. AHIMA, AAPC, CCS and CPC are marks of their owners.',
    ]) {
      expect(text.normalize('NFC')).toContain(part)
    }
  })

  it.each(Object.entries(SAMPLES))('holds %s on one page, every word of it in ink', async (_, snapshot) => {
    const pdf = await renderCertificate(snapshot)
    expect(pdfInfo(pdf)).toMatch(/Pages:\s+1\n/)
    const page = draw(pdf)
    // Poppler gives words with loose marks no box: the test of diacritics looks at those.
    const words = pdfWords(pdf).filter(({ text }) => text !== '·' && !/\p{M}/u.test(text.normalize('NFC')))
    expect(words.length).toBeGreaterThan(50)
    for (const { text, box } of words) {
      expect(page.ink(box).share, text).toBeGreaterThan(0.02)
      expect(box[0], text).toBeGreaterThanOrEqual(53)
      expect(box[2], text).toBeLessThanOrEqual(739)
    }
  })

  it('draws diacritics above their letters', async () => {
    const learnerName = 'A Ắ E Ể O Ỗ U Ữ'
    const pdf = await renderCertificate({ ...SAMPLES.short, learnerName })
    const letters = pdfWords(pdf).filter(({ text }) => learnerName.split(' ').includes(text))
    expect(letters.map(({ text }) => text).join(' ')).toBe(learnerName)
    const page = draw(pdf)
    const tops = letters.map(({ box: [left, top, right, bottom] }) => page.ink([left, top, right, bottom]).top)
    for (let i = 0; i < tops.length; i += 2) {
      expect(tops[i + 1], letters[i + 1]?.text).toBeLessThan((tops[i] ?? 0) - 3)
    }
  })

  it('draws a mark that has no composed letter', async () => {
    const top = async (learnerName: string) => {
      const pdf = await renderCertificate({ ...SAMPLES.short, learnerName })
      expect(pdfText(pdf)).toContain(learnerName)
      const at = pdfWords(pdf).find(({ text }) => text === 'certifies')?.box[3] ?? 0
      return draw(pdf).ink([54, at + 1, 200, at + 50]).top
    }
    expect(await top('Ẹ̀bu')).toBeLessThan((await top('Ẹbu')) - 3)
  })

  it('has the code of the verify address, module for module, in a quiet zone', async () => {
    const pdf = await renderCertificate(SAMPLES.short)
    const box = /\/BBox \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]/.exec(pdfStructure(pdf))?.slice(1).map(Number)
    const [left = 0, bottom = 0, right = 0, top = 0] = box ?? []
    const { data, size } = encode(SAMPLES.short.verifyUrl, { ecc: 'M', border: 0 })
    const module = (right - left) / size
    expect(module * 25.4).toBeGreaterThan(72 * 0.6)
    const page = draw(pdf)
    const at = (column: number, row: number) =>
      page.at(left + (column + 0.5) * module, 612 - top + (row + 0.5) * module) < 128
    expect((top - bottom) / size).toBeCloseTo(module)
    const seen = data.map((row, y) => row.map((_, x) => at(x, y)))
    expect(seen).toEqual(data)
    for (let i = -4; i < size + 4; i++) {
      for (const edge of [-4, -3, -2, -1, size, size + 1, size + 2, size + 3]) expect(at(edge, i)).toBe(false)
    }
  })
})

describe.skipIf(withoutPoppler)('the file', () => {
  it('is tagged, titled and dated from the snapshot', async () => {
    const pdf = await renderCertificate(SAMPLES.short)
    const info = pdfInfo(pdf)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/Title:\s+Certificate of completion CW-04HM-ASW9-NF6Y-Y4BW/)
    expect(info).toMatch(/Page size:\s+792 x 612 pts \(letter\)/)
    expect(info).not.toContain('Maria')
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toContain('(D:20261121000000Z)')
    expect(source).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(source).toContain('/Lang (en)')
    expect(source).toContain('/DisplayDocTitle true')
    expect(source).toContain('/Alt (QR code that opens https://learn.coding-school.example/verify/CW-04HM-')
    expect(source).toContain('/Contents (Verify this certificate at https://learn.coding-school.example/verify/CW-')
    expect(source).toContain('/URI (https://learn.coding-school.example/verify/CW-04HM-ASW9-NF6Y-Y4BW)')
  })

  it('reads in order: heading, who, what, facts, code, small print', async () => {
    const structure = pdfStructure(await renderCertificate(SAMPLES.short))
    const order = [
      'H1',
      'Maria Gonzalez',
      'Preparing for',
      'Table',
      'TR',
      'TH',
      'TD',
      'Figure',
      'Link',
      'Not affiliated',
    ]
    const places = order.map((part) => structure.indexOf(part))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(structure.match(/\/Scope \/Row/g)).toHaveLength(7)
  })

  it('embeds its fonts as subsets that can be copied from', async () => {
    const fonts = pdfFonts(await renderCertificate(SAMPLES.greek))
      .trim()
      .split('\n')
      .slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts)
      expect(font).toMatch(/NotoSans-(Regular|SemiBold)\s+CID TrueType\s+Identity-H\s+yes yes yes/)
  })

  it('gives back the letters as they were given', async () => {
    expect(pdfText(await renderCertificate(SAMPLES.vietnamese))).toContain('Nguyễn Phạm Thị Hoàng Ngọc Ánh Tuyết')
    const text = pdfText(await renderCertificate(SAMPLES.ligatures))
    expect(text).toContain('Steﬃ Pfiﬂ ½')
    expect(text).toContain('Steffi Pfifl 1⁄2 µ μ')
  })
})

describe('what does not fit', () => {
  const refused = (change: object) => expect(renderCertificate({ ...SAMPLES.short, ...change })).rejects

  it.each([
    ['learnerName', { learnerName: 'W'.repeat(400) }],
    ['activityTitle', { activityTitle: 'Wide words '.repeat(60) }],
    ['statement', { statement: 'One more sentence. '.repeat(200) }],
    ['verifyUrl', { verifyUrl: `https://learn.example/${'v'.repeat(300)}` }],
    ['approval', { approval: { ...SAMPLES.approved.approval, approver: 'Many words '.repeat(200) } }],
  ])('is refused by name: %s', async (field, change) => {
    await refused(change).toBeInstanceOf(CertificateError)
    await refused(change).toMatchObject({ fault: { code: 'text-too-long', field } })
  })

  it('includes a letter without a glyph', async () => {
    await refused({ learnerName: 'Ram राम' }).toMatchObject({
      fault: { code: 'missing-glyphs', characters: ['र', 'ा', 'म'] },
    })
  })
})

import { describe, expect, it } from 'vitest'
import { renderCertificate } from '../../src/certificates/render.ts'
import { sampleSnapshot } from '../../src/certificates/sample.ts'
import { canonicalTemplate, DEFAULT_TEMPLATE, templateFaults } from '../../src/certificates/template.ts'
import { contrastOnWhite } from '../../src/model/contrast.ts'
import { readImageHeader } from '../../src/model/image-header.ts'
import type { CertificateTemplate } from '../../src/model/schema-types.ts'
import { dataUrl, jpegFrame, png } from './pictures.ts'
import { draw, pdfInfo, pdfStructure, pdfText, pdfWords, withoutPoppler } from './poppler.ts'
import { SAMPLES } from './samples.ts'

const full: CertificateTemplate = {
  id: 'college',
  paper: 'a4',
  colours: { accent: '#7a1f5c' },
  logo: { image: dataUrl(png(160, 40, { alpha: true })), alt: 'Example College' },
  signatory: { name: 'Dr. Ana Example', title: 'Director of education', image: dataUrl(png(120, 40, { alpha: true })) },
  wording: { heading: 'Certificate of attendance', labels: { credits: 'CEUs' } },
  lines: ['Licensed by the Example Board, number 4711'],
  bodies: [
    {
      approver: 'Example Coding Association',
      credential: 'ahima-ccs',
      wording: { heading: 'Certificate of continuing education' },
      lines: ['Provider number 12'],
    },
    { credential: 'ahima-ccs', wording: { forCompleting: 'prepared with' } },
  ],
}

describe('a template', () => {
  it('has one text, whatever the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries(full).toReversed())
    expect(canonicalTemplate({ id: 'x', ...turned })).toBe(canonicalTemplate(full))
    expect(canonicalTemplate({ id: 'a', paper: 'a4', lines: ['b', 'a'] })).toBe(
      '{"id":"a","lines":["b","a"],"paper":"a4"}',
    )
  })

  it('is told the contrast of colours that are hard to read', () => {
    expect(contrastOnWhite('#000000')).toBe(21)
    expect(contrastOnWhite('#ffffff')).toBe(1)
    expect(contrastOnWhite('#767676')).toBe(4.54)
    expect(contrastOnWhite('#777777')).toBe(4.47)
    expect(templateFaults({ id: 'x', colours: { ink: '#777777', accent: '#767676', line: '#eeeeee' } })).toEqual([
      { code: 'contrast', pointer: '/colours/ink', colour: '#777777', contrast: 4.47 },
    ])
    expect(templateFaults(DEFAULT_TEMPLATE)).toEqual([])
  })

  const broken = png(20, 20)
  broken.fill(7, 45, 60)
  it.each([
    ['neither', Buffer.from('GIF89a'), 'is neither a PNG nor a JPEG'],
    ['cut short', png(20, 20).subarray(0, -15), 'is a PNG that was cut short'],
    ['broken inside', broken, 'is a broken PNG'],
    ['too wide', jpegFrame(5000, 10, 3), 'has 5000 × 10 pixels; up to 4000 a side are allowed'],
    ['in inks', jpegFrame(10, 10, 4), 'is a JPEG in CMYK; save it in RGB'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 2]), 'is a broken JPEG'],
    ['too large', Buffer.alloc(600 * 1024), 'has 600 KiB, more than the 512 KiB allowed'],
  ])('is refused an image that is %s', async (_, bytes, wrong) => {
    const template = { id: 'x', logo: { image: dataUrl(bytes), alt: 'Logo' } }
    expect(templateFaults(template)).toEqual([{ code: 'image', pointer: '/logo/image', wrong }])
    await expect(renderCertificate(SAMPLES.short, { template })).rejects.toThrow(
      `The certificate template x: the image at /logo/image ${wrong}.`,
    )
  })

  it('reads the size of images', () => {
    expect(readImageHeader(png(30, 20))).toEqual({ kind: 'png', width: 30, height: 20 })
    expect(readImageHeader(jpegFrame(300, 20, 3))).toEqual({ kind: 'jpeg', width: 300, height: 20 })
  })

  it('gives the same bytes, with transparent images too', async () => {
    const first = await renderCertificate(SAMPLES.short, { template: full })
    await renderCertificate(sampleSnapshot('arabic'), { template: full })
    expect(Buffer.compare(first, await renderCertificate(SAMPLES.short, { template: full }))).toBe(0)
    const named = await renderCertificate(SAMPLES.short, { template: DEFAULT_TEMPLATE })
    expect(Buffer.compare(named, await renderCertificate(SAMPLES.short))).toBe(0)
  })

  it('that cannot be printed is refused by the field', async () => {
    const template = { id: 'x', wording: { labels: { credits: 'หน่วยกิต' } } }
    await expect(renderCertificate(SAMPLES.short, { template })).rejects.toMatchObject({
      fault: { code: 'missing-glyphs', field: 'template.wording.labels.credits' },
    })
  })
})

describe.skipIf(withoutPoppler)('a page with a template', () => {
  it('shows logo, signatory, wording, lines and paper, and still every fact', async () => {
    const pdf = await renderCertificate(SAMPLES.approved, { template: full })
    expect(pdfInfo(pdf)).toMatch(/Page size:\s+841\.89 x 595\.28 pts \(A4\)/)
    expect(pdfInfo(pdf)).toMatch(/Title:\s+Certificate of continuing education CW-04HM/)
    const text = pdfText(pdf)
    for (const part of [
      'Certificate of continuing education',
      'Dr. Ana Example',
      'Director of education',
      'Licensed by the Example Board, number 4711',
      'Provider number 12',
      'CEUs ',
      'Example Coding School',
      'Preparing for the CCS exam',
      'CW-04HM-ASW9-NF6Y-Y4BW',
      'November 20, 2026',
      '3 approved CEUs · 180 planned contact minutes · 1 CEU = 60 minutes',
      'Coding and classification',
      'Example Coding Association · ECA-2026-0142',
      'https://learn.coding-school.example/',
      'Not affiliated with AHIMA or AAPC.',
    ]) {
      expect(text.normalize('NFC')).toContain(part)
    }
    expect(text).not.toContain('Certificate of attendance')
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toContain('/Alt (Example College)')
    expect(source).toContain('/Alt (Signature of Dr. Ana Example)')
    const boxes = [...pdfStructure(pdf).matchAll(/\/BBox \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]/g)]
    expect(boxes).toHaveLength(3)
    const page = draw(pdf)
    for (const [, left, bottom, right, top] of boxes) {
      const box = [Number(left) + 1, 595.28 - Number(top) + 1, Number(right) - 1, 595.28 - Number(bottom) - 1] as const
      expect(page.ink(box).share).toBeGreaterThan(0.35)
      expect(box[2]).toBeLessThanOrEqual(841.89 - 54)
    }
  })

  it('takes the wording of the first body that fits, and that for all where none does', async () => {
    const heading = async (approver?: string, credential?: string) =>
      pdfText(await renderCertificate(sampleSnapshot('latin', { approver, credential }), { template: full }))
    expect(await heading()).toContain('Certificate of attendance')
    expect(await heading('Another')).toContain('Certificate of attendance')
    const other = await heading('Another', 'ahima-ccs')
    expect(other).toContain('Certificate of attendance')
    expect(other).toContain('prepared with')
    const vouched = { ...sampleSnapshot('latin', { credential: 'ahima-ccs' }), approver: 'Example Coding Association' }
    expect(pdfText(await renderCertificate(vouched, { template: full }))).toContain(
      'Certificate of continuing education',
    )
  })

  it('mirrors on a page that reads from right to left, but not the code', async () => {
    const pdf = await renderCertificate(sampleSnapshot('hebrew'), { template: { ...full, paper: 'letter' } })
    const words = pdfWords(pdf)
    const left = (text: string): number => words.find((word) => word.text === text)?.box[0] ?? 0
    expect(left('Verify')).toBeLessThan(left('Domain'))
    expect(left('Director')).toBeLessThan(202)
    const boxes = [...pdfStructure(pdf).matchAll(/\/BBox \[([\d.]+) /g)].map(([, x]) => Number(x))
    expect(boxes[0]).toBeCloseTo(54, 0)
  })

  it('has room for the longest of everything on A4 too', async () => {
    const pdf = await renderCertificate({ ...SAMPLES.longest, credits: 12.5 }, { template: { id: 'a4', paper: 'a4' } })
    expect(pdfInfo(pdf)).toMatch(/Pages:\s+1\n/)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalTemplate } from '../../src/certificates/template.ts'
import { loadTemplate, storedTemplate } from '../../src/validation/template-files.ts'
import { dataUrl, png } from '../certificates/pictures.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'))
  writeFileSync(join(folder, 'logo.png'), png(8, 4))
  writeFileSync(join(folder, 'logo.jpg'), png(8, 4))
  writeFileSync(join(folder, 'word.png'), 'PK not a picture')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const load = (text: string) => {
  writeFileSync(join(folder, 'template.yaml'), text)
  return loadTemplate(join(folder, 'template.yaml'), 'template.yaml')
}
const told = (text: string) =>
  load(text).problems.map(({ code, message, place }) => `${place.line}: ${code}: ${message}`)

describe('a template file', () => {
  it('is read with its images in it, by what they are and not what they are called', () => {
    const { template, problems } = load('id: college\nlogo: {image: logo.jpg, alt: College}\n')
    expect(problems).toEqual([])
    expect(template).toEqual({ id: 'college', logo: { image: dataUrl(png(8, 4)), alt: 'College' } })
  })

  it('comes back from its stored text', () => {
    const { template } = load('id: college\nlogo: {image: logo.png, alt: College}\npaper: a4\n')
    if (template === undefined) throw new Error('not read')
    expect(storedTemplate(canonicalTemplate(template))).toEqual(template)
    expect(() => storedTemplate('{"id":"a","more":1}')).toThrow(TypeError)
  })

  it('has no unknown keys', () => {
    expect(told('id: a\nlogos: x\n')).toEqual([expect.stringMatching(/^2: unknown-field|^2: field-unknown/)])
    expect(told('id: a\nwording: {number: none}\n')).toHaveLength(1)
    expect(told('id: a\nwording: {labels: {number: ""}}\n')).toHaveLength(1)
    expect(told('paper: a5\n')).toHaveLength(2)
    expect(told('id: a\nbodies: [{lines: [x]}]\n')).toHaveLength(1)
  })

  it('is told everything at once, whatever kind of fault it is', () => {
    const text =
      'id: a\nlogos: x\npaper: a5\ncolours: {accent: "#ff8800", ink: red, lines: 3}\nlogo: {image: gone.png}\nsignatory: {image: word.png}\n'
    const codes = told(text).map((line) => line.replace(/^(\d+: [\w-]+): .*$/s, '$1'))
    expect(codes).toEqual(expect.arrayContaining(['4: template-contrast', '5: template-image', '6: template-image']))
    expect(codes.filter((code) => !code.includes('template-')).length).toBeGreaterThan(4)
    expect(told('- a list\n').length).toBeGreaterThan(0)
  })

  it('is told colours that are hard to read, with the figure', () => {
    expect(told('id: a\ncolours:\n  ink: "#123456"\n  accent: "#ff8800"\n')).toEqual([
      '4: template-contrast: The colour #ff8800 of "accent" has a contrast of 2.39:1 on white; text needs 4.5:1.',
    ])
  })

  it.each([
    ['word.png', 'The image word.png is neither a PNG nor a JPEG.'],
    ['gone.png', 'The image gone.png does not exist.'],
    ['../logo.png', 'The image logo.png is outside the template’s folder.'],
    ['/etc/logo.png', 'The image logo.png is outside the template’s folder.'],
    [dataUrl(Buffer.from('x')), 'The image of "logo" is neither a PNG nor a JPEG.'],
  ])('is told what is wrong with the image %s', (image, message) => {
    const text = `id: a\nlogo:\n  alt: College\n  image: "${image}"\n`
    expect(told(text)).toEqual([`4: template-image: ${message}`])
    expect(load(text).template).toBeUndefined()
  })
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/certificates/attachments.ts'
import { renderCertificate } from '../../src/certificates/render.ts'
import { sampleSnapshot } from '../../src/certificates/sample.ts'
import { withoutPoppler } from './poppler.ts'

const credential = new TextEncoder().encode(JSON.stringify({ name: 'Nguyễn', more: 'x'.repeat(500) }))
const placeholder = new TextEncoder().encode('SEAL'.repeat(64))
const attachments: Attachment[] = [
  {
    name: 'credential.json',
    type: 'application/vc+ld+json',
    content: credential,
    relationship: 'Data',
    description: 'Open Badge 3.0',
  },
  {
    name: 'seal.jws',
    type: 'application/jose',
    content: placeholder,
    relationship: 'Supplement',
    description: 'Seal',
    stored: true,
  },
]
const snapshot = sampleSnapshot('latin')

describe('a certificate with attachments', () => {
  it('says that it is PDF/A-3a and PDF/UA-1, and has what these ask of the catalogue', async () => {
    const source = Buffer.from(await renderCertificate(snapshot, { attachments })).toString('latin1')
    expect(source).toMatch(/^%PDF-1\.7\n%\xff\xff\xff\xff\n/)
    expect(source).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(source).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(source).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(source).toContain('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>')
    expect(source).toMatch(/\/S \/GTS_PDFA1[\s\S]*?\/OutputConditionIdentifier \(sRGB IEC61966-2\.1\)/)
    expect(source).toMatch(/\/AF \[\d+ 0 R \d+ 0 R\]/)
    expect(source).toMatch(/\/AFRelationship \/Data/)
    expect(source).toMatch(/\/Subtype \/application#2Fvc#2Bld#2Bjson/)
    expect(source).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/)
    expect(source.match(/%%EOF/g)).toHaveLength(1)
  })

  it('keeps a stored one byte for byte, where it can be filled in later', async () => {
    const pdf = Buffer.from(await renderCertificate(snapshot, { attachments }))
    const at = pdf.indexOf(placeholder)
    expect(at).toBeGreaterThan(0)
    expect(pdf.indexOf(placeholder, at + 1)).toBe(-1)
    expect(pdf.includes(Buffer.from(credential))).toBe(false)
    expect(pdf.includes(createHash('md5').update(placeholder).digest('hex'))).toBe(false)
  })

  it('is the same every time, and another with other attachments', async () => {
    const [first, second] = [
      await renderCertificate(snapshot, { attachments }),
      await renderCertificate(snapshot, { attachments }),
    ]
    expect(Buffer.compare(first, second)).toBe(0)
    expect(Buffer.compare(first, await renderCertificate(snapshot))).not.toBe(0)
  })

  it('refuses two of one name', async () => {
    const twice = [...attachments, ...attachments.slice(0, 1)]
    await expect(renderCertificate(snapshot, { attachments: twice })).rejects.toThrow(
      'Two attachments are called credential.json',
    )
  })

  it.skipIf(withoutPoppler)('gives them back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
    try {
      writeFileSync(join(folder, 'certificate.pdf'), await renderCertificate(snapshot, { attachments }))
      const { status, stderr } = spawnSync('pdfdetach', ['-saveall', '-o', folder, join(folder, 'certificate.pdf')])
      expect([status, stderr.toString()]).toEqual([0, ''])
      expect(new Uint8Array(readFileSync(join(folder, 'credential.json')))).toEqual(credential)
      expect(new Uint8Array(readFileSync(join(folder, 'seal.jws')))).toEqual(placeholder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it.skipIf(spawnSync('qpdf', ['--version']).error !== undefined)('is in order to qpdf', async () => {
    for (const name of ['arabic', 'cjk'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
      try {
        writeFileSync(join(folder, 'c.pdf'), await renderCertificate(sampleSnapshot(name), { attachments }))
        const { status, stderr } = spawnSync('qpdf', ['--check', join(folder, 'c.pdf')])
        expect([status, stderr.toString()]).toEqual([0, ''])
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
  })
})

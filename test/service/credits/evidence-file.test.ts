import { describe, expect, test } from 'vitest'
import { evidenceType, safeFileName } from '../../../src/service/credits/evidence-file.ts'
import { cpuSeconds } from '../../support/cpu.ts'
import { JPEG, PDF, PNG } from '../../support/evidence-files.ts'

const changed = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

describe('what is taken as evidence', () => {
  test.each([
    ['application/pdf', '.pdf', PDF],
    ['image/png', '.png', PNG],
    ['image/jpeg', '.jpg', JPEG],
    // Telephones write previews and more behind the end of the picture.
    ['image/jpeg', '.jpg', Buffer.concat([JPEG, Buffer.from('more')])],
    ['application/pdf', '.pdf', Buffer.concat([PDF, Buffer.from('\r\n')])],
  ])('%s (%s) by its content', (type, extension, bytes) => {
    expect(evidenceType(bytes)).toEqual({ type, extension })
    // As a part of a larger piece of memory, as it comes out of a request.
    const inside = new Uint8Array(Buffer.concat([Buffer.from('xyz'), bytes])).subarray(3)
    expect(evidenceType(inside)).toEqual({ type, extension })
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'neither a PDF nor'],
    ['a picture made of text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'neither a PDF nor'],
    ['a GIF', Buffer.from('GIF89a'), 'neither a PDF nor'],
    ['a zip', Buffer.from('PK\u0003\u0004'), 'neither a PDF nor'],
    ['a program', Buffer.from('MZ\u0090\u0000'), 'neither a PDF nor'],
    ['a PDF behind something else', Buffer.concat([Buffer.from('<script>'), PDF]), 'neither a PDF nor'],
    ['the name of a PDF', Buffer.from('%PDF-'), 'begins like a PDF'],
    ['a PDF cut off', PDF.subarray(0, -40), 'begins like a PDF'],
    ['half a PDF', PDF.subarray(0, PDF.length / 2), 'begins like a PDF'],
    ['a web page called PDF', Buffer.from('%PDF-1.7\n<script>alert(1)</script>\n%%EOF'), 'begins like a PDF'],
    ['a PNG cut off', PNG.subarray(0, -1), 'begins like a PNG'],
    ['a PNG with a byte changed', changed(PNG, 45), 'begins like a PNG'],
    ['a PNG with a page behind it', Buffer.concat([PNG, Buffer.from('<script>')]), 'begins like a PNG'],
    ['the signature of a PNG', PNG.subarray(0, 8), 'begins like a PNG'],
    ['a JPEG cut off', JPEG.subarray(0, -2), 'begins like a JPG'],
    ['the beginning of a JPEG', JPEG.subarray(0, 40), 'begins like a JPG'],
    [
      'a JPEG of text',
      Buffer.concat([JPEG.subarray(0, 3), Buffer.from('<script>alert(1)</script>')]),
      'begins like a JPG',
    ],
  ])('not %s', (_, bytes, words) => {
    expect(evidenceType(bytes)).toEqual({ wrong: expect.stringContaining(words) })
  })

  test('no prefix of a file passes for a whole one', () => {
    for (const bytes of [PNG, JPEG]) {
      for (let length = 0; length < bytes.length; length++)
        expect(evidenceType(bytes.subarray(0, length))).toHaveProperty('wrong')
    }
  })
})

test.each([
  ['certificate.pdf', 'certificate.pdf'],
  ['C:\\fakepath\\My  certificate (2).PDF', 'My certificate (2).pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['a"; filename=x.html', 'a filenamex.pdf'],
  ['a\r\nSet-Cookie: b=c', 'aSet-Cookie bc.pdf'],
  ['.htaccess', 'evidence.pdf'],
  ['chứng nhận.html', 'chứng nhận.pdf'],
  ['', 'evidence.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(80)}.pdf`],
])('the name %j is kept as %j', (given, kept) => {
  expect(safeFileName(given, '.pdf')).toBe(kept)
})

test('a name takes time in step with its length', async () => {
  const seconds = await cpuSeconds(() => {
    expect(safeFileName(`a${'. '.repeat(40_000)}x.pdf`, '.pdf')).toBe('a.pdf')
  })
  expect(seconds).toBeLessThan(1)
})

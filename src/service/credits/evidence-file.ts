import { crc32 } from 'node:zlib'

/** The kinds of file taken as evidence. What a file is called and what a browser says of it count for nothing. */
export interface EvidenceType {
  readonly type: 'application/pdf' | 'image/png' | 'image/jpeg'
  /** With the dot. */
  readonly extension: '.pdf' | '.png' | '.jpg'
}

export const MOST_EVIDENCE_BYTES = 10 * 1024 * 1024

type Check = (bytes: Buffer) => boolean

const KINDS: readonly (EvidenceType & { readonly begins: readonly number[]; readonly whole: Check })[] = [
  { type: 'application/pdf', extension: '.pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d], whole: wholePdf },
  {
    type: 'image/png',
    extension: '.png',
    begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    whole: wholePng,
  },
  { type: 'image/jpeg', extension: '.jpg', begins: [0xff, 0xd8, 0xff], whole: wholeJpeg },
]

/** By media type. */
export const EVIDENCE_EXTENSIONS: Readonly<Record<string, EvidenceType['extension']>> = Object.fromEntries(
  KINDS.map(({ type, extension }) => [type, extension]),
)

/** What a file is by its content, or why it is not taken. */
export function evidenceType(content: Uint8Array): EvidenceType | { readonly wrong: string } {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (bytes.length === 0) return { wrong: 'The file is empty.' }
  const kind = KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))
  if (kind === undefined) {
    return { wrong: 'The file is neither a PDF nor a PNG or JPEG picture, whatever its name says.' }
  }
  const { type, extension } = kind
  if (!kind.whole(bytes))
    return { wrong: `The file begins like a ${extension.slice(1).toUpperCase()} but is damaged or cut off.` }
  return { type, extension }
}

/** ISO 32000-2 §7.5: a header with a version, and at the end where the cross-references start. */
function wholePdf(bytes: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) return false
  const end = bytes.toString('latin1', Math.max(0, bytes.length - 2048))
  const start = [...end.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1]
  return start !== undefined && Number(start) > 0 && Number(start) < bytes.length
}

/** PNG (ISO/IEC 15948) §5: chunks with right checksums, from IHDR to IEND and nothing behind it. */
function wholePng(bytes: Buffer): boolean {
  let data = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length || bytes.readUInt32BE(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return false
    const name = bytes.toString('latin1', at + 4, at + 8)
    if ((at === 8) !== (name === 'IHDR')) return false
    if (name === 'IHDR' && (length !== 13 || bytes.readUInt32BE(at + 8) === 0 || bytes.readUInt32BE(at + 12) === 0)) {
      return false
    }
    if (name === 'IDAT') data = true
    if (name === 'IEND') return data && length === 0 && end === bytes.length
    at = end
  }
  return false
}

/** Frame headers (ITU-T T.81 table B.1): C0 to CF but for the tables DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/**
 * ITU-T T.81 annex B: segments up to a scan, with a frame of some size before it, and an end of image after it. Telephones
 * write more behind the end of the image, so that is let through.
 */
function wholeJpeg(bytes: Buffer): boolean {
  let frame = false
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (marker < 0xc0 || length < 2 || at + 2 + length > bytes.length) return false
    if (isFrame(marker)) {
      if (length < 11 || bytes.readUInt16BE(at + 7) === 0) return false
      frame = true
    }
    if (marker === 0xda) return frame && bytes.indexOf(Buffer.from([0xff, 0xd9]), at + 2 + length) > 0
    at += 2 + length
  }
  return false
}

/**
 * A name that is safe to keep and to send back: the last part of a path, without control characters and quotes, at most 80
 * characters, and with the extension of what the file really is.
 */
export function safeFileName(given: string, extension: EvidenceType['extension']): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .normalize('NFC')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{M}\p{N} ._()-]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  // Cut first: trimming the end of a long name takes time quadratic in its length.
  const short = (/^.{0,80}/su.exec(stem)?.[0] ?? '').replace(/[. ]+$/, '')
  return `${short === '' ? 'evidence' : short}${extension}`
}

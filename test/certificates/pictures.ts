/** Makes pictures for templates: a PNG of one colour with a darker left half, and the frame of a JPEG. */
import { deflateSync } from 'node:zlib'

/** CRC-32 as PNG has it (PNG, annex D). */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return ~value >>> 0
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export function png(width: number, height: number, { alpha = false } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, alpha ? 6 : 2], 8)
  const row = (y: number): number[] => [
    0,
    ...Array.from({ length: width }, (_, x) => [x < width / 2 ? 0 : 90, 60, y % 256, ...(alpha ? [255] : [])]).flat(),
  ]
  const rows = Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat())
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The parts of a JPEG up to its frame; there is no picture behind it. */
export const jpegFrame = (width: number, height: number, parts: number): Buffer =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    2,
    0xff,
    0xc0,
    0,
    8 + 3 * parts,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    parts,
    ...Array.from({ length: 3 * parts }, () => 1),
  ])

export const dataUrl = (bytes: Uint8Array, kind: 'png' | 'jpeg' = 'png'): string =>
  `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`

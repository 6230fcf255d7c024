/** What an image file says of itself before its first pixel. */
export interface ImageHeader {
  readonly kind: 'png' | 'jpeg'
  readonly width: number
  readonly height: number
}

/** Largest image of a certificate template. */
export const IMAGE_LIMIT = { bytes: 512 * 1024, side: 4000 } as const

/**
 * Reads the header of a PNG or JPEG by its bytes, whatever its name says. `wrong` completes "The image …" where it cannot
 * stand on a certificate.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | { readonly wrong: string } {
  if (bytes.length > IMAGE_LIMIT.bytes) {
    return { wrong: `has ${Math.ceil(bytes.length / 1024)} KiB, more than the ${IMAGE_LIMIT.bytes / 1024} KiB allowed` }
  }
  const header = startsWith(bytes, PNG) ? pngHeader(bytes) : startsWith(bytes, JPEG) ? jpegHeader(bytes) : undefined
  if (header === undefined) return { wrong: 'is neither a PNG nor a JPEG' }
  if ('wrong' in header) return header
  const { width, height } = header
  if (width < 1 || height < 1 || width > IMAGE_LIMIT.side || height > IMAGE_LIMIT.side) {
    return { wrong: `has ${width} × ${height} pixels; up to ${IMAGE_LIMIT.side} a side are allowed` }
  }
  return header
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

const ascii = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))

/** Walks the chunks to the end, so that a file cut short is told (PNG, 5.3). */
function pngHeader(bytes: Uint8Array): ImageHeader | { readonly wrong: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 33 || ascii(bytes, 12) !== 'IHDR') return { wrong: 'is a broken PNG' }
  let at = PNG.length
  while (at + 12 <= bytes.length) {
    if (ascii(bytes, at + 4) === 'IEND') return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
    at += 12 + view.getUint32(at)
  }
  return { wrong: 'is a PNG that was cut short' }
}

/** Finds the frame header (ITU-T T.81, B.2.2). Four colour parts would be inks, which a page in sRGB cannot hold. */
function jpegHeader(bytes: Uint8Array): ImageHeader | { readonly wrong: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 10 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const parts = bytes[at + 9]
      if (parts !== 1 && parts !== 3) return { wrong: 'is a JPEG in CMYK; save it in RGB' }
      return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return { wrong: 'is a broken JPEG' }
}

import { setImmediate } from 'node:timers/promises'
import { inflateSync } from 'node:zlib'
import { type ImageHeader, readImageHeader } from '../model/image-header.ts'
import { property } from './pdfkit-types.ts'

/** A picture that can be drawn. */
export interface Picture extends ImageHeader {
  readonly bytes: Uint8Array
}

/**
 * Reads the picture of a `data:` URL. `wrong` completes "The image …". A PNG's pixels are unpacked once here, because a
 * broken one would end the process when it is drawn.
 */
export function readPicture(dataUrl: string): Picture | { readonly wrong: string } {
  const match = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)
  if (match === null) return { wrong: 'is not part of the template' }
  const bytes = new Uint8Array(Buffer.from(match[1] ?? '', 'base64'))
  const header = readImageHeader(bytes)
  if ('wrong' in header) return header
  if (header.kind === 'png' && !unpacks(bytes, header)) return { wrong: 'is a broken PNG' }
  return { ...header, bytes }
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

function unpacks(bytes: Uint8Array, { width, height }: ImageHeader): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const channels = CHANNELS[bytes[25] ?? -1]
  if (channels === undefined) return false
  const rows = height * (1 + Math.ceil((width * channels * (bytes[24] ?? 0)) / 8))
  const packed: Buffer[] = []
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  try {
    const { length } = inflateSync(Buffer.concat(packed), { maxOutputLength: MOST_BYTES })
    // An interlaced picture has its rows in seven parts.
    return bytes[28] === 0 ? length === rows : length >= rows - height
  } catch {
    return false
  }
}

/** 4000 × 4000 pixels of eight bytes. */
const MOST_BYTES = 4000 * (1 + 4000 * 8)

/** A picture that is part of a document and can be drawn on its pages. */
export type EmbeddedImage = PDFKit.Mixins.ImageSrc

/**
 * Makes a picture part of the document, and waits for it: pdfkit unpacks transparent PNGs beside its other work, so that the
 * order of the file's parts would be left to chance.
 */
export async function embedImage(doc: PDFKit.PDFDocument, bytes: Uint8Array): Promise<EmbeddedImage> {
  const open: unknown = Reflect.get(doc, 'openImage')
  const image: unknown = typeof open === 'function' ? open.call(doc, Buffer.from(bytes)) : undefined
  const embed = property(image, 'embed')
  if (typeof embed !== 'function') throw new Error('pdfkit does not open images as version 0.20 does')
  embed.call(image, doc)
  while (property(image, 'image') !== undefined && property(image, 'image') !== null) await setImmediate()
  return image as EmbeddedImage
}

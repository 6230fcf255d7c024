import type { AppContext } from '../http/env.ts'
import { createRoom, type Room } from '../http/room.ts'

/** A form with a file, as far as it was read. */
export interface UploadedForm {
  /** Text fields by name; of fields sent twice the first. */
  readonly values: Readonly<Record<string, string>>
  readonly file: { readonly name: string; readonly content: Uint8Array } | undefined
  /** The body has more bytes than are taken: the file is not to be used, the fields before it are. */
  readonly tooLarge: boolean
}

interface UploadRules {
  readonly fileField: string
  readonly mostFileBytes: number
  readonly room: Room
}

/** Room for the text fields beside the file. */
const FIELD_BYTES = 128 * 1024
/** Fields and files of one form; each costs the parser a thousand times what its bytes cost the network. */
const MOST_PARTS = 500
/** Bytes of the headers of each: its name, that of its file and its type. */
const HEAD_BYTES = 16 * 1024
/** How many times the limit is read and dropped of an oversized body: browsers show no answer before they have sent it all. */
const PATIENCE = 10
/** Bytes of all uploads under way together. */
const ROOM_BYTES = 64 * 1024 * 1024

export const uploadRoom = (): Room => createRoom(ROOM_BYTES)

/**
 * Reads a posted form with at most one file. Never holds more than the file's limit and a little; what goes on behind that is
 * read and dropped, and the fields that came before the file are kept.
 */
export async function readUpload(
  c: AppContext,
  { fileField, mostFileBytes, room }: UploadRules,
): Promise<UploadedForm | { readonly wrong: string }> {
  const place = room.enter()
  try {
    const type = c.req.header('content-type') ?? ''
    const read = await readPrefix(c.req.raw.body, mostFileBytes + FIELD_BYTES, place.take)
    if ('wrong' in read) return read
    const form = await parse(type, read.bytes, read.tooLarge)
    return form === undefined ? BROKEN : fieldsIn(form, fileField, read.tooLarge, mostFileBytes)
  } finally {
    place.leave()
  }
}

const BROKEN = { wrong: 'The form did not arrive whole. Fill it in once more and send it again.' } as const
const BUSY = {
  wrong: 'Too many files are being received at this moment. Wait a minute and send the form again.',
} as const

async function fieldsIn(form: FormData, fileField: string, cut: boolean, mostFileBytes: number): Promise<UploadedForm> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string' && !Object.hasOwn(values, name)) values[name] = value
  const sent = form.get(fileField)
  // Browsers send an empty file without a name where none was chosen.
  if (sent === null || typeof sent === 'string' || (sent.name === '' && sent.size === 0)) {
    return { values, file: undefined, tooLarge: cut }
  }
  const content = new Uint8Array(await sent.arrayBuffer())
  return { values, file: { name: sent.name, content }, tooLarge: cut || content.byteLength > mostFileBytes }
}

/** A body that was cut off is given an end, so that the fields before the cut can be read. */
async function parse(type: string, bytes: Buffer, cut: boolean): Promise<FormData | undefined> {
  // Only as browsers write it: anything more could give the parser another boundary than the one counted here.
  const written = /^multipart\/form-data;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))$/i.exec(type)
  const boundary = written?.[1] ?? written?.[2]
  if (boundary === undefined ? bytes.length > FIELD_BYTES : !isModest(bytes, `--${boundary}`)) return undefined
  const end = Buffer.from(cut && boundary !== undefined ? `\r\n--${boundary}--\r\n` : '')
  try {
    return await new Response(Buffer.concat([bytes, end]), { headers: { 'content-type': type } }).formData()
  } catch {
    return undefined
  }
}

/** Whether there are few parts, and the headers of each are short. */
function isModest(bytes: Buffer, mark: string): boolean {
  let parts = 0
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
    parts += 1
    const head = bytes.subarray(at, at + HEAD_BYTES)
    if (parts > MOST_PARTS || (head.length === HEAD_BYTES && !head.includes('\r\n\r\n'))) return false
  }
  return true
}

async function readPrefix(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  take: (bytes: number) => boolean,
): Promise<{ readonly bytes: Buffer; readonly tooLarge: boolean } | { readonly wrong: string }> {
  const pieces: Uint8Array[] = []
  let kept = 0
  let size = 0
  try {
    if (body !== null) {
      for await (const piece of body) {
        size += piece.byteLength
        if (size > most * PATIENCE) return BROKEN
        const part = piece.subarray(0, most - kept)
        if (part.byteLength === 0) continue
        kept += part.byteLength
        if (!take(kept)) return BUSY
        pieces.push(part)
      }
    }
  } catch {
    return BROKEN
  }
  return { bytes: Buffer.concat(pieces), tooLarge: size > most }
}

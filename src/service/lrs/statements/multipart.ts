/** multipart/mixed (RFC 2046 §5.1) as xAPI uses it (Communication §1.5.2). */

export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly content: Uint8Array
}

const MOST_PARTS = 2_000
const MOST_HEADER_BYTES = 8_192
const BREAK = Buffer.from('\r\n')
const END_OF_HEADERS = Buffer.from('\r\n\r\n')

/** The boundary a content type names; undefined when it is not multipart/mixed or names none that is allowed. */
export function boundaryOf(contentType: string): string | undefined {
  const [type, ...rest] = contentType.split(';')
  if (type?.trim().toLowerCase() !== 'multipart/mixed') return undefined
  const found = /(?:^|;)\s*boundary\s*=\s*(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(rest.join(';'))
  return found?.[1] ?? found?.[2]
}

/** The parts of a body, as views on it; or what is wrong with it. */
export function parseMultipart(
  body: Uint8Array,
  boundary: string,
): { readonly parts: readonly Part[] } | { readonly wrong: string } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = delimiterFrom(bytes, delimiter, 0)
  if (at === -1) return { wrong: 'The body does not hold the boundary that Content-Type names.' }
  for (;;) {
    const end = at + delimiter.length
    if (bytes[end] === 0x2d && bytes[end + 1] === 0x2d) return { parts }
    const start = endOfPadding(bytes, end)
    const next = delimiterFrom(bytes, delimiter, start)
    if (next === -1) return { wrong: 'The last part is not closed by the boundary with "--" behind it.' }
    if (parts.length >= MOST_PARTS) return { wrong: `The body has more than ${MOST_PARTS} parts.` }
    // The line break before a delimiter belongs to the delimiter; the one behind it begins the headers.
    const part = bytes.subarray(start, Math.max(start + 2, next - BREAK.length))
    const endOfHeaders = part.indexOf(END_OF_HEADERS)
    if (endOfHeaders === -1 || endOfHeaders > MOST_HEADER_BYTES)
      return { wrong: `Part ${parts.length} has no end of headers, or too many.` }
    const headers = headersOf(part.subarray(0, endOfHeaders).toString('latin1'))
    if (headers === undefined) return { wrong: `Part ${parts.length} has a header that cannot be read.` }
    parts.push({ headers, content: part.subarray(endOfHeaders + END_OF_HEADERS.length) })
    at = next
  }
}

/** Where the next delimiter stands: a line of its own, so that a longer word in a file is none. */
function delimiterFrom(bytes: Buffer, delimiter: Buffer, from: number): number {
  for (let at = bytes.indexOf(delimiter, from); at !== -1; at = bytes.indexOf(delimiter, at + 1)) {
    const begins = at === 0 || (bytes[at - 2] === 0x0d && bytes[at - 1] === 0x0a)
    const end = at + delimiter.length
    const closes = bytes[end] === 0x2d && bytes[end + 1] === 0x2d
    if (begins && (closes || bytes[endOfPadding(bytes, end)] === 0x0d)) return at
  }
  return -1
}

/** White space may pad a delimiter line. */
function endOfPadding(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1
  return at
}

function headersOf(text: string): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>()
  for (const line of text.split('\r\n').filter((written) => written !== '')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    // A lone CR or LF in a value would become a header of its own where the part is answered.
    if (name === '' || headers.has(name) || /[\0\r\n]/.test(line)) return undefined
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

/** Parts as one body. The boundary must occur in none of them, which a random one of 122 bits sees to. */
export function writeMultipart(
  boundary: string,
  parts: readonly { readonly headers: Readonly<Record<string, string>>; readonly content: Uint8Array }[],
): Uint8Array {
  const pieces = parts.flatMap(({ headers, content }) => [
    Buffer.from(
      `--${boundary}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    content,
    BREAK,
  ])
  return new Uint8Array(Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]))
}

import type { AppContext } from './env.ts'

/** A body that was read, or why it was not. */
export type ReadBody =
  | { readonly bytes: Uint8Array }
  /** It has more bytes than allowed; `forNow`, than there is room for while others are read. */
  | { readonly tooLarge: true; readonly forNow: boolean }
  | { readonly brokenOff: true }

/**
 * The body of a request, read up to a limit; of one that is too large the rest stays unread. `room` is asked for as many
 * bytes as the body says it has; of one that does not say, again and again for as many as have come.
 */
export async function readBody(
  c: AppContext,
  most: number,
  room: (bytes: number) => boolean = () => true,
): Promise<ReadBody> {
  const declared = c.req.header('content-length')
  try {
    if (declared !== undefined && c.req.header('transfer-encoding') === undefined) {
      // The HTTP parser holds a body to its declared length.
      const size = Number(declared)
      if (size > most) return { tooLarge: true, forNow: false }
      return room(size) ? { bytes: new Uint8Array(await c.req.arrayBuffer()) } : { tooLarge: true, forNow: true }
    }
    // Asked for last: looking at the stream alone costs a request of known length its short way.
    const body: ReadableStream<Uint8Array> | null = c.req.raw.body
    const pieces: Uint8Array[] = []
    let size = 0
    if (body !== null) {
      for await (const piece of body) {
        size += piece.byteLength
        if (size > most) return { tooLarge: true, forNow: false }
        if (!room(size)) return { tooLarge: true, forNow: true }
        pieces.push(piece)
      }
    }
    return { bytes: new Uint8Array(Buffer.concat(pieces)) }
  } catch {
    return { brokenOff: true }
  }
}

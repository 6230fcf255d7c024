import { readBody } from '../http/body.ts'
import type { AppContext } from '../http/env.ts'
import { limits } from './limits.ts'
import { type Refusal, refusal } from './refusal.ts'

/** How much of the memory set aside for large bodies, or for answers, is in use, by all requests together. */
export interface BodyRoom {
  /** Asks for room for one request; what it was given goes back when the request is answered. */
  readonly enter: () => {
    /** Whether there is room for so many bytes in all; false takes nothing more. */
    readonly take: (bytes: number) => boolean
    readonly leave: () => void
  }
}

/** Small bodies need no room: their number is bounded by that of connections. A large one is always let in alone. */
export function createRoom(most: number): BodyRoom {
  let used = 0
  return {
    enter: () => {
      let own = 0
      return {
        take: (bytes) => {
          if (bytes <= limits.smallBody) return true
          const others = used - own
          if (others > 0 && others + bytes > most) return false
          used = others + bytes
          own = bytes
          return true
        },
        leave: () => {
          used -= own
          own = 0
        },
      }
    },
  }
}

/** The body of a request: uncompressed, within its limit, and while there is room for it. */
export async function bodyOf(
  c: AppContext,
  most: number,
  place: ReturnType<BodyRoom['enter']>,
): Promise<Uint8Array | Refusal> {
  const encoding = c.req.header('content-encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return refusal(
      415,
      { error: 'content-encoding', message: 'Compressed bodies are not taken. Send the body as it is.' },
      { 'Accept-Encoding': 'identity' },
    )
  }
  const read = await readBody(c, most, place.take)
  if ('bytes' in read) return read.bytes
  if ('tooLarge' in read && !read.forNow) {
    return refusal(413, { error: 'too-large', message: `The body may have at most ${most} bytes. Nothing was stored.` })
  }
  if ('tooLarge' in read) {
    return tooMany('Too many large requests are under way. Nothing was stored.')
  }
  return refusal(400, { error: 'body', message: 'The body ended before it was whole. Nothing was stored.' })
}

/** Says that there is no room just now. */
export const tooMany = (message: string): Refusal =>
  refusal(503, { error: 'busy', message: `${message} Try again in a moment.` }, { 'Retry-After': '1' })

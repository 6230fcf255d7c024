import { readBody } from '../http/body.ts'
import type { AppContext } from '../http/env.ts'
import type { Place } from '../http/room.ts'
import { type Refusal, refusal } from './refusal.ts'

/** The body of a request: uncompressed, within its limit, and while there is room for it. */
export async function bodyOf(c: AppContext, most: number, place: Place): Promise<Uint8Array | Refusal> {
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

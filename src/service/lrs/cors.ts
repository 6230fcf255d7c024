import type { AppContext } from '../http/env.ts'
import type { Caller } from './caller.ts'
import { type Refusal, refusal } from './refusal.ts'
import { VERSION_HEADER } from './versions.ts'

const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-None-Match',
  'Accept-Language',
  VERSION_HEADER,
].join(', ')
const EXPOSED_HEADERS = [
  'ETag',
  'Last-Modified',
  VERSION_HEADER,
  'X-Experience-API-Consistent-Through',
  'X-Request-Id',
  'WWW-Authenticate',
  'Retry-After',
].join(', ')

/**
 * Pages of any origin may send requests with a key: which page may use which key is the key's own list. Cookies are never
 * sent along, because no answer allows credentials.
 */
export function preflight(c: AppContext): Response {
  return c.body(null, 204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST, DELETE',
    'Access-Control-Allow-Headers': ALLOWED_HEADERS,
    'Access-Control-Max-Age': '600',
  })
}

/** Lets the page that asked read the answer. */
export function shareAnswer(c: AppContext): void {
  if (c.req.header('origin') === undefined) return
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', EXPOSED_HEADERS)
}

/** Refuses a key on a page of an origin that is not on its list. */
export function originFault(c: AppContext, caller: Caller): Refusal | undefined {
  const origin = c.req.header('origin')
  if (origin === undefined || caller.kind !== 'key') return undefined
  const { origins } = caller.key
  return origins.length === 0 || origins.includes(origin)
    ? undefined
    : refusal(403, { error: 'origin', message: 'This key may not be used from pages of this origin.' })
}

import type { AppContext } from './env.ts'

/**
 * The address a request came from, for rate limits only; it is never logged. Behind a trusted proxy it is the last entry
 * of X-Forwarded-For, which the proxy itself wrote: everything before it is only the client's claim.
 */
export function clientAddress(c: AppContext, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded || (c.env?.incoming?.socket?.remoteAddress ?? 'unknown')
  return address.includes(':') && !address.startsWith('::ffff:') ? network(address) : address
}

/** One customer usually has a whole IPv6 /64, so that is what counts as one address. */
function network(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(gap).fill('0'), ...after].slice(0, 4).join(':')
}

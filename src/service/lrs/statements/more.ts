import { createHmac, timingSafeEqual } from 'node:crypto'
import { isMembers } from '../../../model/members.ts'

/** Where the next page of an answer begins. */
export interface Position {
  /** The parameters of the first request, so that every filter goes on to hold. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** Sequence number of the last statement answered. */
  readonly after: number
  /** Sequence number of the newest statement when the first page was answered. */
  readonly upTo?: number
}

/**
 * The token of a `more` link: opaque, so that nothing in it becomes an interface, and signed, so that nobody makes one
 * up. It holds no permission; whoever uses it is asked for their own.
 */
export function writeToken(position: Position, secret: string): string {
  const content = Buffer.from(JSON.stringify(position)).toString('base64url')
  return `${content}.${sign(content, secret)}`
}

/** Undefined for a token this store has not written. */
export function readToken(token: string, secret: string): Position | undefined {
  const [content = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(content, secret))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const value: unknown = JSON.parse(Buffer.from(content, 'base64url').toString())
  if (!isMembers(value) || !Array.isArray(value.parameters) || typeof value.after !== 'number') return undefined
  return {
    parameters: value.parameters.filter(isPair),
    after: value.after,
    ...(typeof value.upTo === 'number' ? { upTo: value.upTo } : {}),
  }
}

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')

const sign = (content: string, secret: string): string =>
  createHmac('sha256', secret).update(`xapi more\n${content}`).digest('base64url')

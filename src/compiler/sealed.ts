import { createHmac } from 'node:crypto'
import { SEAL_MARK } from './seal-mark.ts'

/**
 * Text behind a first line that says what it is, that it is whole and that it was written with this key: what a program
 * keeps for its own next run, where others can write too.
 */
export const seal = (key: string, body: string): string => `${headOf(key, body)}\n${body}`

/** The text again; undefined when it was cut off, edited or sealed with another key. */
export function unseal(key: string, text: string | undefined): string | undefined {
  const end = text?.indexOf('\n') ?? -1
  if (text === undefined || end === -1) return undefined
  const body = text.slice(end + 1)
  return text.slice(0, end) === headOf(key, body) ? body : undefined
}

const headOf = (key: string, body: string): string =>
  `${SEAL_MARK}${createHmac('sha256', key).update(body).digest('hex')}`

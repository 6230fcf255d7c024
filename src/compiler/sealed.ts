import { sha256 } from './load.ts'
import { SEAL_MARK } from './seal-mark.ts'

/** Text behind a first line that says what it is and that it is whole: what a program keeps for its own next run. */
export const seal = (version: string, body: string): string => `${headOf(version, body)}\n${body}`

/** The text again; undefined when it was cut off, edited or written by another version. */
export function unseal(version: string, text: string | undefined): string | undefined {
  const end = text?.indexOf('\n') ?? -1
  if (text === undefined || end === -1) return undefined
  const body = text.slice(end + 1)
  return text.slice(0, end) === headOf(version, body) ? body : undefined
}

const headOf = (version: string, body: string): string => `${SEAL_MARK}${version} ${sha256(body)}`

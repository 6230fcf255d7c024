/**
 * The grammar of a packed response: it ends at its first lower-case letter, `-` or `!`. So entries follow each
 * other without separators, and can be told apart even when the question they belong to has gone.
 *
 *     ids    = *(A–Z / "_") (a–z / "-")     option ids; all but the last in upper case; _ and - stand for "none"
 *     codes  = *(":" / "." / "*" / "," / "_" 2*9(A–Z / 0–9)) "-"     codes/pack.ts
 *     text   = *(A–Z / 0–9 / "_" / "." / "," / ":" A–Z / "*" 4HEXDIG) "!"
 */

export const packIds = (ids: readonly string[]): string =>
  ids
    .map((id, i) => {
      const last = i === ids.length - 1
      if (id === '') return last ? '-' : '_'
      return last ? id : id.toUpperCase()
    })
    .join('')

export function unpackIds(packed: string): string[] | undefined {
  if (!/^[A-Z_]*[a-z-]$/.test(packed)) return undefined
  return packed.split('').map((letter) => (letter === '_' || letter === '-' ? '' : letter.toLowerCase()))
}

/** Longest packed text. Views refuse to type beyond it. */
export const TEXT_LIMIT = 120

function packUnit(unit: string): string {
  if (/[a-z]/.test(unit)) return unit.toUpperCase()
  if (/[A-Z]/.test(unit)) return `:${unit}`
  if (/[0-9.]/.test(unit)) return unit
  if (unit === ' ') return '_'
  if (unit === '-') return ','
  return `*${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

export const packText = (text: string): string => `${text.split('').map(packUnit).join('')}!`

/** The same of a number: more digits than any measure has. */
export const NUMBER_LIMIT = 24

/** Whether a typed answer fits into saved progress. */
export const textFits = (text: string, limit: number = TEXT_LIMIT): boolean => packText(text).length <= limit + 1

export function unpackText(packed: string): string | undefined {
  if (!/^(?:[A-Z0-9_.,]|:[A-Z]|\*[0-9A-F]{4})*!$/.test(packed)) return undefined
  return packed.slice(0, -1).replace(/:[A-Z]|\*[0-9A-F]{4}|[A-Z_,]/g, unpackUnit)
}

function unpackUnit(unit: string): string {
  if (unit.startsWith(':')) return unit.slice(1)
  if (unit.startsWith('*')) return String.fromCharCode(Number.parseInt(unit.slice(1), 16))
  return unit === '_' ? ' ' : unit === ',' ? '-' : unit.toLowerCase()
}

/** Longest packed response of any type: a coding task with all rows filled. */
const LONGEST_PACKED = 700

/** Cuts a run of entries, each a prefix of `prefixLength` characters and a packed response. */
export function splitEntries(run: string, prefixLength: number): { prefix: string; packed: string }[] | undefined {
  const entries: { prefix: string; packed: string }[] = []
  let at = 0
  while (at < run.length) {
    const prefix = run.slice(at, at + prefixLength)
    const body = /^[^a-z!-]*[a-z!-]/.exec(run.slice(at + prefixLength, at + prefixLength + LONGEST_PACKED))
    if (prefix.length < prefixLength || body === null) return undefined
    entries.push({ prefix, packed: body[0] })
    at += prefixLength + body[0].length
  }
  return entries
}

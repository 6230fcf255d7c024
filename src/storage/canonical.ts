import { createHash } from 'node:crypto'
import { compareText } from '../problems/problem.ts'

/**
 * JSON text with one spelling per value (after RFC 8785): keys in code-unit order, no white space, properties that are
 * undefined left out. Equal data gives equal text, so that hashes over it can be recomputed anywhere.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** Hex SHA-256; text counts as UTF-8. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

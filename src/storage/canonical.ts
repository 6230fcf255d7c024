import { hash } from 'node:crypto'
import { isMembers } from '../model/members.ts'

/**
 * JSON text with one spelling per value (after RFC 8785): keys in code-unit order, no white space, properties that are
 * undefined left out. Equal data gives equal text, so that hashes over it can be recomputed anywhere.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`
  if (!isMembers(value)) return JSON.stringify(value ?? null)
  let text = ''
  // Without a function to compare, texts are sorted by code units.
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Hex SHA-256; text counts as UTF-8. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content)

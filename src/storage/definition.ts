import { isMembers, type Members } from '../model/members.ts'

/** Members whose own members are merged one by one: language maps, and extensions. */
const MAPS = new Set(['name', 'description', 'extensions'])

/**
 * An activity's definition as known, brought up to date with one that was sent: languages and extensions are added to
 * those known, everything else is replaced (Communication §2.5). All JSON text; equal text when nothing changes.
 */
export function mergeDefinition(known: string, sent: string): string {
  if (known === sent) return known
  const before = parse(known)
  const merged: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(parse(sent))) {
    const old = before[name]
    merged[name] = MAPS.has(name) && isMembers(old) && isMembers(value) ? { ...old, ...value } : value
  }
  return JSON.stringify(merged)
}

function parse(text: string): Members {
  const value: unknown = JSON.parse(text)
  return isMembers(value) ? value : {}
}

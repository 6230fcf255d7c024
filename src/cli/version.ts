import { readFileSync } from 'node:fs'
import { packageRoot } from '../validation/package-root.ts'

/** The version in package.json. */
export function version(): string {
  const text: unknown = JSON.parse(readFileSync(new URL('package.json', packageRoot()), 'utf8'))
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown'
}

import type { Place } from '../problems/problem.ts'
import { type Inventory, readText } from './load.ts'

/**
 * Where a field stands in the front matter of a Markdown file. Parsed files do not carry it, since only a message ever
 * needs it: the file is looked at once more.
 */
export function frontMatterPlace(inventory: Inventory, file: string, field: string): Place {
  const start = { file, line: 1, column: 1 }
  const text = readText(inventory, file, start)
  if ('problem' in text) return start
  const lines = text.source.text.split('\n')
  const end = lines.indexOf('---', 1)
  const index = lines.findIndex((line, i) => i > 0 && i < end && line.startsWith(`${field}:`))
  const line = lines[index]
  if (line === undefined) return start
  const value = line.slice(field.length + 1).search(/\S/)
  return { file, line: index + 1, column: value === -1 ? 1 : field.length + 2 + value }
}

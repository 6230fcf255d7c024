import type { Place } from '../../problems/problem.ts'
import { type Context, placeAt, placeOf } from '../context.ts'
import type { DirectiveNode } from './directive.ts'

export interface WrittenAttribute {
  readonly name: string
  readonly key: () => Place
  readonly value: () => Place
}

const ATTRIBUTE = /([#.])?([^\s"'#.<=>`{}][^\s"'#<=>`{}]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<=>`}]+))?/gy

/** Where each attribute of a directive stands, in the order written; the parser keeps their values only. */
export function writtenAttributes(context: Context, node: DirectiveNode): readonly WrittenAttribute[] {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined || context.fixedPlace !== undefined) {
    const place = (): Place => placeOf(context, node)
    return Object.keys(node.attributes ?? {}).map((name) => ({ name, key: place, value: place }))
  }
  const found: WrittenAttribute[] = []
  let at = braceOf(context.text, start, end)
  while (at !== -1 && at < end && context.text[at] !== '}') {
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(context.text)
    if (match === null) {
      at++
      continue
    }
    const [whole, shortcut = '', word = '', value = shortcut + word] = match
    const name = shortcut === '#' ? 'id' : shortcut === '.' ? 'class' : word
    const from = at
    const to = at + whole.length
    const key = (): Place => placeAt(context, from, from + shortcut.length + word.length)
    found.push({ name, key, value: () => placeAt(context, to - value.length, to) })
    at = to
  }
  return found
}

/** The offset behind the `{` of a directive: behind its name and its label, in which brackets may be nested. */
function braceOf(text: string, start: number, end: number): number {
  let at = start
  while (text[at] === ':') at++
  while (at < end && /[\p{L}\p{N}_-]/u.test(text[at] ?? '')) at++
  if (text[at] === '[') {
    for (let depth = 0; at < end; at++) {
      if (text[at] === '\\') at++
      else if (text[at] === '[') depth++
      else if (text[at] === ']' && --depth === 0) break
    }
    at++
  }
  return text[at] === '{' ? at + 1 : -1
}

/** The place of a directive; of a box its first line alone, so that not all of its text is marked. */
export function openingOf(context: Context, node: DirectiveNode): Place {
  const start = node.position?.start.offset
  if (node.type !== 'containerDirective' || start === undefined) return placeOf(context, node)
  const lineEnd = context.text.indexOf('\n', start)
  return placeAt(context, start, lineEnd === -1 ? context.text.length : lineEnd)
}

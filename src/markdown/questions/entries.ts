import type { BlockContent, PhrasingContent } from 'mdast'
import type { Item } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import { type Context, report } from '../context.ts'
import { render, renderInline } from '../processor.ts'

/** Options, items and pairs are named by one letter each. */
export const MOST_ENTRIES = 26

/** @example letter(0) → 'a' */
export const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index)

interface Entry {
  readonly text: string
  readonly place: Place
}

interface Entries {
  readonly id: string
  /** What they are called, singular and plural. */
  readonly one: string
  readonly many: string
  readonly entries: readonly Entry[]
  readonly place: Place
  readonly least: number
}

/** Reports entries that are empty, repeated, too few or too many. */
export function checkEntries(context: Context, { id, one, many, entries, place, least }: Entries): void {
  if (entries.length < least) report(context, 'option-single', { id, what: many, least }, place)
  if (entries.length > MOST_ENTRIES) report(context, 'option-many', { id, what: many, count: entries.length }, place)
  const seen = new Map<string, number>()
  for (const entry of entries) {
    if (entry.text === '') {
      report(context, 'option-empty', { what: one }, entry.place)
      continue
    }
    const same = entry.text.toLowerCase()
    const firstLine = seen.get(same)
    if (firstLine === undefined) seen.set(same, entry.place.line ?? 0)
    else report(context, 'option-repeated', { what: one, text: entry.text, firstLine }, entry.place)
  }
}

/** Rendered content; a lone paragraph stands without its tags, as labels are inline. */
export function entryHtml(content: readonly BlockContent[], context: Context): string {
  const [first] = content
  return content.length === 1 && first?.type === 'paragraph'
    ? renderInline(first.children, context)
    : render(content, context)
}

/** An item of inline content, such as a table cell. */
export const inlineItem = (id: string, text: string, children: readonly PhrasingContent[], context: Context): Item => ({
  id,
  html: renderInline(children, context),
  text,
})

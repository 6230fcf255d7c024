import type { Members } from '../../model/members.ts'

/** One range of Accept-Language, lower case; `*` is any. */
export type LanguageRange = string

const MOST_RANGES = 20

/** The ranges a reader accepts, best first (RFC 9110 §12.5.4). Those with weight 0 are left out. */
export function readRanges(header: string): readonly LanguageRange[] {
  return header
    .slice(0, 1000)
    .split(',', MOST_RANGES)
    .map((item, position) => {
      const [range = '', ...parameters] = item.split(';')
      const weight = parameters.map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(one)?.[1]).find((one) => one)
      return { range: range.trim().toLowerCase(), weight: weight === undefined ? 1 : Number(weight), position }
    })
    .filter(({ range, weight }) => range !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .map(({ range }) => range)
}

/**
 * A language map with one entry, the one a reader likes best: for each range by lookup (RFC 4647 §3.4), then any tag below
 * the range, and where nothing fits the first entry.
 */
export function oneLanguage(map: Members, ranges: readonly LanguageRange[]): Members {
  const tags = Object.keys(map)
  const best = ranges.map((range) => fitting(tags, range)).find((tag) => tag !== undefined) ?? tags[0]
  return best === undefined ? map : { [best]: map[best] }
}

function fitting(tags: readonly string[], range: LanguageRange): string | undefined {
  if (range === '*') return tags[0]
  const below = tags.find((tag) => tag.toLowerCase() === range || tag.toLowerCase().startsWith(`${range}-`))
  if (below !== undefined) return tags.find((tag) => tag.toLowerCase() === range) ?? below
  const parts = range.split('-')
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const shorter = parts.slice(0, length).join('-')
    const found = tags.find((tag) => tag.toLowerCase() === shorter)
    if (found !== undefined) return found
  }
  return undefined
}

import { compareText } from '../../problems/problem.ts'
import { bare } from '../system.ts'

export interface Searchable {
  /** Without a point. */
  readonly code: string
  readonly title: string
}

export interface Found<T> {
  /** Best first. */
  readonly hits: readonly T[]
  /** How many there are, those beyond the limit among them. */
  readonly total: number
}

export interface Search<T> {
  /** By how codes begin, with and without a point, or by words: each must stand in the title, in any order. */
  readonly find: (query: string, limit: number) => Found<T>
}

/** Weights of how well a word of the query meets a word of a title. */
const EXACT = 4
const BEGINS = 2
const TYPO = 1
/** Below this length a word with a typo is too likely to be another word. */
const TYPO_FROM = 5
/** No title has as many. */
const MOST_WORDS = 30

/** An index of words and codes. @param entries of each system one behind the other, in order of their codes */
export function openSearch<T extends Searchable>(entries: readonly T[]): Search<T> {
  const { words, postings } = indexed(entries)
  const runs = ascendingRuns(entries)
  const best = new Uint8Array(entries.length)

  function byCode(prefix: string): number[] {
    return runs.flatMap(([from, to]) => {
      const found: number[] = []
      for (let i = lowerBound(entries, prefix, from, to); i < to && entries[i]?.code.startsWith(prefix); i++)
        found.push(i)
      return found
    })
  }

  /** Entries whose titles have every word, each with how well it has them. */
  function byWords(asked: readonly string[]): Map<number, number> {
    let scores: Map<number, number> | undefined
    for (const word of asked) {
      const touched: number[] = []
      for (const [at, weight] of meeting(words, word)) {
        for (const i of postings[at] ?? []) {
          if (best[i] === 0) touched.push(i)
          if ((best[i] ?? 0) < weight) best[i] = weight
        }
      }
      const before = scores
      scores = new Map()
      if (before === undefined) for (const i of touched) scores.set(i, best[i] ?? 0)
      else for (const [i, score] of before) if (best[i] !== 0) scores.set(i, score + (best[i] ?? 0))
      for (const i of touched) best[i] = 0
    }
    return scores ?? new Map<number, number>()
  }

  return {
    find: (query, limit) => {
      const code = bare(query)
      const coded = /^[A-Z\d]{1,7}$/.test(code) && /^\S+$/.test(query.trim()) ? byCode(code) : []
      const asked = [...new Set(wordsOf(query))]
      const scores = byWords(asked.slice(0, MOST_WORDS))
      for (const i of coded) scores.delete(i)
      // Shorter titles say the words and little else; the order of the classification decides among the rest.
      const rank = (i: number): number =>
        -(scores.get(i) ?? 0) * 1000 + Math.min(999, entries[i]?.title.length ?? 0) + i / entries.length
      const order = [...coded.slice(0, limit), ...smallest(scores.keys(), rank, limit - Math.min(limit, coded.length))]
      return {
        hits: order.flatMap((i) => entries[i] ?? []),
        total: coded.length + scores.size,
      }
    },
  }
}

/** Words of a title or a query, as they are compared: lower case, without accents, apostrophes and the s of a plural. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f'\u2019]/g, '')
      .toLowerCase()
      .match(/[a-z\d]+/g) ?? []
  ).map((word) => (word.length > 4 && /[^su]s$/.test(word) ? word.slice(0, -1) : word))

interface Indexed {
  /** Sorted. */
  readonly words: readonly string[]
  /** Of each word, the entries whose titles have it, ascending. */
  readonly postings: readonly (readonly number[])[]
}

function indexed(entries: readonly Searchable[]): Indexed {
  const lists = new Map<string, number[]>()
  // Titles repeat their words a hundred times over, so each piece of text is taken apart once.
  const pieces = new Map<string, readonly number[][]>()
  const listsOf = (piece: string): readonly number[][] =>
    wordsOf(piece).map((word) => {
      const list = lists.get(word) ?? []
      lists.set(word, list)
      return list
    })
  entries.forEach(({ title }, i) => {
    for (const piece of title.split(' ')) {
      let own = pieces.get(piece)
      if (own === undefined) {
        own = listsOf(piece)
        pieces.set(piece, own)
      }
      for (const list of own) if (list[list.length - 1] !== i) list.push(i)
    }
  })
  const words = [...lists.keys()].sort(compareText)
  return { words, postings: words.map((word) => lists.get(word) ?? []) }
}

/** Words of the index that a word of the query may mean, with the weight of each. */
function meeting(words: readonly string[], asked: string): [at: number, weight: number][] {
  const found: [number, number][] = []
  let first = 0
  let last = words.length
  while (first < last) {
    const middle = (first + last) >> 1
    if ((words[middle] ?? '') < asked) first = middle + 1
    else last = middle
  }
  for (let at = first; words[at]?.startsWith(asked); at++) found.push([at, words[at] === asked ? EXACT : BEGINS])
  if (found.length > 0 || asked.length < TYPO_FROM) return found
  words.forEach((word, at) => {
    if (oneTypo(asked, word)) found.push([at, TYPO])
  })
  return found
}

/** Whether one letter more, less or other, or two that changed places, make one word of the other. */
export function oneTypo(a: string, b: string): boolean {
  const longer = a.length - b.length
  if (longer > 1 || longer < -1) return false
  let start = 0
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  if (longer === 1) return a.slice(start + 1) === b.slice(start)
  if (longer === -1) return a.slice(start) === b.slice(start + 1)
  if (start === a.length || a.slice(start + 1) === b.slice(start + 1)) return true
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start]
  return swapped && a.slice(start + 2) === b.slice(start + 2)
}

/** Where the codes of one system end and those of the next begin. */
function ascendingRuns(entries: readonly Searchable[]): [from: number, to: number][] {
  const starts = entries.flatMap(({ code }, i) => (i === 0 || code < (entries[i - 1]?.code ?? '') ? [i] : []))
  return starts.map((from, i) => [from, starts[i + 1] ?? entries.length])
}

function lowerBound(entries: readonly Searchable[], code: string, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.code ?? '') < code) low = middle + 1
    else high = middle
  }
  return low
}

/** The `limit` with the lowest rank, in order of it. */
function smallest(items: Iterable<number>, rank: (item: number) => number, limit: number): number[] {
  const kept: { readonly item: number; readonly rank: number }[] = []
  for (const item of items) {
    const own = rank(item)
    if (kept.length >= limit && own >= (kept[kept.length - 1]?.rank ?? Number.NEGATIVE_INFINITY)) continue
    let at = kept.length
    while (at > 0 && (kept[at - 1]?.rank ?? 0) > own) at -= 1
    kept.splice(at, 0, { item, rank: own })
    if (kept.length > limit) kept.pop()
  }
  return limit <= 0 ? [] : kept.map(({ item }) => item)
}

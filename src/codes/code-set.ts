import { compareText } from '../problems/problem.ts'
import type { EditionKey } from './edition.ts'

/** One line of a code set. */
export interface CodeEntry {
  /** Without a point, as the agencies' files write it. */
  readonly code: string
  /** False for a header: it is divided further and cannot be reported. */
  readonly billable: boolean
  readonly title: string
  /** Shortened to 60 characters by the agency. */
  readonly short: string
}

export interface CodeSet extends EditionKey {
  readonly codes: Codes
}

/** Entries by their code without a point, in order of the codes. A map is one. */
export interface Codes {
  readonly get: (code: string) => CodeEntry | undefined
  readonly has: (code: string) => boolean
  readonly values: () => Iterable<CodeEntry>
}

export interface Counts {
  readonly billable: number
  readonly headers: number
}

export function countsOf(entries: Iterable<CodeEntry>): Counts {
  let billable = 0
  let headers = 0
  for (const entry of entries) {
    if (entry.billable) billable += 1
    else headers += 1
  }
  return { billable, headers }
}

/** Agencies list codes in the order of the classification (C84.A before C84.9); here they are in order of their text. */
export const codeMap = (entries: readonly CodeEntry[]): Map<string, CodeEntry> =>
  new Map([...entries].sort((a, b) => compareText(a.code, b.code)).map((entry) => [entry.code, entry]))

/**
 * A code set as text: sorted lines `code TAB 0|1 TAB title [TAB short title]`, the short title only where it differs. The
 * same codes give the same text, whichever files they came from.
 */
export function codesText(codes: Codes): string {
  const lines: string[] = []
  for (const { code, billable, title, short } of codes.values()) {
    lines.push(`${code}\t${billable ? 1 : 0}\t${title}${short === title ? '' : `\t${short}`}\n`)
  }
  return lines.join('')
}

/**
 * Reads what `codesText` has written. Looking up a few thousand of its 100,000 lines takes less than reading them all, so
 * that is done only when all are asked for.
 */
export function readCodesText(text: string): Codes {
  let all: CodeEntry[] | undefined
  const get = (code: string): CodeEntry | undefined => {
    const at = lineOf(text, code)
    return at === -1 ? undefined : entryAt(text, at)
  }
  return {
    get,
    has: (code) => lineOf(text, code) !== -1,
    values: () => {
      all ??= everyEntry(text)
      return all
    },
  }
}

function everyEntry(text: string): CodeEntry[] {
  const entries: CodeEntry[] = []
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1) entries.push(entryAt(text, at))
  return entries
}

/** Where the line of a code begins, by halving the sorted text; -1 when there is none. */
function lineOf(text: string, code: string): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1
    const found = text.slice(start, text.indexOf('\t', start))
    if (found === code) return start
    if (found < code) low = text.indexOf('\n', start) + 1
    else high = start
  }
  return -1
}

function entryAt(text: string, start: number): CodeEntry {
  const end = text.indexOf('\n', start)
  const [code = '', flag, title = '', short = title] = text.slice(start, end).split('\t')
  return { code, billable: flag === '1', title, short }
}

import type { CodeEntry, CodeSet } from './code-set.ts'
import type { Conversion } from './formats/conversion.ts'

export interface Candidate {
  readonly entry: CodeEntry
  /** It looks like the code, the conversion table names it, or it begins like the code that is gone. */
  readonly from: 'lookalike' | 'conversion' | 'prefix'
}

const MOST = 12

/** `H44.20-H44.23` holds H44.21; a range of one holds itself. */
const holds = ({ from, to }: Conversion['previous'][number], code: string): boolean =>
  from === to ? code === from : code >= from && code.slice(0, to.length) <= to && code.length >= from.length

/**
 * What an author may put in the place of a code that cannot be reported: first the code with digits where it has letters
 * that look like them (I5O.9), then what the conversion table assigns it to, then reportable codes below it or, where there are none, below what it has in common with others.
 */
export function candidatesFor(code: string, target: CodeSet, conversions: readonly Conversion[]): Candidate[] {
  const found = new Map<string, Candidate>()
  const add = (entry: CodeEntry | undefined, from: Candidate['from']): void => {
    if (entry?.billable && entry.code !== code && !found.has(entry.code)) found.set(entry.code, { entry, from })
  }
  for (const one of lookalikes(code)) add(target.codes.get(one), 'lookalike')
  for (const row of conversions) {
    // What a code became may have been divided again since.
    if (!row.previous.some((range) => holds(range, code))) continue
    const entry = target.codes.get(row.code)
    if (entry?.billable) add(entry, 'conversion')
    else for (const one of startingWith(row.code, target)) add(one, 'conversion')
  }
  // ICD-10-CM categories have three characters; nearer than that, codes have little in common.
  for (let length = code.length; length >= 3 && ![...found.values()].some(({ from }) => from === 'prefix'); length--) {
    for (const entry of startingWith(code.slice(0, length), target)) add(entry, 'prefix')
  }
  return [...found.values()].slice(0, MOST)
}

/** With digits for the letters O, I and L; the first character of most codes is a letter. */
function lookalikes(code: string): string[] {
  const rest = code.slice(1).replaceAll('O', '0').replaceAll('I', '1')
  return [rest, rest.replaceAll('L', '1')].map((one) => `${code.slice(0, 1)}${one}`).filter((one) => one !== code)
}

const startingWith = (prefix: string, { codes }: CodeSet): CodeEntry[] =>
  [...codes.values()].filter(({ code, billable }) => billable && code.startsWith(prefix))

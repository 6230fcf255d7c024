import type { CodeLine } from '../schema-types.ts'
import { bareCode, type CodeEntry, roleOf, sameList } from './entry.ts'

type Accepted = CodeLine['accepts'][number]

/** ICD-10-CM pads shorter codes with X up to the 7th character. */
const withoutSeventh = (code: string): string => code.slice(0, 6).replace(/X+$/, '')

function accepts({ code, match }: Accepted, given: string): boolean {
  const bare = bareCode(code)
  if (match === 'category') return given.startsWith(bare)
  if (match === 'seventh') return given.length === 7 && withoutSeventh(given) === withoutSeventh(bare)
  return given === bare
}

/** At which place the line accepts the code: 0 is the key itself; -1 when it does not. */
export const acceptedAt = (line: CodeLine, entry: CodeEntry): number =>
  sameList(roleOf(line), entry.role) ? line.accepts.findIndex((one) => accepts(one, entry.code)) : -1

/** Whether a procedure was done on the day that the line names. */
const onItsDay = (line: CodeLine, { mark }: CodeEntry): boolean => line.day !== undefined && mark === String(line.day)

/**
 * Gives each line at most one entry and each entry to at most one line, so that the lines named first get theirs first
 * and none goes without that could have one (augmenting paths). Where days count, procedures of the right day go to their
 * lines before others do.
 *
 * @param entries in an order that depends on nothing but what they are
 * @returns index of the entry by index of the line
 */
export function matchLines(
  lines: readonly CodeLine[],
  entries: readonly CodeEntry[],
  days: boolean,
): ReadonlyMap<number, number> {
  const lineOf = new Map<number, number>()
  const candidates = lines.map((line) =>
    entries
      .map((entry, at) => ({ at, rank: acceptedAt(line, entry) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank || a.at - b.at),
  )
  const assign = (line: number, tried: Set<number>): boolean =>
    (candidates[line] ?? []).some(({ at }) => {
      if (tried.has(at)) return false
      tried.add(at)
      const holder = lineOf.get(at)
      if (holder !== undefined && !assign(holder, tried)) return false
      lineOf.set(at, line)
      return true
    })
  lines.forEach((line, i) => {
    const at = candidates[i]?.find(({ at: one }) => {
      const entry = entries[one]
      return days && entry !== undefined && onItsDay(line, entry) && !lineOf.has(one)
    })?.at
    if (at !== undefined) lineOf.set(at, i)
  })
  const settled = new Set(lineOf.values())
  lines.forEach((_, line) => {
    if (!settled.has(line)) assign(line, new Set())
  })
  return new Map([...lineOf].map(([entry, line]) => [line, entry]))
}

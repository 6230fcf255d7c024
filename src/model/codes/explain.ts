import type { Response, Score } from '../response.ts'
import type { CodeLine, Codes } from '../schema-types.ts'
import { bareCode, type CodeEntry, isDiagnosis, isRepeated, readEntries, roleOf, sameList } from './entry.ts'
import { acceptedAt, matchLines } from './match.ts'

/** What takes points from a line that was reported, or why it has none. */
export type Fault = 'missing' | 'poa' | 'sequence' | 'day'

/** A line of the key, with what it earned. */
export interface LineCredit {
  readonly line: CodeLine
  /** The entry that reports it. */
  readonly given?: CodeEntry
  /** of a line that is missing: an entry of the same category or body system, which was meant for it. */
  readonly near?: CodeEntry
  readonly earned: number
  readonly possible: number
  readonly faults: readonly Fault[]
}

/** A code that was reported and is not in the key. */
export interface Extra {
  readonly given: CodeEntry
  /** The line that says why it is not supported, where the key has one. */
  readonly line?: CodeLine
  /** Points it takes away. */
  readonly cost: number
}

export interface Explained {
  /** In the order of the key; where a combination rule was used, with its lines. */
  readonly lines: readonly LineCredit[]
  readonly extras: readonly Extra[]
  readonly score: Score
}

/** Points as whole hundredths, so that sums agree everywhere. */
const cents = (points: number): number => Math.round(points * 100)

/**
 * Scores a coding task line by line. Pure, and blind to the order of all codes but the first diagnosis: entries are
 * sorted before anything is decided. Each required line earns its points, less the shares of `rule` for a wrong POA
 * indicator, sequence or day; each unsupported code costs points; the sum never falls below nothing. Where the key has
 * combination rules, the reading that earns most counts.
 */
export function explain(question: Codes, response: Response): Explained {
  const entries = distinct(question, readEntries(response) ?? [])
  const [first, ...others] = readings(question).map((lines) => judge(question, lines, entries))
  const best = others.reduce(
    (most, one) => (one !== undefined && most !== undefined && one.score.earned > most.score.earned ? one : most),
    first,
  )
  return best ?? { lines: [], extras: [], score: { earned: 0, possible: question.points, correct: false } }
}

/** The key as written, then with each choice of combination rules that do not touch the same lines. */
function readings({ lines, instead }: Codes): (readonly CodeLine[])[] {
  const choices = Array.from({ length: 2 ** instead.length }, (_, bits) =>
    instead.flatMap((rule, i) => (((bits >> i) & 1) === 1 ? [rule] : [])),
  )
  return choices.flatMap((rules) => {
    const replaced = rules.flatMap((rule) => rule.lines)
    if (new Set(replaced).size < replaced.length) return []
    return [
      lines.flatMap((line, at): readonly CodeLine[] => {
        const rule = rules.find((one) => one.lines.includes(at))
        return rule === undefined ? [line] : rule.lines[0] === at ? rule.with : []
      }),
    ]
  })
}

/**
 * Each code once per list, sorted; a procedure once for each day. Of one that is there twice the first place counts,
 * and of marks that contradict each other none, so that saying a thing twice never gains anything.
 */
function distinct({ asks }: Codes, entries: readonly CodeEntry[]): CodeEntry[] {
  const days = asks.includes('days')
  const kept: CodeEntry[] = []
  for (const entry of entries) {
    const at = kept.findIndex((one) => isRepeated(one, entry, days))
    const before = kept[at]
    if (before === undefined) kept.push(entry)
    else if (before.mark !== entry.mark) kept[at] = { ...before, mark: '' }
  }
  const order = ({ code, role, mark }: CodeEntry): string =>
    `${isDiagnosis(role) ? 'S' : role} ${code} ${role === 'R' ? mark.padStart(3, '0') : ''}`
  return kept.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

function judge(question: Codes, lines: readonly CodeLine[], entries: readonly CodeEntry[]): Explained {
  const wanted = lines.filter(({ need }) => need !== 'not-supported')
  // Lines worth most choose first; a required line before an optional one.
  const ranked = [...wanted].sort((a, b) => b.points - a.points)
  const days = question.asks.includes('days')
  const found = matchLines(ranked, entries, days)
  const entryOf = new Map(ranked.map((line, i) => [line, entries[found.get(i) ?? -1]]))
  const free = entries.filter((entry) => ![...entryOf.values()].includes(entry))
  const missing = wanted.filter((line) => line.need === 'required' && entryOf.get(line) === undefined)
  const refused = new Map(
    free.map((entry) => [entry, lines.find((line) => line.need === 'not-supported' && acceptedAt(line, entry) >= 0)]),
  )
  const again = new Map(free.map((entry) => [entry, days ? lineDoneAgain(entry, entryOf) : undefined]))
  const near = nearMisses(
    missing,
    free.filter((entry) => refused.get(entry) === undefined && again.get(entry) === undefined),
  )

  const credits = wanted.flatMap((line): LineCredit[] => {
    const given = entryOf.get(line)
    if (line.need === 'optional' && given === undefined) return []
    const close = near.get(line)
    const possible = line.need === 'required' ? line.points : 0
    if (given === undefined)
      return [{ line, ...(close === undefined ? {} : { near: close }), earned: 0, possible, faults: ['missing'] }]
    return [{ line, given, ...credit(question, line, given, possible) }]
  })
  const close = new Set(near.values())
  const extras = free
    .filter((entry) => !close.has(entry))
    .map((given): Extra => {
      const line = refused.get(given)
      return line === undefined
        ? { given, cost: penalty(question, again.get(given)) }
        : { given, line, cost: line.points }
    })
  const sum =
    credits.reduce((total, { earned }) => total + cents(earned), 0) -
    extras.reduce((total, { cost }) => total + cents(cost), 0)
  const correct = sum === cents(question.points)
  const earned = correct ? question.points : question.partial ? Math.max(0, sum) / 100 : 0
  return { lines: credits, extras, score: { earned, possible: question.points, correct } }
}

/** The line of a procedure that was reported more often than the key has it, on another day. */
const lineDoneAgain = (
  { code, role }: CodeEntry,
  entryOf: ReadonlyMap<CodeLine, CodeEntry | undefined>,
): CodeLine | undefined =>
  role === 'R' ? [...entryOf].find(([, given]) => given?.role === 'R' && given.code === code)?.[0] : undefined

/** Naming several days for one procedure costs at least what the wrong day does, so that it does not pay to guess. */
function penalty({ rule }: Codes, again: CodeLine | undefined): number {
  if (again?.day === undefined || again.need !== 'required') return rule.penalty
  return Math.max(rule.penalty, (cents(again.points) - cents(again.points * (1 - rule.day))) / 100)
}

function credit(
  { asks, rule }: Codes,
  line: CodeLine,
  given: CodeEntry,
  possible: number,
): Pick<LineCredit, 'earned' | 'possible' | 'faults'> {
  const faults: Fault[] = [
    ...(line.role === 'principal' && given.role !== 'P' ? (['sequence'] as const) : []),
    ...(asks.includes('poa') && line.poa !== undefined && poaMark(line.poa) !== given.mark ? (['poa'] as const) : []),
    ...(asks.includes('days') && line.day !== undefined && String(line.day) !== given.mark ? (['day'] as const) : []),
  ]
  const lost = faults.reduce((share, fault) => share + (fault === 'missing' ? 1 : rule[fault]), 0)
  return { earned: Math.max(0, cents(possible * (1 - lost))) / 100, possible, faults }
}

/** @example poaMark('exempt') → 'E' */
export const poaMark = (poa: NonNullable<CodeLine['poa']>): string => (poa === 'exempt' ? 'E' : poa)

/**
 * Codes of the right category (procedures: of the right body system) that are not the right code, each for one line that is
 * missing: they earn nothing, and cost nothing beyond the points of that line. One admitting diagnosis and one disposition are always meant for theirs.
 */
function nearMisses(missing: readonly CodeLine[], free: readonly CodeEntry[]): Map<CodeLine, CodeEntry> {
  const near = new Map<CodeLine, CodeEntry>()
  const taken = new Set<CodeEntry>()
  const likeness = (line: CodeLine, { code, role }: CodeEntry): number => {
    if (!sameList(roleOf(line), role)) return -1
    const key = bareCode(line.accepts[0]?.code ?? '')
    const same = key.split('').findIndex((character, i) => character !== code.charAt(i))
    const alike = same === -1 ? key.length : same
    // ICD-10-PCS: section and body system; else the category.
    const least = role === 'R' && key.length === 7 ? 2 : 3
    return alike >= least || role === 'A' || role === 'D' ? alike : -1
  }
  const pairs = missing
    .flatMap((line) => free.map((entry) => ({ line, entry, alike: likeness(line, entry) })))
    .filter(({ alike }) => alike >= 0)
    .sort((a, b) => b.alike - a.alike)
  for (const { line, entry } of pairs) {
    if (near.has(line) || taken.has(entry)) continue
    near.set(line, entry)
    taken.add(entry)
  }
  return near
}

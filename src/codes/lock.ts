import type { CodesLock } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import type { Citation } from './citation.ts'
import { countsOf } from './code-set.ts'
import { inForce } from './edition.ts'
import type { Library } from './library.ts'
import { bare, type CodeSystem, isLookedUp } from './system.ts'

export type LockedCode = CodesLock['codes'][number]

/** A lock that can be asked. */
export interface Lock {
  readonly file: CodesLock
  /** What a citation is pinned to; undefined when the lock does not have it. */
  readonly row: (cited: Pick<Citation, 'system' | 'code' | 'asOf'>) => LockedCode | undefined
}

export function openLock(file: CodesLock): Lock {
  const rows = new Map(file.codes.map((row) => [keyOf(row.system, row.code, row.edition), row]))
  const days = new Map<CodeSystem, string[]>()
  for (const { system, effective } of file.editions) days.set(system, [...(days.get(system) ?? []), effective].sort())
  return {
    file,
    row: ({ system, code, asOf = file.asOf }) => {
      const edition = inForce(days.get(system) ?? [], asOf)
      return edition === undefined ? undefined : rows.get(keyOf(system, code, edition))
    },
  }
}

const keyOf = (system: CodeSystem, code: string, edition: string): string => `${system} ${bare(code)} ${edition}`

export interface MadeLock {
  readonly file: CodesLock
  /** Cited, but not in the edition in force on the day it is meant for. */
  readonly missing: readonly { readonly citation: Citation; readonly edition: string }[]
  /** Systems of which no edition is installed that is old enough, with the day that was asked for. */
  readonly without: readonly { readonly system: CodeSystem; readonly day: string }[]
  /** An edition that more than a year has passed since: a newer one was probably in force. */
  readonly old: readonly { readonly system: CodeSystem; readonly edition: string; readonly day: string }[]
}

/** What the values of a code's characters stand for, where that is to be pinned and known. */
export type LabelsFor = (cited: Pick<Citation, 'system' | 'code'>, day: string) => LockedCode['labels']

/**
 * Resolves every cited code for the day it is meant for.
 *
 * @param asOf day of those that name none
 */
export function makeLock(
  citations: readonly Citation[],
  library: Library,
  asOf: string,
  labels: LabelsFor = () => undefined,
): MadeLock {
  const rows = new Map<string, LockedCode>()
  const used = new Map<string, CodesLock['editions'][number]>()
  const without = new Map<string, MadeLock['without'][number]>()
  const old = new Map<string, MadeLock['old'][number]>()
  const missing: MadeLock['missing'][number][] = []
  for (const citation of citations) {
    const { system, code } = citation
    if (!isLookedUp(system)) continue
    const day = citation.asOf ?? asOf
    const edition = inForce(library.editions(system), day)
    if (edition === undefined) {
      without.set(`${system} ${day}`, { system, day })
      continue
    }
    const { codes } = library.codes(system, edition)
    const name = `${system} ${edition}`
    if (!used.has(name)) {
      used.set(name, {
        system,
        effective: edition,
        ...countsOf(codes.values()),
        digest: library.digest(system, edition),
      })
    }
    if (overAYear(edition, day)) old.set(name, { system, edition, day })
    const entry = codes.get(bare(code))
    if (entry === undefined) {
      missing.push({ citation, edition })
      continue
    }
    const exempt = system === 'icd10cm' ? library.poaExempt(edition)?.has(entry.code) : undefined
    const { title, billable } = entry
    rows.set(keyOf(system, code, edition), {
      system,
      code,
      edition,
      title,
      billable,
      ...(exempt === undefined ? {} : { poaExempt: exempt }),
      ...labelled(labels(citation, day)),
    })
  }
  const codes = [...rows].sort(([a], [b]) => compareText(a, b)).map(([, row]) => row)
  const editions = [...used].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one)
  return { file: { format: 1, asOf, editions, codes }, missing, without: [...without.values()], old: [...old.values()] }
}

const labelled = (labels: LockedCode['labels']): Pick<LockedCode, 'labels'> => (labels === undefined ? {} : { labels })

/** Codes change every October at the latest. */
const overAYear = (edition: string, day: string): boolean =>
  `${Number(edition.slice(0, 4)) + 1}${edition.slice(4)}` <= day

/** The text of codes.lock.json: one line a code, so that a comparison shows what changed. */
export function lockText({ format, asOf, editions, codes }: CodesLock): string {
  const list = (rows: readonly unknown[]): string => {
    const lines = rows.map((row) => `\n    ${JSON.stringify(row)}`)
    return lines.length === 0 ? '[]' : `[${lines.join(',')}\n  ]`
  }
  return `{\n  "format": ${format},\n  "asOf": ${JSON.stringify(asOf)},\n  "editions": ${list(editions)},\n  "codes": ${list(codes)}\n}\n`
}

/** What a refresh would change, one line each; empty when nothing. */
export function lockDrift(before: CodesLock | undefined, after: CodesLock): string[] {
  const lines = ({ editions, codes }: Pick<CodesLock, 'editions' | 'codes'>): Map<string, string> =>
    new Map([
      ...editions.map((one): [string, string] => [`${one.system}@${one.effective}`, JSON.stringify(one)]),
      ...codes.map((one): [string, string] => [`${one.system} ${one.code} of ${one.edition}`, JSON.stringify(one)]),
    ])
  const old = lines(before ?? { editions: [], codes: [] })
  const now = lines(after)
  return [
    ...[...now].flatMap(([name, text]) =>
      old.has(name) ? (old.get(name) === text ? [] : [`changed  ${name}`]) : [`new      ${name}`],
    ),
    ...[...old.keys()].flatMap((name) => (now.has(name) ? [] : [`gone     ${name}`])),
  ]
}

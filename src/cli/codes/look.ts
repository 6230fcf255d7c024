import type { CodeEntry } from '../../codes/code-set.ts'
import { type EditionKey, editionName } from '../../codes/edition.ts'
import type { Library } from '../../codes/library.ts'
import { bare, type CodeSystem, isLookedUp, systemNames, systems, written } from '../../codes/system.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { textTable } from '../text-table.ts'
import { changeStore } from './store.ts'
import { type Installed, sayLacking, storeFolder } from './use-store.ts'

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Every installed edition with its counts. */
export function listEditions({ index }: Installed, json: boolean, io: Io): number {
  const { editions, guidelines } = index
  if (json) {
    io.stdout(
      print({
        format: 1,
        editions: editions.map(({ system, effective, billable, headers, parts, sources }) => ({
          system,
          effective,
          ...(billable === undefined ? {} : { billable, headers }),
          parts: Object.keys(parts).sort(),
          sources,
        })),
        guidelines: guidelines.map(({ edition, validFrom, sections, sources }) => ({
          edition,
          validFrom,
          sections,
          sources,
        })),
      }),
    )
    return EXIT.fine
  }
  if (editions.length + guidelines.length === 0) {
    io.stderr('No code set is installed. Add the files of the agencies: chartwright codes add icd10cm-order-2026.txt\n')
    return EXIT.fine
  }
  const rows = editions.map(({ system, effective, billable, headers, parts }) => [
    `${system}@${effective}`,
    billable === undefined ? '-' : String(billable),
    headers === undefined ? '-' : String(headers),
    Object.keys(parts).sort().join(', '),
  ])
  const lists = guidelines.map(({ edition, sections }) => [`guidelines ${edition}`, '', '', `${sections} sections`])
  io.stdout(textTable([['edition', 'codes', 'headers', 'installed'], ...rows, ...lists], new Set([1, 2])))
  return EXIT.fine
}

interface Seen extends EditionKey {
  readonly entry: CodeEntry
}

/** What each installed edition says of a code. */
export function showCode({ library }: Installed, code: string, json: boolean, io: Io): number {
  const lacks = sayLacking([], library, io)
  if (lacks !== undefined) return lacks
  const seen = systems.filter(isLookedUp).flatMap((system) =>
    library.editions(system).flatMap((effective): Seen[] => {
      const entry = library.codes(system, effective).codes.get(bare(code))
      return entry === undefined ? [] : [{ system, effective, entry }]
    }),
  )
  const rows = seen.map(({ system, effective, entry }) => ({
    system,
    effective,
    code: written(system, entry.code),
    title: entry.title,
    billable: entry.billable,
    ...poaOf(library, system, effective, entry),
  }))
  const absent = absentFrom(library, seen)
  const became = library
    .conversions()
    .filter(({ previous }) => previous.some(({ from, to }) => from === to && from === bare(code)))
  const conversions = became.map((one) => ({ code: written('icd10cm', one.code), effective: one.effective }))
  if (json) io.stdout(print({ format: 1, code, editions: rows, absentFrom: absent, became: conversions }))
  else if (rows.length > 0) {
    io.stdout(
      textTable(
        rows.map(({ system, effective, code: shown, billable, title, ...poa }) => [
          editionName({ system, effective }),
          shown,
          `${billable ? 'billable' : 'header'}${poa.poaExempt ? ', POA exempt' : ''}`,
          title,
        ]),
      ),
    )
    if (absent.length > 0) io.stdout(`Not in ${absent.join(', ')}.\n`)
    for (const one of conversions) io.stdout(`From ${one.effective} the conversion table has ${one.code} for it.\n`)
  }
  if (rows.length === 0 && !json)
    io.stderr(`chartwright: No installed edition has ${code}.${LIKE_CPT.test(code) ? ` ${CPT_IS_LICENSED}` : ''}\n`)
  return rows.length === 0 ? EXIT.problems : EXIT.fine
}

/** Installed editions without a code that others of its system have. */
const absentFrom = (library: Library, seen: readonly Seen[]): string[] =>
  [...new Set(seen.map(({ system }) => system))].flatMap((system) =>
    library
      .editions(system)
      .filter((day) => !seen.some((one) => one.system === system && one.effective === day))
      .map((effective) => editionName({ system, effective })),
  )

const LIKE_CPT = /^\d{4}[0-9A-Z]$/i
const CPT_IS_LICENSED = 'It has the form of a CPT code; those are licensed and never installed.'

function poaOf(
  library: Library,
  system: CodeSystem,
  effective: string,
  { code, billable }: CodeEntry,
): { poaExempt?: boolean } {
  const exempt = system === 'icd10cm' && billable ? library.poaExempt(effective)?.has(code) : undefined
  return exempt === undefined ? {} : { poaExempt: exempt }
}

const MOST = 50

/** Codes whose title has every word, or that begin with the one word given. @param editions those to look in, else the newest of each system */
export function searchCodes(
  { library }: Installed,
  text: string,
  editions: readonly EditionKey[],
  json: boolean,
  io: Io,
): number {
  const lacks = sayLacking(editions, library, io)
  if (lacks !== undefined) return lacks
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const newest = systems.flatMap((system): EditionKey[] => {
    const effective = library.editions(system).at(-1)
    return effective === undefined ? [] : [{ system, effective }]
  })
  const prefix = words.length === 1 ? bare(text) : undefined
  const found = (editions.length === 0 ? newest : editions).flatMap(({ system, effective }) =>
    Array.from(library.codes(system, effective).codes.values())
      .filter(({ code, title }) => {
        const lower = title.toLowerCase()
        return words.every((word) => lower.includes(word)) || (prefix !== undefined && code.startsWith(prefix))
      })
      .map((entry) => ({ system, effective, entry })),
  )
  const shown = found.slice(0, MOST).map(({ system, effective, entry }) => ({
    system,
    effective,
    code: written(system, entry.code),
    billable: entry.billable,
    title: entry.title,
  }))
  if (json) io.stdout(print({ format: 1, count: found.length, codes: shown }))
  else {
    if (shown.length > 0) {
      io.stdout(
        textTable(
          shown.map(({ system, code, billable, title }) => [
            systemNames[system],
            code,
            billable ? '' : 'header',
            title,
          ]),
        ),
      )
    }
    if (found.length > MOST) io.stderr(`${found.length - MOST} more. Give more words to see them.\n`)
    if (found.length === 0) io.stderr(`chartwright: No code has ${JSON.stringify(text)}.\n`)
  }
  return found.length === 0 ? EXIT.problems : EXIT.fine
}

/** Takes editions out of the store. @param names `icd10cm@2025-10-01` or `fy2026` */
export async function removeEditions(
  store: string | undefined,
  names: readonly string[],
  json: boolean,
  io: Io,
): Promise<number> {
  const done = await changeStore(storeFolder(store, io), io.now(), (index) => {
    const known = [...index.editions.map(editionName), ...index.guidelines.map(({ edition }) => edition)]
    const unknown = names.find((name) => !known.includes(name))
    if (unknown !== undefined)
      return { refused: `${unknown} is not installed. Installed: ${known.join(', ') || 'nothing'}.` }
    const left = {
      ...index,
      editions: index.editions.filter((one) => !names.includes(editionName(one))),
      guidelines: index.guidelines.filter(({ edition }) => !names.includes(edition)),
    }
    return { changed: { index: left, objects: new Map<string, string>() } }
  })
  if ('because' in done) {
    io.stderr(`chartwright: ${done.because}\n`)
    return EXIT.io
  }
  if ('refused' in done) {
    io.stderr(`chartwright: ${done.refused}
`)
    return EXIT.problems
  }
  if (json) io.stdout(print({ format: 1, removed: names }))
  else io.stderr(`Removed ${names.join(', ')}.\n`)
  return EXIT.fine
}

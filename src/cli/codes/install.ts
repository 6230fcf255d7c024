import { applyAddenda } from '../../codes/apply-addenda.ts'
import { type Codes, codesText, countsOf } from '../../codes/code-set.ts'
import { type EditionKey, editionName, justBefore } from '../../codes/edition.ts'
import { conversionText } from '../../codes/formats/conversion.ts'
import { expandTables } from '../../codes/formats/pcs-tables.ts'
import type { Source } from '../../codes/source.ts'
import { sha256 } from '../../compiler/load.ts'
import type { CodeStore, StoredEdition } from '../../model/schema-types.ts'
import { openLibrary } from './open-library.ts'
import { type Changed, withEdition } from './store.ts'

/** A file that was read, with what is kept of where it came from. */
export interface ReadFile {
  readonly name: string
  readonly sha256: string
  readonly source: Source
}

/** What became of one file. */
export interface Installed {
  readonly name: string
  readonly kind: Source['kind']
  /** Edition it belongs to, `icd10cm@2026-10-01` or `guidelines fy2026`. */
  readonly edition: string
  readonly done: 'added' | 'there already'
  /** What was held against what, in words. */
  readonly verified: string
}

export interface Installation {
  readonly installed: readonly Installed[]
  /** Undefined when everything was there already, or something was refused. */
  readonly changed?: Changed | undefined
  readonly refused?: { readonly name: string; readonly because: string; readonly line?: number }
}

/** Order files come before what is held against them; addenda follow each other in time. */
const ORDER: Readonly<Record<Source['kind'], number>> = {
  order: 0,
  hcpcs: 0,
  addenda: 1,
  poaExempt: 2,
  conversion: 2,
  tabular: 2,
  tables: 2,
  definitions: 2,
  guidelines: 2,
}

const timeOf = (source: Source): string => ('effective' in source ? source.effective : source.sections.validFrom)

/** Verifies files against each other and what is installed. All are taken, or none. @param read an installed part by its digest */
export function install(before: CodeStore, files: readonly ReadFile[], read: (digest: string) => string): Installation {
  const objects = new Map<string, string>()
  const readAny = (digest: string): string => objects.get(digest) ?? read(digest)
  const inOrder = [...files].sort(
    (a, b) => ORDER[a.source.kind] - ORDER[b.source.kind] || (timeOf(a.source) < timeOf(b.source) ? -1 : 1),
  )
  let index = before
  const installed: Installed[] = []
  for (const file of inOrder) {
    const step = take(index, file, readAny)
    if ('because' in step) return { installed: [], refused: { name: file.name, ...step } }
    if (step.text !== undefined) objects.set(sha256(step.text), step.text)
    index = step.index
    installed.push({
      name: file.name,
      kind: file.source.kind,
      ...step.said,
      done: step.text === undefined ? 'there already' : 'added',
    })
  }
  return { installed, ...(objects.size === 0 ? {} : { changed: { index, objects } }) }
}

interface Step {
  readonly index: CodeStore
  /** What is new; undefined when it is there. */
  readonly text: string | undefined
  readonly said: Pick<Installed, 'edition' | 'verified'>
}
type Refused = { readonly because: string; readonly line?: number }

function take(index: CodeStore, file: ReadFile, read: (digest: string) => string): Step | Refused {
  const { source } = file
  switch (source.kind) {
    case 'order':
    case 'hcpcs':
      return takeCodes(index, file, source, source.codes, read)
    case 'addenda':
      return takeAddenda(index, file, source, read)
    case 'poaExempt':
      return takePart(
        index,
        file,
        source,
        'poaExempt',
        source.list.codes.join('\n'),
        within(index, source, source.list.codes, read),
      )
    case 'conversion':
      return takePart(index, file, source, 'conversion', conversionText(source.rows), {
        verified: `${source.rows.length} rows`,
      })
    case 'tabular': {
      const codes = source.tabular.entries.flatMap(({ id, kind }) => (kind === 'code' ? [id] : []))
      return takePart(
        index,
        file,
        source,
        'tabular',
        JSON.stringify(source.tabular),
        within(index, source, codes, read),
      )
    }
    case 'tables': {
      const codes = expandTables(source.tables)
      const { tables } = source.tables
      const rows = tables.reduce((n, table) => n + table.rows.length, 0)
      const same = sameCodes(index, source, codes, read)
      const verified =
        'because' in same
          ? same
          : { verified: `${tables.length} tables, ${rows} rows, ${codes.size} codes${same.verified}` }
      return takePart(index, file, source, 'tables', JSON.stringify(source.tables), verified)
    }
    case 'definitions':
      return takePart(index, file, source, 'definitions', JSON.stringify(source.definitions), {
        verified: `${source.definitions.definitions.length} definitions`,
      })
    case 'guidelines':
      return takeGuidelines(index, file, source)
  }
}

/** An edition that lost this much of the one beside it was cut off. */
const LEAST = 0.9

function takeCodes(
  index: CodeStore,
  file: ReadFile,
  key: EditionKey,
  codes: Codes,
  read: (digest: string) => string,
): Step | Refused {
  const counts = countsOf(codes.values())
  const there = find(index, key)
  const text = codesText(codes)
  const verified = `${counts.billable} codes, ${counts.headers} headers`
  if (there?.parts.codes === sha256(text)) return again(index, key, verified)
  if (there?.parts.codes !== undefined) {
    return {
      because: `${editionName(key)} is already installed with other codes (${there.billable} codes, ${there.headers} headers; this file has ${verified}). If this file is for another day, say so with --effective; otherwise remove the installed one first: chartwright codes remove ${editionName(key)}.`,
    }
  }
  const library = openLibrary(index, read)
  const days = library.editions(key.system)
  const beside = justBefore(days, key.effective) ?? days[0]
  const other = beside === undefined ? undefined : find(index, { ...key, effective: beside })
  if (other?.billable !== undefined && counts.billable < LEAST * other.billable) {
    return {
      because: `It has ${counts.billable} codes, the edition of ${beside} has ${other.billable}: the file was probably cut off.`,
    }
  }
  if (there?.parts.tables !== undefined) {
    const tables = expandTables(JSON.parse(read(there.parts.tables)) as Parameters<typeof expandTables>[0])
    const difference = differenceOf(tables, codes)
    if (difference !== undefined)
      return { because: `It does not agree with the installed ICD-10-PCS tables: ${difference}.` }
  }
  return {
    index: withEdition(index, grown(there, file, key, { codes: sha256(text) }, counts)),
    text,
    said: { edition: editionName(key), verified },
  }
}

function takeAddenda(
  index: CodeStore,
  file: ReadFile,
  source: Extract<Source, { kind: 'addenda' }>,
  read: (digest: string) => string,
): Step | Refused {
  const { system, effective, addenda } = source
  const { after } = addenda
  const there = find(index, source)
  const library = openLibrary(index, read)
  const base = justBefore(library.editions(system), effective)
  const changes = `${addenda.changes.length} changes`
  if (
    there?.parts.codes !== undefined &&
    (base === undefined || there.sources.some(({ sha256 }) => sha256 === file.sha256))
  ) {
    if (there.billable !== after.billable || there.headers !== after.headers) {
      return {
        because: `It should lead to ${after.billable} codes and ${after.headers} headers; the installed ${editionName(source)} has ${there.billable} and ${there.headers}.`,
      }
    }
    return again(index, source, `${changes}, leads to ${after.billable} codes`)
  }
  if (base === undefined) {
    return {
      because: `It changes the edition just before ${effective}, and no edition of ${system} before that day is installed. Add the order file of fiscal year ${addenda.fromYear} first.`,
    }
  }
  const made = applyAddenda(library.codes(system, base).codes, addenda)
  if ('fault' in made) {
    return {
      ...made.fault,
      because: `${made.fault.because} The edition just before ${effective} that is installed is ${system}@${base}.${lateBase(index, source, base)}`,
    }
  }
  const verified = `${changes} to ${system}@${base} lead to ${after.billable} codes, ${after.headers} headers, as its own counts say`
  const step = takeCodes(index, file, source, made.value, read)
  return 'because' in step ? step : { ...step, said: { edition: editionName(source), verified } }
}

/** Agencies also publish an order file again in April under the name of its year. */
function lateBase(
  index: CodeStore,
  { system, addenda: { after } }: Extract<Source, { kind: 'addenda' }>,
  base: string,
): string {
  const stored = find(index, { system, effective: base })
  if (stored?.billable !== after.billable || stored.headers !== after.headers) return ''
  return ' That edition has the counts this addenda leads to, so its file was probably the later one: remove it, and add it again with --effective.'
}

function takePart(
  index: CodeStore,
  file: ReadFile,
  key: EditionKey,
  part: keyof StoredEdition['parts'],
  text: string,
  verified: { readonly verified: string } | Refused,
): Step | Refused {
  if ('because' in verified) return verified
  const there = find(index, key)
  const known = there?.parts[part]
  if (known === sha256(text)) return again(index, key, verified.verified)
  if (known !== undefined) {
    return {
      because: `${editionName(key)} has another one installed. If this one is for another day, say so with --effective; otherwise remove that edition first.`,
    }
  }
  const edition = grown(there, file, key, { [part]: sha256(text) })
  return { index: withEdition(index, edition), text, said: { edition: editionName(key), ...verified } }
}

function takeGuidelines(
  index: CodeStore,
  file: ReadFile,
  { sections }: Extract<Source, { kind: 'guidelines' }>,
): Step | Refused {
  const { edition, validFrom, headings } = sections
  const text = JSON.stringify({
    fiscalYear: Number(edition.slice(2, 6)),
    validFrom,
    sections: [...headings].map(([id, heading]) => ({ id, heading })),
  })
  const said = { edition: `guidelines ${edition}`, verified: `${headings.size} sections` }
  const there = index.guidelines.find((one) => one.edition === edition)
  if (there?.object === sha256(text)) return { index, text: undefined, said }
  if (there !== undefined)
    return {
      because: `Other sections of the guidelines ${edition} are installed. Remove them first: chartwright codes remove ${edition}.`,
    }
  const stored = { edition, validFrom, sections: headings.size, object: sha256(text), sources: [sourceOf(file)] }
  return { index: { ...index, guidelines: [...index.guidelines, stored] }, text, said }
}

const find = (index: CodeStore, { system, effective }: EditionKey): StoredEdition | undefined =>
  index.editions.find((one) => one.system === system && one.effective === effective)

const again = (index: CodeStore, key: EditionKey, verified: string): Step => ({
  index,
  text: undefined,
  said: { edition: editionName(key), verified },
})

const sourceOf = ({ name, sha256: digest, source }: ReadFile) => ({ name, kind: source.kind, sha256: digest })

function grown(
  there: StoredEdition | undefined,
  file: ReadFile,
  { system, effective }: EditionKey,
  parts: StoredEdition['parts'],
  counts: { readonly billable?: number; readonly headers?: number } = {},
): StoredEdition {
  if (system === 'cpt') throw new Error('CPT is never installed')
  return {
    ...there,
    system,
    effective,
    ...counts,
    parts: { ...there?.parts, ...parts },
    sources: [...(there?.sources ?? []), sourceOf(file)],
  }
}

/** Codes that a list names must be codes of its edition, where that is installed. */
function within(
  index: CodeStore,
  key: EditionKey,
  codes: readonly string[],
  read: (digest: string) => string,
): { verified: string } | Refused {
  const digest = find(index, key)?.parts.codes
  if (digest === undefined)
    return { verified: `${codes.length} codes; add the order file of the same year to have them checked` }
  const known = openLibrary(index, read).codes(key.system, key.effective).codes
  const unknown = codes.find((code) => !known.has(code))
  if (unknown !== undefined)
    return {
      because: `It names ${unknown}, which the installed ${editionName(key)} does not have: it belongs to another edition. Say for which day with --effective.`,
    }
  return { verified: `${codes.length} codes, all in the order file` }
}

function sameCodes(
  index: CodeStore,
  key: EditionKey,
  codes: ReadonlySet<string>,
  read: (digest: string) => string,
): { verified: string } | Refused {
  if (find(index, key)?.parts.codes === undefined)
    return { verified: '; add the order file of the same year to have them checked' }
  const difference = differenceOf(codes, openLibrary(index, read).codes(key.system, key.effective).codes)
  return difference === undefined
    ? { verified: ', equal to the order file' }
    : { because: `The tables do not agree with the installed ${editionName(key)}: ${difference}.` }
}

function differenceOf(codes: ReadonlySet<string>, entries: Codes): string | undefined {
  const billable = [...entries.values()].filter((entry) => entry.billable).map(({ code }) => code)
  const more = billable.find((code) => !codes.has(code))
  if (more !== undefined) return `the order file has ${more}, the tables do not`
  const known = new Set(billable)
  const less = [...codes].find((code) => !known.has(code))
  return less === undefined ? undefined : `the tables have ${less}, the order file does not`
}

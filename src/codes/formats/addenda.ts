import type { CodeEntry, Counts } from '../code-set.ts'
import { fault, linesOf, type Read } from '../fault.ts'
import { type CodeSystem, isSystem } from '../system.ts'

export type Change =
  | { readonly kind: 'add' | 'delete'; readonly entry: CodeEntry; readonly line: number }
  | { readonly kind: 'revise'; readonly from: CodeEntry; readonly to: CodeEntry; readonly line: number }

/** What one trailer (headers, or codes) says was changed. */
interface Tally {
  readonly from: number
  readonly to: number
  readonly additions: number
  readonly deletions: number
  readonly revisions: number
}

/** An addenda of an order file: what turns one edition into the next. */
export interface Addenda {
  readonly system: CodeSystem
  /** Fiscal years of the two order files. Equal for an update within the year, in April. */
  readonly fromYear: number
  readonly toYear: number
  readonly changes: readonly Change[]
  readonly before: Counts
  readonly after: Counts
}

/** `Add:         1 A4154   short (60)  long`; in ICD-10-PCS there is no flag: three characters are a header. */
const LINE = /^(Add|Delete|Revise from|Revise to): +(?:([01]) )?([0-9A-Z]{3,7}) {0,4} (.{60}) (\S.*)$/

export const looksLikeAddenda = (line: string): boolean => /^((Add|Delete|Revise from): +\S|Headers\s*$)/.test(line)

/** Reads an addenda and holds its lines against the counts of its own trailer. */
export function readAddenda(text: string): Read<Addenda> {
  const lines = linesOf(text)
  const at = lines.findIndex((line) => line.trim() === 'Headers')
  if (at === -1) return fault('The counts at the end are missing: the file was cut off.')
  const trailer = readTrailer(lines.slice(at))
  if (trailer === undefined) return fault('The counts at the end are not whole: the file was cut off.', at + 1)
  const changes: Change[] = []
  let revised: CodeEntry | undefined
  for (const [i, line] of lines.slice(0, at).entries()) {
    if (line.trim() === '') continue
    const [, verb, flag, code = '', short = '', title = ''] = LINE.exec(line) ?? []
    if (verb === undefined) return fault('This is not a line of an addenda.', i + 1)
    const billable = flag === undefined ? code.length === 7 : flag === '1'
    const entry = { code, billable, title: title.trimEnd(), short: short.trimEnd() }
    if ((verb === 'Revise to') !== (revised !== undefined))
      return fault('"Revise from" and "Revise to" belong together.', i + 1)
    if (verb === 'Add') changes.push({ kind: 'add', entry, line: i + 1 })
    else if (verb === 'Delete') changes.push({ kind: 'delete', entry, line: i + 1 })
    else if (revised !== undefined) changes.push({ kind: 'revise', from: revised, to: entry, line: i + 1 })
    revised = verb === 'Revise from' ? entry : undefined
  }
  const wrong =
    disagreement('headers', false, changes, trailer.headers) ?? disagreement('codes', true, changes, trailer.codes)
  if (wrong !== undefined) return fault(wrong)
  const { headers, codes, system, fromYear, toYear } = trailer
  return {
    value: {
      system,
      fromYear,
      toYear,
      changes,
      before: { billable: codes.from, headers: headers.from },
      after: { billable: codes.to, headers: headers.to },
    },
  }
}

function readTrailer(lines: readonly string[]) {
  const text = lines.join('\n')
  const pattern =
    /(\d+) (headers|codes) in (icd10\w+?)_order_(\d{4})\.txt\s+(\d+) \2 in icd10\w+?_order_(\d{4})\.txt\s+(\d+) additions\s+(\d+) deletions\s+(\d+) revisions/g
  const found = [...text.matchAll(pattern)]
  const tally = (what: string): Tally | undefined => {
    const numbers = found.find((match) => match[2] === what)
    if (numbers === undefined) return undefined
    const [from = 0, to = 0, additions = 0, deletions = 0, revisions = 0] = [1, 5, 7, 8, 9].map((i) =>
      Number(numbers[i]),
    )
    return { from, to, additions, deletions, revisions }
  }
  const headers = tally('headers')
  const codes = tally('codes')
  const [, , , system = '', fromYear, , toYear] = found[0] ?? []
  if (headers === undefined || codes === undefined || !isSystem(system)) return undefined
  return { headers, codes, system, fromYear: Number(fromYear), toYear: Number(toYear) }
}

/** A sentence where the lines are not as many as the trailer says. */
function disagreement(what: string, billable: boolean, changes: readonly Change[], tally: Tally): string | undefined {
  const count = (kind: Change['kind']): number =>
    changes.filter((one) => one.kind === kind && (one.kind === 'revise' ? one.to : one.entry).billable === billable)
      .length
  const pairs = [
    ['additions', count('add'), tally.additions],
    ['deletions', count('delete'), tally.deletions],
    ['revisions', count('revise'), tally.revisions],
  ] as const
  for (const [kind, found, said] of pairs) {
    if (found !== said)
      return `The file has ${found} ${kind} of ${what}, but its own count at the end says ${said}: lines are missing or were changed.`
  }
  return undefined
}

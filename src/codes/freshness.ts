import { type Candidate, candidatesFor } from './candidates.ts'
import type { Citation } from './citation.ts'
import type { CodeEntry } from './code-set.ts'
import { inForce, justBefore } from './edition.ts'
import type { Library } from './library.ts'
import type { Lock } from './lock.ts'
import { bare, type CodeSystem, isLookedUp, systems } from './system.ts'

/** What an edition says of a code that a course cites. */
export type Status =
  | { readonly is: 'valid' }
  | { readonly is: 'title-revised'; readonly before: string; readonly after: string }
  /** It is divided further: more characters are needed. */
  | { readonly is: 'now-header'; readonly title: string }
  /** The same, and the course is locked to it as a header: its author was told. */
  | { readonly is: 'known-header'; readonly title: string }
  /** `since`: first installed edition without it. */
  | { readonly is: 'deleted'; readonly since: string; readonly title: string }
  | { readonly is: 'not-yet-valid'; readonly from: string; readonly title: string }
  | { readonly is: 'wrong-system'; readonly system: CodeSystem; readonly title: string }
  | { readonly is: 'unknown' }
  | { readonly is: 'poa-changed'; readonly exempt: boolean }

/** Whether something else must be put in the place of a code. */
export const isGone = ({ is }: Status): boolean =>
  is === 'deleted' || is === 'now-header' || is === 'known-header' || is === 'unknown'

/** One code, meant for one day, against the edition it is held to. */
export interface Finding {
  readonly system: CodeSystem
  /** As written. */
  readonly code: string
  /** Edition it is held against. */
  readonly effective: string
  /** A revised title and a changed POA status can come together; otherwise there is one. */
  readonly statuses: readonly Status[]
  readonly candidates: readonly Candidate[]
  readonly citations: readonly Citation[]
}

export interface Checking {
  readonly library: Library
  /** Edition of each system that is checked; others are left out. */
  readonly targets: ReadonlyMap<CodeSystem, string>
  /** What the course is locked to: titles as the author knew them. */
  readonly lock?: Lock | undefined
}

/** Holds every cited code against an edition, each code and the edition it was meant for once. In the order in which codes are first cited. */
export function checkFreshness(citations: readonly Citation[], checking: Checking): Finding[] {
  const groups = new Map<string, Citation[]>()
  for (const citation of citations) {
    if (!checking.targets.has(citation.system)) continue
    const meant = checking.lock?.row(citation)?.edition ?? citation.asOf ?? ''
    const key = `${citation.system} ${citation.code} ${meant}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [citation])
    else group.push(citation)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const effective = first === undefined ? undefined : checking.targets.get(first.system)
    return first === undefined || effective === undefined ? [] : judgeGroup(effective, group, checking)
  })
}

/** A header is judged by what it is cited for: more than one finding where a code is a key, an example and a category. */
function judgeGroup(effective: string, group: readonly Citation[], checking: Checking): Finding[] {
  const parts = new Map<string, Citation[]>([
    ['key', []],
    ['example', []],
    ['category', []],
  ])
  for (const one of group) parts.get(use(one))?.push(one)
  const findings = [...parts.values()].flatMap((part) => {
    const [cited] = part
    return cited === undefined ? [] : [judge(cited, effective, part, checking)]
  })
  const [first, ...others] = findings
  if (first === undefined) return []
  const same = others.every(({ statuses }) => JSON.stringify(statuses) === JSON.stringify(first.statuses))
  return same ? [{ ...first, citations: group }] : findings
}

const use = ({ key, category }: Citation): 'key' | 'example' | 'category' =>
  category === true ? 'category' : key === true ? 'key' : 'example'

/** What was known of a code when it was written. */
interface Before {
  readonly title: string
  readonly billable: boolean
  readonly poaExempt: boolean | undefined
  /** The lock has it as a header. */
  readonly locked?: boolean
}

function judge(cited: Citation, effective: string, citations: readonly Citation[], checking: Checking): Finding {
  const { library } = checking
  const { system } = cited
  const code = bare(cited.code)
  const target = library.codes(system, effective)
  const entry = target.codes.get(code)
  const before = knownBefore(cited, code, effective, checking)
  const statuses =
    entry === undefined
      ? [absent(cited, code, effective, before, library)]
      : present(
          entry,
          effective,
          before,
          !entry.billable &&
            cited.category !== true &&
            (cited.key === true || reportableBefore(system, code, effective, before, library)),
          cited.key === true,
          library,
        )
  const gone = statuses.some(isGone)
  const conversions =
    gone && system === 'icd10cm' ? library.conversions().filter((row) => row.effective <= effective) : []
  const candidates = gone ? candidatesFor(code, target, conversions) : []
  return { system, code: cited.code, effective, statuses, candidates, citations }
}

/** From the lock, else from the edition in force on the day the code is meant for, else from the edition before. */
function knownBefore(
  cited: Citation,
  code: string,
  effective: string,
  { lock, library }: Checking,
): Before | undefined {
  const { system, asOf } = cited
  const row = lock?.row(cited)
  if (row !== undefined) {
    const poaExempt = row.poaExempt ?? (system === 'icd10cm' ? library.poaExempt(row.edition)?.has(code) : undefined)
    return { title: row.title, billable: row.billable, poaExempt, locked: !row.billable }
  }
  const editions = library.editions(system)
  const meant = asOf === undefined ? undefined : inForce(editions, asOf)
  // What was written for the edition it is held to cannot have changed since.
  const day = meant !== undefined && meant >= effective ? effective : (meant ?? justBefore(editions, effective))
  const entry = day === undefined ? undefined : library.codes(system, day).codes.get(code)
  return day === undefined || entry === undefined ? undefined : withPoa(entry, system, day, library)
}

/** A header that could be reported once is a mistake even where it was written later. */
function reportableBefore(
  system: CodeSystem,
  code: string,
  effective: string,
  before: Before | undefined,
  library: Library,
): boolean {
  if (before?.billable === true) return true
  const earlier = library.editions(system).filter((day) => day < effective)
  return earlier.some((day) => library.codes(system, day).codes.get(code)?.billable === true)
}

const withPoa = ({ title, billable, code }: CodeEntry, system: CodeSystem, day: string, library: Library): Before => ({
  title,
  billable,
  poaExempt: system === 'icd10cm' ? library.poaExempt(day)?.has(code) : undefined,
})

function present(
  entry: CodeEntry,
  effective: string,
  before: Before | undefined,
  reportable: boolean,
  key: boolean,
  library: Library,
): Status[] {
  // A header that was always one is a category, and cited as such. A key must be reportable, whatever the lock says.
  if (!entry.billable && reportable)
    return [{ is: before?.locked === true && !key ? 'known-header' : 'now-header', title: entry.title }]
  const statuses: Status[] = []
  if (before !== undefined && before.title !== entry.title)
    statuses.push({ is: 'title-revised', before: before.title, after: entry.title })
  const exempt = library.poaExempt(effective)?.has(entry.code)
  if (exempt !== undefined && before?.poaExempt !== undefined && exempt !== before.poaExempt)
    statuses.push({ is: 'poa-changed', exempt })
  return statuses.length === 0 ? [{ is: 'valid' }] : statuses
}

function absent(
  cited: Citation,
  code: string,
  effective: string,
  before: Before | undefined,
  library: Library,
): Status {
  const { system } = cited
  const editions = library.editions(system)
  const holds = (day: string): CodeEntry | undefined => library.codes(system, day).codes.get(code)
  const earlier = editions.filter((day) => day < effective)
  const last = earlier.filter((day) => holds(day) !== undefined).at(-1)
  const later = editions.find((day) => day > effective && holds(day) !== undefined)
  // A course can be locked to a later edition than the one it is held to.
  if (last === undefined && later !== undefined)
    return { is: 'not-yet-valid', from: later, title: holds(later)?.title ?? '' }
  const title = before?.title ?? (last === undefined ? undefined : holds(last)?.title)
  if (title !== undefined) {
    const since =
      editions.find((day) => day > (last ?? '') && day <= effective && holds(day) === undefined) ?? effective
    return { is: 'deleted', since, title }
  }
  for (const other of systems) {
    if (other === system || !isLookedUp(other)) continue
    const day = library.editions(other).at(-1)
    const found = day === undefined ? undefined : library.codes(other, day).codes.get(code)
    if (found !== undefined) return { is: 'wrong-system', system: other, title: found.title }
  }
  return { is: 'unknown' }
}

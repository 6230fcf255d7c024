import { type CreditEntry, type StandingEntry, standings } from '../../model/ledger.ts'
import { compareText } from '../../problems/problem.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { certificateName } from '../auth/people.ts'
import { plainDate } from '../settings.ts'
import { isOwn, OWN, type World, type Wrong } from '../staff/by.ts'
import { meritOf, type RosterAward, rosterAward, vouchedFor } from './award.ts'
import { type Claim, readClaims } from './claims.ts'
import { daysUnread, understand } from './columns.ts'
import { type FormatName, formats, type RosterFormat } from './formats.ts'
import { sameName, type Who, whoIs } from './people.ts'
import { outOfIn } from './points.ts'
import { readTable } from './table.ts'
import type { DateOrder } from './values.ts'

/** How a roster is to be read, and for what. */
export interface RosterAsked {
  readonly course: string
  /** May be left out where one award of the course takes rosters. */
  readonly award?: string | undefined
  /** Meaning of a column → its heading. */
  readonly columns?: Readonly<Record<string, string>> | undefined
  /** For lines without a day of their own. */
  readonly completedOn?: string | undefined
  /** Points that are 100 percent. */
  readonly outOf?: number | undefined
  readonly dateOrder?: DateOrder | undefined
  /** Address of the LMS whose numbers the file has, as its statements name it. */
  readonly system?: string | undefined
  /** Address or number in the file → id of the person here. */
  readonly links?: Readonly<Record<string, string>> | undefined
  /** Whether unknown people are added. */
  readonly create?: boolean | undefined
  /** Whether who has the award is given it once more, where they completed the course again on a later day. */
  readonly again?: boolean | undefined
}

export interface RosterFile {
  readonly name: string
  readonly content: Uint8Array
}

/** Whom a line is about, as the file has it. */
interface About {
  readonly line: number
  readonly name?: string
  readonly email?: string
  readonly id?: string
  /** Name of the person here, where it is another one than the file has. */
  readonly called?: string
}

interface Earned {
  readonly completedOn: string
  readonly percent?: number
}

/** What becomes of a line. */
type Fate =
  /** `again`: the day of the latest completion that they have the award of already. */
  | ({ readonly kind: 'credit'; readonly learner: string; readonly again?: string } & Earned)
  /** The same for somebody who is added first. */
  | ({ readonly kind: 'create' } & Earned)
  /** It is in the ledger already, counted or taken back. */
  | { readonly kind: 'known'; readonly learner: string; readonly entry: string }
  | { readonly kind: 'not-earned'; readonly reason: string }
  /** Somebody nobody here is known to be, and people of the same name. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly same: readonly string[] }
  | { readonly kind: 'duplicate'; readonly of: number }
  | { readonly kind: 'wrong'; readonly reason: string }

export type Line = About & Fate

export interface Preview {
  readonly format: FormatName
  /** Meaning of a column → its heading in the file. */
  readonly columns: Readonly<Record<string, string>>
  /** Headings of columns that hold days nobody asked for, where no column has the day of completion. */
  readonly daysUnread?: readonly string[]
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number }
  readonly course: string
  readonly award: string
  /** What the file does not show and whoever imports it vouches for. */
  readonly vouchedFor: readonly string[]
  readonly lines: readonly Line[]
}

/** A preview with what importing it takes. */
export interface Planned {
  readonly preview: Preview
  readonly target: RosterAward
  readonly claims: ReadonlyMap<number, Claim>
}

/** What a roster would come to, line by line. Writes nothing. @param by who imports it, as the ledger has it */
export async function planRoster(
  store: Store,
  { now, settings, courses }: World,
  file: RosterFile,
  asked: RosterAsked,
  by: string,
): Promise<Planned | Wrong> {
  const target = rosterAward(courses, asked)
  if ('wrong' in target) return target
  const table = readTable(file.content)
  if ('wrong' in table) return table
  const understood = understand(table, asked.columns ?? {})
  if ('wrong' in understood) return understood
  const { format, columns } = understood
  const outOf = asked.outOf ?? outOfIn(table, understood)
  const missing = missingColumn(target, understood.columns, asked)
  if (missing !== undefined)
    return { wrong: `${missing} The columns are: ${table.header.cells.join(', ').slice(0, 2000)}.` }
  const shape: RosterFormat = formats[format]
  const everybody = await store.learners.all()
  const today = plainDate(now(), settings.timeZone)
  const links = Object.fromEntries(Object.entries(asked.links ?? {}).map(([key, id]) => [linkKey(key), id]))
  const lines: Line[] = []
  const claims = new Map<number, Claim>()
  const seen = new Map<string, number>()
  for (const claim of readClaims(table.rows, { format: shape, columns, outOf, dateOrder: asked.dateOrder })) {
    if ('wrong' in claim) {
      lines.push({ ...aboutOf(claim), kind: 'wrong', reason: claim.wrong })
      continue
    }
    claims.set(claim.line, claim)
    const who = await whoIs(store, claim, { system: asked.system, links }, everybody)
    const same = 'person' in who ? who.person.id : (claim.email ?? claim.id ?? '')
    const before = seen.get(same)
    const fate: Fate =
      'wrong' in who
        ? { kind: 'wrong', reason: who.wrong }
        : before !== undefined
          ? { kind: 'duplicate', of: before }
          : await fateOf(store, { claim, who, target, asked, today, by })
    // A line that earned nothing does not stand in the way of a later one of the same person that does.
    if (fate.kind !== 'wrong' && fate.kind !== 'not-earned') seen.set(same, before ?? claim.line)
    lines.push({ ...aboutOf(claim), ...calledOf(claim, who), ...fate })
  }
  const headings = Object.entries(columns).map(([field, at]): [string, string] => [field, table.header.cells[at] ?? ''])
  const unread = columns.completedOn === undefined ? daysUnread(table, columns) : []
  const about = { name: file.name, sha256: sha256(file.content), bytes: file.content.byteLength }
  return {
    target,
    claims,
    preview: {
      format,
      columns: Object.fromEntries(headings),
      ...(unread.length === 0 ? {} : { daysUnread: unread }),
      file: about,
      course: target.course.id,
      award: target.award.id,
      vouchedFor: vouchedFor(target, columns.completed !== undefined),
      lines,
    },
  }
}

/** Addresses are known in lower case. */
const linkKey = (key: string): string => (key.includes('@') ? key.toLowerCase() : key)

const aboutOf = ({ line, name, email, id }: Claim): About => ({
  line,
  ...(name === undefined ? {} : { name }),
  ...(email === undefined ? {} : { email }),
  ...(id === undefined ? {} : { id }),
})

const calledOf = ({ name }: Claim, who: Who): Pick<About, 'called'> =>
  'person' in who && name !== undefined && !sameName(who.person.name, name) ? { called: who.person.name } : {}

interface Judged {
  readonly claim: Claim
  readonly who: Exclude<Who, { readonly wrong: string }>
  readonly target: RosterAward
  readonly asked: RosterAsked
  readonly today: string
  readonly by: string
}

async function fateOf(store: Store, { claim, who, target, asked, today, by }: Judged): Promise<Fate> {
  const merit = meritOf(claim, target, asked.completedOn, today)
  if ('wrong' in merit) return { kind: 'wrong', reason: merit.wrong }
  if ('notEarned' in merit) {
    const given = 'person' in who ? await contradicted(store, who.person.id, target, claim) : undefined
    const stands = `An earlier roster gave them this credit, by the entry ${given?.id}; revoke it if this line is right.`
    const reason = given === undefined ? merit.notEarned : `${merit.notEarned} ${stands}`
    return { kind: 'not-earned', reason }
  }
  const earned = { completedOn: merit.earned, ...(claim.percent === undefined ? {} : { percent: claim.percent }) }
  if (!('person' in who)) return stranger(claim, who.same, asked.create === true, earned)
  const learner = who.person.id
  if (isOwn(by, learner)) return { kind: 'wrong', reason: OWN }
  const entries = await awardEntries(store, learner, target)
  const known = asked.again === true ? sameCompletion(entries, merit.earned) : anyCompletion(entries)
  if (known !== undefined) return { kind: 'known', learner, entry: known.id }
  const [latest] = entries.map(({ entry }) => entry.completedOn).sort((a, b) => compareText(b, a))
  return { kind: 'credit', learner, ...earned, ...(latest === undefined ? {} : { again: latest }) }
}

function missingColumn(
  { need, award }: RosterAward,
  columns: Readonly<Record<string, number | undefined>>,
  { completedOn }: RosterAsked,
): string | undefined {
  if (need !== undefined && columns.score === undefined) {
    return `The award asks for ${need} percent, but no column is known to hold the result. Name it, for example score="Course total".`
  }
  if (
    need === undefined &&
    award.requires.completed &&
    columns.completed === undefined &&
    columns.completedOn === undefined
  ) {
    return 'No column says who has completed the course. Name one, for example completed="Status".'
  }
  return columns.completedOn === undefined && completedOn === undefined
    ? 'No column has the day of completion. Name one, for example completedOn="Finished", or give one day for all lines.'
    : undefined
}

/** What the ledger has of this award of a learner, whatever became of it. */
async function awardEntries(
  store: Store,
  learner: string,
  { course, award }: RosterAward,
): Promise<readonly StandingEntry[]> {
  const entries = standings(await store.ledger.ofLearner(learner))
  return entries.filter(({ entry }) => entry.course?.id === course.id && entry.award === award.id)
}

/** What an earlier roster gave for a completion that this line says was none. */
async function contradicted(
  store: Store,
  learner: string,
  target: RosterAward,
  { completedOn }: Claim,
): Promise<CreditEntry | undefined> {
  const entries = await awardEntries(store, learner, target)
  return entries.find(
    (one) =>
      counts(one) &&
      one.entry.source === 'roster' &&
      (completedOn === undefined || completedOn <= one.entry.completedOn),
  )?.entry
}

const counts = ({ standing }: StandingEntry): boolean => standing.kind === 'active'

/** The entry that gives the award: one that counts, or one of a roster whatever became of it. */
const anyCompletion = (entries: readonly StandingEntry[]): CreditEntry | undefined =>
  (entries.find(counts) ?? entries.find(({ entry }) => entry.source === 'roster'))?.entry

/** The same for a completion on this day: one that counts and is not older, or one of a roster of this very day. */
const sameCompletion = (entries: readonly StandingEntry[], day: string): CreditEntry | undefined =>
  (
    entries.find((one) => counts(one) && one.entry.completedOn >= day) ??
    entries.find(({ entry }) => entry.source === 'roster' && (entry.completedOn === day || entry.registration === day))
  )?.entry

function stranger({ name, email, id }: Claim, same: readonly Learner[], create: boolean, earned: Earned): Fate {
  const alike = same.map(({ id }) => id)
  if (create && name !== undefined && alike.length === 0 && email !== undefined) {
    const printable = certificateName(name)
    return 'wrong' in printable ? { kind: 'wrong', reason: printable.wrong } : { kind: 'create', ...earned }
  }
  const [one] = alike
  const who = email ?? id ?? ''
  const reason =
    one !== undefined
      ? `Nobody here is known by ${who}, but ${alike.length === 1 ? 'somebody has' : 'people have'} this name: say that it is the same person (${who}=${one}).`
      : email === undefined
        ? `Nobody here is known by the number ${who}. Name the LMS that it is of, or say who it is (${who}=<id>).`
        : name === undefined
          ? `Nobody here is known by ${who}. To be added, a person needs a name too.`
          : `Nobody here is known by ${who}. Add the person on import, or say who it is.`
  return { kind: 'unknown', reason, same: alike }
}

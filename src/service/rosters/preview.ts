import { sha256 } from '../../storage/canonical.ts'
import type { Store } from '../../storage/store.ts'
import { plainDate } from '../settings.ts'
import type { World, Wrong } from '../staff/by.ts'
import type { RosterAsked, RosterFile } from './asked.ts'
import { type RosterAward, rosterAward, vouchedFor } from './award.ts'
import { type Claim, type ReadLine, readClaims } from './claims.ts'
import { daysUnread, type Understood, understand } from './columns.ts'
import { type Fate, fateOf } from './fate.ts'
import { type FormatName, formats, type RosterFormat } from './formats.ts'
import { sameName, type Who, whoIs } from './people.ts'
import { outOfIn } from './points.ts'
import { readTable, type Table } from './table.ts'

/** Whom a line is about, as the file has it. */
interface About {
  readonly line: number
  readonly name?: string
  readonly email?: string
  readonly id?: string
  /** Name of the person here, where it is another one than the file has. */
  readonly called?: string
}

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
  const roster = readRoster(target, file.content, asked)
  if ('wrong' in roster) return roster
  const { table, format, columns } = roster
  const everybody = await store.learners.all()
  const today = plainDate(now(), settings.timeZone)
  const links = Object.fromEntries(Object.entries(asked.links ?? {}).map(([key, id]) => [linkKey(key), id]))
  const lines: Line[] = []
  const claims = new Map<number, Claim>()
  const seen = new Map<string, number>()
  for (const claim of roster.claims) {
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

interface Roster extends Understood {
  readonly table: Table
  readonly claims: readonly ReadLine[]
}

function readRoster(target: RosterAward, content: Uint8Array, asked: RosterAsked): Roster | Wrong {
  const table = readTable(content)
  if ('wrong' in table) return table
  const understood = understand(table, asked.columns ?? {})
  if ('wrong' in understood) return understood
  const { columns } = understood
  const missing = missingColumn(target, columns, asked)
  if (missing !== undefined) {
    return { wrong: `${missing} The columns are: ${table.header.cells.join(', ').slice(0, 2000)}.` }
  }
  const format: RosterFormat = formats[understood.format]
  const outOf = asked.outOf ?? outOfIn(table, understood)
  return {
    ...understood,
    table,
    claims: readClaims(table.rows, { format, columns, outOf, dateOrder: asked.dateOrder }),
  }
}

function missingColumn(
  { need, award }: RosterAward,
  columns: Readonly<Record<string, number | undefined>>,
  { completedOn }: RosterAsked,
): string | undefined {
  if (need !== undefined && columns.score === undefined) {
    return `The award asks for ${need} percent, but no column is known to hold the result. Name it with \`columns\`, for example score="Course total".`
  }
  if (
    need === undefined &&
    award.requires.completed &&
    columns.completed === undefined &&
    columns.completedOn === undefined
  ) {
    return 'No column says who has completed the course. Name one with `columns`, for example completed="Status".'
  }
  return columns.completedOn === undefined && completedOn === undefined
    ? 'No column has the day of completion. Name one with `columns`, for example completedOn="Finished", or give one day for all lines with `completedOn`.'
    : undefined
}

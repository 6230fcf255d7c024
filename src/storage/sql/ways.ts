import type { StatementFilter } from '../records.ts'
import { type Piece, piece } from './piece.ts'

/** A range of an index, in the order of `seq`: where statements are met that have something, or lead to one that has. */
export interface Range {
  /** Table, with a name for it. */
  readonly from: string
  /** Column with the place of the statement that is answered. */
  readonly place: string
  /** By way of which statement it has it: that one's `seq`, 0 for its own. */
  readonly via: string
  readonly where: readonly Piece[]
  /** Column that comes before the place in the index, and its value; each place is met once. */
  readonly first?: { readonly column: string; readonly value: Piece }
}

/** Ranges to walk along, and the walks: what they are joined with, and what is asked of each statement met. */
export interface Way {
  readonly ranges: readonly Range[]
  readonly walks: readonly Walk[]
}

export type Walk = Omit<Range, 'via'>

export type Ways = readonly [Way, ...Way[]]

/** One condition of a filter. */
interface Index {
  readonly ranges: readonly Range[]
  /** The condition, asked of what was met in a range of another one. */
  readonly holds: (met: Range) => Piece
}

const AGENT = '(SELECT id FROM agents WHERE key = ?)'
const ACTIVITY = '(SELECT id FROM activities WHERE iri = ?)'
const VERB = '(SELECT id FROM verbs WHERE iri = ?)'

/** Each of the ways finds all that a filter asks for of agents, activities, registration and verb. */
export function waysToMatch(filter: StatementFilter): Ways {
  const { agent, activity, registration, verb, authority } = filter
  const linked = [
    ...(agent === undefined ? [] : [links('agent', piece(AGENT, agent.key), agent.related, filter)]),
    ...(activity === undefined ? [] : [links('activity', piece(ACTIVITY, activity.id), activity.related, filter)]),
  ]
  const indexes = [...linked, ...(registration === undefined ? [] : [ofRegistration(registration, filter)])]
  const [main, ...others] = indexes
  if (main === undefined) return [along(authority === undefined ? ofVerb(filter) : ofAuthority(authority, filter), [])]
  return [
    along(main.ranges, others),
    ...others.map((index) =>
      along(
        index.ranges,
        indexes.filter((other) => other !== index),
      ),
    ),
    // Links hold the verb, too; a registration and a verb are two ranges of which either may be the long one.
    ...(linked.length > 0 || verb === undefined ? [] : [along(ofVerb(filter), indexes)]),
    ...(authority === undefined ? [] : [behind(byAuthority(authority), main.ranges, others)]),
  ]
}

const along = (ranges: readonly Range[], others: readonly Index[]): Way => ({
  ranges,
  walks: ranges.map((range) => ({ ...range, where: [...range.where, ...others.map(({ holds }) => holds(range))] })),
})

/** Along `ranges`, looking up each place in `inner`. */
const behind = (ranges: readonly Range[], inner: readonly Range[], others: readonly Index[]): Way => ({
  ranges,
  walks: ranges.flatMap((range) =>
    inner.map((met) => ({
      from: `${range.from} CROSS JOIN ${met.from}`,
      place: range.place,
      where: [
        ...range.where,
        ...met.where,
        piece(`${met.place} = ${range.place}`),
        ...others.map(({ holds }) => holds(met)),
      ],
    })),
  ),
})

/** One index range holds what is plain, another what is only related. */
const plainness = (related: boolean): readonly number[] => (related ? [1, 0] : [1])

const withVerb = ({ verb }: StatementFilter, column: string): readonly Piece[] =>
  verb === undefined ? [] : [piece(`${column} = ${VERB}`, verb)]

function links(of: 'agent' | 'activity', id: Piece, related: boolean, filter: StatementFilter): Index {
  return {
    ranges: plainness(related).map((plain) => ({
      from: `${of}_links l`,
      place: 'l.seq',
      via: 'l.via',
      where: [
        piece(`l.${of} = ${id.sql} AND l.plain = ${plain}`, ...id.values),
        ...withVerb(filter, 'l.verb'),
        ...(filter.direct === true ? [piece('l.via = 0')] : []),
      ],
    })),
    // As a value, so that PostgreSQL looks it up for each and does not gather all there are of the other.
    holds: ({ place, via }) =>
      piece(
        `(SELECT 1 FROM ${of}_links b WHERE b.${of} = ${id.sql} AND b.plain IN (${plainness(related).join(', ')})
          AND b.seq = ${place} AND b.via = ${via} LIMIT 1) = 1`,
        ...id.values,
      ),
  }
}

function ofRegistration(registration: string, filter: StatementFilter): Index {
  return {
    ranges: own('registration', piece('?', registration), filter),
    holds: ({ place, via }) =>
      piece(
        `(SELECT t.registration FROM statements t WHERE t.seq = CASE ${via} WHEN 0 THEN ${place} ELSE ${via} END) = ?`,
        registration,
      ),
  }
}

const ofVerb = (filter: StatementFilter): readonly Range[] =>
  filter.verb === undefined
    ? [{ from: 'statements o', place: 'o.seq', via: '0', where: [] }]
    : own('verb', piece(VERB, filter.verb), filter)

/** Statements that have a value themselves, and those that lead to one that has. */
function own(column: 'verb' | 'registration', value: Piece, filter: StatementFilter): readonly Range[] {
  // The sign keeps the index of verbs out of it.
  const verb = column === 'verb' ? (): readonly Piece[] => [] : (table: string) => withVerb(filter, `+${table}.verb`)
  return [
    {
      from: 'statements o',
      place: 'o.seq',
      via: '0',
      // What makes SQLite begin at a place in the index, and PostgreSQL nothing of: that has the pair (find.ts).
      where: [
        piece(`o.${column} IS NOT NULL AND o.${column} IS NOT DISTINCT FROM ${value.sql}`, ...value.values),
        ...verb('o'),
      ],
      first: { column: `o.${column}`, value },
    },
    ...(filter.direct === true
      ? []
      : [
          {
            from: 'refs r',
            place: 'r.ancestor',
            via: 'r.target',
            where: [piece(`r.${column} = ${value.sql}`, ...value.values), ...verb('r')],
          },
        ]),
  ]
}

/** The authority is one of the agents of its statements; their links hold the verb. */
const ofAuthority = (authority: string, filter: StatementFilter): readonly Range[] => [
  ...links('agent', piece(AGENT, authority), true, { ...filter, direct: true }).ranges,
  ...(filter.verb === undefined ? [] : ofVerb(filter).filter(({ via }) => via !== '0')),
]

const byAuthority = (authority: string): readonly Range[] =>
  plainness(true).map((plain) => ({
    from: 'agent_links m',
    place: 'm.seq',
    via: 'm.via',
    where: [piece(`m.agent = ${AGENT} AND m.plain = ${plain} AND m.via = 0`, authority)],
  }))

/** What is asked of the statement itself whatever it leads to; `s` is its row. */
export const ofStatement = ({ authority, includeVoided }: StatementFilter): readonly Piece[] => [
  ...(authority === undefined ? [] : [piece(`s.authority = ${AGENT}`, authority)]),
  ...(includeVoided === true ? [] : [piece('s.voided = 0')]),
]

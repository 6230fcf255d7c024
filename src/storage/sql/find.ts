import type { StatementFilter } from '../records.ts'
import { joined, type Piece, piece } from './piece.ts'
import { all, ask, type Row, together, type Work } from './query.ts'
import { integer } from './row.ts'
import { ofStatement, type Range, type Walk, type Way, type Ways, waysToMatch } from './ways.ts'

export const COLUMNS = 's.seq, s.id, v.iri AS verb, s.registration, s.stored, s.voided, s.body'

/** Places looked at in one stretch where two conditions meet: at first, and at most. */
const STRETCH = { first: 256, most: 4096 } as const

/** What was found of a filter, and how far it was looked for. */
export interface Found {
  readonly rows: readonly Row[]
  /** Statements up to this place have been looked at, and the filter is to be asked `after` it; absent at the end. */
  readonly reached?: number
}

/**
 * Finds the places of what matches first, each range of a way from one index in the order of reading and no further than
 * the limit, then reads the statements there.
 *
 * A filter of several conditions is looked for along the one that is met most seldom from here on, in stretches of so
 * many of its places: that costs what the rarest of them costs, and where all are common and hardly ever meet, no single
 * step is long. `turn` counts the stretches.
 */
export function* findStatements(filter: StatementFilter, turn: number): Work<Found> {
  const ways = waysToMatch(filter)
  const [only, another] = ways
  if (another === undefined) return { rows: yield* walk(only, filter) }
  const stretch = Math.min(STRETCH.most, STRETCH.first * 2 ** turn)
  const { way, end } = yield* shortest(ways, filter, stretch)
  const rows = yield* walk(way, filter, end)
  return end === undefined || rows.length === filter.limit ? { rows } : { rows, reached: end }
}

/** The way whose next so many places reach furthest, and where they end: nowhere, if there are no more of them. */
function* shortest(
  ways: Ways,
  filter: StatementFilter,
  stretch: number,
): Work<{ readonly way: Way; readonly end?: number }> {
  const ranges = ways.flatMap((way) => way.ranges.map((range) => ({ way, query: endOf(range, filter, stretch) })))
  const answers = yield* together(...ranges.map(({ query: { sql, values } }) => ask(sql, ...values)))
  const met = ranges.flatMap(({ way }, at) =>
    (answers[at]?.rows ?? []).map((row) => ({ way, end: integer(row, 'seq') })),
  )
  const sign = filter.ascending === true ? 1 : -1
  let furthest: { readonly way: Way; readonly end?: number } = { way: ways[0] }
  for (const way of ways) {
    const ends = met.filter((one) => one.way === way).map(({ end }) => end * sign)
    // The nearest end of its ranges is where all of them were looked at.
    if (ends.length === 0) return { way }
    const end = Math.min(...ends) * sign
    if (furthest.end === undefined || end * sign > furthest.end * sign) furthest = { way, end }
  }
  return furthest
}

const endOf = (range: Range, filter: StatementFilter, stretch: number): Piece =>
  joined(
    [
      piece(`SELECT ${range.place} AS seq FROM ${range.from} WHERE`),
      joined([...range.where, ...bounds(filter, range)], ' AND '),
      piece(`${inOrder(filter, range)} LIMIT 1 OFFSET ?`, stretch - 1),
    ],
    ' ',
  )

/** CROSS JOIN says in which order SQLite is to join. */
function* walk({ walks }: Way, filter: StatementFilter, end?: number): Work<readonly Row[]> {
  const arms = walks.map((one) =>
    joined(
      [
        piece(`SELECT ${one.first === undefined ? 'DISTINCT ' : ''}${one.place} AS seq`),
        piece(`FROM ${one.from} CROSS JOIN statements s WHERE`),
        joined(
          [...one.where, ...bounds(filter, one, end), piece(`s.seq = ${one.place}`), ...ofStatement(filter)],
          ' AND ',
        ),
        piece(`${inOrder(filter, one)} LIMIT ?`, filter.limit),
      ],
      ' ',
    ),
  )
  const matched =
    arms.length === 1
      ? joined(arms, '')
      : joined(
          arms.map(({ sql, values }, at) => piece(`SELECT seq FROM (${sql}) arm${at}`, ...values)),
          ' UNION ',
        )
  return yield* all(
    `SELECT ${COLUMNS} FROM (${matched.sql}) m CROSS JOIN statements s CROSS JOIN verbs v
     WHERE s.seq = m.seq AND v.id = s.verb ORDER BY m.seq ${filter.ascending === true ? 'ASC' : 'DESC'} LIMIT ?`,
    ...matched.values,
    filter.limit,
  )
}

function inOrder({ ascending }: StatementFilter, { place, first }: Walk): string {
  const order = ascending === true ? 'ASC' : 'DESC'
  return `ORDER BY ${first === undefined ? '' : `${first.column} ${order}, `}${place} ${order}`
}

const LAST_STORED = 'coalesce((SELECT seq FROM statements WHERE stored <= ? ORDER BY stored DESC, seq DESC LIMIT 1), 0)'

/**
 * From where to where a range is walked along, `end` included. `stored` never falls behind as `seq` grows, so that times
 * are bounds of `seq`. The walk begins at the first bound of its side, whatever number of pages went before; the sign
 * keeps the others, which are further off, from being taken for the place to begin at.
 */
function bounds({ since, until, after, upTo, ascending }: StatementFilter, walk: Walk, end?: number): readonly Piece[] {
  const stored = (time: number | undefined): readonly Piece[] => (time === undefined ? [] : [piece(LAST_STORED, time)])
  const given = (seq: number | undefined, less = 0): readonly Piece[] =>
    seq === undefined ? [] : [piece('?', seq - less)]
  const [above = piece('0'), ...alsoAbove] = [...(ascending === true ? given(after) : given(end, 1)), ...stored(since)]
  const [through, ...alsoThrough] = [
    ...(ascending === true ? given(end) : given(after, 1)),
    ...stored(until),
    ...given(upTo),
    ...(walk.first === undefined ? [] : [piece(String(Number.MAX_SAFE_INTEGER))]),
  ]
  return [
    compared(walk, '>', above),
    ...alsoAbove.map(({ sql, values }) => piece(`+${walk.place} > ${sql}`, ...values)),
    ...(through === undefined ? [] : [compared(walk, '<=', through)]),
    ...alsoThrough.map(({ sql, values }) => piece(`+${walk.place} <= ${sql}`, ...values)),
  ]
}

/**
 * With its first column, also as a pair: so PostgreSQL takes the index that begins with it. It does not know which value
 * it will be, and would go through all statements until enough of a rare one were found.
 */
function compared({ place, first }: Walk, how: '>' | '<=', bound: Piece): Piece {
  const alone = piece(`${place} ${how} ${bound.sql}`, ...bound.values)
  if (first === undefined) return alone
  const { column, value } = first
  const pair = `(${column}, ${place}) ${how} (${value.sql}, ${bound.sql})`
  return joined([alone, piece(pair, ...value.values, ...bound.values)], ' AND ')
}

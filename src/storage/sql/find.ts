import type { StatementFilter } from '../records.ts'
import { all, type Parameter, type Row, type Work } from './query.ts'

/** SQL with the values it takes, in the order of its question marks. */
interface Piece {
  readonly sql: string
  readonly values: readonly Parameter[]
}
const piece = (sql: string, ...values: readonly Parameter[]): Piece => ({ sql, values })
const joined = (pieces: readonly Piece[], between: string): Piece => ({
  sql: pieces.map(({ sql }) => sql).join(between),
  values: pieces.flatMap(({ values }) => values),
})

export const COLUMNS = 's.seq, s.id, v.iri AS verb, s.registration, s.stored, s.voided, s.body'

/**
 * Finds the places of what matches first, each way of matching from one index in the order of reading and no further
 * than the limit, then reads the statements there. CROSS JOIN says in which order SQLite is to join.
 */
export function* findStatements(filter: StatementFilter): Work<readonly Row[]> {
  const order = filter.ascending === true ? 'ASC' : 'DESC'
  const arms = waysToMatch(filter).map(({ place, from, where, first }) =>
    joined(
      [
        piece(`SELECT ${first === undefined ? 'DISTINCT ' : ''}${place} AS seq FROM ${from} WHERE`),
        joined([...where, ...bounds(filter, place), ...ofStatement(filter)], ' AND '),
        piece(`ORDER BY ${first === undefined ? '' : `${first} ${order}, `}${place} ${order} LIMIT ?`, filter.limit),
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
     WHERE s.seq = m.seq AND v.id = s.verb ORDER BY m.seq ${order} LIMIT ?`,
    ...matched.values,
    filter.limit,
  )
}

interface Way {
  /** Column with the place of the statement that is answered. */
  readonly place: string
  /** Tables, among them `statements s`: that statement. */
  readonly from: string
  readonly where: readonly Piece[]
  /** Column that comes before the place in the order, for the index that begins with it; each place is met once. */
  readonly first?: string
}

const AGENT = '(SELECT id FROM agents WHERE key = ?)'
const ACTIVITY = '(SELECT id FROM activities WHERE iri = ?)'
const VERB = '(SELECT id FROM verbs WHERE iri = ?)'
const OF_LINK = 's.seq = l.seq'

function waysToMatch(filter: StatementFilter): readonly Way[] {
  const { agent, activity, authority } = filter
  if (agent !== undefined) {
    return plainness(agent.related).map((plain) =>
      linked('agent_links l', [piece(`l.agent = ${AGENT}`, agent.key), piece(`l.plain = ${plain}`)], filter),
    )
  }
  if (activity !== undefined) {
    return plainness(activity.related).map((plain) =>
      linked('activity_links l', [piece(`l.activity = ${ACTIVITY}`, activity.id), piece(`l.plain = ${plain}`)], filter),
    )
  }
  if (authority !== undefined && filter.verb === undefined && filter.registration === undefined) {
    // The authority is one of the agents of its statements.
    const mine = piece(`l.agent = ${AGENT}`, authority)
    return plainness(true).map((plain) =>
      linked('agent_links l', [mine, piece(`l.plain = ${plain}`), piece('l.via = 0')], filter),
    )
  }
  return byStatement(filter)
}

/** One index range holds what is plain, another what is only related. */
const plainness = (related: boolean): readonly number[] => (related ? [1, 0] : [1])

function linked(links: string, of: readonly Piece[], filter: StatementFilter): Way {
  const { activity, verb, registration, direct } = filter
  const second = activity !== undefined && links.startsWith('agent')
  return {
    place: 'l.seq',
    from: [
      links,
      ...(second ? ['activity_links b'] : []),
      ...(registration === undefined ? [] : ['statements t']),
      'statements s',
    ].join(' CROSS JOIN '),
    where: [
      ...of,
      piece(OF_LINK),
      ...(direct === true ? [piece('l.via = 0')] : []),
      ...(verb === undefined ? [] : [piece(`l.verb = ${VERB}`, verb)]),
      ...(second
        ? [
            piece(`b.activity = ${ACTIVITY}`, activity.id),
            piece(`b.plain IN (${plainness(activity.related).join(', ')})`),
            piece('b.seq = l.seq AND b.via = l.via'),
          ]
        : []),
      ...(registration === undefined
        ? []
        : [piece('t.seq = CASE l.via WHEN 0 THEN l.seq ELSE l.via END AND t.registration = ?', registration)]),
    ],
  }
}

function byStatement({ verb, registration, direct }: StatementFilter): readonly Way[] {
  const conditions = (table: string): readonly Piece[] => [
    ...(registration === undefined ? [] : [piece(`${table}.registration = ?`, registration)]),
    // A registration names fewer statements than a verb: the sign keeps the verb's index out of it.
    ...(verb === undefined ? [] : [piece(`${registration === undefined ? '' : '+'}${table}.verb = ${VERB}`, verb)]),
  ]
  const own: Way =
    verb === undefined || registration !== undefined
      ? { place: 's.seq', from: 'statements s', where: conditions('s') }
      : // As a range and an order of both columns, so that PostgreSQL takes the index of verbs: it does not know which
        // verb it will be, and would go through all statements until enough of a rare one were found.
        {
          place: 's.seq',
          from: 'statements s',
          where: [piece(`s.verb >= ${VERB} AND s.verb <= ${VERB}`, verb, verb)],
          first: 's.verb',
        }
  if (direct === true || (verb === undefined && registration === undefined)) return [own]
  const led: Way = {
    place: 'r.ancestor',
    from: 'refs r CROSS JOIN statements s',
    where: [...conditions('r'), piece('s.seq = r.ancestor')],
  }
  return [own, led]
}

const LAST_STORED = 'coalesce((SELECT seq FROM statements WHERE stored <= ? ORDER BY stored DESC, seq DESC LIMIT 1), 0)'

/** `stored` never falls behind as `seq` grows, so that times are bounds of `seq`. */
function bounds({ since, until, after, upTo, ascending }: StatementFilter, place: string): readonly Piece[] {
  return [
    ...(since === undefined ? [] : [piece(`${place} > ${LAST_STORED}`, since)]),
    ...(until === undefined ? [] : [piece(`${place} <= ${LAST_STORED}`, until)]),
    ...(after === undefined ? [] : [piece(`${place} ${ascending === true ? '>' : '<'} ?`, after)]),
    ...(upTo === undefined ? [] : [piece(`${place} <= ?`, upTo)]),
    piece(`${place} > 0`),
  ]
}

/** What is asked of the statement itself whatever it leads to. */
const ofStatement = ({ authority, includeVoided }: StatementFilter): readonly Piece[] => [
  ...(authority === undefined ? [] : [piece(`s.authority = ${AGENT}`, authority)]),
  ...(includeVoided === true ? [] : [piece('s.voided = 0')]),
]

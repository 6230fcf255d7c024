import { describeStatement } from '../describe.ts'
import type { StatementFacts } from '../records.ts'
import type { Numbers } from './dictionary.ts'
import { ACTIVITY_LINKS, AGENT_LINKS, linkRows, type Placed } from './links.ts'
import { all, ask, get, type Insertion, insertion, together, type Work } from './query.ts'
import { integer, text } from './row.ts'

/** Steps over which StatementRefs are followed. Each statement of a chain costs one row per step. */
const MOST_STEPS = 32

const REFS: Insertion = {
  into: 'refs',
  columns: { ancestor: 'integer', target: 'integer', depth: 'integer', verb: 'integer', registration: 'text' },
  keep: true,
}

/** A statement stored before whose target was not. */
export interface Awaiting {
  readonly seq: number
  readonly refersTo: string
}

/**
 * Links new statements with those they lead to and those that lead to them, over any number of steps, so that each is
 * found by what its targets are found by (Communication §2.1.3). The table of pairs is closed after every reference that
 * is added: whoever leads to its one end then leads to all its other end leads to.
 */
export function* followRefs(placed: readonly Placed[], awaiting: readonly Awaiting[], numbers: Numbers): Work<void> {
  const referring = placed.flatMap(({ seq, statement: { facts } }) =>
    facts.refersTo === undefined ? [] : [{ seq, refersTo: facts.refersTo }],
  )
  if (referring.length === 0 && awaiting.length === 0) return
  const places = new Map(placed.map(({ seq, statement }) => [statement.id, seq]))
  const elsewhere = referring.map(({ refersTo }) => refersTo).filter((id) => !places.has(id))
  if (elsewhere.length > 0) {
    for (const row of yield* all('SELECT id, seq FROM statements WHERE id IN (@texts)', elsewhere)) {
      places.set(text(row, 'id'), integer(row, 'seq'))
    }
  }
  const targets = new Map<number, Target>(placed.map(({ seq, statement: { facts } }) => [seq, { facts, numbers }]))
  for (const { seq, refersTo } of [...awaiting, ...referring]) {
    const target = places.get(refersTo)
    if (target !== undefined && target !== seq) yield* addEdge(seq, target, targets)
  }
}

/** What a statement is found by, and the numbers of all of it. */
interface Target {
  readonly facts: StatementFacts
  readonly numbers: Pick<Numbers, 'agents' | 'activities' | 'verbs'>
}

function* addEdge(from: number, to: number, known: Map<number, Target>): Work<void> {
  const [before, behind] = yield* together(
    ask('SELECT ancestor AS seq, depth FROM refs WHERE target = ?', from),
    ask('SELECT target AS seq, depth FROM refs WHERE ancestor = ?', to),
  )
  const steps = (rows: typeof before): readonly { readonly seq: number; readonly depth: number }[] =>
    rows?.rows.map((row) => ({ seq: integer(row, 'seq'), depth: integer(row, 'depth') })) ?? []
  const ancestors = [{ seq: from, depth: 0 }, ...steps(before)]
  for (const target of [{ seq: to, depth: 0 }, ...steps(behind)]) {
    const found = known.get(target.seq) ?? (yield* readTarget(target.seq))
    if (found === undefined) continue
    known.set(target.seq, found)
    const { facts, numbers } = found
    const pairs = ancestors
      .map(({ seq, depth }) => ({ seq, depth: depth + 1 + target.depth }))
      .filter(({ seq, depth }) => seq !== target.seq && depth <= MOST_STEPS)
    const verb = numbers.verbs.get(facts.verb) ?? 0
    const links = pairs.map(({ seq }) => linkRows(facts, numbers, seq, target.seq))
    yield* together(
      insertion(
        REFS,
        pairs.map(({ seq, depth }) => [seq, target.seq, depth, verb, facts.registration ?? null]),
      ),
      insertion(
        AGENT_LINKS,
        links.flatMap(({ agents }) => agents),
      ),
      insertion(
        ACTIVITY_LINKS,
        links.flatMap(({ activities }) => activities),
      ),
    )
  }
}

/** Reads off the statement itself what it is found by: an index of links by statement would cost every write. */
function* readTarget(seq: number): Work<Target | undefined> {
  const row = yield* get('SELECT body, verb FROM statements WHERE seq = ?', seq)
  if (row === undefined) return undefined
  const facts = describeStatement(JSON.parse(text(row, 'body')) as Readonly<Record<string, unknown>>)
  const agentKeys = [...facts.agents.map(({ key }) => key), ...(facts.authority === undefined ? [] : [facts.authority])]
  const iris = facts.activities.map(({ id }) => id)
  const [agents, activities] = yield* together(
    ask('SELECT key AS name, id FROM agents WHERE key IN (@texts)', agentKeys),
    ask('SELECT iri AS name, id FROM activities WHERE iri IN (@texts)', iris),
  )
  const map = (answer: typeof agents): Map<string, number> =>
    new Map(answer?.rows.map((one) => [text(one, 'name'), integer(one, 'id')]))
  return {
    facts,
    numbers: {
      agents: map(agents),
      activities: map(activities),
      verbs: new Map([[facts.verb, integer(row, 'verb')]]),
    },
  }
}

import { compareText } from '../../problems/problem.ts'
import { sha256 } from '../canonical.ts'
import { mergeDefinition } from '../definition.ts'
import type { StatementFacts } from '../records.ts'
import { ask, change, type Insertion, insertion, type Query, together, type Work } from './query.ts'
import { type Recent, recent } from './recent.ts'
import { integer, text, texts } from './row.ts'

/** Entries remembered of each kind. */
const MOST = 10_000
/** Names kept of one agent; who calls somebody by more of them has no use for them. */
const MOST_NAMES = 20
/** Longer definitions are recognised by their hash. */
const MOST_TEXT = 1000

interface KnownAgent {
  readonly id: number
  readonly names: ReadonlySet<string>
}
interface KnownActivity {
  readonly id: number
  /** The definition seen last, or its hash: sent again, it changes nothing. */
  readonly seen: string | undefined
}

/** The numbers of agents, activities and verbs, as far as this process has met them lately. */
export interface Dictionary {
  /** For which epoch of the database it holds. */
  epoch: number
  /** The highest number it knows of. */
  ids: number
  readonly agents: Recent<KnownAgent>
  readonly activities: Recent<KnownActivity>
  readonly verbs: Recent<number>
}

export const emptyDictionary = (): Dictionary => ({
  epoch: 0,
  ids: 0,
  agents: recent(MOST),
  activities: recent(MOST),
  verbs: recent(MOST),
})

export function forget(dictionary: Dictionary): void {
  for (const kind of [dictionary.agents, dictionary.activities, dictionary.verbs]) kind.clear()
  dictionary.ids = 0
}

/** Numbers by agent key, activity IRI and verb IRI. */
export interface Numbers {
  readonly agents: ReadonlyMap<string, number>
  readonly activities: ReadonlyMap<string, number>
  readonly verbs: ReadonlyMap<string, number>
  /** The last number given out. */
  readonly ids: number
}

const AGENTS: Insertion = { into: 'agents', columns: { id: 'integer', key: 'text', names: 'text' } }
const ACTIVITIES: Insertion = { into: 'activities', columns: { id: 'integer', iri: 'text', definition: 'text' } }
const VERBS: Insertion = { into: 'verbs', columns: { id: 'integer', iri: 'text' } }

/**
 * Gives everything statements speak of its number, and brings names and definitions up to date. Rows are written only
 * where something changed. Whoever calls it holds the writer lock; `ids` is the last number given out so far.
 */
export function* numbersFor(dictionary: Dictionary, facts: readonly StatementFacts[], ids: number): Work<Numbers> {
  const names = namesIn(facts)
  const definitions = definitionsIn(facts)
  const verbs = new Set(facts.map(({ verb }) => verb))
  const newAgents = [...names].filter(([key, sent]) => !knowsNames(dictionary.agents.get(key), sent))
  const newActivities = [...definitions].filter(([iri, sent]) => !knowsLast(dictionary.activities.get(iri), sent))
  const newVerbs = [...verbs].filter((iri) => dictionary.verbs.get(iri) === undefined)
  const found: Numbers = {
    agents: new Map([...names.keys()].flatMap((key) => pair(key, dictionary.agents.get(key)?.id))),
    activities: new Map([...definitions.keys()].flatMap((iri) => pair(iri, dictionary.activities.get(iri)?.id))),
    verbs: new Map([...verbs].flatMap((iri) => pair(iri, dictionary.verbs.get(iri)))),
    ids,
  }
  return newAgents.length + newActivities.length + newVerbs.length === 0
    ? found
    : yield* lookUp(dictionary, found, newAgents, newActivities, newVerbs)
}

function* lookUp(
  dictionary: Dictionary,
  found: Numbers,
  newAgents: readonly (readonly [string, ReadonlySet<string>])[],
  newActivities: readonly (readonly [string, readonly string[]])[],
  newVerbs: readonly string[],
): Work<Numbers> {
  const agents = new Map(found.agents)
  const activities = new Map(found.activities)
  const verbs = new Map(found.verbs)
  let { ids } = found
  const [agentRows, activityRows, verbRows] = yield* together(
    ask('SELECT id, key, names FROM agents WHERE key IN (@texts)', keys(newAgents)),
    ask('SELECT id, iri, definition FROM activities WHERE iri IN (@texts)', keys(newActivities)),
    ask('SELECT id, iri FROM verbs WHERE iri IN (@texts)', newVerbs),
  )
  const updates: Query[] = []

  const agentsMade: (number | string)[][] = []
  const agentsThere = new Map(agentRows?.rows.map((row) => [text(row, 'key'), row]))
  for (const [key, sent] of newAgents) {
    const row = agentsThere.get(key)
    const before = row === undefined ? [] : texts(row, 'names')
    const after = [...new Set([...before, ...sent])].slice(0, MOST_NAMES)
    const id = row === undefined ? ++ids : integer(row, 'id')
    const listed = JSON.stringify([...after].sort(compareText))
    if (row === undefined) agentsMade.push([id, key, listed])
    else if (after.length > before.length) updates.push(change('UPDATE agents SET names = ? WHERE id = ?', listed, id))
    dictionary.agents.set(key, { id, names: new Set(after) })
    agents.set(key, id)
  }

  const activitiesMade: (number | string)[][] = []
  const activitiesThere = new Map(activityRows?.rows.map((row) => [text(row, 'iri'), row]))
  for (const [iri, sent] of newActivities) {
    const row = activitiesThere.get(iri)
    const before = row === undefined ? '{}' : text(row, 'definition')
    const after = sent.reduce(mergeDefinition, before)
    const id = row === undefined ? ++ids : integer(row, 'id')
    if (row === undefined) activitiesMade.push([id, iri, after])
    else if (after !== before) updates.push(change('UPDATE activities SET definition = ? WHERE id = ?', after, id))
    const last = sent.at(-1)
    dictionary.activities.set(iri, { id, seen: last === undefined ? undefined : mark(last) })
    activities.set(iri, id)
  }

  const verbsMade: (number | string)[][] = []
  const verbsThere = new Map(verbRows?.rows.map((row) => [text(row, 'iri'), integer(row, 'id')]))
  for (const iri of newVerbs) {
    const there = verbsThere.get(iri)
    const id = there ?? ++ids
    if (there === undefined) verbsMade.push([id, iri])
    dictionary.verbs.set(iri, id)
    verbs.set(iri, id)
  }
  dictionary.ids = ids
  yield* together(
    insertion(AGENTS, agentsMade),
    insertion(ACTIVITIES, activitiesMade),
    insertion(VERBS, verbsMade),
    ...updates,
  )
  return { agents, activities, verbs, ids }
}

const keys = (entries: readonly (readonly [string, unknown])[]): readonly string[] => entries.map(([key]) => key)

const pair = (key: string, id: number | undefined): [string, number][] => (id === undefined ? [] : [[key, id]])

/** Names sent with each agent. The authority counts as one, also when it is an anonymous group. */
function namesIn(facts: readonly StatementFacts[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  for (const { agents, authority } of facts) {
    for (const { key, name } of agents) {
      const sent = names.get(key) ?? new Set()
      if (name !== undefined) sent.add(name)
      names.set(key, sent)
    }
    if (authority !== undefined && !names.has(authority)) names.set(authority, new Set())
  }
  return names
}

function definitionsIn(facts: readonly StatementFacts[]): Map<string, string[]> {
  const definitions = new Map<string, string[]>()
  for (const { activities } of facts) {
    for (const { id, definition } of activities) {
      const sent = definitions.get(id) ?? []
      if (definition !== undefined && sent.at(-1) !== definition) sent.push(definition)
      definitions.set(id, sent)
    }
  }
  return definitions
}

const knowsNames = (known: KnownAgent | undefined, sent: ReadonlySet<string>): boolean =>
  known !== undefined && (known.names.size >= MOST_NAMES || [...sent].every((name) => known.names.has(name)))

const knowsLast = (known: KnownActivity | undefined, sent: readonly string[]): boolean => {
  const [only] = sent
  return known !== undefined && (only === undefined || (sent.length === 1 && known.seen === mark(only)))
}

const mark = (definition: string): string => (definition.length <= MOST_TEXT ? definition : sha256(definition))

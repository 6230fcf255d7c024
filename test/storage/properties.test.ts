import { expect, test } from 'vitest'
import { agentKey } from '../../src/storage/agent-key.ts'
import type { StatementFilter } from '../../src/storage/records.ts'
import fc from '../support/properties.ts'
import { agent, onEveryDatabase, statement, uuid, VOIDED } from './databases.ts'

/**
 * Random batches with references and voids, in any order of arrival, are found exactly as a model finds them that knows
 * nothing of links, sequences or indexes: it looks at every statement anew for every question.
 */
interface Shape {
  readonly actor: number
  readonly verb: number
  readonly object: { readonly kind: 'activity' | 'agent' | 'ref' | 'void' | 'sub'; readonly at: number }
  readonly parent: number | undefined
  readonly instructor: number | undefined
  readonly registration: number | undefined
  readonly authority: number
}
const small = fc.nat(2)
const maybe = fc.option(small, { nil: undefined })
const shape = fc.record<Shape>({
  actor: small,
  verb: small,
  object: fc.record({ kind: fc.constantFrom('activity', 'agent', 'ref', 'ref', 'void', 'sub'), at: fc.nat(11) }),
  parent: maybe,
  instructor: maybe,
  registration: maybe,
  authority: fc.nat(1),
})

const person = (n: number) => agent(`person${n}`)
const key = (n: number): string => agentKey(person(n)) ?? ''
const iri = (n: number): string => `http://example.com/activities/${n}`
const verbIri = (n: number): string => `http://example.com/verbs/${n}`
const registrationOf = (n: number): string => `22222222-2222-4222-8222-00000000000${n}`

interface Known {
  readonly id: string
  readonly shape: Shape
  readonly refers: string | undefined
  seq: number
  stored: number
}

const voids = ({ shape: { object } }: Known): boolean => object.kind === 'void'

const question = fc.record({
  agent: fc.option(fc.record({ n: small, related: fc.boolean() }), { nil: undefined }),
  activity: fc.option(fc.record({ n: small, related: fc.boolean() }), { nil: undefined }),
  verb: maybe,
  registration: maybe,
  authority: fc.option(fc.nat(1), { nil: undefined }),
  since: fc.option(fc.nat(6), { nil: undefined }),
  until: fc.option(fc.nat(6), { nil: undefined }),
  ascending: fc.boolean(),
  direct: fc.boolean(),
  limit: fc.integer({ min: 1, max: 15 }),
})
type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never

function ownMatch({ shape }: Known, asked: Question): boolean {
  const { object, parent, instructor, registration, authority, actor, verb } = shape
  const agents = new Set([actor, ...(object.kind === 'agent' ? [object.at % 3] : [])])
  const activities = new Set(object.kind === 'activity' ? [object.at % 3] : [])
  if (asked.agent?.related) {
    for (const n of [instructor, authority, ...(object.kind === 'sub' ? [object.at % 3] : [])]) {
      if (n !== undefined) agents.add(n)
    }
  }
  if (asked.activity?.related) {
    for (const n of [parent, ...(object.kind === 'sub' ? [object.at % 3] : [])]) if (n !== undefined) activities.add(n)
  }
  const ownVerb = object.kind === 'void' ? undefined : verb
  return (
    (asked.agent === undefined || agents.has(asked.agent.n)) &&
    (asked.activity === undefined || activities.has(asked.activity.n)) &&
    (asked.verb === undefined || ownVerb === asked.verb) &&
    (asked.registration === undefined || registration === asked.registration)
  )
}

function answer(all: readonly Known[], asked: Question): string[] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const voided = new Set(all.flatMap((one) => (voids(one) && one.refers !== undefined ? [one.refers] : [])))
  const matches = (one: Known): boolean => {
    const seen = new Set<Known>()
    for (let at: Known | undefined = one; at !== undefined && !seen.has(at); at = byId.get(at.refers ?? '')) {
      if (ownMatch(at, asked)) return true
      if (asked.direct) return false
      seen.add(at)
    }
    return false
  }
  const found = all
    .filter((one) => voids(one) || !voided.has(one.id))
    .filter((one) => asked.since === undefined || one.stored > asked.since)
    .filter((one) => asked.until === undefined || one.stored <= asked.until)
    .filter((one) => asked.authority === undefined || one.shape.authority === asked.authority)
    .filter(matches)
    .sort((a, b) => (asked.ascending ? a.seq - b.seq : b.seq - a.seq))
  return found.slice(0, asked.limit).map(({ id }) => id)
}

const filterOf = (asked: Question): StatementFilter => ({
  limit: asked.limit,
  ascending: asked.ascending,
  direct: asked.direct,
  ...(asked.agent && { agent: { key: key(asked.agent.n), related: asked.agent.related } }),
  ...(asked.activity && { activity: { id: iri(asked.activity.n), related: asked.activity.related } }),
  ...(asked.verb !== undefined && { verb: verbIri(asked.verb) }),
  ...(asked.registration !== undefined && { registration: registrationOf(asked.registration) }),
  ...(asked.authority !== undefined && { authority: key(asked.authority) }),
  ...(asked.since !== undefined && { since: asked.since }),
  ...(asked.until !== undefined && { until: asked.until }),
})

function xapi(one: Known): ReturnType<typeof statement> {
  const { object, actor, verb, parent, instructor, registration, authority } = one.shape
  const n = object.at % 3
  const objects = {
    activity: { id: iri(n) },
    agent: { objectType: 'Agent', ...person(n) },
    ref: { objectType: 'StatementRef', id: one.refers },
    void: { objectType: 'StatementRef', id: one.refers },
    sub: { objectType: 'SubStatement', actor: person(n), verb: { id: verbIri(0) }, object: { id: iri(n) } },
  }
  return statement({
    id: one.id,
    actor: person(actor),
    verb: { id: object.kind === 'void' ? VOIDED : verbIri(verb) },
    object: objects[object.kind],
    authority: person(authority),
    context: {
      ...(registration === undefined ? {} : { registration: registrationOf(registration) }),
      ...(instructor === undefined ? {} : { instructor: person(instructor) }),
      ...(parent === undefined ? {} : { contextActivities: { parent: [{ id: iri(parent) }] } }),
    },
  })
}

function known(shapes: readonly Shape[]): readonly Known[] {
  const ids = shapes.map(() => uuid())
  return shapes.map((one, i): Known => {
    const { kind, at } = one.object
    const refers = kind === 'ref' || kind === 'void' ? (ids[at] ?? 'elsewhere') : undefined
    return { id: ids[i] ?? '', shape: one, refers: refers === ids[i] ? 'itself' : refers, seq: i, stored: 0 }
  })
}

onEveryDatabase((place, name) => {
  test('answers are those of a model without indexes', async () => {
    const arrivals = fc.array(fc.array(shape, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(arrivals, fc.array(question, { minLength: 8, maxLength: 8 }), async (batches, questions) => {
        const { statements, upkeep } = place.store()
        place.clock.now += 1000
        const began = place.clock.now
        await upkeep.deleteBefore(began, { who: 'test', at: 0 })
        const all = known(batches.flat())
        let taken = 0
        for (const batch of batches) {
          place.clock.now += 1
          const part = all.slice(taken, taken + batch.length)
          for (const one of part) one.stored = place.clock.now
          await statements.add(part.map(xapi))
          taken += batch.length
        }
        for (const asked of questions) {
          const moved = {
            ...asked,
            since: asked.since === undefined ? undefined : asked.since + began,
            until: asked.until === undefined ? undefined : asked.until + began,
          }
          const found = await statements.find(filterOf(moved))
          expect(found.map(({ id }) => id)).toEqual(answer(all, moved))
        }
      }),
      { numRuns: name === 'SQLite' ? 150 : 40 },
    )
  }, 120_000)

  test('and where so many statements have each of several things that they are looked for in stretches', async () => {
    const { statements } = place.store()
    const all = known(fc.sample(shape, { numRuns: 2_400, seed: 4 }))
    for (let at = 0; at < all.length; at += 400) {
      place.clock.now += 1
      const part = all.slice(at, at + 400)
      for (const one of part) one.stored = place.clock.now
      await statements.add(part.map(xapi))
    }
    const newest = place.clock.now
    for (const { since, until, limit, ...asked } of fc.sample(question, {
      numRuns: name === 'SQLite' ? 150 : 40,
      seed: 5,
    })) {
      const many: Question = {
        ...asked,
        since: since === undefined ? undefined : newest - since,
        until: until === undefined ? undefined : newest - until,
        limit: limit * 8,
      }
      const found = await statements.find(filterOf(many))
      expect(found.map(({ id }) => id)).toEqual(answer(all, many))
    }
    // One who is everywhere, and never with the other.
    const nowhere = { limit: 50, verb: 'http://example.com/verbs/none', registration: registrationOf(0) }
    expect(await statements.find(nowhere)).toEqual([])
  }, 60_000)
})

import type { Service } from '../dependencies.ts'
import { type Handler, json, required, unknownParameter } from './exchange.ts'
import { agent, iri } from './parameters.ts'
import { isRefusal } from './refusal.ts'
import { IDENTIFIERS } from './validation/actor.ts'
import { versions } from './versions.ts'

/** About (Communication §2.8): answers whoever does not know the version yet. */
export const getAbout: Handler = async (request) => {
  const unknown = unknownParameter(request, '2.8', [])
  return unknown ?? json({ version: Object.keys(versions) })
}

/** Agents (§2.4): everything known about one agent, as a Person. */
export const getAgent =
  ({ store }: Service): Handler =>
  async (request) => {
    const unknown = unknownParameter(request, '2.4', ['agent'])
    if (unknown !== undefined) return unknown
    const asked = required(request, '2.4', 'agent', agent)
    if (isRefusal(asked)) return asked
    const { key, agent: given } = asked.value
    const names = await store.statements.names(key)
    const own = typeof given.name === 'string' ? [given.name] : []
    const known = names === undefined || names.length === 0 ? own : names
    return json({
      objectType: 'Person',
      ...(known.length === 0 ? {} : { name: known }),
      ...Object.fromEntries(
        IDENTIFIERS.filter((name) => given[name] !== undefined).map((name) => [name, [given[name]]]),
      ),
    })
  }

/** Activities (§2.5): an activity with the definition that all statements together make. */
export const getActivity =
  ({ store }: Service): Handler =>
  async (request) => {
    const unknown = unknownParameter(request, '2.5', ['activityId'])
    if (unknown !== undefined) return unknown
    const id = required(request, '2.5', 'activityId', iri)
    if (isRefusal(id)) return id
    const text = await store.statements.definition(id.value)
    const definition: unknown = text === undefined ? {} : JSON.parse(text)
    return json({
      objectType: 'Activity',
      id: id.value,
      ...(text === undefined || text === '{}' ? {} : { definition }),
    })
  }

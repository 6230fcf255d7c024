import { isMembers, type Members } from '../model/members.ts'
import { agentKey } from './agent-key.ts'
import type { ActivityUse, AgentUse, StatementFacts, Usage } from './records.ts'

const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
const CONTEXTS = ['parent', 'grouping', 'category', 'other'] as const

/**
 * Everything a statement can be found by (Communication §2.1.3, IEEE 9274.1.1 §4.1.6.1). The statement is valid and
 * carries its authority; what does not have the expected shape is passed over.
 */
export function describeStatement(statement: Members): StatementFacts {
  const found: Found = { agents: new Map(), activities: new Map() }
  const object = members(statement.object)
  agents(found, statement.actor, 'plain')
  if (object.objectType === 'SubStatement') {
    agents(found, object.actor, 'related')
    thing(found, members(object.object), 'related')
    context(found, members(object.context))
  } else thing(found, object, 'plain')
  const own = members(statement.context)
  context(found, own)
  agents(found, statement.authority, 'related')
  const authority = authorityKey(statement.authority)
  const refersTo = object.objectType === 'StatementRef' && typeof object.id === 'string' ? object.id : undefined
  const files = [
    ...list(statement.attachments),
    ...list(object.objectType === 'SubStatement' ? object.attachments : []),
  ]
  return {
    verb: text(members(statement.verb).id) ?? '',
    ...(typeof own.registration === 'string' ? { registration: own.registration.toLowerCase() } : {}),
    agents: [...found.agents.values()],
    activities: [...found.activities.values()],
    ...(authority === undefined ? {} : { authority }),
    ...(refersTo === undefined ? {} : { refersTo: refersTo.toLowerCase() }),
    voids: refersTo !== undefined && members(statement.verb).id === VOIDED,
    attachments: [...new Set(files.flatMap((file) => text(members(file).sha2)?.toLowerCase() ?? []))],
    timed: statement.timestamp !== undefined,
  }
}

/** An authority may be an anonymous group of an application and a person (OAuth); its members then make the key. */
export function authorityKey(authority: unknown): string | undefined {
  const own = agentKey(authority)
  if (own !== undefined) return own
  const keys = list(members(authority).member).flatMap((one) => agentKey(one) ?? [])
  return keys.length === 0 ? undefined : JSON.stringify(['group', ...keys.sort()])
}

interface Found {
  readonly agents: Map<string, AgentUse>
  readonly activities: Map<string, ActivityUse>
}

/** An agent or group and its members. */
function agents(found: Found, value: unknown, usage: Usage): void {
  const agent = members(value)
  const key = agentKey(agent)
  if (key !== undefined) {
    const known = found.agents.get(key)
    const name = known?.name ?? text(agent.name)
    found.agents.set(key, { key, ...(name === undefined ? {} : { name }), usage: stronger(known?.usage, usage) })
  }
  for (const member of list(agent.member)) agents(found, member, usage)
}

/** The object of a statement or sub-statement. */
function thing(found: Found, object: Members, usage: Usage): void {
  if (object.objectType === 'Agent' || object.objectType === 'Group') agents(found, object, usage)
  else if (object.objectType === undefined || object.objectType === 'Activity') activity(found, object, usage)
}

function activity(found: Found, value: Members, usage: Usage): void {
  if (typeof value.id !== 'string') return
  const known = found.activities.get(value.id)
  const definition = isMembers(value.definition) ? JSON.stringify(value.definition) : known?.definition
  found.activities.set(value.id, {
    id: value.id,
    usage: stronger(known?.usage, usage),
    ...(definition === undefined ? {} : { definition }),
  })
}

function context(found: Found, value: Members): void {
  agents(found, value.instructor, 'related')
  agents(found, value.team, 'related')
  for (const one of list(value.contextAgents)) agents(found, members(one).agent, 'related')
  for (const one of list(value.contextGroups)) agents(found, members(one).group, 'related')
  const activities = members(value.contextActivities)
  for (const kind of CONTEXTS) {
    const listed = activities[kind]
    for (const one of Array.isArray(listed) ? list(listed) : [listed]) activity(found, members(one), 'related')
  }
}

const stronger = (known: Usage | undefined, usage: Usage): Usage => (known === 'plain' ? known : usage)
const members = (value: unknown): Members => (isMembers(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

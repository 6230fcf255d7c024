import { isMembers, type Members } from '../../../model/members.ts'
import type { StoredStatement } from '../../../storage/records.ts'
import type { Store } from '../../../storage/store.ts'
import { type LanguageRange, oneLanguage, readRanges } from '../languages.ts'
import { IDENTIFIERS } from '../validation/actor.ts'
import type { VersionRules } from '../versions.ts'
import type { Format } from './query.ts'

/** Statements as JSON texts in the format asked for (Communication §2.1.3), fit for the version the reader speaks. */
export async function present(
  store: Pick<Store, 'statements'>,
  statements: readonly StoredStatement[],
  format: Format,
  request: { readonly rules: VersionRules; readonly header: (name: string) => string | undefined },
): Promise<readonly string[]> {
  if (format === 'exact') return statements.map(({ body }) => readable(body, request.rules))
  const ranges = readRanges(request.header('accept-language') ?? '')
  const known = new Map<string, Promise<Members>>()
  const definitionOf = (id: string): Promise<Members> => {
    const found = known.get(id) ?? store.statements.definition(id).then((text) => members(JSON.parse(text ?? '{}')))
    known.set(id, found)
    return found
  }
  return Promise.all(
    statements.map(async ({ body }) => {
      const statement = members(JSON.parse(readable(body, request.rules)))
      return JSON.stringify(await rewrite(statement, format === 'ids' ? ids : canonical(ranges, definitionOf)))
    }),
  )
}

/** A reader of a version without them gets a statement without context agents and groups. */
function readable(body: string, rules: VersionRules): string {
  if (rules.contextAgents || !(body.includes('"contextAgents"') || body.includes('"contextGroups"'))) return body
  const strip = (statement: Members): Members => {
    const { contextAgents: _agents, contextGroups: _groups, ...context } = members(statement.context)
    const object = members(statement.object)
    return {
      ...statement,
      ...(isMembers(statement.context) ? { context } : {}),
      ...(object.objectType === 'SubStatement' ? { object: strip(object) } : {}),
    }
  }
  return JSON.stringify(strip(members(JSON.parse(body))))
}

/** How the parts of a statement are written. */
interface Style {
  readonly agent: (agent: Members) => Members
  readonly verb: (verb: Members) => Members
  readonly activity: (activity: Members) => Members | Promise<Members>
  readonly attachment: (attachment: Members) => Members
}

async function rewrite(statement: Members, style: Style): Promise<Members> {
  const { actor, verb, object, context, authority, attachments } = statement
  return {
    ...statement,
    ...(isMembers(actor) ? { actor: style.agent(actor) } : {}),
    ...(isMembers(verb) ? { verb: style.verb(verb) } : {}),
    ...(isMembers(object) ? { object: await rewriteObject(object, style) } : {}),
    ...(isMembers(context) ? { context: await rewriteContext(context, style) } : {}),
    ...(isMembers(authority) ? { authority: style.agent(authority) } : {}),
    ...(Array.isArray(attachments) ? { attachments: attachments.filter(isMembers).map(style.attachment) } : {}),
  }
}

async function rewriteObject(object: Members, style: Style): Promise<Members> {
  switch (object.objectType) {
    case 'Agent':
    case 'Group':
      return style.agent(object)
    case 'StatementRef':
      return object
    case 'SubStatement':
      return rewrite(object, style)
    default:
      return style.activity(object)
  }
}

async function rewriteContext(context: Members, style: Style): Promise<Members> {
  const { instructor, team, contextActivities, contextAgents, contextGroups } = context
  const listed: Record<string, unknown> = {}
  for (const [kind, all] of Object.entries(members(contextActivities))) {
    const given: readonly unknown[] = Array.isArray(all) ? all : [all]
    listed[kind] = await Promise.all(given.filter(isMembers).map(async (one) => style.activity(one)))
  }
  const people = (all: readonly unknown[], of: 'agent' | 'group'): readonly Members[] =>
    all.filter(isMembers).map((one) => ({ ...one, [of]: style.agent(members(one[of])) }))
  return {
    ...context,
    ...(isMembers(instructor) ? { instructor: style.agent(instructor) } : {}),
    ...(isMembers(team) ? { team: style.agent(team) } : {}),
    ...(isMembers(contextActivities) ? { contextActivities: listed } : {}),
    ...(Array.isArray(contextAgents) ? { contextAgents: people(contextAgents, 'agent') } : {}),
    ...(Array.isArray(contextGroups) ? { contextGroups: people(contextGroups, 'group') } : {}),
  }
}

/** `ids`: nothing but what says who or what something is; of an anonymous group, its members. */
const ids: Style = {
  agent: (agent) => {
    const known = IDENTIFIERS.find((name) => agent[name] !== undefined)
    const type = agent.objectType === undefined ? {} : { objectType: agent.objectType }
    if (known !== undefined) return { ...type, [known]: agent[known] }
    const all = Array.isArray(agent.member) ? agent.member.filter(isMembers) : []
    return { ...type, member: all.map(ids.agent) }
  },
  verb: ({ id }) => ({ id }),
  // Without an objectType, an object is an activity.
  activity: ({ id }) => ({ id }),
  attachment: (attachment) => attachment,
}

/** `canonical`: definitions as all statements together make them, and every text in one language. */
const canonical = (ranges: readonly LanguageRange[], definitionOf: (id: string) => Promise<Members>): Style => {
  const inOne = (holder: Members, names: readonly string[]): Members => {
    const changed = names.flatMap((name) => {
      const map = holder[name]
      return isMembers(map) ? [[name, oneLanguage(map, ranges)] as const] : []
    })
    return { ...holder, ...Object.fromEntries(changed) }
  }
  return {
    agent: (agent) => agent,
    verb: (verb) => inOne(verb, ['display']),
    activity: async (activity) => {
      const definition = inOne(await definitionOf(String(activity.id)), ['name', 'description'])
      const components = ['choices', 'scale', 'source', 'target', 'steps'].flatMap((name) => {
        const list = definition[name]
        return Array.isArray(list)
          ? [[name, list.filter(isMembers).map((one) => inOne(one, ['description']))] as const]
          : []
      })
      if (Object.keys(definition).length === 0) return activity
      return { ...activity, definition: { ...definition, ...Object.fromEntries(components) } }
    },
    attachment: (attachment) => inOne(attachment, ['display', 'description']),
  }
}

const members = (value: unknown): Members => (isMembers(value) ? value : {})

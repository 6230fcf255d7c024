import { isMembers, type Members } from '../../../model/members.ts'
import { canonicalJson, sha256 } from '../../../storage/canonical.ts'
import { timeOf } from '../validation/formats.ts'

/**
 * Hash over what makes two statements the same (Data §2.3.1, §4.2.4.1 of IEEE 9274.1.1): without what a record store sets,
 * without definitions and displays, which belong to activities and verbs, and without differences in spelling: letter
 * case of UUIDs and hashes, zones of timestamps, thousandths in durations, order of members and context activities, a list of one or the one.
 */
export const fingerprint = (statement: Members): string => sha256(canonicalJson(essence(statement)))

/** The statement in the spelling that `fingerprint` hashes. */
export function essence(statement: Members): Members {
  const { stored: _stored, authority: _authority, version: _version, ...own } = statement
  return shared(own)
}

function shared(own: Members): Members {
  return {
    ...own,
    id: lower(own.id),
    timestamp: typeof own.timestamp === 'string' ? timeOf(own.timestamp) : undefined,
    actor: agent(own.actor),
    verb: isMembers(own.verb) ? { id: own.verb.id } : own.verb,
    object: object(own.object),
    result: isMembers(own.result) ? { ...own.result, duration: hundredths(own.result.duration) } : undefined,
    context: isMembers(own.context) ? context(own.context) : undefined,
    attachments: Array.isArray(own.attachments) && own.attachments.length > 0 ? own.attachments : undefined,
  }
}

function object(value: unknown): unknown {
  if (!isMembers(value)) return value
  switch (value.objectType) {
    case 'Agent':
    case 'Group':
      // Beside activities, the type of an agent says which of both it is.
      return { ...agent(value), objectType: value.objectType }
    case 'StatementRef':
      return reference(value)
    case 'SubStatement':
      return shared(value)
    default:
      return { id: value.id }
  }
}

const reference = (value: unknown): unknown => (isMembers(value) ? { ...value, id: lower(value.id) } : value)

function agent(value: unknown): Members | undefined {
  if (!isMembers(value)) return undefined
  const { objectType, member, ...own } = value
  return {
    ...own,
    ...(objectType === 'Group' ? { objectType } : {}),
    ...(own.mbox_sha1sum === undefined ? {} : { mbox_sha1sum: lower(own.mbox_sha1sum) }),
    ...(Array.isArray(member) ? { member: sorted(member.map(agent)) } : {}),
  }
}

const context = (value: Members): Members => ({
  ...value,
  registration: lower(value.registration),
  instructor: agent(value.instructor),
  team: agent(value.team),
  statement: reference(value.statement),
  contextActivities: isMembers(value.contextActivities)
    ? Object.fromEntries(
        Object.entries(value.contextActivities).flatMap(([kind, listed]) => {
          const all: readonly unknown[] = Array.isArray(listed) ? listed : [listed]
          const ids = new Set(all.map((one) => (isMembers(one) ? String(one.id) : '')))
          return ids.size === 0 ? [] : [[kind, [...ids].sort()]]
        }),
      )
    : undefined,
  contextAgents: people(value.contextAgents, 'agent'),
  contextGroups: people(value.contextGroups, 'group'),
})

const people = (value: unknown, of: 'agent' | 'group'): unknown =>
  Array.isArray(value)
    ? sorted(value.map((one: unknown) => (isMembers(one) ? { ...one, [of]: agent(one[of]) } : one)))
    : undefined

/** Durations are compared to hundredths of a second (Data §4.6). */
const hundredths = (duration: unknown): unknown =>
  typeof duration === 'string' ? duration.replace(/[.,](\d{1,2})\d*S$/, '.$1S') : duration

const sorted = (values: readonly unknown[]): readonly string[] => values.map(canonicalJson).sort()
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value)

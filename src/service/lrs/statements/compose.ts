import { isMembers, type Members } from '../../../model/members.ts'
import { describeStatement } from '../../../storage/describe.ts'
import type { NewStatement } from '../../../storage/records.ts'
import { timeOf } from '../validation/formats.ts'
import type { VersionRules } from '../versions.ts'
import { fingerprint } from './equality.ts'

/** Makes what is stored of a valid statement. Store and reader get one text; nothing is rebuilt from columns later. */
export function compose(
  sent: Members,
  made: { readonly rules: VersionRules; readonly authority: Members; readonly uuid: () => string },
): NewStatement {
  const id = typeof sent.id === 'string' ? sent.id.toLowerCase() : made.uuid()
  const { stored: _stored, ...own } = sent
  const statement: Members = {
    ...withLists(made.rules.utcTimestamps ? inUtc(own) : own),
    id,
    // A record store vouches for what it takes with its own word, whatever the client claims (Data §2.4.9).
    authority: made.authority,
    version: sent.version ?? made.rules.assumedVersion,
  }
  return {
    id,
    body: JSON.stringify(statement),
    facts: describeStatement(statement),
    fingerprint: fingerprint(statement),
  }
}

/** Context activities are answered as lists, even those sent as a single one (Data §2.4.6.2). */
function withLists(statement: Members): Members {
  const { context, object } = statement
  const inner = isMembers(object) && object.objectType === 'SubStatement' ? withLists(object) : object
  const listed = isMembers(context) && isMembers(context.contextActivities) ? { ...context } : undefined
  if (listed !== undefined && isMembers(listed.contextActivities)) {
    listed.contextActivities = Object.fromEntries(
      Object.entries(listed.contextActivities).map(([kind, value]) => [kind, Array.isArray(value) ? value : [value]]),
    )
  }
  if (listed === undefined && inner === object) return statement
  return { ...statement, object: inner, ...(listed === undefined ? {} : { context: listed }) }
}

/** IEEE 9274.1.1 §4.2.7: a timestamp in another zone is kept in UTC. */
function inUtc(statement: Members): Members {
  const { timestamp, object } = statement
  const inner = isMembers(object) && object.objectType === 'SubStatement' ? inUtc(object) : object
  const other = typeof timestamp === 'string' && !/z$/i.test(timestamp)
  if (!other && inner === object) return statement
  return { ...statement, object: inner, ...(other ? { timestamp: new Date(timeOf(timestamp)).toISOString() } : {}) }
}

import { isMembers } from '../../../model/members.ts'
import { xapiVerbs } from '../../../model/xapi.ts'
import type { VersionRules, XapiVersion } from '../versions.ts'
import { activities, activity, objectType, statementRef } from './activity.ts'
import { actor, agent, authority, group } from './actor.ts'
import {
  boolean,
  type Check,
  duration,
  extensions,
  type Fault,
  iri,
  keyIri,
  language,
  languageMap,
  list,
  number,
  object,
  report,
  string,
  that,
  timestamp,
  uuid,
  type Walk,
} from './checks.ts'
import { isMediaType, isSha2 } from './formats.ts'

/** Checks a statement against a version's part on data. The first faults, in the order of the statement's properties. */
export function statementFaults(value: unknown, rules: VersionRules): readonly Fault[] {
  const walk: Walk = { rules, way: [], faults: [] }
  statements[rules.version](value, walk)
  return walk.faults
}

const score = object('2.4.5.1', { scaled: number, raw: number, min: number, max: number }, [], (value, walk) => {
  if (!isMembers(value)) return
  const { scaled, raw, min, max } = value
  if (typeof scaled === 'number' && (scaled < -1 || scaled > 1)) {
    report(walk, '2.4.5.1', `must be between -1 and 1, not ${scaled}`, 'scaled')
  }
  if (typeof min === 'number' && typeof max === 'number' && min >= max) {
    report(walk, '2.4.5.1', `must be less than max, but ${min} is not less than ${max}`, 'min')
  }
  if (typeof raw === 'number' && typeof min === 'number' && raw < min) {
    report(walk, '2.4.5.1', `must be at least min, but ${raw} is less than ${min}`, 'raw')
  }
  if (typeof raw === 'number' && typeof max === 'number' && raw > max) {
    report(walk, '2.4.5.1', `must be at most max, but ${raw} is more than ${max}`, 'raw')
  }
})

const result = object('2.4.5', {
  score,
  success: boolean,
  completion: boolean,
  response: string,
  duration,
  extensions,
})

const contextMembers = {
  registration: uuid,
  instructor: actor,
  team: group,
  contextActivities: object('2.4.6.2', {
    parent: activities,
    grouping: activities,
    category: activities,
    other: activities,
  }),
  revision: string,
  platform: string,
  language,
  statement: statementRef,
  extensions,
}

const relevantTypes = list('2.4.6', iri, 1)

/** IEEE 9274.1.1 4.2.2.5: further people a statement concerns, with the types of what they have to do with it. */
const contextAgents = {
  contextAgents: list(
    '2.4.6',
    object('2.4.6', { objectType: objectType('contextAgent'), agent, relevantTypes }, ['objectType', 'agent']),
  ),
  contextGroups: list(
    '2.4.6',
    object('2.4.6', { objectType: objectType('contextGroup'), group, relevantTypes }, ['objectType', 'group']),
  ),
}

const verb = object('2.4.3', { id: keyIri, display: languageMap }, ['id'])

const attachment = object(
  '2.4.11',
  {
    usageType: iri,
    display: languageMap,
    description: languageMap,
    contentType: that('2.4.11', 'a media type', isMediaType),
    length: that('2.4.11', 'a whole number, 0 or more', (value) => Number.isSafeInteger(value) && Number(value) >= 0),
    sha2: that('2.4.11', 'a SHA-2 hash of 256 bits or more in hexadecimal digits', isSha2),
    fileUrl: iri,
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
)

/** 2.4.6: revision and platform make sense only where the object is an activity. */
const contextFits: Check = (value, walk) => {
  if (!isMembers(value) || !isMembers(value.context) || !isMembers(value.object)) return
  if ((value.object.objectType ?? 'Activity') === 'Activity') return
  for (const name of ['revision', 'platform']) {
    if (value.context[name] !== undefined) {
      report(walk, '2.4.6', 'is only allowed where the object is an Activity', 'context', name)
    }
  }
}

const byType = (objects: Readonly<Record<string, Check>>): Check => {
  const known = new Map<unknown, Check>(Object.entries(objects))
  return (value, walk) => {
    const check = known.get(isMembers(value) ? (value.objectType ?? 'Activity') : 'Activity')
    if (check === undefined) report(walk, '2.4.4', `must be one of ${[...known.keys()].join(', ')}`, 'objectType')
    else check(value, walk)
  }
}

const voidsByReference: Check = (value, walk) => {
  if (!isMembers(value) || !isMembers(value.verb) || !isMembers(value.object)) return
  if (value.verb.id === xapiVerbs.voided && value.object.objectType !== 'StatementRef') {
    report(walk, '2.3.2', 'a voiding statement must refer to the statement it voids', 'object')
  }
}

function statementOf(context: Check): Check {
  const common = { actor, verb, result, context, timestamp, attachments: list('2.4.11', attachment) }
  const simple = { Activity: activity, Agent: agent, Group: group, StatementRef: statementRef }
  const subStatement = object(
    '2.4.4.3',
    { objectType: objectType('SubStatement'), ...common, object: byType(simple) },
    ['objectType', 'actor', 'verb', 'object'],
    contextFits,
  )
  return object(
    '2.2',
    {
      id: uuid,
      ...common,
      object: byType({ ...simple, SubStatement: subStatement }),
      stored: timestamp,
      authority,
      version: (value, walk) => {
        if (typeof value !== 'string' || !walk.rules.statementVersion.test(value)) {
          report(walk, '2.4.10', `must be a version such as "${walk.rules.assumedVersion}"`)
        }
      },
    },
    ['actor', 'verb', 'object'],
    (value, walk) => {
      contextFits(value, walk)
      voidsByReference(value, walk)
    },
  )
}

const statements = {
  '1.0.3': statementOf(object('2.4.6', contextMembers)),
  '2.0.0': statementOf(object('2.4.6', { ...contextMembers, ...contextAgents })),
} satisfies Readonly<Record<XapiVersion, Check>>

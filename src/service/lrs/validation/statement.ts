import { xapiVerbs } from '../../../model/xapi.ts'
import { actor, agent, group } from './actor.ts'
import {
  boolean,
  both,
  type Check,
  duration,
  extensions,
  type Fault,
  iri,
  isObject,
  language,
  languageMap,
  list,
  number,
  object,
  string,
  that,
  timestamp,
  uuid,
} from './checks.ts'

/** Checks a statement against xAPI 1.0.3, Part Two (Data). All faults, in the order of the statement's properties. */
export function statementFaults(value: unknown): readonly Fault[] {
  const faults: Fault[] = []
  statement(value, '', (pointer, rule, message) => {
    faults.push({ pointer, rule: `xAPI 1.0.3 Data ${rule}`, message })
  })
  return faults
}

const INTERACTIONS =
  'true-false choice fill-in long-fill-in matching performance sequencing likert numeric other'.split(' ')

const components = both(
  list('2.4.4.1', object('2.4.4.1', { id: string, description: languageMap }, ['id'])),
  (value, at, report) => {
    const ids = Array.isArray(value) ? value.map((entry: unknown) => (isObject(entry) ? entry.id : undefined)) : []
    if (new Set(ids).size < ids.length) report(at, '2.4.4.1', 'component ids must be unique')
  },
)

const definition = object('2.4.4.1', {
  name: languageMap,
  description: languageMap,
  type: iri,
  moreInfo: iri,
  interactionType: that('2.4.4.1', `one of ${INTERACTIONS.join(', ')}`, (value) =>
    INTERACTIONS.some((name) => name === value),
  ),
  correctResponsesPattern: list('2.4.4.1', string),
  choices: components,
  scale: components,
  source: components,
  target: components,
  steps: components,
  extensions,
})

const type = (name: string): Check => that('2.4.4', `"${name}"`, (value) => value === name)
const activity = object('2.4.4.1', { objectType: type('Activity'), id: iri, definition }, ['id'])
const statementRef = object('2.4.4.3', { objectType: type('StatementRef'), id: uuid }, ['objectType', 'id'])

const score = object('2.4.5.1', { scaled: number, raw: number, min: number, max: number }, [], (value, at, report) => {
  if (!isObject(value)) return
  const { scaled, raw, min, max } = value
  if (typeof scaled === 'number' && (scaled < -1 || scaled > 1)) {
    report(`${at}/scaled`, '2.4.5.1', `must be between -1 and 1, not ${scaled}`)
  }
  if (typeof min === 'number' && typeof max === 'number' && min >= max) {
    report(`${at}/min`, '2.4.5.1', `must be less than max, but ${min} is not less than ${max}`)
  }
  if (typeof raw === 'number' && typeof min === 'number' && raw < min) {
    report(`${at}/raw`, '2.4.5.1', `must be at least min, but ${raw} is less than ${min}`)
  }
  if (typeof raw === 'number' && typeof max === 'number' && raw > max) {
    report(`${at}/raw`, '2.4.5.1', `must be at most max, but ${raw} is more than ${max}`)
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

/** One activity or a list of them (2.4.6.2). */
const activities: Check = (value, at, report) => {
  const check = Array.isArray(value) ? list('2.4.6.2', activity) : activity
  check(value, at, report)
}

const context = object('2.4.6', {
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
})

const verb = object('2.4.3', { id: iri, display: languageMap }, ['id'])

const attachment = object(
  '2.4.11',
  {
    usageType: iri,
    display: languageMap,
    description: languageMap,
    contentType: string,
    length: that('2.4.11', 'a whole number', Number.isInteger),
    sha2: string,
    fileUrl: iri,
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
)

/** What a statement and a sub-statement share. */
const common = { actor, verb, result, context, timestamp, attachments: list('2.4.11', attachment) }

/** 2.4.6: revision and platform make sense only where the object is an activity. */
const contextFits: Check = (value, at, report) => {
  if (!isObject(value) || !isObject(value.context) || !isObject(value.object)) return
  if ((value.object.objectType ?? 'Activity') === 'Activity') return
  for (const name of ['revision', 'platform']) {
    if (value.context[name] !== undefined) {
      report(`${at}/context/${name}`, '2.4.6', 'is only allowed where the object is an Activity')
    }
  }
}

const simpleObjects: Readonly<Record<string, Check>> = {
  Activity: activity,
  Agent: agent,
  Group: group,
  StatementRef: statementRef,
}

const byType =
  (objects: Readonly<Record<string, Check>>): Check =>
  (value, at, report) => {
    const name = isObject(value) ? (value.objectType ?? 'Activity') : 'Activity'
    const check = typeof name === 'string' ? objects[name] : undefined
    if (check === undefined) report(`${at}/objectType`, '2.4.4', `must be one of ${Object.keys(objects).join(', ')}`)
    else check(value, at, report)
  }

const subStatement = object(
  '2.4.4.3',
  { objectType: type('SubStatement'), ...common, object: byType(simpleObjects) },
  ['objectType', 'actor', 'verb', 'object'],
  contextFits,
)

const statement = object(
  '2.2',
  {
    id: uuid,
    ...common,
    object: byType({ ...simpleObjects, SubStatement: subStatement }),
    stored: timestamp,
    authority: actor,
    version: that('2.4.10', 'a 1.0 version, such as "1.0.3"', (value) =>
      typeof value === 'string' ? /^1\.0(\.\d+)?$/.test(value) : false,
    ),
  },
  ['actor', 'verb', 'object'],
  both(contextFits, (value, at, report) => {
    if (!isObject(value) || !isObject(value.verb) || !isObject(value.object)) return
    if (value.verb.id === xapiVerbs.voided && value.object.objectType !== 'StatementRef') {
      report(`${at}/object`, '2.3.2', 'a voiding statement must refer to the statement it voids')
    }
  }),
)

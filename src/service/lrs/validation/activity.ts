import { isMembers } from '../../../model/members.ts'
import {
  both,
  type Check,
  extensions,
  iri,
  keyIri,
  languageMap,
  list,
  object,
  report,
  string,
  that,
  uuid,
} from './checks.ts'

const INTERACTIONS =
  'true-false choice fill-in long-fill-in matching performance sequencing likert numeric other'.split(' ')
const NEED_INTERACTION = ['correctResponsesPattern', 'choices', 'scale', 'source', 'target', 'steps']

const components = both(
  list('2.4.4.1', object('2.4.4.1', { id: string, description: languageMap }, ['id'])),
  (value, walk) => {
    const ids = Array.isArray(value) ? value.map((entry: unknown) => (isMembers(entry) ? entry.id : undefined)) : []
    if (new Set(ids).size < ids.length) report(walk, '2.4.4.1', 'component ids must be unique')
  },
)

export const definition = object(
  '2.4.4.1',
  {
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
  },
  [],
  (value, walk) => {
    if (!isMembers(value) || value.interactionType !== undefined) return
    for (const name of NEED_INTERACTION) {
      if (value[name] !== undefined) report(walk, '2.4.4.1', `has ${name} but no interactionType`)
    }
  },
)

export const objectType = (name: string): Check => that('2.4.4', `"${name}"`, (value) => value === name)

export const activity = object('2.4.4.1', { objectType: objectType('Activity'), id: keyIri, definition }, ['id'])

/** One activity or a list of them (2.4.6.2). */
export const activities: Check = (value, walk) => {
  const check = Array.isArray(value) ? activityList : activity
  check(value, walk)
}
const activityList = list('2.4.6.2', activity)

export const statementRef = object('2.4.4.3', { objectType: objectType('StatementRef'), id: uuid }, [
  'objectType',
  'id',
])

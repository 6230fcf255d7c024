/** What docs/xapi-profile.md shows of the statements, made by the drivers' own functions from one event of each kind. */

import { cmi5Categories, cmi5Extensions } from '../../src/model/cmi5.ts'
import type { LearningEvent } from '../../src/model/events.ts'
import { scoreResponse, typeOf } from '../../src/model/question-types/index.ts'
import { xapiExtensions } from '../../src/model/xapi.ts'
import {
  allowedStatement,
  type Cmi5Frame,
  type DefinedVerb,
  definedStatement,
} from '../../src/player/drivers/cmi5/statements.ts'
import {
  lineStatements,
  type Statement,
  type StatementFrame,
  statementOf,
} from '../../src/player/drivers/xapi/statements.ts'
import { compiledFixture } from '../support/compiled.ts'

const course = compiledFixture('minimal')
const at = Date.UTC(2026, 10, 2, 9, 30)
const judged = { at, exam: 'final', attempt: 1, earned: 6, possible: 8, percent: 7500, seconds: 1284 }
const question = (type: string) => {
  const found = course.questions.find((one) => one.type === type)
  if (found === undefined) throw new Error(`the course of the examples has no ${type} question`)
  return found
}
const answered = (type: string): LearningEvent => {
  const asked = question(type)
  const response = typeOf(asked).key(asked)
  const within = { exam: 'final', attempt: 1 }
  return {
    type: 'answered',
    at,
    question: asked.id,
    response,
    score: scoreResponse(asked, response),
    seconds: 41.5,
    within,
  }
}

/** One of each; the type says when one is missing. */
const events = {
  opened: { type: 'opened', at },
  progressed: { type: 'progressed', at, section: 'basics/documentation', fraction: 0.42 },
  answered: answered('single-choice'),
  attempted: { type: 'attempted', at, exam: 'final', attempt: 1 },
  passed: { type: 'passed', ...judged, lookUps: 12 },
  failed: { type: 'failed', ...judged, attempt: 2, earned: 5, percent: 6250 },
  completed: { type: 'completed', at, seconds: 5412 },
  suspended: { type: 'suspended', at, seconds: 1830, fraction: 0.42 },
} as const satisfies { [Type in LearningEvent['type']]: Extract<LearningEvent, { type: Type }> | LearningEvent }

const actor = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '1625378' } }
const plain: StatementFrame = {
  course,
  activityId: `https://chartwright.example/courses/${course.id}`,
  registration: '760e3480-ba55-4991-94b0-01820dbd23a2',
  actor,
  uuid: () => '8f3a2c5e-6a1d-4f0b-9c57-2f2b7a1e4d90',
}
const cmi5: Cmi5Frame = {
  ...plain,
  activityId: 'https://lms.example/activities/17',
  session: '3a1c9d52-5f0e-4c5f-8b1a-6f6c4a3f0b77',
  masteryScore: 0.7,
  template: {
    contextActivities: { grouping: [{ id: `${plain.activityId}/au/course` }] },
    extensions: { [cmi5Extensions.sessionId]: '3a1c9d52-5f0e-4c5f-8b1a-6f6c4a3f0b77' },
  },
}

export interface Template {
  readonly when: string
  readonly statement: Statement
}

const told: Readonly<Record<keyof typeof events, string>> = {
  opened: 'the course is opened',
  progressed: 'a section is opened for the first time',
  answered: 'a knowledge check is answered; for each answered question of an exam when it is handed in',
  attempted: 'an exam attempt is started',
  passed: 'an attempt is handed in and reaches the exam’s pass mark',
  failed: 'an attempt is handed in and does not',
  completed: 'the course’s completion rule is met, once',
  suspended: 'the page is left, by “Save and exit” or otherwise',
}

export const plainTemplates: readonly Template[] = [
  ...Object.values(events).map((event) => ({ when: told[event.type], statement: statementOf(event, plain) })),
  {
    when: 'the page is left; the last of its opening',
    statement: statementOf({ type: 'terminated', at, seconds: 1830 }, plain),
  },
]

const result = { percent: 7500, points: { earned: 6, possible: 8 } }
const definedBy: Readonly<Record<DefinedVerb, readonly [string, Parameters<typeof definedStatement>[3]]>> = {
  initialized: ['the session begins, before all others; once in a session, whatever is reloaded', {}],
  completed: ['the completion rule is met; once in a registration', { seconds: 5412 }],
  passed: [
    'the exam of the completion rule reaches the LMS’s mastery score; once in a registration',
    { seconds: 1284, judged: result },
  ],
  failed: [
    'on “Save and exit”, or after the last attempt allowed: that exam was failed and never passed; once in a session',
    { seconds: 1284, judged: { percent: 6250, points: { earned: 5, possible: 8 } } },
  ],
  terminated: ['“Save and exit”; the last of the session', { seconds: 1830 }],
}
const verbs = Object.keys(definedBy) as readonly DefinedVerb[]

export const definedTemplates: readonly Template[] = verbs.map((verb) => {
  const [when, facts] = definedBy[verb]
  return { when, statement: definedStatement(verb, at, cmi5, facts) }
})

export const allowedTemplates: readonly Template[] = Object.values(events).flatMap((event) => {
  const statement = event.type === 'failed' ? undefined : allowedStatement(event, cmi5)
  const when = event.type === 'passed' ? 'an exam attempt is handed in, passed or not' : told[event.type]
  return statement === undefined ? [] : [{ when, statement }]
})

/** One `answered` statement of each type of question the course has. */
export const interactions: readonly Statement[] = [...new Set(course.questions.map(({ type }) => type))]
  .sort()
  .map((type) => statementOf(answered(type), plain))

/** Lines of a case: one with a wrong POA indicator, one that was not reported, one beyond the key. */
export const lines: readonly Statement[] = (() => {
  const cases = compiledFixture('case')
  const asked = cases.questions.find(({ id }) => id === 'urosepsis')
  if (asked === undefined) throw new Error('the course of the examples has no case')
  const response = ['P:A41.51:N', 'S:N39.0:Y', 'S:R65.20']
  const within = { exam: 'final', attempt: 1 }
  const score = scoreResponse(asked, response)
  const frame = { ...plain, course: cases, activityId: `https://chartwright.example/courses/${cases.id}` }
  const made = lineStatements(
    { type: 'answered', at, question: asked.id, response, score, seconds: 412, within },
    frame,
  )
  const shown = ['principal', 'diagnosis-n179', 'beyond-diagnosis-r6520']
  return made.filter(({ object }) => shown.some((line) => String(object.id).endsWith(`/${line}`)))
})()

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : [])

const own: readonly (readonly [string, string])[] = [
  ...Object.entries(xapiExtensions).map(([name, iri]) => [iri, name] as const),
  [cmi5Extensions.sessionId, 'sessionid'],
  [cmi5Extensions.masteryScore, 'masteryscore'],
  [cmi5Categories.defined, 'cmi5'],
  [cmi5Categories.moveOn, 'moveon'],
  [`${plain.activityId}/au/course`, 'publisher id'],
  [cmi5.activityId, 'launched activity'],
  [plain.activityId, 'course'],
]
const short = (iri: string): string => {
  const named = own.find(([known]) => known === iri)?.[1]
  if (named !== undefined) return named
  return iri.startsWith(plain.activityId) ? `…${iri.slice(plain.activityId.length)}` : iri
}

/** The properties of a result or context, extensions by their short names. */
const properties = (value: unknown): string =>
  entries(value)
    .flatMap(([name, one]) => {
      if (name === 'extensions') return entries(one).map(([iri]) => `*${short(iri)}*`)
      if (name === 'score')
        return [
          `score (${entries(one)
            .map(([part]) => part)
            .join(', ')})`,
        ]
      if (typeof one === 'boolean') return [`${name} ${one}`]
      return [name]
    })
    .join(', ')

const activities = (statement: Statement): string =>
  entries(statement.context.contextActivities)
    .map(([name, list]) => {
      const ids = Array.isArray(list) ? list.map((one: unknown) => (isRecord(one) ? short(String(one.id)) : '')) : []
      return `${name}: ${ids.join(', ')}`
    })
    .join('; ')

const extensionsOf = (statement: Statement): string =>
  entries(statement.context.extensions)
    .map(([iri]) => `*${short(iri)}*`)
    .join(', ')

const objectOf = ({ object }: Statement): string => {
  const type = isRecord(object.definition) ? String(object.definition.type).split('/').at(-1) : undefined
  return `\`${short(String(object.id))}\`${type === undefined ? '' : ` (${type})`}`
}

/** A Markdown table of templates. */
export const table = (templates: readonly Template[]): string =>
  [
    '| when | verb | object | result | context activities | context extensions |',
    '|---|---|---|---|---|---|',
    ...templates.map(
      ({ when, statement }) =>
        `| ${when} | \`${statement.verb.display.en}\` | ${objectOf(statement)} | ${properties(statement.result) || '–'} | ${activities(statement) || '–'} | ${extensionsOf(statement) || '–'} |`,
    ),
  ].join('\n')

const block = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``

export const examples = (templates: readonly Template[]): string =>
  templates.map(({ statement }) => `### ${statement.verb.display.en}\n\n${block(statement)}`).join('\n\n')

/** What differs by type of question: the definition and the answer. */
export const interactionExamples = (): string =>
  interactions
    .map(({ object, result }) => {
      const definition = isRecord(object.definition) ? object.definition : {}
      return `### ${String(definition.interactionType)}: ${String(object.id).split('/').at(-1)}\n\n${block({ definition, response: result?.response })}`
    })
    .join('\n\n')

export const lineExamples = (): string =>
  lines.map((statement) => `### ${String(statement.object.id).split('/').at(-1)}\n\n${block(statement)}`).join('\n\n')

const meanings: Readonly<Record<keyof typeof xapiExtensions, readonly [string, string]>> = {
  progress: ['result', 'whole percent of the course done, 0 … 100; left out once a cmi5 AU is complete'],
  exam: ['context', 'id of the exam'],
  attempt: ['context', 'number of the attempt, from 1'],
  question: ['context', 'id of the question, the same in every version of the course that has it'],
  lookUps: ['result', 'codes looked up in the code book; only where the exam keeps it open'],
  response: ['result', 'the answer as a list of ids or typed values, from which it can be graded again'],
}

export const extensionTable = (): string =>
  [
    '| IRI | where | value |',
    '|---|---|---|',
    ...Object.entries(meanings).map(([name, [where, meaning]]) => {
      const iri = Object.entries(xapiExtensions).find(([one]) => one === name)?.[1]
      return `| \`${iri}\` (*${name}*) | ${where} | ${meaning} |`
    }),
    `| \`${cmi5Extensions.sessionId}\` (*sessionid*) | context | cmi5 alone: from the LMS’s template, in every statement |`,
    `| \`${cmi5Extensions.masteryScore}\` (*masteryscore*) | context | cmi5 alone: what \`passed\` and \`failed\` were judged by |`,
  ].join('\n')

/** The generated parts of the document by name. */
export const sections: Readonly<Record<string, () => string>> = {
  extensions: extensionTable,
  'plain templates': () => table(plainTemplates),
  'cmi5 defined templates': () => table(definedTemplates),
  'cmi5 allowed templates': () => table(allowedTemplates),
  'plain examples': () => examples(plainTemplates),
  interactions: interactionExamples,
  lines: lineExamples,
  'cmi5 defined examples': () => examples(definedTemplates),
  'cmi5 allowed examples': () => examples(allowedTemplates),
}

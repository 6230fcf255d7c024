/** What cmi5 lets an LMS refuse, by requirement id of ADL's list; written after the specification. */
import { isDeepStrictEqual } from 'node:util'
import { cmi5Categories, cmi5Extensions } from '../../src/model/cmi5.ts'
import { xapiVerbs } from '../../src/model/xapi.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import { versions } from '../../src/service/lrs/versions.ts'

export type Json = Readonly<Record<string, unknown>>

export interface LmsSession {
  readonly id: string
  readonly actor: Json
  readonly registration: string
  readonly activityId: string
  readonly mode: 'Normal' | 'Browse' | 'Review'
  readonly masteryScore: number | undefined
  readonly template: Json
  preferencesRead: boolean
  over: boolean
  /** When it was initialized. */
  began: string
  /** Verbs of cmi5-defined statements so far. */
  readonly verbs: Set<string>
}

/** What was said before in the registration about the AU. */
export type Said = Set<string>

export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const ids = (value: unknown): readonly unknown[] => list(value).map((one) => record(one).id)
const verbOf = (statement: Json): string => String(record(statement.verb).id).split('/').at(-1) ?? ''

/** The first requirement a statement breaks, or undefined; marks what it says where it breaks none. */
export function brokenBy(statement: Json, session: LmsSession, said: Said): string | undefined {
  const [fault] = statementFaults(statement, versions['1.0.3'])
  if (fault !== undefined) return `${fault.rule} ${fault.pointer}: ${fault.message}`
  const verb = verbOf(statement)
  const defined = ids(record(record(statement.context).contextActivities).category).includes(cmi5Categories.defined)
  const broken =
    brokenInAny(statement, session) ??
    (defined ? (brokenInDefined(statement, verb, session) ?? brokenInOrder(verb, session, said)) : undefined)
  if (broken !== undefined) return `${broken} (${verb})`
  if (defined) {
    if (verb === 'initialized') session.began = String(statement.timestamp)
    session.verbs.add(verb)
    said.add(verb)
    if (verb === 'terminated') session.over = true
  }
  return undefined
}

function brokenInAny(statement: Json, session: LmsSession): string | undefined {
  const context = record(statement.context)
  const activities = record(context.contextActivities)
  const template = session.template
  const checks: readonly [string, boolean][] = [
    ['11.0.0.0-3', session.preferencesRead],
    ['9.1.0.0-1', typeof statement.id === 'string'],
    ['9.7.0.0-2', String(statement.timestamp).endsWith('Z')],
    ['9.3.0.0-4 by timestamp', String(statement.timestamp) >= session.began],
    ['8.1.3.0-3', isDeepStrictEqual(statement.actor, session.actor)],
    ['8.1.4.0-3', context.registration === session.registration],
    ['9.3.0.0-4', session.verbs.has('initialized') || verbOf(statement) === 'initialized'],
    ['9.3.0.0-5', !session.over],
    ['6.3.0.0-1', record(statement.verb).id !== xapiVerbs.voided],
    ...Object.entries(record(template.contextActivities)).map(([name, given]): [string, boolean] => [
      `10.2.1.0-6 ${name}`,
      list(given).every((one, i) => isDeepStrictEqual(list(activities[name])[i], one)),
    ]),
    ...Object.entries(record(template.extensions)).map(([name, value]): [string, boolean] => [
      `10.2.1.0-7 ${name}`,
      isDeepStrictEqual(record(context.extensions)[name], value),
    ]),
  ]
  return checks.find(([, kept]) => !kept)?.[0]
}

const DEFINED = ['initialized', 'completed', 'passed', 'failed', 'terminated']

function brokenInDefined(statement: Json, verb: string, session: LmsSession): string | undefined {
  const result = record(statement.result)
  const score = record(result.score)
  const context = record(statement.context)
  const decides = ['completed', 'passed', 'failed'].includes(verb)
  const judged = verb === 'passed' || verb === 'failed'
  const { masteryScore: mark } = session
  const checks: readonly [string, boolean][] = [
    ['9.3.0.0-1', DEFINED.includes(verb)],
    ['8.1.5.0-6', record(statement.object).id === session.activityId],
    ['10.2.2.0-5', session.mode === 'Normal' || !decides],
    ['9.5.1.0-2', result.score === undefined || judged],
    ['9.5.1.0-3', score.raw === undefined || (score.min !== undefined && score.max !== undefined)],
    ['9.5.2.0-1', judged ? result.success === (verb === 'passed') : result.success === undefined],
    ['9.5.3.0-1', verb === 'completed' ? result.completion === true : result.completion === undefined],
    ['9.5.4.1-1', verb === 'initialized' || typeof result.duration === 'string'],
    ['9.6.2.2-1', ids(record(context.contextActivities).category).includes(cmi5Categories.moveOn) === decides],
    ['9.6.3.2-2', !judged || record(context.extensions)[cmi5Extensions.masteryScore] === mark],
    ['10.2.4.0-2', !judged || mark !== undefined],
    ['9.3.4.0-2', verb !== 'passed' || Number(score.scaled) >= (mark ?? 0)],
    ['9.3.5.0-2', verb !== 'failed' || Number(score.scaled) < (mark ?? 1)],
    ['9.5.5.1', verb !== 'completed' || result.extensions === undefined],
  ]
  return checks.find(([, kept]) => !kept)?.[0]
}

function brokenInOrder(verb: string, session: LmsSession, said: Said): string | undefined {
  const checks: readonly [string, boolean][] = [
    ['9.3.0.0-2', !session.verbs.has(verb)],
    ['9.3.0.0-3', verb !== 'passed' || !session.verbs.has('failed')],
    ['9.3.0.0-6', verb !== 'completed' || !said.has('completed')],
    ['9.3.0.0-7', verb !== 'passed' || !said.has('passed')],
    ['9.3.0.0-8', verb !== 'failed' || !said.has('passed')],
  ]
  return checks.find(([, kept]) => !kept)?.[0]
}

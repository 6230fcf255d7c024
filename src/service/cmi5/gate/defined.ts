import { type Cmi5Verb, cmi5Categories, cmi5Extensions } from '../../../model/cmi5.ts'
import { isMembers } from '../../../model/members.ts'
import type { GateRule, View } from './view.ts'

/** Those that units may send. */
const OF_UNITS: readonly (Cmi5Verb | undefined)[] = ['initialized', 'completed', 'passed', 'failed', 'terminated']
const OUTCOMES: readonly (Cmi5Verb | undefined)[] = ['completed', 'passed', 'failed']
const SCORED: readonly (Cmi5Verb | undefined)[] = ['passed', 'failed']

/** A rule for statements with one of some verbs. */
const when = (verbs: readonly (Cmi5Verb | undefined)[], fault: (view: View) => string | undefined) => (view: View) =>
  verbs.includes(view.verb) ? fault(view) : undefined

const unless = (verbs: readonly (Cmi5Verb | undefined)[], fault: (view: View) => string | undefined) => (view: View) =>
  verbs.includes(view.verb) ? undefined : fault(view)

const duration = (requirement: string, verb: Cmi5Verb): GateRule => ({
  requirement,
  pointer: '/result/duration',
  fault: when([verb], ({ result }) => (result.duration === undefined ? `is ${verb} and has no duration` : undefined)),
})

/** What cmi5 asks of "cmi5 defined" statements besides. */
export const definedStatements: readonly GateRule[] = [
  {
    requirement: '9.3.0.0-1',
    pointer: '/verb/id',
    fault: unless(
      OF_UNITS,
      () => 'has the cmi5 category, but a verb that units do not use for cmi5 defined statements',
    ),
  },
  {
    requirement: '8.1.5.0-6',
    pointer: '/object/id',
    fault: ({ statement: { object }, active }) =>
      isMembers(object) &&
      (object.objectType === undefined || object.objectType === 'Activity') &&
      object.id === active.activityId
        ? undefined
        : 'has another object than the activityId of the launch',
  },
  {
    requirement: '11.0.0.0-3',
    pointer: '/verb/id',
    fault: when(['initialized'], ({ session }) =>
      session.preferencesRead === undefined ? 'comes before the learner preferences were read' : undefined,
    ),
  },
  {
    requirement: '9.3.2.0-3',
    pointer: '/verb/id',
    fault: when(['initialized'], ({ session }) =>
      session.initialized === undefined ? undefined : 'is the second initialized of the session',
    ),
  },
  {
    requirement: '10.2.2.0-5',
    pointer: '/verb/id',
    fault: when(OUTCOMES, ({ session, verb }) =>
      session.mode === 'Normal' ? undefined : `is ${verb}, which is not recorded in ${session.mode} mode`,
    ),
  },
  {
    requirement: '9.3.0.0-2',
    pointer: '/verb/id',
    fault: ({ session, verb }) =>
      (verb === 'completed' || verb === 'passed' || verb === 'failed') && session[verb] !== undefined
        ? `is the second ${verb} of the session`
        : undefined,
  },
  {
    requirement: '9.3.0.0-3',
    pointer: '/verb/id',
    fault: when(SCORED, ({ session }) =>
      session.passed === undefined && session.failed === undefined
        ? undefined
        : 'is passed or failed, and one of them was sent before in the session',
    ),
  },
  {
    requirement: '9.3.0.0-6',
    pointer: '/verb/id',
    fault: when(['completed'], ({ reached }) =>
      reached.completed === undefined ? undefined : 'is the second completed of the registration',
    ),
  },
  {
    requirement: '9.3.0.0-7',
    pointer: '/verb/id',
    fault: when(['passed'], ({ reached }) =>
      reached.passed === undefined ? undefined : 'is the second passed of the registration',
    ),
  },
  {
    requirement: '9.3.0.0-8',
    pointer: '/verb/id',
    fault: when(['failed'], ({ reached }) =>
      reached.passed === undefined ? undefined : 'is failed after the registration was passed',
    ),
  },
  duration('9.5.4.1-1', 'terminated'),
  duration('9.5.4.1-2', 'completed'),
  duration('9.5.4.1-3', 'passed'),
  duration('9.5.4.1-4', 'failed'),
  {
    requirement: '9.5.2.0-1',
    pointer: '/result/success',
    fault: when(['passed'], ({ result }) => (result.success === true ? undefined : 'is passed without success: true')),
  },
  {
    requirement: '9.5.2.0-2',
    pointer: '/result/success',
    fault: when(['failed'], ({ result }) =>
      result.success === false ? undefined : 'is failed without success: false',
    ),
  },
  {
    requirement: '9.5.2.0-3',
    pointer: '/result/success',
    fault: unless(SCORED, ({ result }) =>
      result.success === undefined ? undefined : 'has success, and is neither passed nor failed',
    ),
  },
  {
    requirement: '9.5.3.0-1',
    pointer: '/result/completion',
    fault: when(['completed'], ({ result }) =>
      result.completion === true ? undefined : 'is completed without completion: true',
    ),
  },
  {
    requirement: '9.5.3.0-2',
    pointer: '/result/completion',
    fault: unless(['completed'], ({ result }) =>
      result.completion === undefined ? undefined : 'has completion, and is not completed',
    ),
  },
  {
    requirement: '9.5.1.0-2',
    pointer: '/result/score',
    fault: unless(SCORED, ({ result }) =>
      result.score === undefined ? undefined : 'has a score, and is neither passed nor failed',
    ),
  },
  {
    requirement: '9.5.1.0-3',
    pointer: '/result/score',
    fault: ({ score }) =>
      score.raw !== undefined && (score.min === undefined || score.max === undefined)
        ? 'has a raw score without min and max'
        : undefined,
  },
  {
    requirement: '9.6.3.2-2',
    pointer: '/context/extensions',
    fault: when(SCORED, ({ result, extensions, active: { unit } }) =>
      unit.masteryScore === undefined ||
      extensions[cmi5Extensions.masteryScore] === unit.masteryScore ||
      (result.score === undefined && extensions[cmi5Extensions.masteryScore] === undefined)
        ? undefined
        : `has not the masteryScore ${unit.masteryScore} among its extensions`,
    ),
  },
  {
    requirement: '9.3.4.0-2',
    pointer: '/result/score/scaled',
    fault: when(['passed'], ({ score: { scaled }, active: { unit } }) =>
      unit.masteryScore !== undefined && typeof scaled === 'number' && scaled < unit.masteryScore
        ? `is passed with ${scaled}, below the masteryScore ${unit.masteryScore}`
        : undefined,
    ),
  },
  {
    requirement: '9.3.5.0-2',
    pointer: '/result/score/scaled',
    fault: when(['failed'], ({ score: { scaled }, active: { unit } }) =>
      unit.masteryScore !== undefined && typeof scaled === 'number' && scaled >= unit.masteryScore
        ? `is failed with ${scaled}, not below the masteryScore ${unit.masteryScore}`
        : undefined,
    ),
  },
  {
    requirement: '9.6.2.2-1',
    pointer: '/context/contextActivities/category',
    fault: ({ categories, result }) =>
      (result.success !== undefined || result.completion !== undefined) && !categories.has(cmi5Categories.moveOn)
        ? 'has success or completion, but not the moveOn category'
        : undefined,
  },
]

import { cmi5Categories, cmi5Extensions } from '../../../model/cmi5.ts'
import { isMembers } from '../../../model/members.ts'
import { xapiVerbs } from '../../../model/xapi.ts'
import { agentKey } from '../../../storage/agent-key.ts'
import type { GateRule } from './view.ts'

const UTC = /(?:z|[+]00:00)$/i

/** What cmi5 asks of every statement a unit sends, defined or allowed. */
export const everyStatement: readonly GateRule[] = [
  {
    requirement: '9.1.0.0-1',
    pointer: '/id',
    fault: ({ statement }) => (statement.id === undefined ? 'has no id; the unit must give it one' : undefined),
  },
  {
    requirement: '9.7.0.0-1',
    pointer: '/timestamp',
    fault: ({ statement }) => (statement.timestamp === undefined ? 'has no timestamp' : undefined),
  },
  {
    requirement: '9.7.0.0-2',
    pointer: '/timestamp',
    fault: ({ statement: { timestamp } }) =>
      typeof timestamp !== 'string' || UTC.test(timestamp) ? undefined : 'has a timestamp that is not in UTC',
  },
  {
    requirement: '6.3.0.0-1',
    pointer: '/verb/id',
    fault: ({ statement: { verb } }) =>
      isMembers(verb) && verb.id === xapiVerbs.voided ? 'voids another, which units may not' : undefined,
  },
  {
    requirement: '9.3.6.0-2',
    pointer: '',
    fault: ({ session }) => (session.abandoned === undefined ? undefined : 'comes after the session was abandoned'),
  },
  {
    requirement: '9.3.0.0-5',
    pointer: '',
    fault: ({ session }) => (session.terminated === undefined ? undefined : 'comes after the terminated statement'),
  },
  {
    requirement: '9.3.0.0-4',
    pointer: '/verb/id',
    fault: ({ session, verb, defined }) =>
      session.initialized !== undefined || (verb === 'initialized' && defined)
        ? undefined
        : 'comes before the initialized statement',
  },
  {
    requirement: '9.2.0.0-2',
    pointer: '/actor/objectType',
    fault: ({ statement: { actor } }) =>
      isMembers(actor) && (actor.objectType === undefined || actor.objectType === 'Agent')
        ? undefined
        : 'has an actor that is no Agent',
  },
  {
    requirement: '9.2.0.0-3',
    pointer: '/actor',
    fault: ({ statement: { actor } }) =>
      isMembers(actor) && isMembers(actor.account) ? undefined : 'has an actor without an account',
  },
  {
    requirement: '8.1.3.0-3',
    pointer: '/actor',
    fault: ({ statement: { actor }, active }) =>
      agentKey(actor) === active.registration.actorKey ? undefined : 'has another actor than the launch',
  },
  {
    requirement: '9.6.0.0-1',
    pointer: '/context',
    fault: ({ statement }) => (statement.context === undefined ? 'has no context' : undefined),
  },
  {
    requirement: '9.6.1.0-1',
    pointer: '/context/registration',
    fault: ({ context: { registration }, active }) =>
      typeof registration === 'string' && registration.toLowerCase() === active.registration.id
        ? undefined
        : 'has not the registration of the launch',
  },
  {
    requirement: '9.6.3.1-4',
    pointer: '/context/extensions',
    fault: ({ extensions, active }) =>
      extensions[cmi5Extensions.sessionId] === active.session.id ? undefined : 'has not the session id of the launch',
  },
  {
    requirement: '10.2.1.0-6',
    pointer: '/context/contextActivities/grouping',
    fault: ({ groupings, active }) =>
      groupings.has(active.unit.publisherId)
        ? undefined
        : `has not the activity ${active.unit.publisherId}, which the context template names`,
  },
  {
    requirement: '9.6.2.2-2',
    pointer: '/context/contextActivities/category',
    fault: ({ categories, defined, result }) =>
      categories.has(cmi5Categories.moveOn) &&
      !(defined && (result.success !== undefined || result.completion !== undefined))
        ? 'has the moveOn category, but is no cmi5 defined statement with success or completion'
        : undefined,
  },
]

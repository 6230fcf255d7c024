import {
  type Cmi5Verb,
  type CoursePart,
  cmi5ActivityTypes,
  cmi5Categories,
  cmi5Extensions,
  cmi5Verbs,
} from '../../model/cmi5.ts'
import { isMembers, type Members } from '../../model/members.ts'
import type { Cmi5Registration } from '../../storage/cmi5.ts'
import type { Store } from '../../storage/store.ts'
import { compose } from '../lrs/statements/compose.ts'
import { versions } from '../lrs/versions.ts'
import { activityOf, launcherAgent } from './names.ts'

/** What the statements of this service about one registration have in common. */
export interface Telling {
  /** Inside a transaction: a statement and what it tells of are stored together. */
  readonly store: Store
  readonly uuid: () => string
  readonly at: number
  readonly registration: Cmi5Registration
  readonly structure: readonly CoursePart[]
  /** Session id that goes with it (cmi5 §9.6.3.1). */
  readonly session: string
}

interface Told {
  readonly verb: Extract<Cmi5Verb, 'launched' | 'abandoned' | 'waived' | 'satisfied'>
  /** Position of the part it is about. */
  readonly part: number
  readonly result?: Members
  readonly extensions?: Members
  /** Whether it decides about moving on (§9.6.2.2). */
  readonly movesOn?: true
}

/** Stores one cmi5 defined statement of the launching system (cmi5 §9.3). */
export async function tell(telling: Telling, { verb, part, result, extensions, movesOn }: Told): Promise<void> {
  const { store, uuid, at, registration, structure, session } = telling
  const about = structure[part]
  if (about === undefined) throw new Error(`The course structure has no part ${part}`)
  const statement: Members = {
    id: uuid(),
    actor: actorOf(registration),
    verb: { id: cmi5Verbs[verb], display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: activityOf(store, registration.course, structure, part),
      definition: {
        name: about.title,
        description: about.description,
        ...typeOf(about),
      },
    },
    ...(result === undefined ? {} : { result }),
    context: {
      registration: registration.id,
      contextActivities: {
        grouping: [{ id: about.publisherId }],
        category: [{ id: cmi5Categories.defined }, ...(movesOn === true ? [{ id: cmi5Categories.moveOn }] : [])],
      },
      extensions: { [cmi5Extensions.sessionId]: session, ...extensions },
    },
    timestamp: new Date(at).toISOString(),
  }
  const outcome = await store.statements.add([
    compose(statement, { rules: versions['1.0.3'], authority: { ...launcherAgent(store) }, uuid }),
  ])
  if ('conflict' in outcome) throw new Error('A statement of the launching system had an id that was taken')
}

function typeOf(part: CoursePart): Members {
  if (part.kind !== 'au') return { type: cmi5ActivityTypes[part.kind] }
  return part.activityType === undefined ? {} : { type: part.activityType }
}

/** The learner of a registration, as an Agent. */
export function actorOf({ actor }: Pick<Cmi5Registration, 'actor'>): Members {
  const value: unknown = JSON.parse(actor)
  return isMembers(value) ? value : {}
}

/** ISO 8601 duration of a span of time, to the hundredth of a second (xAPI Data §4.6). */
export const durationOf = (milliseconds: number): string =>
  `PT${Number((Math.max(0, milliseconds) / 1000).toFixed(2))}S`

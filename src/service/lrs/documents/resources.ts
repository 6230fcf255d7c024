import type { DocumentFilter } from '../../../storage/records.ts'
import { documentFault } from '../../cmi5/documents-gate.ts'
import { badParameter, type LrsRequest, optional, required, unknownParameter } from '../exchange.ts'
import { agent, iri, text, time, uuid } from '../parameters.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { fitsKey, LONGEST_KEY } from '../validation/formats.ts'

/** One of the three document resources (Communication §2.3, §2.6, §2.7), as data. */
export interface DocumentResource {
  readonly resource: DocumentFilter['resource']
  readonly clause: string
  /** Parameter that names a document. */
  readonly id: 'stateId' | 'profileId'
  readonly activity: boolean
  readonly agent: boolean
  readonly registration: boolean
  /** Whether DELETE without an id removes all documents of the owner. */
  readonly deletesAll: boolean
}

export const documentResources = {
  state: {
    resource: 'state',
    clause: '2.3',
    id: 'stateId',
    activity: true,
    agent: true,
    registration: true,
    deletesAll: true,
  },
  activityProfile: {
    resource: 'activity-profile',
    clause: '2.7',
    id: 'profileId',
    activity: true,
    agent: false,
    registration: false,
    deletesAll: false,
  },
  agentProfile: {
    resource: 'agent-profile',
    clause: '2.6',
    id: 'profileId',
    activity: false,
    agent: true,
    registration: false,
    deletesAll: false,
  },
} as const satisfies Readonly<Record<string, DocumentResource>>

export interface AskedDocuments {
  readonly owner: Omit<DocumentFilter, 'since'>
  readonly id: string | undefined
  readonly since: number | undefined
}

/** Reads the parameters of a document resource. `since` goes with reading the list of ids only. */
export function askedDocuments(
  request: LrsRequest,
  of: DocumentResource,
  mode: 'read' | 'write' | 'delete',
): AskedDocuments | Refusal {
  const { clause } = of
  const hasId = request.parameters.has(of.id)
  const unknown = unknownParameter(request, clause, [
    of.id,
    ...(of.activity ? ['activityId'] : []),
    ...(of.agent ? ['agent'] : []),
    ...(of.registration ? ['registration'] : []),
    ...(mode === 'read' && !hasId ? ['since'] : []),
  ])
  if (unknown !== undefined) return unknown
  const idNeeded = mode === 'write' || (mode === 'delete' && !of.deletesAll)
  const id = idNeeded ? required(request, clause, of.id, text) : optional(request, clause, of.id, text)
  if (isRefusal(id)) return id
  const activity = of.activity ? required(request, clause, 'activityId', iri) : undefined
  if (activity !== undefined && isRefusal(activity)) return activity
  const owner = of.agent ? required(request, clause, 'agent', agent) : undefined
  if (owner !== undefined && isRefusal(owner)) return owner
  const registration = optional(request, clause, 'registration', uuid)
  if (isRefusal(registration)) return registration
  const since = optional(request, clause, 'since', time)
  if (isRefusal(since)) return since
  const asked = {
    resource: of.resource,
    ...(activity === undefined ? {} : { activity: activity.value }),
    ...(owner === undefined ? {} : { agent: owner.value.key }),
    ...(registration.value === undefined ? {} : { registration: registration.value }),
  }
  // One index finds a document by all three.
  if (id.value !== undefined && !fitsKey(`${asked.activity ?? ''}${asked.agent ?? ''}${id.value}`)) {
    const what = `must have ${LONGEST_KEY} bytes or fewer, together with what the document belongs to`
    return badParameter(request.rules, clause, of.id, what)
  }
  const { caller } = request
  const denied = caller.kind === 'session' ? documentFault(caller.active, asked, id.value, mode) : undefined
  return denied ?? { owner: asked, id: id.value, since: since.value }
}

import type { Service } from '../dependencies.ts'
import type { Method } from './alternate.ts'
import { deleteDocument, getDocument, writeDocument } from './documents/handlers.ts'
import { type DocumentResource, documentResources } from './documents/resources.ts'
import type { Handler } from './exchange.ts'
import type { Permission } from './keys/scopes.ts'
import { limits } from './limits.ts'
import { getAbout, getActivity, getAgent } from './lookups.ts'
import { getStatements } from './statements/read.ts'
import { postStatements, putStatement } from './statements/write.ts'

/** One method of one resource. */
export interface Operation {
  readonly handler: Handler
  /** What a caller must be permitted; undefined where anybody may ask. */
  readonly permission: Permission | undefined
  /** Bytes its body may have. */
  readonly mostBytes: number
}

export type Operations = Readonly<Partial<Record<Method, Operation>>>

/** Every resource of the record store by its path below the base (Communication §2). */
export const resourcesOf = (service: Service): Readonly<Record<string, Operations>> => {
  const { state, activityProfile, agentProfile } = documentResources
  return {
    '/about': { GET: reading(getAbout, undefined) },
    '/statements': {
      GET: reading(getStatements(service), 'statements-read'),
      PUT: { handler: putStatement(service), permission: 'statements-write', mostBytes: limits.multipart },
      POST: { handler: postStatements(service), permission: 'statements-write', mostBytes: limits.multipart },
    },
    '/activities/state': documents(service, state, 'state-read', 'state-write'),
    '/activities/profile': documents(service, activityProfile, 'profile-read', 'profile-write'),
    '/agents/profile': documents(service, agentProfile, 'profile-read', 'profile-write'),
    '/activities': { GET: reading(getActivity(service), 'lookup') },
    '/agents': { GET: reading(getAgent(service), 'lookup') },
  }
}

const reading = (handler: Handler, permission: Permission | undefined): Operation => ({
  handler,
  permission,
  mostBytes: 0,
})

const documents = (service: Service, of: DocumentResource, read: Permission, write: Permission): Operations => ({
  GET: reading(getDocument(service, of), read),
  PUT: { handler: writeDocument(service, of, 'PUT'), permission: write, mostBytes: limits.document },
  POST: { handler: writeDocument(service, of, 'POST'), permission: write, mostBytes: limits.document },
  DELETE: { handler: deleteDocument(service, of), permission: write, mostBytes: 0 },
})

import { xapiVerbs } from '../../model/xapi.ts'
import { canonicalJson, sha256 } from '../../storage/canonical.ts'
import type { Learner, NewStatement } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Service } from '../dependencies.ts'
import { agentOf, learnerIdOf } from './agent.ts'
import type { LrsError } from './errors.ts'
import { isObject, type Members } from './validation/checks.ts'
import { statementFaults } from './validation/statement.ts'
import { VERSION } from './version.ts'

export type Accepted =
  | { readonly ids: readonly string[] }
  | { readonly refused: LrsError; readonly status: 400 | 403 | 409 }

/**
 * Takes a batch of statements from a signed-in person: all of it or nothing. Every statement must be well formed, about
 * that person, and within a registration of theirs. What was stored before is accepted again without change.
 */
export async function acceptStatements(
  { store, now, uuid }: Pick<Service, 'store' | 'now' | 'uuid'>,
  person: Learner,
  batch: readonly unknown[],
): Promise<Accepted> {
  const statements: Members[] = []
  for (const [index, value] of batch.entries()) {
    const fault = statementFaults(value)[0]
    if (fault !== undefined || !isObject(value)) {
      return {
        refused: { error: 'invalid-statement', statement: index, ...fault, message: say(index, fault) },
        status: 400,
      }
    }
    const denied = await denial(store, person, value)
    if (denied !== undefined) return { refused: { error: 'not-yours', statement: index, ...denied }, status: 403 }
    statements.push(value)
  }
  return store.transaction(async (tx): Promise<Accepted> => {
    // `stored` never goes back, whatever the clock does (readers page by it).
    const stored = Math.max(now(), (await tx.statements.latest())?.stored ?? 0)
    const fresh = statements.map((statement) => compose(statement, { store, person, stored, uuid }))
    const outcome = await tx.statements.add(fresh)
    if ('added' in outcome) return { ids: fresh.map(({ id }) => id) }
    const { index, id } = outcome.conflict
    return {
      refused: {
        error: 'conflict',
        statement: index,
        pointer: '/id',
        rule: 'xAPI 1.0.3 Communication 2.1',
        message: `Statement ${index}: another statement with the id ${id} is stored already. Nothing of this batch was stored.`,
      },
      status: 409,
    }
  })
}

const say = (index: number, fault: { readonly pointer: string; readonly message: string } | undefined): string =>
  fault === undefined
    ? `Statement ${index} must be an object.`
    : `Statement ${index}: ${fault.pointer === '' ? 'it' : fault.pointer} ${fault.message}.`

async function denial(
  store: Store,
  person: Learner,
  statement: Members,
): Promise<{ readonly pointer: string; readonly message: string } | undefined> {
  if (learnerIdOf(store, statement.actor) !== person.id) {
    return { pointer: '/actor', message: 'The actor must be the person who is signed in.' }
  }
  if (isObject(statement.verb) && statement.verb.id === xapiVerbs.voided) {
    return { pointer: '/verb/id', message: 'A learner cannot void statements.' }
  }
  if (Array.isArray(statement.attachments) && statement.attachments.length > 0) {
    return { pointer: '/attachments', message: 'A learner cannot attach files to statements.' }
  }
  const registration = registrationOf(statement)
  if (registration === undefined) return undefined
  const enrolment = await store.enrolments.get(registration)
  return enrolment?.learner === person.id
    ? undefined
    : { pointer: '/context/registration', message: 'The registration is not one of the person who is signed in.' }
}

const registrationOf = ({ context }: Members): string | undefined =>
  isObject(context) && typeof context.registration === 'string' ? context.registration.toLowerCase() : undefined

function compose(
  statement: Members,
  { store, person, stored, uuid }: { store: Store; person: Learner; stored: number; uuid: () => string },
): NewStatement {
  const id = typeof statement.id === 'string' ? statement.id.toLowerCase() : uuid()
  const registration = registrationOf(statement)
  const storedText = new Date(stored).toISOString()
  const body = {
    ...statement,
    id,
    timestamp: statement.timestamp ?? storedText,
    stored: storedText,
    authority: agentOf(store, person),
    version: typeof statement.version === 'string' ? statement.version : VERSION,
  }
  return {
    id,
    learner: person.id,
    ...(registration === undefined ? {} : { registration }),
    verb: isObject(statement.verb) ? String(statement.verb.id) : '',
    object: isObject(statement.object) && typeof statement.object.id === 'string' ? statement.object.id : '',
    stored,
    body: JSON.stringify(body),
    fingerprint: fingerprint({ ...statement, id }),
  }
}

/** Data §2.3.1: what a record store sets itself does not count when statements are compared. */
function fingerprint(statement: Members): string {
  const { stored: _stored, authority: _authority, version: _version, ...own } = statement
  const timestamp = typeof own.timestamp === 'string' ? new Date(own.timestamp).toISOString() : undefined
  return sha256(canonicalJson({ ...own, timestamp }))
}

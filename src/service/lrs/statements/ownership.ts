import { xapiVerbs } from '../../../model/xapi.ts'
import type { Store } from '../../../storage/store.ts'
import { learnerIdOf } from '../agent.ts'
import type { Caller } from '../caller.ts'
import { isObject, type Members } from '../validation/checks.ts'

type Denial = { readonly pointer: string; readonly message: string } | undefined

/** A person says things about themselves only, and within their own registrations; a key speaks for whom it likes. */
export function ownership(store: Store, caller: Caller): (statement: Members) => Promise<Denial> {
  // What content may say is asked where it is stored: it depends on what it said before.
  if (caller.kind !== 'person') return () => Promise.resolve(undefined)
  const { person } = caller
  const registrations = new Map<string, boolean>()
  return async (statement) => {
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
    const known = registrations.get(registration) ?? (await store.enrolments.get(registration))?.learner === person.id
    registrations.set(registration, known)
    return known
      ? undefined
      : { pointer: '/context/registration', message: 'The registration is not one of the person who is signed in.' }
  }
}

const registrationOf = ({ context }: Members): string | undefined =>
  isObject(context) && typeof context.registration === 'string' ? context.registration.toLowerCase() : undefined

import type { Members } from '../../model/members.ts'
import { agentKey } from '../../storage/agent-key.ts'
import type { ApiKey } from '../../storage/records.ts'
import type { ActiveSession } from '../cmi5/active-session.ts'
import { type Permission, permits } from './keys/scopes.ts'
import { type Refusal, refusal } from './refusal.ts'

/** Who is asking the record store: a program with a key, content that was launched, or anybody, where anybody may ask. */
export type Caller =
  | { readonly kind: 'key'; readonly key: ApiKey; readonly authority: Members }
  | { readonly kind: 'session'; readonly active: ActiveSession; readonly authority: Members }
  | { readonly kind: 'anybody'; readonly authority: Members }

/** What launched content may do, and what is left of it once it has said that it is done (cmi5 §8.1.2, §9.3.8). */
const CONTENT: readonly Permission[] = [
  'statements-write',
  'statements-read',
  'state-read',
  'state-write',
  'profile-read',
  'profile-write',
]
const AFTER_THE_END: readonly Permission[] = ['statements-write']

/** Refuses a caller who may not do this kind of thing at all. */
export function denied(caller: Caller, permission: Permission): Refusal | undefined {
  if (caller.kind === 'session') {
    const ended = caller.active.session.terminated !== undefined
    return (ended ? AFTER_THE_END : CONTENT).includes(permission)
      ? undefined
      : refusal(403, {
          error: 'session',
          rule: 'cmi5 8.1.2.0-2',
          message: ended ? 'The session has ended.' : 'Launched content cannot use this resource.',
        })
  }
  const scopes = caller.kind === 'key' ? caller.key.scopes : []
  return permits(scopes, permission)
    ? undefined
    : refusal(403, { error: 'scope', message: `The scopes of this key (${scopes.join(', ')}) do not allow this.` })
}

/** Key of the only authority whose statements this caller may read; undefined for one who may read all. */
export function readsOnly(caller: Caller): string | undefined {
  const all = caller.kind === 'key' && permits(caller.key.scopes, 'statements-read-all')
  // No authority has the empty key, so that nothing is read where something is wrong with one's own.
  return all ? undefined : (agentKey(caller.authority) ?? '')
}

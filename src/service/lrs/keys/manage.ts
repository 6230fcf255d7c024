import { isMembers, type Members } from '../../../model/members.ts'
import { agentKey } from '../../../storage/agent-key.ts'
import type { ApiKey } from '../../../storage/records.ts'
import type { Store } from '../../../storage/store.ts'
import { hashToken, newToken } from '../../auth/tokens.ts'
import { agentOfKey, homePage } from '../agent.ts'
import { actor } from '../validation/actor.ts'
import type { Walk } from '../validation/checks.ts'
import { isUuid } from '../validation/formats.ts'
import { versions } from '../versions.ts'
import { isScope, scopes } from './scopes.ts'

/** A key as it is shown: without the hash of its secret. */
export interface ShownKey extends Omit<ApiKey, 'hash' | 'authority'> {
  readonly authority: unknown
}

/** What making keys takes. */
export interface KeyMaker {
  readonly store: Store
  readonly now: () => number
  readonly uuid: () => string
  readonly random: (bytes: number) => Uint8Array
  /** Called when a key is not what it was. */
  readonly forget?: (id: string) => void
}

export interface Wrong {
  readonly wrong: string
}

/** A new secret, shown this once. */
export interface NewSecret {
  readonly key: string
  readonly secret: string
}

export const LONGEST_NAME = 120
export const MOST_ORIGINS = 50

export const listKeys = async ({ store }: KeyMaker): Promise<readonly ShownKey[]> =>
  (await store.keys.all()).map(({ hash: _hash, authority, ...shown }) => ({
    ...shown,
    authority: JSON.parse(authority) as unknown,
  }))

/** Makes a key: `{name, scopes, authority?, rateLimit?, origins?}`. */
export async function createKey(
  maker: KeyMaker,
  asked: Members,
): Promise<(NewSecret & { readonly name: string }) | Wrong> {
  const { name, scopes: wanted, authority, rateLimit, origins = [] } = asked
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) {
    return { wrong: `A key needs a name of up to ${LONGEST_NAME} characters.` }
  }
  if (
    !Array.isArray(wanted) ||
    wanted.length === 0 ||
    !wanted.every((one) => typeof one === 'string' && isScope(one))
  ) {
    return { wrong: `A key needs scopes, each one of ${Object.keys(scopes).join(', ')}.` }
  }
  if (rateLimit !== undefined && !(Number.isInteger(rateLimit) && Number(rateLimit) > 0)) {
    return { wrong: 'The rate limit is a whole number of requests a minute, 1 or more.' }
  }
  if (!Array.isArray(origins) || origins.length > MOST_ORIGINS || !origins.every(isOrigin)) {
    return { wrong: 'Origins are written as scheme and host without a path, for example https://lms.example.' }
  }
  if (authority !== undefined && !isAgent(authority)) {
    return { wrong: 'The authority must be an xAPI Agent with exactly one identifier.' }
  }
  if (authority !== undefined && isOurs(maker.store, authority)) {
    return { wrong: 'The authority must not be a learner or a part of this service: a key speaks for a program.' }
  }
  const id = maker.uuid()
  const secret = newToken(maker.random)
  await maker.store.keys.add({
    id,
    name: name.trim(),
    hash: hashToken(secret),
    scopes: wanted.map(String),
    authority: JSON.stringify(authority ?? agentOfKey(maker.store, { id, name: name.trim() })),
    ...(rateLimit === undefined ? {} : { rateLimit: Number(rateLimit) }),
    origins: origins.map(String),
    created: maker.now(),
  })
  return { key: id, secret, name: name.trim() }
}

export async function rotateKey(maker: KeyMaker, id: string): Promise<NewSecret | Wrong> {
  if (!isUuid(id)) return noKey(id)
  const secret = newToken(maker.random)
  const done = await maker.store.keys.rotate(id, hashToken(secret), maker.now())
  maker.forget?.(id)
  return done ? { key: id, secret } : noKey(id)
}

export async function revokeKey(maker: KeyMaker, id: string): Promise<{ readonly revoked: string } | Wrong> {
  if (!isUuid(id)) return noKey(id)
  const done = await maker.store.keys.revoke(id, maker.now())
  maker.forget?.(id)
  return done ? { revoked: id } : noKey(id)
}

const noKey = (id: string): Wrong => ({ wrong: `There is no key ${id.slice(0, 80)} in force.` })

const isOrigin = (text: unknown): boolean =>
  typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text

function isAgent(value: unknown): value is Members {
  if (!isMembers(value) || value.objectType === 'Group' || agentKey(value) === undefined) return false
  const walk: Walk = { rules: versions['2.0.0'], way: [], faults: [] }
  actor(value, walk)
  return walk.faults.length === 0
}

/** What learners and launched content say counts as their own, so no key may speak in their name. */
function isOurs(store: Store, authority: Members): boolean {
  const { account } = authority
  const home = isMembers(account) ? account.homePage : undefined
  return home === homePage(store) || (typeof home === 'string' && home.startsWith(`${homePage(store)}/cmi5`))
}

export type KeysAnswer =
  | { readonly keys: readonly ShownKey[] }
  | (NewSecret & { readonly name?: string })
  | { readonly revoked: string }
  | Wrong

/** What `chartwright keys` asks of a service that runs: `{do: 'keys-list'}`, `keys-create`, `keys-rotate`, `keys-revoke`. */
export async function operateKeys(maker: KeyMaker, asked: Members): Promise<KeysAnswer> {
  const id = typeof asked.id === 'string' ? asked.id : ''
  switch (asked.do) {
    case 'keys-list':
      return { keys: await listKeys(maker) }
    case 'keys-create':
      return createKey(maker, asked)
    case 'keys-rotate':
      return rotateKey(maker, id)
    case 'keys-revoke':
      return revokeKey(maker, id)
    default:
      return { wrong: 'Unknown request.' }
  }
}

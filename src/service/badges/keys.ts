import { type PublicKey, publicKeyOf, type SigningKey, type SigningPair } from '../../certificates/badge/keys.ts'
import { makeKeys } from '../../certificates/badge/make-keys.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'

export interface SigningKeys {
  /** What signs today. */
  readonly pair: SigningPair
  /** Oldest first, retired ones too. */
  readonly all: readonly SigningKey[]
}

type Maker = Pick<Dependencies, 'now' | 'random'>

/** The keys kept in the store; made when there are none that sign. */
export async function signingKeys(store: Store, maker: Maker): Promise<SigningKeys> {
  const found = readyKeys(await store.signing.keys())
  if (found !== undefined) return found
  await addPair(store, maker)
  const fresh = readyKeys(await store.signing.keys())
  if (fresh === undefined) throw new Error('The store does not keep signing keys')
  return fresh
}

async function addPair(store: Store, { now, random }: Maker): Promise<void> {
  for (const key of makeKeys(random, now())) await store.signing.add(key)
}

function readyKeys(all: readonly SigningKey[]): SigningKeys | undefined {
  const newest = (algorithm: SigningKey['algorithm']) =>
    all.findLast((key) => key.algorithm === algorithm && key.retired === undefined)
  const [ed25519, es256] = [newest('Ed25519'), newest('ES256')]
  return ed25519 === undefined || es256 === undefined ? undefined : { pair: { ed25519, es256 }, all }
}

export const publicKeys = ({ all }: SigningKeys): readonly PublicKey[] => all.map(publicKeyOf)

/** What `chartwright signing-keys` shows: never a private half. */
export interface ShownSigningKey {
  readonly id: string
  readonly algorithm: SigningKey['algorithm']
  /** Milliseconds. */
  readonly created: number
  readonly retired?: number
}

export type SigningAnswer = { readonly signingKeys: readonly ShownSigningKey[] } | { readonly wrong: string }

/** What `chartwright signing-keys` asks: `{do: 'signing-list'}` or `{do: 'signing-rotate'}`. */
export async function operateSigning(maker: Maker & { readonly store: Store }, asked: unknown): Promise<SigningAnswer> {
  if (asked === 'signing-list') return { signingKeys: shown(await signingKeys(maker.store, maker)) }
  if (asked === 'signing-rotate') return rotateKeys(maker)
  return { wrong: 'Unknown request.' }
}

/** Retires what signs today and makes keys in its place. What was signed stays good. */
export const rotateKeys = (maker: Maker & { readonly store: Store }): Promise<SigningAnswer> =>
  maker.store.transaction(async (store) => {
    const before = await signingKeys(store, maker)
    const now = maker.now()
    const active = before.all.filter(({ retired }) => retired === undefined)
    const newest = Math.max(...active.map(({ created }) => created))
    if (now < newest) {
      const [says, made] = [now, newest].map((time) => new Date(time).toISOString())
      return {
        wrong: `The clock says ${says}, but the keys that sign were made at ${made}. Set the clock right first.`,
      }
    }
    // Keys are told apart by when they were made.
    const at = Math.max(now, newest + 1)
    for (const { id } of active) await store.signing.retire(id, at)
    await addPair(store, { ...maker, now: () => at })
    await store.audit({
      at,
      who: 'operator',
      action: 'rotate-signing-keys',
      detail: JSON.stringify({ retired: active.map(({ id }) => id) }),
    })
    return { signingKeys: shown(await signingKeys(store, maker)) }
  })

const shown = ({ all }: SigningKeys): readonly ShownSigningKey[] =>
  all.map(({ id, algorithm, created, retired }) => ({
    id,
    algorithm,
    created,
    ...(retired === undefined ? {} : { retired }),
  }))

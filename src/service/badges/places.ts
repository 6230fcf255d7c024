import type { StatusPlace } from '../../certificates/badge/credential.ts'
import type { SigningKey } from '../../certificates/badge/keys.ts'
import { STATUS_LIST_LENGTH } from '../../certificates/badge/status-list.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { Store } from '../../storage/store.ts'
import type { SigningKeys } from './keys.ts'

/** Half of a list, so that places drawn at random stay free and cheap to find. */
const MOST_PLACES = STATUS_LIST_LENGTH / 2
/**
 * How many lists each Ed25519 key has to itself: a `did:key` is an issuer of its own, and verifiers require a list and its
 * badges to have the same issuer.
 */
const LISTS_PER_KEY = 1_000_000

/** A place on a status list that nobody has and nobody can guess. */
export async function drawPlace(
  store: Store,
  random: (bytes: number) => Uint8Array,
  { all, pair }: SigningKeys,
): Promise<StatusPlace> {
  const list = await openList(store, firstListOf(all, pair.ed25519.id))
  for (;;) {
    const [high = 0, middle = 0, low = 0] = random(3)
    const index = ((high << 16) | (middle << 8) | low) & (STATUS_LIST_LENGTH - 1)
    if (!(await store.certificates.statusTaken(list, index))) return { list, index }
  }
}

async function openList(store: Store, first: number): Promise<number> {
  const last = await store.certificates.lastStatusList()
  if (last === undefined || last.list < first) return first
  return last.used < MOST_PLACES ? last.list : last.list + 1
}

const ed25519Keys = (all: readonly SigningKey[]): readonly SigningKey[] =>
  all.filter(({ algorithm }) => algorithm === 'Ed25519')

const firstListOf = (all: readonly SigningKey[], id: string): number =>
  (ed25519Keys(all).findIndex((key) => key.id === id) + 1) * LISTS_PER_KEY

/**
 * The key that signs a list: the list's own where the issuer is the key itself, otherwise the newest. Undefined for the
 * lists of a key that was never made.
 */
export function keyOfList({ all, pair }: SigningKeys, list: number, isWeb: boolean): SigningKey | undefined {
  const own = ed25519Keys(all)[Math.floor(list / LISTS_PER_KEY) - 1]
  return isWeb && own !== undefined ? pair.ed25519 : own
}

/** UUID of the badge in a place: known to the service alone, so that nobody finds one badge by another. */
export const badgeId = ({ secret }: Pick<Store, 'secret'>, { list, index }: StatusPlace): string =>
  opaqueId(`${secret} badge ${list} ${index}`)

/** UUID that stands for a learner in all badges. */
export const subjectId = ({ secret }: Pick<Store, 'secret'>, learner: string): string =>
  opaqueId(`${secret} subject ${learner}`)

/** A version 8 UUID (RFC 9562 §5.8) of a text that holds a secret. */
function opaqueId(text: string): string {
  const hex = sha256(text)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)]
  return [...parts, hex.slice(20, 32)].join('-')
}

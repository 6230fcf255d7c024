import { agentKey } from '../../storage/agent-key.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Claim } from './claims.ts'

/** The agent that a person with this e-mail address is in xAPI. */
export const emailKey = (email: string): string => JSON.stringify(['mbox', `mailto:${email.toLowerCase()}`])

/** The agent with this account of an LMS. */
const accountKey = (system: string, id: string): string | undefined =>
  agentKey({ account: { homePage: system, name: id } })

/** Under which agents a line's person is known. @param system address of the LMS whose numbers the file has */
export const keysOf = ({ email, id }: Claim, system: string | undefined): string[] =>
  [
    email === undefined ? undefined : emailKey(email),
    id === undefined || system === undefined ? undefined : accountKey(system, id),
  ].flatMap((key) => key ?? [])

export type Who =
  | { readonly person: Learner }
  /** Nobody is known under this; people whose name is the same. */
  | { readonly unknown: true; readonly same: readonly Learner[] }
  | { readonly wrong: string }

/**
 * Whom a line is about: by the id in this service, by what the caller says of an address or number, or by the agents the
 * service knows people by. A name alone is never enough.
 */
export async function whoIs(
  store: Store,
  claim: Claim,
  { system, links }: { readonly system: string | undefined; readonly links: Readonly<Record<string, string>> },
  everybody: readonly Learner[],
): Promise<Who> {
  const named = [claim.email, claim.id].flatMap(
    (key) => (key !== undefined && Object.hasOwn(links, key) ? links[key] : undefined) ?? [],
  )
  const known = await Promise.all(keysOf(claim, system).map((key) => store.identities.learnerOf(key)))
  const ids = new Set([claim.learner, ...named, ...known].flatMap((id) => id ?? []))
  const [id, other] = ids
  if (id === undefined) return { unknown: true, same: everybody.filter(({ name }) => sameName(name, claim.name)) }
  if (other !== undefined) return { wrong: `The line names two people: ${id} and ${other}.` }
  const person = everybody.find((one) => one.id === id)
  return person === undefined ? { wrong: `There is nobody with the id ${id.slice(0, 80)}.` } : { person }
}

const plain = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
export const sameName = (name: string, written: string | undefined): boolean =>
  written !== undefined && plain(name) === plain(written)

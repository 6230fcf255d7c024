import { missingGlyphs, PRINTED_SCRIPTS } from '../../certificates/fonts.ts'
import type { Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { hashToken, newToken } from './tokens.ts'

const HOUR = 3_600_000
/** How long a one-time sign-in link can be used. */
export const LINK_HOURS = 24
const LONGEST_NAME = 120

/** What making people and links takes. */
export interface Maker {
  readonly store: Store
  readonly now: () => number
  readonly uuid: () => string
  readonly random: (bytes: number) => Uint8Array
}

/** The name as it will stand on certificates, or why it cannot. */
export function certificateName(written: string): { readonly name: string } | { readonly wrong: string } {
  const name = written.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return { wrong: 'The name is empty.' }
  if (name.length > LONGEST_NAME) return { wrong: `The name has more than ${LONGEST_NAME} characters.` }
  const missing = missingGlyphs(name)
  if (missing.length > 0) {
    return {
      wrong: `Certificates cannot print ${missing.join(' ')}. ${PRINTED_SCRIPTS}`,
    }
  }
  return { name }
}

export async function addPerson(maker: Maker, name: string, role: Learner['role']): Promise<Learner> {
  const person = { id: maker.uuid(), name, role, created: maker.now() }
  await maker.store.learners.add(person)
  return person
}

/** Makes a link that signs one person in once. Its path ends in the only copy of the token. */
export async function signInPath(maker: Maker, learner: string): Promise<string> {
  const token = newToken(maker.random)
  const expires = maker.now() + LINK_HOURS * HOUR
  await maker.store.learners.addLink({ hash: hashToken(token), learner, expires })
  return `/sign-in/${token}`
}

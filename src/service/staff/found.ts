import { parseCertificateNumber } from '../../certificates/number.ts'
import { type CreditEntry, type Standing, standings } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { isOwn, OWN, type Wrong } from './by.ts'

/** A credit entry and the certificate that was issued for it, where there is one. */
export interface Found {
  readonly entry: CreditEntry
  readonly certificate: KeptCertificate | undefined
}

/** An entry that still counts, by its id; otherwise why it cannot be touched. @param who asks, as the ledger has it */
export async function countingEntry(store: Store, id: string, who: string): Promise<Found | Wrong> {
  const known = await store.ledger.entry(id)
  if (known?.kind !== 'credit') return { wrong: `There is no credit with the id ${id.slice(0, 80)}.` }
  if (isOwn(who, known.learner)) return { wrong: OWN }
  const all = standings(await store.ledger.ofLearner(known.learner))
  const standing = all.find(({ entry }) => entry.id === id)?.standing ?? { kind: 'active' }
  const refused = refusal(standing)
  if (refused !== undefined) return { wrong: refused }
  return { entry: known, certificate: await store.certificates.ofEntry(id) }
}

const refusal = (standing: Standing): string | undefined => {
  if (standing.kind === 'revoked') return `It was revoked before: ${standing.by.reason}`
  return standing.kind === 'replaced' ? `It was corrected before, by ${standing.by.id}. Name that one.` : undefined
}

/** The same by the number of the certificate, as a person typed it. */
async function countingCertificate(store: Store, typed: string, who: string): Promise<Found | Wrong> {
  const number = parseCertificateNumber(typed)
  if (number === undefined) return { wrong: 'This is not a certificate number: a character is wrong or missing.' }
  const certificate = await store.certificates.get(number)
  if (certificate === undefined) return { wrong: 'There is no certificate with this number.' }
  if (certificate.replacedBy !== undefined) {
    return { wrong: `It was replaced before, by ${certificate.replacedBy}. Name that one.` }
  }
  return countingEntry(store, certificate.entry, who)
}

/** All certificates of a list, or what is wrong with which of them. */
export async function countingCertificates(
  store: Store,
  typed: readonly string[],
  who: string,
): Promise<readonly Found[] | Wrong> {
  const found: Found[] = []
  const faults: { about: string; reason: string }[] = []
  const seen = new Set<string>()
  for (const about of typed) {
    const one = await countingCertificate(store, about, who)
    if ('wrong' in one) faults.push({ about: about.slice(0, 80), reason: one.wrong })
    else if (seen.has(one.entry.id)) faults.push({ about: about.slice(0, 80), reason: 'It is in the list twice.' })
    else {
      seen.add(one.entry.id)
      found.push(one)
    }
  }
  if (faults.length === 0) return found
  const [first] = faults
  const more = faults.length > 1 ? ` And ${faults.length - 1} more.` : ''
  return { wrong: `Nothing was done. ${first?.about ?? ''}: ${first?.reason ?? ''}${more}`, faults }
}

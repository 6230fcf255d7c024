import { missingGlyphs, PRINTED_SCRIPTS } from '../../certificates/fonts.ts'
import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { certificateName } from '../auth/people.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { isWithin } from '../awards/requirements.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { creditsError } from '../credits/activity-rules.ts'
import { appendWithCertificate } from './append.ts'
import { type By, note, type World, type Wrong } from './by.ts'
import { wrongFacts } from './facts.ts'
import { countingCertificates, countingEntry, type Found } from './found.ts'
import { signingTransaction } from './transaction.ts'

/** What can be corrected in an entry. Its owner, its source and its approval cannot: revoke it, and add it again. */
export type Changes = Partial<
  Pick<CreditEntry, 'title' | 'type' | 'credits' | 'minutes' | 'domains' | 'topic' | 'credentials' | 'completedOn'>
>

export interface Corrected {
  readonly preview: boolean
  readonly corrected: readonly {
    readonly learner: string
    readonly replaced: { readonly entry: string; readonly certificate?: string }
    /** Missing in a preview. */
    readonly entry?: string
    readonly certificate?: string
  }[]
}

/**
 * Puts an entry right by another one in its place. A certificate that was issued for it is replaced by one that says what
 * is right; the old one keeps its words, and says that it was replaced and by which.
 */
export const correctCredit = (
  store: Store,
  world: World,
  asked: { readonly entry: string; readonly changes: Changes; readonly name?: string | undefined },
  by: By,
): Promise<Corrected | Wrong> =>
  signingTransaction(store, async (tx) => {
    const found = await countingEntry(tx, asked.entry, by.who)
    if ('wrong' in found) return found
    const checked = asked.name === undefined ? undefined : certificateName(asked.name)
    if (checked !== undefined && 'wrong' in checked) return checked
    const wanted = { changes: asked.changes, name: checked?.name }
    const refused = await wrongFacts(tx, world, found.entry.learner, asked.changes)
    if (refused !== undefined) return refused
    const wrong = wrongIn(found, wanted)
    if (wrong !== undefined) return { wrong }
    return { preview: false, corrected: await correctAll(tx, world, [found], wanted, by) }
  })

/**
 * Reissues certificates with the same facts, all or none: with another name, or as certificates look today. The name is
 * the learner's from then on.
 */
export const reissueCertificates = (
  store: Store,
  world: World,
  asked: { readonly numbers: readonly string[]; readonly name?: string | undefined; readonly preview?: boolean },
  by: By,
): Promise<Corrected | Wrong> =>
  signingTransaction(store, async (tx) => {
    const { numbers, name, preview = false } = asked
    if (name !== undefined && numbers.length > 1)
      return { wrong: 'A name can be put right on one certificate at a time.' }
    const found = await countingCertificates(tx, numbers, by.who)
    if ('wrong' in found) return found
    const checked = name === undefined ? undefined : certificateName(name)
    if (checked !== undefined && 'wrong' in checked) return checked
    if (preview) return { preview, corrected: found.map(({ entry, certificate }) => before(entry, certificate)) }
    return { preview, corrected: await correctAll(tx, world, found, { changes: {}, name: checked?.name }, by) }
  })

function wrongIn(
  { entry, certificate }: Found,
  { changes, name }: { readonly changes: Changes; readonly name?: string | undefined },
): string | undefined {
  const after = { ...entry, ...changes }
  if (Object.keys(changes).length === 0 && name === undefined) return 'There is nothing to correct.'
  if (name !== undefined && certificate === undefined)
    return 'No certificate was issued for this entry, so it shows no name.'
  const wrong = creditsError(after)
  if (wrong !== undefined) return wrong
  if (after.approval !== undefined && after.approval.title !== after.title)
    return `The approval ${after.approval.number} is for ${JSON.stringify(after.approval.title)}: the title must stay that.`
  return certificate === undefined ? undefined : unprintable(after, readSnapshot(certificate.snapshot))
}

/** What a certificate could not say of the facts as they are to be. */
function unprintable(
  { title, completedOn }: Pick<CreditEntry, 'title' | 'completedOn'>,
  { approval }: CertificateSnapshot,
): string | undefined {
  const missing = missingGlyphs(title)
  if (missing.length > 0) return `Certificates cannot print ${missing.join(' ')}. ${PRINTED_SCRIPTS}`
  if (approval === undefined || isWithin(completedOn, approval)) return undefined
  return `${completedOn} is outside the approval ${approval.number}, which holds from ${approval.from} to ${approval.until}: revoke the credit.`
}

async function correctAll(
  store: Store,
  world: World,
  found: readonly Found[],
  { changes, name }: { readonly changes: Changes; readonly name?: string | undefined },
  by: By,
): Promise<Corrected['corrected']> {
  const corrected: Corrected['corrected'][number][] = []
  for (const { entry, certificate } of found) {
    const at = await recordingTime(store, world.now)
    const { certificate: _old, snapshot: _hash, ...evidence } = entry.evidence
    const { follows: _follows, ...kept } = entry
    const correction: CreditEntry = {
      ...kept,
      ...changes,
      id: world.uuid(),
      evidence,
      replaces: entry.id,
      reason: by.reason,
      recordedBy: by.who,
      recordedAt: at,
    }
    const number = await appendWithCertificate(
      store,
      { ...world, now: () => at },
      { entry: correction, like: certificate, name, replaces: certificate?.number },
    )
    if (name !== undefined) await store.learners.rename(entry.learner, name)
    corrected.push({
      ...before(entry, certificate),
      entry: correction.id,
      ...(number === undefined ? {} : { certificate: number }),
    })
  }
  await note(store, world.now(), by, 'credit-corrected', {
    entries: corrected.map(({ replaced, entry }) => ({ replaced: replaced.entry, entry })),
    renamed: name !== undefined,
  })
  return corrected
}

const before = (entry: CreditEntry, certificate: KeptCertificate | undefined) => ({
  learner: entry.learner,
  replaced: { entry: entry.id, ...(certificate === undefined ? {} : { certificate: certificate.number }) },
})

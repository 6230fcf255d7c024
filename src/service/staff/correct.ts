import { CERTIFICATE_NUMBER_BYTES, certificateNumber } from '../../certificates/number.ts'
import { minutesFor } from '../../model/award.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { certificateName } from '../auth/people.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { draftCertificate, makeCertificate } from '../certificates/make.ts'
import { plainDate } from '../settings.ts'
import { type By, note, type World, type Wrong } from './by.ts'
import { countingCertificates, countingEntry, type Found } from './found.ts'

/** What of an entry can be put right. Whose it is, where it came from and its approval cannot: revoke it, and add it anew. */
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
  store.transaction(async (tx) => {
    const found = await countingEntry(tx, asked.entry, by.who)
    if ('wrong' in found) return found
    const wrong = wrongIn(found, asked, plainDate(world.now(), world.settings.timeZone))
    if (wrong !== undefined) return { wrong }
    return { preview: false, corrected: await correctAll(tx, world, [found], asked, by) }
  })

/** Issues certificates anew with the same facts, all or none: with another name, or as certificates look today. */
export const reissueCertificates = (
  store: Store,
  world: World,
  asked: { readonly numbers: readonly string[]; readonly name?: string | undefined; readonly preview?: boolean },
  by: By,
): Promise<Corrected | Wrong> =>
  store.transaction(async (tx) => {
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
  today: string,
): string | undefined {
  const after = { ...entry, ...changes }
  if (Object.keys(changes).length === 0 && name === undefined) return 'Nothing is to be put right.'
  if (name !== undefined && certificate === undefined)
    return 'No certificate was issued for this entry, so it shows no name.'
  const checked = name === undefined ? undefined : certificateName(name)
  if (checked !== undefined && 'wrong' in checked) return checked.wrong
  if (after.completedOn > today) return `The day of completion, ${after.completedOn}, is yet to come.`
  const needed = minutesFor(after.credits, after.unit.minutes)
  if (needed > after.minutes)
    return `${after.credits} credits are worth ${needed} minutes, more than the ${after.minutes} given.`
  return after.approval !== undefined && after.approval.title !== after.title
    ? `The approval ${after.approval.number} is for ${JSON.stringify(after.approval.title)}: the title must stay that.`
    : undefined
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
    const number = await writeCorrection(store, { ...world, now: () => at }, { correction, certificate, name })
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

/** Resolves to the number of the new certificate, where the entry had one. */
async function writeCorrection(
  store: Store,
  world: World,
  wanted: {
    readonly correction: CreditEntry
    readonly certificate: KeptCertificate | undefined
    readonly name: string | undefined
  },
): Promise<string | undefined> {
  const { correction, certificate, name } = wanted
  if (certificate === undefined) {
    await store.ledger.append(correction)
    return undefined
  }
  const old = readSnapshot(certificate.snapshot)
  const number = certificateNumber(world.settings.certificatePrefix, world.random(CERTIFICATE_NUMBER_BYTES))
  const draft = draftCertificate(store, world, {
    number,
    entry: correction,
    learner: { id: correction.learner, name: name ?? old.learnerName },
    activityVersion: old.activityVersion,
    statement: old.statement,
    language: old.language,
    replaces: certificate.number,
    ...(old.approval === undefined ? {} : { approval: old.approval }),
    ...(old.score === undefined ? {} : { score: old.score }),
    ...(old.template === undefined ? {} : { template: old.template }),
    ...(old.validUntil === undefined ? {} : { validMonths: monthsBetween(old.completedOn, old.validUntil) }),
  })
  const evidence = { ...correction.evidence, certificate: number, snapshot: draft.sha256 }
  await store.ledger.append({ ...correction, evidence })
  await makeCertificate(store, world, correction, draft)
  return number
}

const monthsBetween = (from: string, until: string): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7))

const before = (entry: CreditEntry, certificate: KeptCertificate | undefined) => ({
  learner: entry.learner,
  replaced: { entry: entry.id, ...(certificate === undefined ? {} : { certificate: certificate.number }) },
})

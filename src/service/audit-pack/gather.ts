import { cyclesUntil } from '../../credentials/cycle.ts'
import { type Evaluation, evaluate } from '../../credentials/evaluate.ts'
import { isPlainDate } from '../../credentials/plain-date.ts'
import { type CreditEntry, type StandingEntry, standings } from '../../model/ledger.ts'
import type { LedgerRow } from '../../storage/credit.ts'
import type { Holding, KeptCertificate, Learner, StoredFile } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { LoadedCredential } from '../../validation/credential-files.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { type SigningKeys, signingKeys } from '../badges/keys.ts'
import { signedList } from '../badges/lists.ts'
import { badgeOf, certificatePdf } from '../certificates/pdf.ts'
import { isId } from '../credits/form-values.ts'
import type { Service } from '../dependencies.ts'
import { plainDate } from '../settings.ts'

/** What a pack is made of beside the store. */
export type Packer = Pick<Service, 'store' | 'now' | 'random' | 'settings' | 'credentials' | 'player' | 'pageStyle'>

export interface PackAsked {
  /** Id of the learner. */
  readonly learner: string
  /** Id of the credential. */
  readonly credential: string
  /** Any day of the cycle that is meant; today when left out. */
  readonly cycle?: string
}

export interface PackedCertificate {
  readonly kept: KeptCertificate
  readonly pdf: Uint8Array
  readonly credential: string
  readonly jwt: string
}

/** Everything that goes into a pack, as it stood at one moment. */
export interface PackFacts {
  /** Milliseconds. */
  readonly at: number
  readonly learner: Learner
  readonly holding: Holding
  readonly rules: LoadedCredential
  readonly evaluation: Evaluation
  /** Every line of the ledger about the learner. */
  readonly lines: readonly LedgerRow[]
  readonly standings: readonly StandingEntry[]
  /** Last line of the whole ledger. */
  readonly head: Pick<LedgerRow, 'seq' | 'hash'>
  /** Hashes of every n-th line of the whole ledger; `every` is n. */
  readonly hashes: { readonly every: number; readonly rows: readonly Pick<LedgerRow, 'seq' | 'hash'>[] }
  /** Of the entries of the cycle. */
  readonly certificates: readonly PackedCertificate[]
  /** By SHA-256: what was handed in for entries of the cycle. */
  readonly evidence: ReadonlyMap<string, StoredFile>
  /** Status lists of the certificates, signed. */
  readonly lists: ReadonlyMap<number, string>
  readonly keys: SigningKeys
}

/** What the first line stands on, and the head of an empty ledger. */
export const GENESIS = '0'.repeat(64)
/** Lines whose hashes are named at most; of longer ledgers every tenth, hundredth … */
const MOST_HASHES = 10_000

/** Reads what a pack is made of, or says why there is none. */
export async function gatherPack(packer: Packer, asked: PackAsked): Promise<PackFacts | { readonly wrong: string }> {
  const { store, now, settings, credentials } = packer
  // What is no id is not asked for: databases refuse some of what addresses can hold.
  const learner = isId(asked.learner) ? await store.learners.get(asked.learner) : undefined
  if (learner === undefined) return { wrong: `There is nobody with the id ${asked.learner.slice(0, 80)}.` }
  const holding = (await store.holdings.ofLearner(learner.id)).find(({ credential }) => credential === asked.credential)
  if (holding === undefined) {
    if (!credentials.has(asked.credential)) {
      const known = [...credentials.keys()].join(', ')
      return {
        wrong: `There is no credential ${JSON.stringify(asked.credential.slice(0, 80))} here. There are: ${known}.`,
      }
    }
    return {
      wrong: `This person has not said that they hold ${asked.credential.slice(0, 80)}. They do so under My credentials.`,
    }
  }
  const rules = credentials.get(holding.credential)
  if (rules === undefined) return { wrong: `No rules for ${holding.credential} are installed here.` }
  const at = now()
  const today = plainDate(at, settings.timeZone)
  const day = asked.cycle ?? today
  if (!isPlainDate(day)) return { wrong: 'The cycle is named by a day in it, such as 2026-11-22.' }
  const cycle = cyclesUntil(rules.credential, holding.since, day).at(-1)
  if (cycle === undefined || day < cycle.start) {
    return { wrong: `The first cycle that is known begins on ${cycle?.start ?? holding.since}.` }
  }
  if (cycle.start > today) return { wrong: `The cycle that holds ${day} begins on ${cycle.start}.` }
  await drawAll(packer, learner.id, cycle)
  return store.transaction(async (tx): Promise<PackFacts | { readonly wrong: string }> => {
    const lines = await tx.ledger.linesOf(learner.id)
    const all = standings(lines.map(({ entry }) => entry))
    const evaluation = evaluate({
      credential: rules.credential,
      origin: { file: rules.file, sha256: rules.sha256 },
      holding,
      standings: all,
      // A cycle that is over is looked at as on its last day.
      today: cycle.end < today ? cycle.end : today,
    })
    if (evaluation === undefined) {
      return { wrong: `No rules are known here for the cycle from ${cycle.start} to ${cycle.end}.` }
    }
    const counted = new Set(evaluation.counted.map(({ entry }) => entry))
    const entries = all.map(({ entry }) => entry).filter((one) => counted.has(one.id) || isWithin(one, cycle))
    const evidence = await evidenceOf(tx, entries)
    if ('wrong' in evidence) return evidence
    const last = await tx.ledger.last()
    const head = last === undefined ? { seq: 0, hash: GENESIS } : { seq: last.seq, hash: last.hash }
    const every = 10 ** Math.max(0, Math.ceil(Math.log10(head.seq / MOST_HASHES)))
    const keys = await signingKeys(tx, packer)
    const certificates = await certificatesOf({ ...packer, store: tx }, learner.id, entries)
    return {
      at,
      learner,
      holding,
      rules,
      evaluation,
      lines,
      standings: all,
      head,
      hashes: { every, rows: await tx.ledger.hashes(every) },
      certificates,
      evidence,
      lists: await listsOf({ ...packer, store: tx }, keys, certificates, at),
      keys,
    }
  })
}

const isWithin = ({ completedOn }: CreditEntry, { start, end }: { readonly start: string; readonly end: string }) =>
  completedOn >= start && completedOn <= end

/** Draws what was never drawn before anything is locked: it takes the most time. */
async function drawAll(
  packer: Packer,
  learner: string,
  cycle: { readonly start: string; readonly end: string },
): Promise<void> {
  for (const { number, pdf, snapshot } of await packer.store.certificates.ofLearner(learner)) {
    const { completedOn } = readSnapshot(snapshot)
    if (pdf === undefined && completedOn >= cycle.start && completedOn <= cycle.end)
      await certificatePdf(packer, number)
  }
}

async function certificatesOf(
  packer: Packer,
  learner: string,
  entries: readonly CreditEntry[],
): Promise<readonly PackedCertificate[]> {
  const wanted = new Set(entries.map(({ id }) => id))
  const packed: PackedCertificate[] = []
  for (const { number, entry } of await packer.store.certificates.ofLearner(learner)) {
    if (!wanted.has(entry)) continue
    const pdf = await certificatePdf(packer, number)
    const kept = await packer.store.certificates.get(number)
    if (pdf === undefined || kept === undefined) continue
    const { credential, jwt, list, index } = await badgeOf(packer, kept, readSnapshot(kept.snapshot))
    packed.push({ kept: { ...kept, credential: { credential, jwt, list, index } }, pdf, credential, jwt })
  }
  return packed
}

async function evidenceOf(
  { files }: Store,
  entries: readonly CreditEntry[],
): Promise<ReadonlyMap<string, StoredFile> | { readonly wrong: string }> {
  const found = new Map<string, StoredFile>()
  for (const { id, evidence } of entries) {
    if (evidence.file === undefined) continue
    const file = await files.get(evidence.file.sha256)
    if (file === undefined) {
      return { wrong: `The file handed in for entry ${id} is not there. See what chartwright ledger verify says.` }
    }
    found.set(file.sha256, file)
  }
  return found
}

async function listsOf(
  { store, settings }: Packer,
  keys: SigningKeys,
  certificates: readonly PackedCertificate[],
  at: number,
): Promise<ReadonlyMap<number, string>> {
  const lists = new Map<number, string>()
  for (const { kept } of certificates) {
    const list = kept.credential?.list
    if (list === undefined || lists.has(list)) continue
    const text = await signedList(store, keys, { publicUrl: settings.publicUrl, list, at })
    if (text !== undefined) lists.set(list, text)
  }
  return lists
}

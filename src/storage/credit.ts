import type { LedgerEntry } from '../model/ledger.ts'
import type {
  Certificate,
  CertificateCredential,
  CertificateEvent,
  Holding,
  KeptCertificate,
  SigningKey,
  StoredFile,
} from './records.ts'

/** A line of the ledger as it lies in the database: `hash` is the hex SHA-256 of `previous`, a line feed and `body`. */
export interface LedgerRow {
  /** From 1, without gaps. */
  readonly seq: number
  /** JSON text of the entry, exactly as it was written. */
  readonly body: string
  readonly previous: string
  readonly hash: string
  readonly entry: LedgerEntry
}

export type ChainState =
  | { readonly whole: true; readonly entries: number; readonly head: string }
  /** `seq` is that of the first line that is wrong. */
  | { readonly whole: false; readonly seq: number; readonly reason: string }

/** Credit given and taken back, append-only: each line's hash covers the one before it, and nothing is ever changed or removed. */
export interface Ledger {
  /**
   * False, and nothing written, when the learner already has an entry of this key (`keyOf`). Throws where it corrects,
   * revokes or follows an entry that this learner does not have.
   */
  append(entry: LedgerEntry): Promise<boolean>
  /** Everything about a learner, in the order it was written. */
  ofLearner(learner: string): Promise<readonly LedgerEntry[]>
  /** The same as the lines they are. Throws TypeError where one cannot be read. */
  linesOf(learner: string): Promise<readonly LedgerRow[]>
  /** Number and hash of every line whose number `every` divides, in order: they say nothing of what the lines hold. */
  hashes(every: number): Promise<readonly Pick<LedgerRow, 'seq' | 'hash'>[]>
  entry(id: string): Promise<LedgerEntry | undefined>
  /** The line written last. */
  last(): Promise<LedgerRow | undefined>
  /** Ids of the entries that stand on a statement. */
  onStatement(statement: string): Promise<readonly string[]>
  /** Lines behind `after`, in order. Throws TypeError where one cannot be read. */
  all(after: number, limit: number): Promise<readonly LedgerRow[]>
  /** Recomputes every hash, and holds every column against the text. */
  verify(): Promise<ChainState>
}

/** Issued certificates: what was issued never changes; what became of it follows from what was added since. */
export interface Certificates {
  /** Also appends the event `issued`. Throws when the one it replaces was replaced before. */
  add(certificate: Certificate): Promise<void>
  get(number: string): Promise<KeptCertificate | undefined>
  /** The one issued for a ledger entry. */
  ofEntry(entry: string): Promise<KeptCertificate | undefined>
  /** By the time they were issued, then number. */
  ofLearner(learner: string): Promise<readonly KeptCertificate[]>
  /** By number; at most `limit`, behind `after`. */
  all(after: string, limit: number): Promise<readonly KeptCertificate[]>
  addEvent(number: string, event: CertificateEvent): Promise<void>
  /** Once; throws when the certificate has one, or the place in the list is taken. */
  addCredential(number: string, credential: CertificateCredential): Promise<void>
  /** The places of a status list whose certificates no longer hold, in order; of two reasons, `revoked`. */
  byStatus(list: number): Promise<readonly { readonly index: number; readonly because: 'revoked' | 'replaced' }[]>
  statusTaken(list: number, index: number): Promise<boolean>
  /** The highest status list that is in use, and how many of its places are. */
  lastStatusList(): Promise<{ readonly list: number; readonly used: number } | undefined>
  /** Once: the first one stays. Resolves to the one that is kept. The file is there already. */
  setPdf(number: string, sha256: string): Promise<string>
}

/** Which credentials learners hold, as they said themselves. */
export interface Holdings {
  /** By credential. */
  ofLearner(learner: string): Promise<readonly Holding[]>
  /** In place of what was said before about this learner and credential. */
  put(holding: Holding): Promise<void>
  remove(learner: string, credential: string): Promise<void>
}

/** Which agents of other systems are which learner. Agents as `agentKey` writes them; e-mail addresses in any case. */
export interface Identities {
  /** False when the agent is somebody else. Opens a claim, so that what the agent did before is looked at for awards. */
  add(agent: string, learner: string): Promise<boolean>
  learnerOf(agent: string): Promise<string | undefined>
  /** Sorted. */
  ofLearner(learner: string): Promise<readonly string[]>
}

/** Files by the SHA-256 of their content: evidence, images of templates, printed certificates. */
export interface Files {
  /** What is there already stays as it is. Throws when the hash is not that of the content. */
  put(file: StoredFile): Promise<void>
  get(sha256: string): Promise<StoredFile | undefined>
}

export interface Signing {
  /** Oldest first, retired ones too. */
  keys(): Promise<readonly SigningKey[]>
  add(key: SigningKey): Promise<void>
  /** False when there is no such key or it was retired before. */
  retire(id: string, at: number): Promise<boolean>
}

/**
 * Something to look at for awards. enrolment: in a hosted course; registration: for an imported cmi5 course; statement:
 * one that came with a key; voided: one that was voided; identity: an agent that was found to be a learner.
 */
export interface AwardClaim {
  readonly kind: 'enrolment' | 'registration' | 'statement' | 'voided' | 'identity'
  readonly reference: string
  /** `seq` of the statement that opened it: claims are dealt with in this order. */
  readonly seq: number
}

/** The outbox of the awards: what is written here is dealt with, whatever happens in between. */
export interface AwardClaims {
  /** What is open already keeps its place. */
  open(claim: AwardClaim): Promise<void>
  /** In order; at most `limit`, behind `after`. */
  next(after: AwardClaim | undefined, limit: number): Promise<readonly AwardClaim[]>
  close(claim: Pick<AwardClaim, 'kind' | 'reference'>): Promise<void>
}

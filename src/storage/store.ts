import type { Cmi5 } from './cmi5.ts'
import type { AwardClaims, Certificates, Files, Holdings, Identities, Ledger, Signing } from './credit.ts'
import type {
  ApiKey,
  Attachment,
  AuditLine,
  Document,
  DocumentFilter,
  DocumentKey,
  Enrolment,
  ExamOutcome,
  Learner,
  NewStatement,
  StatementFilter,
  StatementGlance,
  StoredStatement,
} from './records.ts'

/**
 * Everything the service remembers, as small interfaces. A database is one implementation of `Store`; the contract
 * in test/storage/store.test.ts says what each method promises and runs against every implementation.
 *
 * Every method that writes is atomic on its own, and durable when it resolves. `transaction` makes several of them atomic
 * together and runs apart from all other transactions: its callback gets the same interface and must use nothing else
 * until it settles; what it throws undoes all it did. Nesting joins the transaction already open. Times are milliseconds
 * since 1970-01-01 UTC, ids are what the caller made. Text holds neither NUL nor lone surrogates.
 */
export interface Store {
  /** Names this store for good; made when the store was first opened. */
  readonly instance: string
  /** Hex of 256 random bits that never leave the service, made with the instance: signs what readers hand back. */
  readonly secret: string
  readonly statements: Statements
  readonly documents: Documents
  readonly keys: Keys
  readonly upkeep: Upkeep
  readonly learners: Learners
  readonly enrolments: Enrolments
  readonly ledger: Ledger
  readonly certificates: Certificates
  readonly holdings: Holdings
  readonly identities: Identities
  readonly files: Files
  readonly signing: Signing
  readonly claims: AwardClaims
  readonly cmi5: Cmi5
  /** Says for good what was done beyond reading. */
  audit(line: AuditLine): Promise<void>
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What adding a batch did. A conflict stores nothing of the batch; `index` is the first statement that clashed. */
export type AddOutcome =
  | { readonly added: readonly { readonly id: string; readonly seq: number; readonly stored: number }[] }
  | { readonly conflict: { readonly index: number; readonly id: string } }

/** xAPI statements in the order they were accepted, and durable readers of that order. */
export interface Statements {
  /**
   * Stores a batch and the attachments that came with it, all or nothing. A statement whose id is known with an equal
   * fingerprint is left as it is (not in `added`); with another fingerprint it is a conflict. Voids what a voiding
   * statement names, now or when it arrives later; a voiding statement cannot itself be voided (Data §2.3.2).
   */
  add(batch: readonly NewStatement[], attachments?: readonly Attachment[]): Promise<AddOutcome>
  get(id: string): Promise<StoredStatement | undefined>
  /** Newest first unless `ascending`. Voided statements are left out unless asked for. */
  find(filter: StatementFilter): Promise<readonly StoredStatement[]>
  /** In the order accepted, voided ones too, behind the one with this `seq`; at most `limit`. */
  glance(after: number, limit: number): Promise<readonly StatementGlance[]>
  /** `seq` and `stored` of the statement accepted last; zeros when there is none. */
  last(): Promise<{ readonly seq: number; readonly stored: number }>
  /** Every statement stored before this time can be read; none will come later. Never behind one that was answered. */
  consistentThrough(): Promise<number>
  /** Those of the attachments asked for that are kept. */
  attachments(hashes: readonly string[]): Promise<readonly Attachment[]>
  /** The definition of an activity merged from all statements, as JSON text: `{}` when none was ever sent. */
  definition(activity: string): Promise<string | undefined>
  /** Names under which the agent with this key was seen, sorted; undefined for one that never was. */
  names(agent: string): Promise<readonly string[] | undefined>
  /** Keys of agents seen that are this one but for the case of an e-mail address; sorted. */
  spellings(agent: string): Promise<readonly string[]>
  /** Where a named reader has got to: the highest `seq` it has dealt with, 0 at first. */
  cursor(name: string): Promise<number>
  moveCursor(name: string, seq: number): Promise<void>
}

/** What a write asks of the document as it stands (RFC 9110 §13.1). Tags are bare, without quotes; `'*'` is any. */
export interface Precondition {
  readonly ifMatch?: readonly string[] | '*'
  readonly ifNoneMatch?: readonly string[] | '*'
}

export type WriteOutcome =
  | { readonly written: true; readonly etag: string }
  | { readonly written: false; readonly etag: string | undefined }

export interface NewDocument {
  readonly type: string
  readonly content: Uint8Array
  readonly at: number
}

/** Documents of the xAPI document resources, each with an entity tag (hex SHA-256 of its content). */
export interface Documents {
  get(key: DocumentKey): Promise<Document | undefined>
  put(key: DocumentKey, document: NewDocument, condition?: Precondition): Promise<WriteOutcome>
  /**
   * Writes what `change` makes of the document as it stands; nobody else writes it in between. What `change` throws
   * undoes the call. It may be called more than once.
   */
  update(
    key: DocumentKey,
    change: (current: Document | undefined) => NewDocument,
    condition?: Precondition,
  ): Promise<WriteOutcome>
  /** Deleting what is not there counts as done. */
  remove(key: DocumentKey, condition?: Precondition): Promise<WriteOutcome>
  /** Ids of the documents of one owner in one activity, sorted; `since` is exclusive. */
  ids(filter: DocumentFilter): Promise<readonly string[]>
  removeAll(filter: DocumentFilter): Promise<void>
}

/** Keys of other programs. */
export interface Keys {
  add(key: ApiKey): Promise<void>
  get(id: string): Promise<ApiKey | undefined>
  /** By the time they were made, then id. */
  all(): Promise<readonly ApiKey[]>
  /** Takes another secret; false when there is no such key or it was revoked. */
  rotate(id: string, hash: string, at: number): Promise<boolean>
  /** False when there is no such key or it was revoked before. */
  revoke(id: string, at: number): Promise<boolean>
  used(id: string, at: number): Promise<void>
}

/** What a deletion took away, or would take away. */
export interface Deleted {
  readonly statements: number
  readonly attachments: number
  readonly documents: number
}

/** Deleting on purpose, and the record of it. Every deletion that is not a dry run writes one audit line. */
export interface Upkeep {
  /** Statements stored before a time, and attachments no other statement has. */
  deleteBefore(stored: number, by: { readonly who: string; readonly at: number }, dryRun?: boolean): Promise<Deleted>
  /**
   * Everything kept about an agent: statements that speak of it in any way, its documents, its names. Learners,
   * ledger and certificates are records of their own and stay.
   */
  forgetAgent(key: string, by: { readonly who: string; readonly at: number }, dryRun?: boolean): Promise<Deleted>
  /** Oldest first. */
  audit(): Promise<readonly AuditLine[]>
  /** Size of the database: the file without its log, or all a server keeps of it. */
  bytes(): Promise<number>
}

/** People who sign in, their one-time links and their sessions. Secrets arrive as hashes only. */
export interface Learners {
  add(learner: Learner): Promise<void>
  get(id: string): Promise<Learner | undefined>
  /** From now on; what was issued keeps the name it has. False when there is no such learner. */
  rename(id: string, name: string): Promise<boolean>
  /** By name, then id. */
  all(): Promise<readonly Learner[]>
  addLink(link: { readonly hash: string; readonly learner: string; readonly expires: number }): Promise<void>
  /** Uses a link up: the learner it was made for, once, and only before it expires. */
  takeLink(hash: string, now: number): Promise<string | undefined>
  addSession(session: {
    readonly hash: string
    readonly learner: string
    readonly started: number
    readonly expires: number
  }): Promise<void>
  /** Whose session it is, while it lasts. */
  session(hash: string, now: number): Promise<Learner | undefined>
  endSession(hash: string): Promise<void>
  endSessionsOf(learner: string): Promise<void>
  /** Forgets links and sessions that expired before `now`. */
  forgetExpired(now: number): Promise<void>
}

/** Who takes which course, what the service has verified of it, and which claims still wait for evidence. */
export interface Enrolments {
  /** The learner's newest enrolment in the course; `registration` and `at` are used only when there is none yet. */
  enrol(wanted: {
    readonly learner: string
    readonly course: string
    readonly registration: string
    readonly at: number
  }): Promise<Enrolment>
  /**
   * Another enrolment in a course, begun after the one whose registration is `after`. The newest is answered as it is
   * when that is another one, so that what is asked twice is done once; undefined when there is none.
   */
  enrolAnew(wanted: {
    readonly learner: string
    readonly course: string
    readonly after: string
    readonly registration: string
    readonly at: number
  }): Promise<Enrolment | undefined>
  get(registration: string): Promise<Enrolment | undefined>
  /** Those of the registrations that are enrolments. */
  among(registrations: readonly string[]): Promise<readonly Enrolment[]>
  /** In the order they were begun, and so in all lists: the last one of a course is the one that goes on. */
  ofLearner(learner: string): Promise<readonly Enrolment[]>
  all(): Promise<readonly Enrolment[]>
  setClaim(registration: string, claim: Enrolment['claim']): Promise<void>
  withOpenClaims(): Promise<readonly Enrolment[]>
  /** Keeps the outcome of an exam attempt the service graded itself. The first outcome of an attempt stays. */
  addOutcome(outcome: ExamOutcome): Promise<void>
  /** Of one registration, in the order of exam and attempt. */
  outcomes(registration: string): Promise<readonly ExamOutcome[]>
}

/** Plain data that goes into a store and comes out of it. Times are milliseconds since 1970-01-01 UTC. */

export interface NewStatement {
  /** Lower-case UUID. */
  readonly id: string
  /** Whose statement it is, where the actor is a person this service knows. */
  readonly learner?: string
  readonly registration?: string
  /** IRI of the verb. */
  readonly verb: string
  /** Id of the object: an activity IRI, or the id of the statement referred to. */
  readonly object: string
  readonly stored: number
  /** The whole statement as JSON text, as it is answered to readers. */
  readonly body: string
  /** Hash over the statement without the properties a record store sets: equal means "the same statement again". */
  readonly fingerprint: string
  /** Id of the statement this one voids. */
  readonly voids?: string
}

export interface StoredStatement extends NewStatement {
  /** 1, 2, 3 … in the order accepted. */
  readonly seq: number
  readonly voided: boolean
}

export interface StatementFilter {
  readonly learner?: string
  readonly registration?: string
  readonly verb?: string
  readonly object?: string
  /** Stored after this time. */
  readonly since?: number
  /** Stored at this time or before. */
  readonly until?: number
  readonly afterSeq?: number
  readonly beforeSeq?: number
  readonly ascending?: boolean
  readonly includeVoided?: boolean
  readonly limit: number
}

export interface DocumentFilter {
  /** Which document resource. */
  readonly resource: 'state'
  readonly activity: string
  readonly learner: string
  /** Undefined names the documents kept without a registration. */
  readonly registration?: string
  /** Changed after this time. */
  readonly since?: number
}

export interface DocumentKey extends Omit<DocumentFilter, 'since'> {
  readonly id: string
}

export interface Document {
  readonly type: string
  readonly content: Uint8Array
  /** Hex SHA-256 of the content. */
  readonly etag: string
  readonly updated: number
}

export interface Learner {
  readonly id: string
  /** As it stands on certificates. */
  readonly name: string
  readonly role: 'learner' | 'instructor'
  readonly created: number
}

export interface Enrolment {
  readonly registration: string
  readonly learner: string
  readonly course: string
  readonly started: number
  /**
   * none: nothing was claimed; open: completion or a pass was claimed and an award still waits for its evidence;
   * closed: every award of the course was made.
   */
  readonly claim: 'none' | 'open' | 'closed'
}

/** An exam attempt as the service graded it. */
export interface ExamOutcome {
  readonly registration: string
  readonly exam: string
  readonly attempt: number
  /** Hundredths of a percent. */
  readonly percent: number
  readonly passed: boolean
  /** Id of the statement that claimed it. */
  readonly statement: string
  readonly at: number
}

export interface LedgerEntry {
  readonly id: string
  readonly learner: string
  readonly course: { readonly id: string; readonly version: string; readonly hash: string }
  readonly award: string
  readonly registration: string
  readonly title: string
  readonly type: string
  readonly domain: string
  readonly credential?: string
  readonly credits: number
  readonly unit: { readonly name: string; readonly minutes: number }
  /** Contact minutes. */
  readonly minutes: number
  readonly approval?: { readonly approver: string; readonly number: string; readonly title: string }
  /** Plain date in `timeZone`. */
  readonly completedOn: string
  readonly timeZone: string
  /** How the completion reached the service. */
  readonly source: 'hosted'
  readonly evidence: {
    readonly statements: readonly string[]
    /** Entity tag (hex SHA-256) of the saved progress it was verified against. */
    readonly state: string
    readonly exam?: { readonly id: string; readonly attempt: number; readonly percent: number }
    readonly certificate: string
  }
  readonly recordedBy: string
  readonly recordedAt: number
}

export interface Certificate {
  readonly number: string
  readonly learner: string
  /** Id of the ledger entry it certifies. */
  readonly entry: string
  /** JSON text, exactly as issued. */
  readonly snapshot: string
  readonly issued: number
}

export type CertificateEvent =
  | { readonly kind: 'issued'; readonly at: number }
  | { readonly kind: 'revoked'; readonly at: number; readonly reason: string }

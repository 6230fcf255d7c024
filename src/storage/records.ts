/** Plain data that goes into a store and comes out of it. Times are milliseconds since 1970-01-01 UTC. */

/**
 * How a statement speaks of an agent or activity. plain: it is the actor or the object, or a member of such a group;
 * related: anywhere else the filters `related_agents` and `related_activities` look (Communication §2.1.3).
 */
export type Usage = 'plain' | 'related'

export interface AgentUse {
  /** What `agentKey` makes of the agent or identified group. */
  readonly key: string
  readonly name?: string
  readonly usage: Usage
}

export interface ActivityUse {
  readonly id: string
  readonly usage: Usage
  /** JSON text of the definition sent along. */
  readonly definition?: string
}

/** What a statement can be found by; `describeStatement` reads it off a valid statement. */
export interface StatementFacts {
  /** IRI of the verb. */
  readonly verb: string
  /** Lower-case UUID. */
  readonly registration?: string
  /** Each key once. */
  readonly agents: readonly AgentUse[]
  /** Each id once. */
  readonly activities: readonly ActivityUse[]
  /** Key of the authority. */
  readonly authority?: string
  /** Id of the statement that is its object (StatementRef). */
  readonly refersTo?: string
  /** Whether it voids that statement. */
  readonly voids: boolean
  /** SHA-2 hashes, lower-case hex, of all its attachments. */
  readonly attachments: readonly string[]
  /** Whether it says itself when it happened. */
  readonly timed: boolean
}

export interface NewStatement {
  /** Lower-case UUID. */
  readonly id: string
  /**
   * The whole statement as JSON text of an object, as it is to be answered to readers, authority included, but without
   * `stored`: the store sets it. Where it has no `timestamp`, the store sets that to the same time.
   */
  readonly body: string
  readonly facts: StatementFacts
  /** Hash over what makes statements equal (Data §2.3.1): equal means "the same statement again". */
  readonly fingerprint: string
  /** Only for what another record store has stored: its `stored`, kept unless later ones are stored here already. */
  readonly storedAt?: number
}

export interface StoredStatement {
  /** Grows in the order accepted; later statements never have a smaller one. */
  readonly seq: number
  readonly id: string
  readonly verb: string
  readonly registration?: string
  /** Never behind that of a statement with a smaller `seq`. */
  readonly stored: number
  /** The whole statement as JSON text, byte for byte as first stored. */
  readonly body: string
  readonly voided: boolean
}

/** What a statement is about at first sight, read without its text. */
export interface StatementGlance {
  readonly seq: number
  readonly id: string
  readonly verb: string
  readonly registration?: string
  /** Id of the statement it voids. */
  readonly voids?: string
}

/**
 * Every condition given must hold for the statement, or for one it leads to through StatementRefs as objects; `since`,
 * `until` and `authority` always ask of the statement itself.
 */
export interface StatementFilter {
  readonly agent?: { readonly key: string; readonly related: boolean }
  readonly verb?: string
  readonly activity?: { readonly id: string; readonly related: boolean }
  readonly registration?: string
  /** Stored after this time. */
  readonly since?: number
  /** Stored at this time or before. */
  readonly until?: number
  /** Key of the authority under which it was stored: `statements/read/mine`. */
  readonly authority?: string
  /** Continue behind the statement with this `seq`, in the direction of reading. */
  readonly after?: number
  /** Leaves out what was stored after this `seq`, so that later arrivals shift no page. */
  readonly upTo?: number
  readonly ascending?: boolean
  readonly includeVoided?: boolean
  /** Do not follow StatementRefs. */
  readonly direct?: boolean
  readonly limit: number
}

export interface Attachment {
  /** SHA-2 of the content, lower-case hex. */
  readonly sha2: string
  readonly type: string
  readonly content: Uint8Array
}

/** Which documents: those of one activity, one agent, or both, as the resource has it. */
export interface DocumentFilter {
  readonly resource: 'state' | 'activity-profile' | 'agent-profile'
  /** IRI; absent for agent profiles. */
  readonly activity?: string
  /** What `agentKey` makes of the agent; absent for activity profiles. */
  readonly agent?: string
  /** Undefined names the state documents kept without a registration. */
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

export interface Certificate {
  readonly number: string
  readonly learner: string
  /** Id of the ledger entry it certifies. */
  readonly entry: string
  /** JSON text, exactly as issued. */
  readonly snapshot: string
  readonly issued: number
  /** Number of the certificate in whose place it was issued. */
  readonly replaces?: string
}

export type CertificateEvent =
  | { readonly kind: 'issued'; readonly at: number }
  | { readonly kind: 'revoked'; readonly at: number; readonly reason: string }

/** A certificate as a signed credential. */
export interface CertificateCredential {
  /** JSON text of the credential with its embedded proof, exactly as signed. */
  readonly credential: string
  /** The same as a compact JWS. */
  readonly jwt: string
  /** Which status list has its bit, and where. */
  readonly list: number
  readonly index: number
}

/** A certificate with everything that was added to it. */
export interface KeptCertificate extends Certificate {
  readonly events: readonly CertificateEvent[]
  /** Number of the certificate that was issued in its place. */
  readonly replacedBy?: string
  readonly credential?: CertificateCredential
  /** Hex SHA-256 under which the PDF lies among the files. */
  readonly pdf?: string
}

/** A credential that a learner holds. */
export interface Holding {
  readonly learner: string
  /** Id of the credential. */
  readonly credential: string
  /** Plain date: start of the first or of the current cycle. */
  readonly since: string
  /** How many further credentials of the same body. */
  readonly extra: number
  readonly recordedAt: number
}

/** A file named by its content. */
export interface StoredFile {
  /** Hex SHA-256 of the content. */
  readonly sha256: string
  readonly type: string
  /** As whoever first handed it in called it. */
  readonly name: string
  readonly content: Uint8Array
  readonly at: number
}

/** What badges and PDFs are signed with. */
export interface SigningKey {
  /** Multibase or key id. */
  readonly id: string
  readonly algorithm: 'Ed25519' | 'ES256'
  /** Private JWK as JSON text. */
  readonly jwk: string
  readonly created: number
  readonly retired?: number
}

/** What lets another program in. Only the hash of its secret is kept. */
export interface ApiKey {
  /** The user name of Basic authentication. */
  readonly id: string
  readonly name: string
  /** Hex SHA-256 of the secret. */
  readonly hash: string
  readonly scopes: readonly string[]
  /** The agent under which its statements are stored, as JSON text. */
  readonly authority: string
  /** Requests a minute; absent for no limit of its own. */
  readonly rateLimit?: number
  /** Origins whose pages may use it; empty for all. */
  readonly origins: readonly string[]
  readonly created: number
  readonly rotated?: number
  readonly revoked?: number
  readonly lastUsed?: number
}

/** One thing an operator, staff or a learner did. Whom it concerned stands there as an id or a hash, never by name. */
export interface AuditLine {
  readonly at: number
  readonly who: string
  readonly action: string
  /** JSON text. */
  readonly detail: string
}

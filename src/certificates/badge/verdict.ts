/** What a badge certifies, read off a credential that was found to be genuine. */
export interface CertifiedFacts {
  readonly number: string
  /** The issuer's page about the certificate. */
  readonly page: string
  readonly learnerName: string
  readonly title: string
  readonly statement: string
  readonly language: string
  /** Plain dates. */
  readonly completedOn: string
  readonly issuedOn: string
  readonly credits: number
  readonly unitName: string
  readonly minutes: number
  readonly domain: string
  readonly issuerName: string
  readonly approval?: {
    readonly approver: string
    readonly number: string
    readonly from: string
    readonly until: string
  }
  /** Who vouches for the credits without an approval number. */
  readonly approver?: string
  /** Moments; the second where the certificate ends by itself. */
  readonly validFrom: string
  readonly validUntil?: string
}

/** Why a file is not known to be genuine. */
export type Doubt =
  /** The signature does not fit what the file says. */
  | 'signature'
  /** It is read by other words (JSON-LD contexts) than those a badge is issued with. */
  | 'context'
  /** It is signed by an algorithm badges are not signed with, such as `none` or `HS256`. */
  | 'algorithm'
  /** A PDF of a certificate whose seal is gone. */
  | 'no-seal'
  /** A sealed PDF without the badge that belongs in it. */
  | 'no-badge'
  | 'unknown-key'
  /** Dated outside the time in which the key signed. */
  | 'key-not-in-force'
  | 'no-certificate'
  | 'too-large'

export type FileVerdict =
  | {
      readonly verdict: 'valid' | 'revoked' | 'replaced' | 'expired' | 'not-yet-valid'
      readonly facts: CertifiedFacts
      /** What the signature covers: every byte of a sealed PDF; of a badge what it says, however it is laid out. */
      readonly covers: 'bytes' | 'facts'
      /** Whether the issuer was asked if it was revoked since. */
      readonly asked: boolean
    }
  | { readonly verdict: 'altered' | 'unknown-issuer' | 'unknown'; readonly doubt: Doubt }

/** What the issuer says of a credential. unknown: it could not be asked. */
export type StatusFinding = 'good' | 'revoked' | 'replaced' | 'unknown'

/** Asks the issuer; `credential` was found to be genuine. */
export type AskStatus = (credential: Readonly<Record<string, unknown>>) => Promise<StatusFinding>

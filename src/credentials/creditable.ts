import type { CreditEntry } from '../model/ledger.ts'
import type { CredentialVersion } from '../model/schema-types.ts'

export type EvidenceKind = NonNullable<CredentialVersion['evidenceRequired']>[number]['anyOf'][number]

/** What the rules look at, of an entry of the ledger as of a course that is only offered. */
export interface Creditable
  extends Pick<
    CreditEntry,
    | 'title'
    | 'activity'
    | 'type'
    | 'domains'
    | 'topic'
    | 'approver'
    | 'approval'
    | 'provider'
    | 'credentials'
    | 'credits'
    | 'unit'
    | 'minutes'
    | 'source'
  > {
  /** The kinds of evidence that there are. */
  readonly proof: ReadonlySet<EvidenceKind>
}

/** One test for each kind of evidence a rule file may ask for. */
const proofs: { readonly [K in EvidenceKind]: (entry: CreditEntry) => boolean } = {
  statements: ({ evidence }) => evidence.statements.length > 0,
  exam: ({ evidence }) => evidence.exam !== undefined,
  certificate: ({ evidence }) => evidence.certificate !== undefined,
  file: ({ evidence }) => evidence.file !== undefined,
  roster: ({ evidence }) => evidence.roster !== undefined,
  approval: ({ approval }) => approval !== undefined,
}
const proofKinds = Object.keys(proofs) as readonly EvidenceKind[]

export const proofOf = (entry: CreditEntry): ReadonlySet<EvidenceKind> =>
  new Set(proofKinds.filter((kind) => proofs[kind](entry)))

const proofWords: { readonly [K in EvidenceKind]: string } = {
  statements: 'statements of the record store',
  exam: 'a graded exam',
  certificate: 'a certificate',
  file: 'an uploaded file',
  roster: 'a line of a roster',
  approval: 'an approval number',
}

/** The evidence of which any would do, in words. */
export const proofText = (kinds: readonly EvidenceKind[]): string => kinds.map((kind) => proofWords[kind]).join(' or ')

/**
 * What a certificate says, as it stood when it was issued. Plain JSON: the service stores it unchanged, and the page
 * drawn from it never follows later renames of a learner, a course or a provider.
 */
export interface CertificateSnapshot {
  /** Canonical form, see {@link import('./number.ts').certificateNumber}. */
  readonly number: string
  /** As given at issue; printed in Unicode form NFC with runs of white space as one space. */
  readonly learnerName: string
  readonly activityTitle: string
  readonly activityId: string
  /** Id of the award, unique in the activity: one activity may give several. */
  readonly award?: string
  readonly activityVersion: string
  /** Plain date, `YYYY-MM-DD`. */
  readonly completedOn: string
  /** Plain date, `YYYY-MM-DD`; also the creation date in the file, which knows no clock. */
  readonly issuedOn: string
  /** Counted in `unit`; 0 where no body approved the activity. */
  readonly credits: number
  /** Unit name in the singular, and how many contact minutes one unit stands for. */
  readonly unit: { readonly name: string; readonly minutes: number }
  /** Contact minutes the award stands for. */
  readonly minutes: number
  /** Slug (`coding-and-classification`) or the words to print. */
  readonly domain: string
  /** All domains of the award, where there are several; printed in place of `domain`. */
  readonly domains?: readonly string[]
  /** `self-study`, `course`, `webinar`, `conference`, or the words to print. */
  readonly type: string
  /** What the award means and what it does not, in one paragraph. */
  readonly statement: string
  readonly approval?: CertificateApproval
  /** Who vouches for the credits where no approval with a number is quoted, such as an accredited provider. */
  readonly approver?: string
  /** Slug of the credential the credits are meant for (`ahima-ccs`), or the words to print. */
  readonly credential?: string
  /** Practice percent, 0 to 100. Never an examining body's scaled score. */
  readonly score?: number
  readonly provider: { readonly name: string; readonly url?: string }
  /** Absolute http(s) address of the public verify page of this certificate. */
  readonly verifyUrl: string
  /** BCP 47 tag of the course's texts. */
  readonly language: string
  /** SHA-256 of the template's canonical JSON as it was at issue; the default template where left out. */
  readonly template?: string
  /** UUID that stands for the learner in badges, and for nobody outside the service. */
  readonly learnerId?: string
  /** Number of the certificate in whose place this one was issued. */
  readonly replaces?: string
  /** Last day on which it holds, where it ends by itself; `YYYY-MM-DD`. */
  readonly validUntil?: string
}

/** A body's approval of the activity, quoted letter for letter. */
export interface CertificateApproval {
  readonly approver: string
  readonly number: string
  readonly title: string
  /** First and last day of the approval, `YYYY-MM-DD`. */
  readonly from: string
  readonly until: string
}

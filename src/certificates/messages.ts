import type { CertificateWording } from '../model/schema-types.ts'
import { plural } from './words.ts'

/** Every word a certificate prints that is not the snapshot's own. */
export interface CertificateMessages {
  readonly heading: string
  /** Title of the file, shown by readers instead of its name. */
  readonly documentTitle: (number: string) => string
  readonly presentedTo: string
  readonly forCompleting: string
  readonly activityNote: (type: string, version: string) => string
  /** Names of the award schema's activity types. */
  readonly types: Readonly<Record<string, string>>
  readonly labels: {
    readonly number: string
    readonly completed: string
    readonly issued: string
    readonly credits: string
    readonly domain: string
    readonly credential: string
    readonly approval: string
    readonly score: string
    readonly validUntil: string
    readonly replaces: string
  }
  /** `2026-03-12` as people of this language write it. */
  readonly date: (year: number, month: number, day: number) => string
  readonly credits: (award: CreditWords) => string
  readonly approval: (approver: string, number: string, from: string, until: string) => string
  readonly approvedAs: (title: string) => string
  /** Where the approver gave no number. */
  readonly vouched: (approver: string) => string
  readonly noApproval: string
  readonly score: (percent: number) => string
  readonly verify: string
  readonly verifyHow: string
  readonly qrAlt: (url: string) => string
  readonly linkTo: (url: string) => string
  readonly signatureAlt: (name: string) => string
  readonly notAffiliated: string
}

interface CreditWords {
  readonly credits: number
  readonly unit: { readonly name: string; readonly minutes: number }
  readonly minutes: number
  readonly approved: boolean
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const en: CertificateMessages = {
  heading: 'Certificate of completion',
  documentTitle: (number) => `Certificate of completion ${number}`,
  presentedTo: 'This certifies that',
  forCompleting: 'completed',
  activityNote: (type, version) => `${type} · version ${version}`,
  types: { 'self-study': 'Self-study', course: 'Course', webinar: 'Webinar', conference: 'Conference' },
  labels: {
    number: 'Certificate number',
    completed: 'Completed',
    issued: 'Issued',
    credits: 'Credits',
    domain: 'Domain',
    credential: 'For credential',
    approval: 'Approval',
    score: 'Practice result',
    validUntil: 'Valid until',
    replaces: 'Replaces',
  },
  date: (year, month, day) => `${MONTHS[month - 1] ?? month} ${day}, ${year}`,
  // Never "approved" without an approval; 0 says so itself.
  credits: ({ credits, unit, minutes, approved }) => {
    const noun = approved || credits === 0 ? `approved ${unit.name}` : unit.name
    const rate = credits === 0 ? '' : ` · 1 ${unit.name} = ${plural(unit.minutes, 'minute')}`
    return `${plural(credits, noun)} · ${plural(minutes, 'planned contact minute')}${rate}`
  },
  approval: (approver, number, from, until) => `${approver} · ${number} · ${from} to ${until}`,
  approvedAs: (title) => `Approved as “${title}”`,
  vouched: (approver) => `No approval number · vouched for by ${approver}`,
  noApproval: 'None claimed',
  score: (percent) => `${percent} percent · a practice percent, not an AHIMA scaled score`,
  verify: 'Verify this certificate',
  verifyHow: 'Scan the code or open the address.',
  qrAlt: (url) => `QR code that opens ${url}`,
  linkTo: (url) => `Verify this certificate at ${url}`,
  signatureAlt: (name) => `Signature of ${name}`,
  notAffiliated: 'Not affiliated with AHIMA or AAPC. AHIMA, AAPC, CCS and CPC are marks of their owners.',
}

/** Texts by primary language subtag. A language not listed here is printed with English words. */
const MESSAGES = { en } as const satisfies Record<string, CertificateMessages>

const isKnown = (language: string): language is keyof typeof MESSAGES => Object.hasOwn(MESSAGES, language)

/** The words for a BCP 47 tag, and the tag of the language they are in. */
export function messagesFor(tag: string): { readonly language: string; readonly messages: CertificateMessages } {
  const primary = tag.split('-', 1)[0]?.toLowerCase() ?? ''
  return isKnown(primary) ? { language: tag, messages: MESSAGES[primary] } : { language: 'en', messages: MESSAGES.en }
}

/** The words with those of a template in the place of their own. */
export function worded(messages: CertificateMessages, wording: CertificateWording): CertificateMessages {
  const { heading, labels, ...others } = wording
  return {
    ...messages,
    ...others,
    labels: { ...messages.labels, ...labels },
    ...(heading !== undefined && { heading, documentTitle: (number) => `${heading} ${number}` }),
  }
}

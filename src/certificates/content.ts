import type { CertificateWording } from '../model/schema-types.ts'
import { isolated } from './bidi.ts'
import { CertificateError } from './errors.ts'
import { missingGlyphs, printable } from './fonts.ts'
import { type CertificateMessages, messagesFor, worded } from './messages.ts'
import type { CertificateSnapshot } from './snapshot.ts'
import type { Design } from './template.ts'

/** One row of the table of facts. */
export interface Fact {
  /** Field of the snapshot it stands for. */
  readonly field: string
  readonly label: string
  readonly value: string
}

/** Everything the page shows, as finished text. What remains is to place it. */
export interface CertificateContent {
  /** Tag of the printed words, and of the snapshot's own texts. */
  readonly language: string
  readonly textLanguage: string
  /** Whether the page reads from right to left, as the course's language does. */
  readonly rightToLeft: boolean
  readonly messages: CertificateMessages
  readonly number: string
  /** Midnight UTC of the day of issue. */
  readonly created: Date
  readonly provider: { readonly name: string; readonly url?: string }
  readonly learner: string
  readonly activity: string
  readonly activityNote: string
  readonly facts: readonly Fact[]
  readonly statement: string
  readonly verifyUrl: string
  /** Further lines and the signatory of the template. */
  readonly lines: readonly string[]
  readonly signatory?: { readonly name: string; readonly title: string }
}

/**
 * Turns a snapshot into the words on the page. Throws {@link CertificateError} for a character the fonts lack, a date
 * that does not exist, a figure out of range, an address that is not http(s), or an empty name or title.
 */
export function certificateContent(
  snapshot: CertificateSnapshot,
  design: Pick<Design, 'wording' | 'lines' | 'signatory'> = NO_DESIGN,
): CertificateContent {
  const known = messagesFor(snapshot.language)
  const { language } = known
  const messages = worded(known.messages, printableWording(design.wording))
  const text = (field: string, value: string): string => printableText(field, value)
  const date = (field: string, value: string): string => messages.date(...plainDate(field, value))
  const [year, month, day] = plainDate('issuedOn', snapshot.issuedOn)
  const number = text('number', snapshot.number)
  const activity = text('activityTitle', snapshot.activityTitle)
  const type = messages.types[snapshot.type] ?? words(text('type', snapshot.type))
  const { labels } = messages
  const facts: Fact[] = [
    { field: 'number', label: labels.number, value: number },
    { field: 'completedOn', label: labels.completed, value: date('completedOn', snapshot.completedOn) },
    { field: 'issuedOn', label: labels.issued, value: date('issuedOn', snapshot.issuedOn) },
    { field: 'credits', label: labels.credits, value: messages.credits(creditWords(snapshot)) },
    { field: 'domain', label: labels.domain, value: domainsOf(snapshot) },
  ]
  if (snapshot.credential !== undefined) {
    facts.push({
      field: 'credential',
      label: labels.credential,
      value: initials(text('credential', snapshot.credential)),
    })
  }
  facts.push({ field: 'approval', label: labels.approval, value: approvalText(snapshot, messages, activity) })
  if (snapshot.score !== undefined) {
    facts.push({
      field: 'score',
      label: labels.score,
      value: messages.score(shownPercent(figure('score', snapshot.score, 100))),
    })
  }
  if (snapshot.validUntil !== undefined) {
    facts.push({ field: 'validUntil', label: labels.validUntil, value: date('validUntil', snapshot.validUntil) })
  }
  if (snapshot.replaces !== undefined) {
    facts.push({ field: 'replaces', label: labels.replaces, value: text('replaces', snapshot.replaces) })
  }
  return {
    language,
    textLanguage: snapshot.language,
    rightToLeft: RTL_LANGUAGES.test(snapshot.language),
    messages,
    number,
    created: new Date(Date.UTC(year, month - 1, day)),
    provider: {
      name: text('provider.name', snapshot.provider.name),
      ...(snapshot.provider.url !== undefined && { url: bareAddress('provider.url', snapshot.provider.url) }),
    },
    learner: text('learnerName', snapshot.learnerName),
    activity,
    activityNote: messages.activityNote(isolated(type), text('activityVersion', snapshot.activityVersion)),
    facts,
    statement: text('statement', snapshot.statement),
    verifyUrl: webAddress('verifyUrl', snapshot.verifyUrl),
    lines: design.lines.map((line) => text('template.lines', line)),
    ...(design.signatory !== undefined && {
      signatory: {
        name: text('template.signatory.name', design.signatory.name),
        title: text('template.signatory.title', design.signatory.title),
      },
    }),
  }
}

const NO_DESIGN = { wording: {}, lines: [] } as const

/** Languages of the right-to-left scripts that certificates print. */
const RTL_LANGUAGES = /^(ar|ckb|fa|he|iw|ps|sd|ug|ur|yi)(-(?!Latn|Cyrl)|$)|-(Arab|Hebr)\b/i

function printableWording({ labels, ...texts }: CertificateWording): CertificateWording {
  const each = (texts: Readonly<Record<string, string>>, path: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, printableText(`${path}.${key}`, text)]))
  return { ...each(texts, 'template.wording'), labels: each(labels ?? {}, 'template.wording.labels') }
}

const domainsOf = ({ domain, domains }: CertificateSnapshot): string =>
  (domains === undefined || domains.length === 0 ? [domain] : domains)
    .map((one) => isolated(words(printableText('domain', one))))
    .join(', ')

const creditWords = (snapshot: CertificateSnapshot) => ({
  credits: figure('credits', snapshot.credits),
  unit: {
    name: isolated(printableText('unit.name', snapshot.unit.name)),
    minutes: figure('unit.minutes', snapshot.unit.minutes),
  },
  minutes: figure('minutes', snapshot.minutes),
  approved: snapshot.approval !== undefined,
})

function approvalText(snapshot: CertificateSnapshot, messages: CertificateMessages, activity: string): string {
  const { approval, approver } = snapshot
  if (approval === undefined) {
    return approver === undefined
      ? messages.noApproval
      : messages.vouched(isolated(printableText('approver', approver)))
  }
  const date = (field: string, value: string): string => messages.date(...plainDate(field, value))
  const line = messages.approval(
    isolated(printableText('approval.approver', approval.approver)),
    isolated(printableText('approval.number', approval.number)),
    date('approval.from', approval.from),
    date('approval.until', approval.until),
  )
  const title = printableText('approval.title', approval.title)
  return title === activity ? line : `${line}. ${messages.approvedAs(isolated(title))}`
}

function printableText(field: string, value: string): string {
  const text = printable(value)
  if (text === '') throw new CertificateError({ code: 'invalid-value', field, value, expected: 'some text' })
  const characters = missingGlyphs(text)
  if (characters.length > 0) throw new CertificateError({ code: 'missing-glyphs', field, characters })
  return text
}

/** Year, month and day of a plain date that exists in the calendar. */
function plainDate(field: string, value: string): [year: number, month: number, day: number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (match === null || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    throw new CertificateError({ code: 'invalid-value', field, value, expected: 'a day written YYYY-MM-DD' })
  }
  return [year, month, day]
}

function figure(field: string, value: number, most = Number.MAX_SAFE_INTEGER): number {
  if (value >= 0 && value <= most) return value
  const expected = most === 100 ? 'a number from 0 to 100' : 'a number of 0 or more'
  throw new CertificateError({ code: 'invalid-value', field, value: String(value), expected })
}

/** The address in its ASCII form, so that every character of it prints and the QR code stays small. */
function webAddress(field: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') {
    throw new CertificateError({ code: 'invalid-value', field, value, expected: 'an absolute http or https address' })
  }
  return url.href
}

/** An address to be read, not followed: `https://school.example/` → `school.example`. */
const bareAddress = (field: string, value: string): string =>
  webAddress(field, value)
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')

/** One decimal, never rounded up: 69.96 must not read as a pass at 70. */
const shownPercent = (percent: number): number => Math.floor(percent * 10) / 10

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** `coding-and-classification` → `Coding and classification`; anything but a slug stays as it is. */
const words = (text: string): string =>
  SLUG.test(text) ? text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ') : text

/** `ahima-ccs` → `AHIMA CCS`; anything but a slug stays as it is. */
const initials = (text: string): string => (SLUG.test(text) ? text.toUpperCase().replaceAll('-', ' ') : text)

import type { Schema } from '../api/route.ts'
import { fields } from '../rosters/formats.ts'

/** What staff send to the HTTP API, and what `chartwright` sends for the operator. */

export const object = (
  required: readonly string[],
  properties: Readonly<Record<string, Schema>>,
  more: Schema = {},
): Schema => ({ type: 'object', additionalProperties: false, required, properties, ...more })

const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength })
const day: Schema = { type: 'string', format: 'date' }
const slug: Schema = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 }
const slugs = (minItems: number): Schema => ({ type: 'array', items: slug, minItems, maxItems: 20, uniqueItems: true })
const reason: Schema = { ...text(500), description: 'Why. Stays with the record for good.' }
const publicReason: Schema = {
  ...text(500),
  description: 'Why. Stays with the record for good; shown to the learner and to whoever checks the certificate.',
}
const numbers: Schema = { type: 'array', items: text(60), minItems: 1, maxItems: 1000 }
const preview: Schema = { type: 'boolean', description: 'Only say what would be done.' }
/** Content as base64. */
const file: Schema = object(['name', 'content'], { name: text(200), content: { type: 'string' } })

export const strings: Schema = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 300 },
  maxProperties: 5000,
}

const rosterFields = {
  course: text(64),
  award: text(64),
  file,
  columns: {
    type: 'object',
    description: 'Meaning of a column → its heading.',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, description]) => [name, { ...text(500), description }]),
    ),
  },
  completedOn: { ...day, description: 'For lines without a day of their own.' },
  outOf: { type: 'number', exclusiveMinimum: 0, maximum: 1_000_000, description: 'Points that are 100 percent.' },
  dateOrder: { enum: ['dmy', 'mdy'], description: 'How days with slashes are written.' },
  system: {
    type: 'string',
    format: 'uri',
    maxLength: 500,
    description: 'Address of the LMS whose numbers the file has.',
  },
  links: { ...strings, description: 'Address or number in the file → id of the person here.' },
  create: { type: 'boolean', description: 'Add people who are not known.' },
  again: {
    type: 'boolean',
    description: 'Give the award once more to people who have it and completed the course again on a later day.',
  },
} as const satisfies Readonly<Record<string, Schema>>

export const rosterPreview = object(['course', 'file'], rosterFields)
export const rosterImport = object(['course', 'file', 'reason'], { ...rosterFields, reason })

export const revokeCertificates = object(['numbers', 'reason'], { numbers, reason: publicReason, preview })
export const reissueCertificates = object(['numbers', 'reason'], { numbers, reason, preview, name: text(200) })

const facts = {
  title: text(200),
  type: { enum: ['self-study', 'course', 'webinar', 'conference', 'other'] },
  credits: { type: 'number', minimum: 0, maximum: 1000 },
  minutes: { type: 'integer', minimum: 1, maximum: 60_000 },
  domains: slugs(1),
  topic: slug,
  credentials: slugs(0),
  completedOn: day,
} as const satisfies Readonly<Record<string, Schema>>

export const newCredit = object(
  ['key', 'learner', 'title', 'type', 'credits', 'minutes', 'domains', 'completedOn', 'provider', 'reason'],
  {
    ...facts,
    key: { ...text(100), description: 'Names this one act: what is sent twice is recorded once.' },
    learner: text(80),
    unit: object(['name', 'minutes'], { name: text(30), minutes: { type: 'integer', minimum: 1, maximum: 6000 } }),
    provider: text(160),
    approver: text(120),
    approval: object(['approver', 'number', 'title'], { approver: text(120), number: text(60), title: text(200) }),
    activity: { type: 'string', format: 'uri', maxLength: 500 },
    file,
    reason,
  },
)

export const correction = object(['entry', 'reason'], {
  entry: text(80),
  reason,
  changes: { ...object([], facts), description: 'The corrected facts.' },
  name: {
    ...text(200),
    description: 'The corrected name: on the new certificate, and of the person from then on.',
  },
})

export const restoration = object(['entry', 'reason'], { entry: text(80), reason })
export const revocation = object(['entry', 'reason'], { entry: text(80), reason: publicReason })

export const certificatesAsked = object([], { learner: text(80), after: text(60) })
export const certificateAsked = object(['number'], { number: text(60) })
export const creditsAsked = object(['learner'], { learner: text(80) })

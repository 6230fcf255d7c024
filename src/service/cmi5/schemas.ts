import { launchMethods, launchModes, moveOnWords } from '../../model/cmi5.ts'
import type { Schema } from '../api/route.ts'

/** What goes into the HTTP API of cmi5 and comes out of it. */

const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
export const list = (name: string, items: Schema): Schema => object([name], { [name]: { type: 'array', items } })

const uuid: Schema = { type: 'string', format: 'uuid' }
const iri: Schema = { type: 'string' }
const moment: Schema = { type: 'string', format: 'date-time' }
const languageMap: Schema = { type: 'object', additionalProperties: { type: 'string' } }
const count: Schema = { type: 'integer', minimum: 0 }

/** A learner: an Agent with an account (cmi5 §9.2). */
export const learner: Schema = object(['account'], {
  objectType: { const: 'Agent' },
  name: { type: 'string', maxLength: 200 },
  account: object(['homePage', 'name'], {
    homePage: { type: 'string', format: 'uri', maxLength: 500 },
    name: { type: 'string', minLength: 1, maxLength: 500 },
  }),
})

/** A unit by its index in the order of the course structure, or by its publisher's id. */
const unit: Schema = { anyOf: [count, { type: 'string', minLength: 1, maxLength: 4000 }] }

export const newRegistration = object(['course', 'actor'], { course: uuid, actor: learner })
export interface NewRegistration {
  readonly course: string
  readonly actor: unknown
}

export const newLaunch = object(['au'], {
  au: unit,
  mode: { enum: launchModes, default: 'Normal' },
  returnURL: { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 4000 },
})
export interface NewLaunch {
  readonly au: number | string
  readonly mode?: (typeof launchModes)[number]
  readonly returnURL?: string
}

export const newWaiver = object(['au', 'reason'], {
  au: unit,
  reason: { type: 'string', minLength: 1, maxLength: 500 },
})
export interface NewWaiver {
  readonly au: number | string
  readonly reason: string
}

const courseFields = {
  id: uuid,
  activityId: iri,
  publisherId: iri,
  title: languageMap,
  description: languageMap,
  imported: moment,
  units: count,
}
export const course = object(Object.keys(courseFields), courseFields)

export const wholeCourse = object([...Object.keys(courseFields), 'aus'], {
  ...courseFields,
  aus: {
    type: 'array',
    items: object(['index', 'activityId', 'publisherId', 'title', 'description', 'url', 'moveOn', 'launchMethod'], {
      index: count,
      activityId: iri,
      publisherId: iri,
      title: languageMap,
      description: languageMap,
      url: { type: 'string' },
      moveOn: { enum: moveOnWords },
      launchMethod: { enum: launchMethods },
      activityType: iri,
      masteryScore: { type: 'number', minimum: 0, maximum: 1 },
      launchParameters: { type: 'string' },
    }),
  },
})

const registrationFields = { id: uuid, course: uuid, actor: learner, created: moment }
export const registration = object(Object.keys(registrationFields), registrationFields)

const partFields = { activityId: iri, publisherId: iri, title: languageMap, satisfied: { type: 'boolean' } }
export const registrationState = object([...Object.keys(registrationFields), 'satisfied', 'aus', 'blocks'], {
  ...registrationFields,
  satisfied: { type: 'boolean' },
  aus: {
    type: 'array',
    items: object(['index', ...Object.keys(partFields)], {
      index: count,
      ...partFields,
      completed: moment,
      passed: moment,
      failed: moment,
      waived: moment,
    }),
  },
  blocks: { type: 'array', items: object(Object.keys(partFields), partFields) },
})

export const session = object(['id', 'registration', 'au', 'mode', 'launched'], {
  id: uuid,
  registration: uuid,
  au: count,
  mode: { enum: launchModes },
  launched: moment,
  initialized: moment,
  completed: moment,
  passed: moment,
  failed: moment,
  terminated: moment,
  abandoned: moment,
})

export const launched = object(['session', 'url', 'launchMethod'], {
  session: uuid,
  url: { type: 'string', format: 'uri' },
  launchMethod: { enum: launchMethods },
})

export const waived = object(['session'], { session: uuid })

export const invalidPackage = object(['error', 'message', 'faults'], {
  error: { const: 'invalid-package' },
  message: { type: 'string' },
  faults: {
    type: 'array',
    items: object(['clause', 'message'], {
      clause: { type: 'string' },
      message: { type: 'string' },
      line: { type: 'integer', minimum: 1 },
    }),
  },
})

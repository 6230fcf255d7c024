import { sha256 } from '../../storage/canonical.ts'
import { creditsError, factErrors } from './activity-rules.ts'
import { type Errors, oneLine, plainDay, readDecimal, type Values } from './form-values.ts'

/** The kinds of activity a learner can report. */
export const ACTIVITY_TYPES = ['webinar', 'conference', 'course', 'self-study', 'other'] as const
export type ActivityType = (typeof ACTIVITY_TYPES)[number]

export interface Unit {
  readonly name: string
  /** Contact minutes one unit stands for. */
  readonly minutes: number
}

/** What the form offers. */
export interface ExternalChoices {
  readonly domains: readonly string[]
  readonly units: readonly Unit[]
  /** Ids of the credentials the learner holds. */
  readonly credentials: readonly string[]
  /** Plain date. */
  readonly today: string
}

/** An activity somewhere else, as its learner reports it. */
export interface ExternalActivity {
  readonly title: string
  readonly provider: string
  readonly type: ActivityType
  readonly domains: readonly string[]
  readonly topic?: string
  /** Plain date. */
  readonly completedOn: string
  readonly minutes: number
  readonly credits: number
  readonly unit: Unit
  readonly approvalNumber?: string
  /** Those it is meant for; none for any. */
  readonly credentials: readonly string[]
}

/**
 * IRI of an activity elsewhere: the same for the same title of the same provider, whenever it was held, because bodies let
 * one activity count once. Nobody else knows an IRI for it, so it is named by its own hash.
 */
export const externalActivityId = ({ title, provider }: Pick<ExternalActivity, 'title' | 'provider'>): string =>
  `urn:sha256:${sha256(JSON.stringify([provider.toLowerCase(), title.toLowerCase()]))}`

const MOST_MINUTES = 6000
const MOST_CREDITS = 100

export const unitKey = ({ name, minutes }: Unit): string => `${name}/${minutes}`

/** Reads what was typed into the form: the activity, or a sentence for each field that needs mending. */
export function parseExternal(
  values: Values,
  choices: ExternalChoices,
): { readonly activity: ExternalActivity } | { readonly errors: Errors } {
  const errors: Record<string, string> = {}
  const title = text(values, errors, 'title', 200)
  const provider = text(values, errors, 'provider', 200)
  const topic = slug(text(values, errors, 'topic', 60))
  if (topic === '' && oneLine(values.topic) !== '') errors.topic = 'Name the topic in letters from a to z.'
  const approvalNumber = text(values, errors, 'approvalNumber', 60)
  const type = ACTIVITY_TYPES.find((known) => known === values.type)
  if (type === undefined) errors.type = 'Choose what kind of activity it was.'
  const domains = choices.domains.filter((domain) => values[`domains.${domain}`] === 'yes')
  if (domains.length === 0) errors.domains = 'Tick at least one domain.'
  const completedOn = plainDay(values.completedOn)
  Object.assign(errors, factErrors({ title, provider, completedOn: values.completedOn ?? '' }, choices))
  const minutes = /^\d{1,4}$/.test(values.minutes?.trim() ?? '') ? Number(values.minutes) : 0
  if (minutes < 1 || minutes > MOST_MINUTES) {
    errors.minutes = `Give whole minutes between 1 and ${MOST_MINUTES}, breaks left out.`
  }
  const unit = choices.units.find((known) => unitKey(known) === values.unit)
  if (unit === undefined) errors.unit = 'Choose the unit the credits are counted in.'
  const credits = readDecimal(values.credits)
  if (credits === undefined || credits <= 0 || credits > MOST_CREDITS) {
    errors.credits = `Give a figure above 0 and up to ${MOST_CREDITS}, with at most two decimals.`
  } else if (unit !== undefined && errors.minutes === undefined) {
    const wrong = creditsError({ credits, minutes, unit })
    if (wrong !== undefined) errors.credits = wrong
  }
  if (
    type === undefined ||
    completedOn === undefined ||
    unit === undefined ||
    credits === undefined ||
    Object.keys(errors).length > 0
  ) {
    return { errors }
  }
  return {
    activity: {
      title,
      provider,
      type,
      domains,
      ...(topic === '' ? {} : { topic }),
      completedOn,
      minutes,
      credits,
      unit,
      ...(approvalNumber === '' ? {} : { approvalNumber }),
      credentials: choices.credentials.filter((id) => values[`credentials.${id}`] === 'yes'),
    },
  }
}

/** How awards and rules write topics: `Sepsis & shock` → `sepsis-shock`. */
const slug = (words: string): string =>
  words
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** One line of text. */
function text(values: Values, errors: Record<string, string>, name: string, most: number): string {
  const line = oneLine(values[name])
  if (line.length > most) errors[name] = `Shorten this to ${most} characters; it has ${line.length}.`
  return line
}

import { isPlainDate } from '../../credentials/plain-date.ts'
import { didYouMean } from '../command.ts'

/** What an option cannot be, and how to write it. */
export interface OptionFault {
  readonly wrong: string
  readonly hint: string
}

type Check = (value: string) => string | undefined

const DAY = 'Write the day as year, month and day, such as 2026-11-22.'

const isDay: Check = (value) => (isPlainDate(value) ? undefined : DAY)
const isFigure =
  (what: string, least: number, most: number, whole: boolean): Check =>
  (value) => {
    const figure = /^\d{1,7}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN
    const fits = figure >= least && figure <= most && (!whole || Number.isInteger(figure))
    return fits ? undefined : `Write ${what}, such as ${whole ? '60' : '1.5'}, up to ${most}.`
  }
const isSlug: Check = (value) =>
  value.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)
    ? undefined
    : 'Ids have letters from a to z, digits and hyphens, such as coding-and-classification.'
const isAddress: Check = (value) =>
  /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value)
    ? undefined
    : 'Write the whole address of the LMS, such as https://lms.example/.'

/** The least amount above nothing that a figure with six decimals can be. */
const SOME = 0.000_001

const checks: Readonly<Record<string, Check>> = {
  'completed-on': isDay,
  credits: isFigure('a figure with a point', 0, 1000, false),
  minutes: isFigure('whole minutes', 1, 60_000, true),
  'out-of': isFigure('points above 0', SOME, 1_000_000, false),
  domain: isSlug,
  credential: isSlug,
  topic: isSlug,
  system: isAddress,
}

/** The first of these options whose value cannot be. */
export function faultInOptions(options: Readonly<Record<string, unknown>>): OptionFault | undefined {
  for (const [name, check] of Object.entries(checks)) {
    const given = options[name]
    for (const value of Array.isArray(given) ? given : [given]) {
      const hint = typeof value === 'string' ? check(value) : undefined
      if (hint !== undefined) return { wrong: `--${name} cannot be ${String(value)}.`, hint }
    }
  }
  return undefined
}

/** Members of what the service is asked, as its messages name them, and the options that fill them. */
const optionOf: Readonly<Record<string, string>> = {
  award: '--award',
  columns: '--column',
  completedOn: '--completed-on',
  outOf: '--out-of',
  dateOrder: '--date-order',
  system: '--system',
  links: '--link',
  create: '--create',
}

/** A message of the service with options in the place of `members` of the request. */
export const inOptions = (message: string): string =>
  message.replace(/`(\w+)`/g, (written, member: string) => optionOf[member] ?? written)

/** Says which of the options that are needed were not given. */
export function missingOptions(
  options: Readonly<Record<string, unknown>>,
  needed: readonly string[],
): string | undefined {
  const missing = needed.filter((name) => options[name] === undefined).map((name) => `--${name}`)
  return missing.length === 0 ? undefined : `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`
}

/** The first name that is none of those known, and which there are. */
export function unknownName(names: readonly string[], known: readonly string[]): OptionFault | undefined {
  const strange = names.find((name) => !known.includes(name))
  return strange === undefined
    ? undefined
    : {
        wrong: `--column cannot name ${strange}.${didYouMean(strange, known)}`,
        hint: `It can name ${known.join(', ')}.`,
      }
}

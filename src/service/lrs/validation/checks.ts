import { pointerTo } from '../../../validation/field-name.ts'

/** One thing wrong with a statement. */
export interface Fault {
  /** JSON pointer into the statement. */
  readonly pointer: string
  /** The clause of xAPI 1.0.3 Part Two (Data) that says so. */
  readonly rule: string
  readonly message: string
}

export type Report = (pointer: string, rule: string, message: string) => void
/** Looks at a value and reports what is wrong with it. */
export type Check = (value: unknown, at: string, report: Report) => void

export type Members = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Shows a value in a message, short. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** A value that must pass a test. */
export const that =
  (rule: string, wanted: string, test: (value: unknown) => boolean): Check =>
  (value, at, report) => {
    if (!test(value)) report(at, rule, `must be ${wanted}, not ${shown(value)}`)
  }

const text =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value)

/** Any object without unknown members; `required` must be there, `more` sees the whole. Null is never allowed (2.2). */
export const object =
  (rule: string, members: Readonly<Record<string, Check>>, required: readonly string[] = [], more?: Check): Check =>
  (value, at, report) => {
    if (!isObject(value)) {
      report(at, rule, `must be an object, not ${shown(value)}`)
      return
    }
    for (const name of required) {
      if (value[name] === undefined) report(at, rule, `has no "${name}"`)
    }
    for (const [name, member] of Object.entries(value)) {
      const check = members[name]
      if (check === undefined) report(pointerTo(at, name), rule, `"${name}" is not a property of this object`)
      else if (member === null) report(pointerTo(at, name), '2.2', 'must not be null')
      else check(member, pointerTo(at, name), report)
    }
    more?.(value, at, report)
  }

export const list =
  (rule: string, item: Check, least = 0): Check =>
  (value, at, report) => {
    if (!Array.isArray(value)) {
      report(at, rule, `must be an array, not ${shown(value)}`)
      return
    }
    if (value.length < least) report(at, rule, `must have at least ${least} entries`)
    value.forEach((entry: unknown, i) => {
      item(entry, pointerTo(at, i), report)
    })
  }

/** Both, one after the other. */
export const both =
  (first: Check, second: Check): Check =>
  (value, at, report) => {
    first(value, at, report)
    second(value, at, report)
  }

/** A map whose keys must pass `key`. */
const map =
  (rule: string, wanted: string, key: RegExp, item: Check): Check =>
  (value, at, report) => {
    if (!isObject(value)) {
      report(at, rule, `must be an object, not ${shown(value)}`)
      return
    }
    for (const [name, entry] of Object.entries(value)) {
      if (!key.test(name)) report(pointerTo(at, name), rule, `the key ${shown(name)} must be ${wanted}`)
      item(entry, pointerTo(at, name), report)
    }
  }

const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/
const LANGUAGE =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$|^x(?:-[a-z\d]{1,8})+$/i
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:0\d|1\d|2[0-3]):[0-5]\d)$/i
const DURATION =
  /^P(?!$)(?:\d+(?:\.\d+)?W|(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)$/

export const isUuid = text(UUID)
export const isIri = text(IRI)
export const isTimestamp = (value: unknown): boolean =>
  text(TIMESTAMP)(value) && typeof value === 'string' && !/-00:?00$/.test(value) && !Number.isNaN(Date.parse(value))

export const uuid = that('4.2', 'a UUID', isUuid)
export const iri = that('4.1', 'an IRI with a scheme', isIri)
export const timestamp = that('4.5', 'an ISO 8601 timestamp with a zone (RFC 3339)', isTimestamp)
export const duration = that('4.6', 'an ISO 8601 duration', text(DURATION))
export const language = that('2.4.6', 'a language tag (RFC 5646)', text(LANGUAGE))
export const string = that('2.2', 'a string', (value) => typeof value === 'string')
export const boolean = that('2.2', 'true or false', (value) => typeof value === 'boolean')
export const number = that('2.2', 'a number', (value) => typeof value === 'number')
export const languageMap = map('4.2', 'a language tag (RFC 5646)', LANGUAGE, string)
/** Values of extensions are anything, null included. */
export const extensions = map('4.3', 'an IRI', IRI, () => undefined)

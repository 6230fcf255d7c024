import { isMembers } from '../../../model/members.ts'
import { pointerTo } from '../../../validation/field-name.ts'
import { dataClause, type VersionRules } from '../versions.ts'
import { fitsKey, isDuration, isIri, isLanguage, isTimestamp, isUuid, LONGEST_KEY } from './formats.ts'

/** One thing wrong with a statement. */
export interface Fault {
  /** JSON pointer into the statement. */
  readonly pointer: string
  /** The clause of the standard that says so. */
  readonly rule: string
  readonly message: string
}

/** More faults than these in one statement help nobody, and hostile ones would fill the memory. */
const MOST_FAULTS = 10

/** One walk through one statement. The way to where the walk is grows and shrinks with it, so that it costs nothing. */
export interface Walk {
  readonly rules: VersionRules
  readonly way: (string | number)[]
  readonly faults: Fault[]
}

/** Looks at a value and reports what is wrong with it. */
export type Check = (value: unknown, walk: Walk) => void

/** `clause` is one of part Two (Data) of xAPI 1.0.3; `below` are steps further down from where the walk is. */
export function report({ rules, way, faults }: Walk, clause: string, message: string, ...below: string[]): void {
  if (faults.length >= MOST_FAULTS) return
  faults.push({
    pointer: [...way, ...below].reduce<string>(pointerTo, ''),
    rule: dataClause(rules, clause),
    message,
  })
}

/** Shows a value in a message, short. */
const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (isMembers(value)) return 'an object'
  const text = typeof value === 'string' ? value.slice(0, 80) : value
  return JSON.stringify(text) ?? String(value)
}

/** A value that must pass a test. */
export const that =
  (clause: string, wanted: string, test: (value: unknown) => boolean): Check =>
  (value, walk) => {
    if (!test(value)) report(walk, clause, `must be ${wanted}, not ${shown(value)}`)
  }

/** Any object without unknown members; `required` must be there, `more` sees the whole. Null is never allowed (2.2). */
export const object = (
  clause: string,
  members: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
  more?: Check,
): Check => {
  // A map: in a plain record, a member named "constructor" would find one.
  const known = new Map(Object.entries(members))
  return (value, walk) => {
    if (!isMembers(value)) {
      report(walk, clause, `must be an object, not ${shown(value)}`)
      return
    }
    for (const name of required) {
      if (value[name] === undefined) report(walk, clause, `has no "${name}"`)
    }
    for (const name of Object.keys(value)) {
      const check = known.get(name)
      const member = value[name]
      walk.way.push(name)
      if (check === undefined) report(walk, clause, `${shown(name)} is not a property of this object`)
      else if (member === null) report(walk, '2.2', 'must not be null')
      else check(member, walk)
      walk.way.pop()
    }
    more?.(value, walk)
  }
}

export const list =
  (clause: string, item: Check, least = 0): Check =>
  (value, walk) => {
    if (!Array.isArray(value)) {
      report(walk, clause, `must be an array, not ${shown(value)}`)
      return
    }
    if (value.length < least) report(walk, clause, `must have at least ${least} entries`)
    for (const [i, entry] of value.entries()) {
      walk.way.push(i)
      item(entry, walk)
      walk.way.pop()
    }
  }

/** Both, one after the other. */
export const both =
  (first: Check, second: Check): Check =>
  (value, walk) => {
    first(value, walk)
    second(value, walk)
  }

/** A map whose keys must pass `key`. */
const map =
  (clause: string, wanted: string, key: (name: string) => boolean, item?: Check): Check =>
  (value, walk) => {
    if (!isMembers(value)) {
      report(walk, clause, `must be an object, not ${shown(value)}`)
      return
    }
    for (const name of Object.keys(value)) {
      walk.way.push(name)
      if (!key(name)) report(walk, clause, `the key ${shown(name)} must be ${wanted}`)
      item?.(value[name], walk)
      walk.way.pop()
    }
  }

export const uuid = that('4.2', 'a UUID', isUuid)
export const iri = that('4.1', 'an IRI with a scheme', isIri)
/** An IRI that an activity or a verb is known by. */
export const keyIri: Check = (value, walk) => {
  iri(value, walk)
  if (typeof value === 'string' && !fitsKey(value)) report(walk, '4.1', TOO_LONG)
}
export const TOO_LONG = `must have ${LONGEST_KEY} bytes or fewer`
export const timestamp = that('4.5', 'an ISO 8601 timestamp with a zone (RFC 3339)', isTimestamp)
export const duration = that('4.6', 'an ISO 8601 duration', isDuration)
export const language = that('2.4.6', 'a language tag (RFC 5646)', isLanguage)
export const string = that('2.2', 'a string', (value) => typeof value === 'string')
export const boolean = that('2.2', 'true or false', (value) => typeof value === 'boolean')
export const number = that('2.2', 'a number', (value) => typeof value === 'number')
export const languageMap = map('4.2', 'a language tag (RFC 5646)', isLanguage, string)
/** Values of extensions are anything, null included. */
export const extensions = map('4.3', 'an IRI', isIri)

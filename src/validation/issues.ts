import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { fieldName, pointerTo } from './field-name.ts'
import { nearest } from './nearest.ts'
import { formatWords, patternWords } from './patterns.ts'
import { describe, example, lengthOf, textOf, wantedType } from './words.ts'

/** What is wrong with a value, wherever it came from: a problem that has no place yet, and where in the value it is. */
export interface Issue extends Omit<Problem, 'place'> {
  /** JSON pointer (RFC 6901) into the value. */
  readonly pointer: string
  /** Whether the key is at fault (an unknown field) and not its value. */
  readonly atKey: boolean
}

type Made = Omit<Issue, 'pointer' | 'atKey'> & Partial<Pick<Issue, 'pointer' | 'atKey'>>
type IssueMaker = (error: ErrorObject) => Made

const NOWHERE: Place = { file: '' }

/** Turns one ajv error into an issue in an author's words. */
export function issueOf(error: ErrorObject): Issue {
  const make = makers[error.keyword] ?? shape
  const { place: _, ...made }: Made & { place?: Place } = make(error)
  return { pointer: error.instancePath, atKey: false, ...made }
}

const shape: IssueMaker = (error) =>
  problem('field-shape', { ...fieldName(error.instancePath), found: textOf(error.data) }, NOWHERE)

const range: IssueMaker = (error) => {
  const limits = {
    minimum: 'at least',
    maximum: 'at most',
    exclusiveMinimum: 'more than',
    exclusiveMaximum: 'less than',
  }
  const words = limits[error.keyword as keyof typeof limits]
  const params = { value: textOf(error.data), limit: `${words} ${String(error.params.limit)}` }
  return problem('field-range', { ...fieldName(error.instancePath), ...params }, NOWHERE, {
    actual: textOf(error.data),
  })
}

const length: IssueMaker = (error) => {
  const size = typeof error.data === 'string' ? lengthOf(error.data) : Array.isArray(error.data) ? error.data.length : 0
  const unit = typeof error.data === 'string' ? 'character' : 'entry'
  const count = (n: number): string => `${n} ${n === 1 ? unit : unit === 'entry' ? 'entries' : 'characters'}`
  const limit = `${error.keyword.startsWith('min') ? 'at least' : 'at most'} ${count(Number(error.params.limit))}`
  const is = size === 0 ? 'is empty' : `has ${count(size)}`
  const key = error.propertyName
  const field = key === undefined ? fieldName(error.instancePath) : fieldName(pointerTo(error.instancePath, key))
  const keyed = key === undefined ? {} : { pointer: pointerTo(error.instancePath, key), atKey: true }
  const isKey = `has ${count(lengthOf(key ?? ''))}`
  return { ...problem('field-length', { ...field, is: key === undefined ? is : isKey, limit }, NOWHERE), ...keyed }
}

const oneOfValues = (error: ErrorObject, allowed: readonly unknown[], means = ''): Made => {
  const expected = allowed.map((value) => String(value))
  const near = typeof error.data === 'string' ? nearest(error.data, expected) : undefined
  return problem(
    'field-value',
    {
      ...fieldName(error.instancePath),
      value: textOf(error.data),
      allowed: expected,
      ...(near === undefined ? {} : { nearest: near }),
      ...(means === '' ? {} : { means }),
    },
    NOWHERE,
    { actual: textOf(error.data), expected },
  )
}

const form = (error: ErrorObject, words: string | undefined): Made => {
  const values = { value: textOf(error.data), form: words ?? `it as in ${example(error.parentSchema) || 'the schema'}` }
  return problem('field-form', { ...fieldName(error.instancePath), ...values }, NOWHERE, { actual: textOf(error.data) })
}

/** ajv keyword → issue. Keywords the schemas do not use fall back to `field-shape`. */
const makers: Readonly<Record<string, IssueMaker>> = {
  required: (error) => {
    const missing = String(error.params.missingProperty)
    const properties = (error.parentSchema?.properties ?? {}) as Readonly<Record<string, unknown>>
    const field = fieldName(pointerTo(error.instancePath, missing))
    const params = { ...field, description: describe(properties[missing]), example: example(properties[missing]) }
    return problem('field-missing', params, NOWHERE)
  },
  additionalProperties: (error) => {
    const key = String(error.params.additionalProperty)
    const known = Object.keys((error.parentSchema?.properties ?? {}) as object)
    const near = nearest(key, known)
    const pointer = pointerTo(error.instancePath, key)
    const params = { ...fieldName(pointer), known, ...(near === undefined ? {} : { nearest: near }) }
    return {
      ...problem('field-unknown', params, NOWHERE, { actual: key, expected: near === undefined ? known : [near] }),
      pointer,
      atKey: true,
    }
  },
  type: (error) => {
    const params = {
      wanted: wantedType(error.params.type),
      found: textOf(error.data),
      example: example(error.parentSchema),
    }
    const values = { actual: textOf(error.data), expected: [params.wanted] }
    return problem('field-type', { ...fieldName(error.instancePath), ...params }, NOWHERE, values)
  },
  // The branches of a `oneOf` are told apart by a constant field.
  discriminator: (error) => {
    const { tag, tagValue } = error.params as { readonly tag: string; readonly tagValue: unknown }
    const pointer = pointerTo(error.instancePath, tag)
    const found = textOf(tagValue)
    return { ...problem('field-shape', { ...fieldName(pointer), found }, NOWHERE, { actual: found }), pointer }
  },
  enum: (error) => oneOfValues(error, error.params.allowedValues as readonly unknown[]),
  // A single value is a statement: what the author says with it stands in the schema.
  const: (error) => oneOfValues(error, [error.params.allowedValue], describe(error.parentSchema)),
  pattern: (error) => form(error, patternWords[String(error.params.pattern)]),
  format: (error) => form(error, formatWords[String(error.params.format)]),
  minimum: range,
  maximum: range,
  exclusiveMinimum: range,
  exclusiveMaximum: range,
  minLength: length,
  maxLength: length,
  minItems: length,
  maxItems: length,
  uniqueItems: (error) => {
    const [first, second] = [Number(error.params.j), Number(error.params.i)].sort((a, b) => a - b) as [number, number]
    const value = textOf((error.data as readonly unknown[])[first])
    const params = { ...fieldName(error.instancePath), value, first: first + 1, second: second + 1 }
    return { ...problem('field-repeated', params, NOWHERE), pointer: pointerTo(error.instancePath, second) }
  },
}

import type { ErrorObject } from 'ajv/dist/2020.js'
import { type Issue, issueOf } from './issues.ts'
import { type SchemaName, type SchemaTypes, validator } from './schemas.ts'

export interface Checked<T> {
  /** The value itself, typed; undefined when it is not what the schema asks for. */
  readonly value: T | undefined
  readonly issues: readonly Issue[]
}

/** Holds a value against `schemas/<name>.schema.json`. All failures are reported, each once. */
export function check<N extends SchemaName>(name: N, value: unknown): Checked<SchemaTypes[N]> {
  const validate = validator(name)
  if (validate(value)) return { value, issues: [] }
  return { value: undefined, issues: oncePerValue((validate.errors ?? []).filter(saysSomething).map(issueOf)) }
}

/** ajv tells of a bad key twice; and the branches of a `oneOf` are told apart by `discriminator`, which speaks for it. */
const saysSomething = ({ keyword }: ErrorObject): boolean => keyword !== 'propertyNames' && keyword !== 'oneOf'

/** An empty id is too short and also of the wrong form; the author mends it once. */
function oncePerValue(issues: readonly Issue[]): readonly Issue[] {
  const ofContent = new Set(['field-form', 'field-length', 'field-range'])
  const seen = new Set<string>()
  return issues.filter(({ code, pointer, atKey }) => {
    const value = `${atKey} ${pointer}`
    if (!ofContent.has(code)) return true
    if (seen.has(value)) return false
    seen.add(value)
    return true
  })
}

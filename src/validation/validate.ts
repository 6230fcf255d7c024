import { compareProblems, type Place, type Problem } from '../problems/problem.ts'
import { check } from './check.ts'
import type { SchemaName, SchemaTypes } from './schemas.ts'

/** Where a field is: its value, or with `key` its name. A field that is missing is where its parent is. */
export type PlaceOf = (pointer: string, options?: { readonly key?: boolean }) => Place

export interface Validated<T> {
  /** Undefined when there were problems. */
  readonly value: T | undefined
  readonly problems: readonly Problem[]
}

/**
 * Holds a value read from a file against `schemas/<name>.schema.json`; each failure becomes one problem with its place.
 *
 * @example const { value, problems } = validate('exam', yaml.value, yaml.placeOf)
 */
export function validate<N extends SchemaName>(name: N, value: unknown, placeOf: PlaceOf): Validated<SchemaTypes[N]> {
  const checked = check(name, value)
  const problems = checked.issues.map(({ pointer, atKey, ...rest }): Problem => {
    return { ...rest, place: placeOf(pointer, { key: atKey }) }
  })
  return { value: checked.value, problems: problems.sort(compareProblems) }
}

import type { CodeLine } from '../schema-types.ts'

/** A character at which two codes of seven characters differ. */
export interface Difference {
  /** Counts from 1. */
  readonly position: number
  /** What the character says; for codes of two sections it is given for the first character only. */
  readonly axis?: string
  /** Value, and what it stands for where that is known. */
  readonly given: readonly [string, string?]
  readonly key: readonly [string, string?]
}

/** Where a procedure code differs from the one of the key; empty unless both have seven characters. */
export function differences(given: string, key: string, axes: CodeLine['axes'] = []): Difference[] {
  if (given.length !== 7 || key.length !== 7) return []
  // What a character says follows from those before it: from the section, and its values from the whole table.
  const alike = given.charAt(0) === key.charAt(0) ? 7 : 1
  return key.split('').flatMap((character, i): Difference[] => {
    const was = given.charAt(i)
    if (was === character) return []
    const axis = i < alike ? axes[i] : undefined
    const label = (value: string): readonly [string, string?] =>
      axis?.values[value] === undefined ? [value] : [value, axis.values[value]]
    return [
      {
        position: i + 1,
        ...(axis === undefined ? {} : { axis: axis.title }),
        given: label(was),
        key: label(character),
      },
    ]
  })
}

/** A character at which two codes of seven characters differ. */
export interface Difference {
  /** Counts from 1. */
  readonly position: number
  /** What the character says, where the section of the key is one whose axes are known. */
  readonly axis?: Axis
  readonly given: string
  readonly key: string
}

export type Axis =
  | 'section'
  | 'body-system'
  | 'operation'
  | 'body-part'
  | 'approach'
  | 'device'
  | 'qualifier'
  | 'root-type'
  | 'contrast'
  | 'body-region'

const MEDICAL: readonly Axis[] = ['section', 'body-system', 'operation', 'body-part', 'approach', 'device', 'qualifier']

/** ICD-10-PCS guidelines A.4 and the headings of its tables: what the characters of a section stand for. */
const AXES: Readonly<Record<string, readonly Axis[]>> = {
  0: MEDICAL,
  1: MEDICAL,
  2: ['section', 'body-system', 'operation', 'body-region', 'approach', 'device', 'qualifier'],
  B: ['section', 'body-system', 'root-type', 'body-part', 'contrast', 'qualifier', 'qualifier'],
}

/** Where a procedure code differs from the one of the key; empty unless both have seven characters. */
export function differences(given: string, key: string): Difference[] {
  if (given.length !== 7 || key.length !== 7) return []
  const axes = given.charAt(0) === key.charAt(0) ? AXES[key.charAt(0)] : MEDICAL.slice(0, 1)
  return key.split('').flatMap((character, i): Difference[] => {
    if (given.charAt(i) === character) return []
    const axis = axes?.[i]
    return [{ position: i + 1, ...(axis === undefined ? {} : { axis }), given: given.charAt(i), key: character }]
  })
}

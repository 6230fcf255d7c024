/** A character at which two codes of seven characters differ. */
export interface Difference {
  /** Counts from 1. */
  readonly position: number
  /** What the character says; of codes of two sections only the first character is compared by name. */
  readonly axis?: Axis
  readonly given: string
  readonly key: string
}

export type Axis =
  | 'section'
  | 'section-qualifier'
  | 'body-system'
  | 'body-system-or-region'
  | 'body-part'
  | 'body-region'
  | 'operation'
  | 'type'
  | 'type-qualifier'
  | 'modality'
  | 'modality-qualifier'
  | 'treatment-site'
  | 'approach'
  | 'duration'
  | 'contrast'
  | 'radionuclide'
  | 'device'
  | 'function-or-device'
  | 'technology'
  | 'substance'
  | 'function'
  | 'method'
  | 'isotope'
  | 'equipment'
  | 'qualifier'

const MEDICAL: readonly Axis[] = ['section', 'body-system', 'operation', 'body-part', 'approach', 'device', 'qualifier']
const MANUAL: readonly Axis[] = [
  'section',
  'body-system',
  'operation',
  'body-region',
  'approach',
  'method',
  'qualifier',
]
const THERAPY: readonly Axis[] = ['section', 'body-system', 'type', 'qualifier', 'qualifier', 'qualifier', 'qualifier']

/** What the characters of a section stand for, as the headings of the ICD-10-PCS tables name them (guideline A.2). */
export const AXES: Readonly<Record<string, readonly Axis[]>> = {
  0: MEDICAL,
  1: MEDICAL,
  2: ['section', 'body-system', 'operation', 'body-region', 'approach', 'device', 'qualifier'],
  3: ['section', 'body-system', 'operation', 'body-system-or-region', 'approach', 'substance', 'qualifier'],
  4: ['section', 'body-system', 'operation', 'body-system', 'approach', 'function-or-device', 'qualifier'],
  5: ['section', 'body-system', 'operation', 'body-system', 'duration', 'function', 'qualifier'],
  6: ['section', 'body-system', 'operation', 'body-system', 'duration', 'qualifier', 'qualifier'],
  7: MANUAL,
  8: MANUAL,
  9: MANUAL,
  B: ['section', 'body-system', 'type', 'body-part', 'contrast', 'qualifier', 'qualifier'],
  C: ['section', 'body-system', 'type', 'body-part', 'radionuclide', 'qualifier', 'qualifier'],
  D: ['section', 'body-system', 'modality', 'treatment-site', 'modality-qualifier', 'isotope', 'qualifier'],
  F: ['section', 'section-qualifier', 'type', 'body-system-or-region', 'type-qualifier', 'equipment', 'qualifier'],
  G: THERAPY,
  H: THERAPY,
  X: ['section', 'body-system', 'operation', 'body-part', 'approach', 'technology', 'qualifier'],
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

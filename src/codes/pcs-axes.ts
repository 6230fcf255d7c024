import type { PcsTables } from './formats/pcs-tables.ts'

const MEDICAL: readonly string[] = [
  'section',
  'body system',
  'operation',
  'body part',
  'approach',
  'device',
  'qualifier',
]
const MANUAL: readonly string[] = [
  'section',
  'body system',
  'operation',
  'body region',
  'approach',
  'method',
  'qualifier',
]
const THERAPY: readonly string[] = [
  'section',
  'body system',
  'type',
  'qualifier',
  'qualifier',
  'qualifier',
  'qualifier',
]

/** What the characters of a section stand for, as the headings of the ICD-10-PCS tables name them (guideline A.2). */
export const AXES: Readonly<Record<string, readonly string[]>> = {
  0: MEDICAL,
  1: MEDICAL,
  2: ['section', 'body system', 'operation', 'body region', 'approach', 'device', 'qualifier'],
  3: ['section', 'body system', 'operation', 'body system / region', 'approach', 'substance', 'qualifier'],
  4: ['section', 'body system', 'operation', 'body system', 'approach', 'function / device', 'qualifier'],
  5: ['section', 'body system', 'operation', 'body system', 'duration', 'function', 'qualifier'],
  6: ['section', 'body system', 'operation', 'body system', 'duration', 'qualifier', 'qualifier'],
  7: MANUAL,
  8: MANUAL,
  9: MANUAL,
  B: ['section', 'body system', 'type', 'body part', 'contrast', 'qualifier', 'qualifier'],
  C: ['section', 'body system', 'type', 'body part', 'radionuclide', 'qualifier', 'qualifier'],
  D: ['section', 'body system', 'modality', 'treatment site', 'modality qualifier', 'isotope', 'qualifier'],
  F: ['section', 'section qualifier', 'type', 'body system / region', 'type qualifier', 'equipment', 'qualifier'],
  G: THERAPY,
  H: THERAPY,
  X: ['section', 'body system', 'operation', 'body part', 'approach', 'device / substance / technology', 'qualifier'],
}

/**
 * What the values of each of a code's seven characters stand for: for the operation, those of its body system; for those after
 * it, what any row of its table has. Undefined where no table begins like the code.
 */
export function labelsOf({ tables }: PcsTables, code: string): Readonly<Record<string, string>>[] | undefined {
  const of = (characters: number) =>
    tables.filter(({ axes }) =>
      axes.slice(0, characters).every(({ labels }, i) => Object.hasOwn(labels, code.charAt(i))),
    )
  const [system, table] = [of(2), of(3)]
  if (code.length !== 7 || table.length === 0) return undefined
  return Array.from({ length: 7 }, (_, i) => {
    const axes =
      i < 3
        ? (i === 2 ? system : table).map((one) => one.axes[i])
        : table.flatMap(({ rows }) => rows.map((row) => row[i - 3]))
    return Object.fromEntries(axes.flatMap((axis) => Object.entries(axis?.labels ?? {})))
  })
}

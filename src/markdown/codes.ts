import type { Place } from '../problems/problem.ts'
import { nearest } from '../validation/nearest.ts'
import { type CodeSystem, type Context, report } from './context.ts'

interface Shape {
  /** In a sentence, with its article. */
  readonly name: string
  readonly pattern: RegExp
  readonly form: string
  /** How many characters every code has, where that is what makes the form. */
  readonly length?: number
}

/** What codes look like; whether one exists in an edition is looked up later. */
export const codeShapes = {
  // ICD-10-CM Official Guidelines, Section I.A.2: 3 to 7 characters, a point behind the third. The first is a letter,
  // the second a digit but for category QA0 of fiscal year 2026.
  icd10cm: {
    name: 'an ICD-10-CM',
    pattern: /^([A-Z]\d[A-Z\d]|QA\d)(\.[A-Z\d]{1,4})?$/,
    form: 'a letter, a digit, a digit or letter, then a point and one to four more, such as E11.9',
  },
  // ICD-10-PCS Official Guidelines, A1 and A2: 7 characters, digits and letters without I and O.
  icd10pcs: {
    name: 'an ICD-10-PCS',
    pattern: /^[A-HJ-NP-Z\d]{7}$/,
    form: 'seven characters, digits and capital letters without I and O, such as 0DTJ4ZZ',
    length: 7,
  },
  cpt: {
    name: 'a CPT',
    pattern: /^\d{4}[A-Z\d]$/,
    form: 'five digits, or four digits and a capital letter, such as 99213',
  },
  hcpcs: {
    name: 'an HCPCS level II',
    pattern: /^[A-Z]\d{4}$/,
    form: 'a capital letter and four digits, such as J1885',
  },
} as const satisfies Readonly<Record<CodeSystem, Shape>>

export const codeSystems = Object.keys(codeShapes) as readonly CodeSystem[]

export const isCodeSystem = (name: string): name is CodeSystem => Object.hasOwn(codeShapes, name)

/** Takes `icd10cm:E11.9` apart as inline code writes a medical code; undefined for other inline code. */
export function writtenCode(value: string): { readonly system: string; readonly code: string } | undefined {
  const [, system, code] = /^([a-z][\w-]*):\s*(\S.*)$/i.exec(value) ?? []
  return system === undefined || code === undefined ? undefined : { system, code }
}

/** The letters O and I, where digits were meant. */
const withDigits = (text: string): string => text.replaceAll('O', '0').replaceAll('I', '1')

/**
 * Records the use of a code and reports one that cannot be a code of its system.
 *
 * @param as `category` where it says only how codes begin
 */
export function useCode(
  context: Context,
  code: string,
  system: CodeSystem,
  place: Place,
  as: 'code' | 'category' = 'code',
): void {
  const { name, pattern, form, length }: Shape = codeShapes[system]
  if (pattern.test(code)) {
    const category = as === 'category' ? ({ category: true } as const) : {}
    context.references.push({ kind: 'code', target: code, detail: system, ...category, place })
    return
  }
  const tidy = code.toUpperCase().replace(/\s+/g, '')
  const better = [tidy, `${tidy.slice(0, 1)}${withDigits(tidy.slice(1))}`, withDigits(tidy)]
    .flatMap((one) => [one, `${one.slice(0, 3)}.${one.slice(3)}`])
    .find((candidate) => pattern.test(candidate))
  const has = /^[A-Z\d]+$/.test(tidy) && length !== undefined && tidy.length !== length ? { has: tidy.length } : {}
  const params = { code, system: name, form, ...has, ...(better === undefined ? {} : { better }) }
  report(context, 'code-shape', params, place, {
    actual: code,
    ...(better === undefined ? {} : { expected: [better] }),
  })
}

/** Reports a code system that does not exist. */
export function unknownSystem(context: Context, system: string, place: Place): void {
  const near = nearest(system, codeSystems)
  const params = { system, known: codeSystems, ...(near === undefined ? {} : { nearest: near }) }
  report(context, 'code-system-unknown', params, place, { actual: system, expected: codeSystems })
}

import type { BankMeta } from '../model/schema-types.ts'

export type CodeSystem = NonNullable<BankMeta['codes']>

/** What the systems are called in sentences. */
export const systemNames = {
  icd10cm: 'ICD-10-CM',
  icd10pcs: 'ICD-10-PCS',
  hcpcs: 'HCPCS level II',
  cpt: 'CPT',
} as const satisfies Readonly<Record<CodeSystem, string>>

export const systems = Object.keys(systemNames) as readonly CodeSystem[]

export const isSystem = (name: string): name is CodeSystem => Object.hasOwn(systemNames, name)

/** CPT is licensed: its codes are known by their shape alone, never looked up. */
export const isLookedUp = (system: CodeSystem): boolean => system !== 'cpt'

/** @example bare('e11.22') → 'E1122', as the agencies' files write it */
export const bare = (code: string): string => code.replace(/[.\s]/g, '').toUpperCase()

/** @example written('icd10cm', 'E1122') → 'E11.22' */
export const written = (system: CodeSystem, code: string): string =>
  system === 'icd10cm' && code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code

import type { CodeSystem } from '../system.ts'

/** Systems that a code book can hold; CPT is licensed. */
export type BookSystem = Exclude<CodeSystem, 'cpt'>

export interface Chapter {
  /** Number of the chapter (ICD-10-CM), value of the first character (ICD-10-PCS, HCPCS). */
  readonly id: string
  readonly title: string
}

/** Chapters of ICD-10-CM by the category they begin with. */
const DIAGNOSES: readonly (Chapter & { readonly from: string })[] = [
  { id: '1', from: 'A00', title: 'Certain infectious and parasitic diseases' },
  { id: '2', from: 'C00', title: 'Neoplasms' },
  {
    id: '3',
    from: 'D50',
    title: 'Diseases of the blood and blood-forming organs and certain disorders involving the immune mechanism',
  },
  { id: '4', from: 'E00', title: 'Endocrine, nutritional and metabolic diseases' },
  { id: '5', from: 'F01', title: 'Mental, behavioral and neurodevelopmental disorders' },
  { id: '6', from: 'G00', title: 'Diseases of the nervous system' },
  { id: '7', from: 'H00', title: 'Diseases of the eye and adnexa' },
  { id: '8', from: 'H60', title: 'Diseases of the ear and mastoid process' },
  { id: '9', from: 'I00', title: 'Diseases of the circulatory system' },
  { id: '10', from: 'J00', title: 'Diseases of the respiratory system' },
  { id: '11', from: 'K00', title: 'Diseases of the digestive system' },
  { id: '12', from: 'L00', title: 'Diseases of the skin and subcutaneous tissue' },
  { id: '13', from: 'M00', title: 'Diseases of the musculoskeletal system and connective tissue' },
  { id: '14', from: 'N00', title: 'Diseases of the genitourinary system' },
  { id: '15', from: 'O00', title: 'Pregnancy, childbirth and the puerperium' },
  { id: '16', from: 'P00', title: 'Certain conditions originating in the perinatal period' },
  {
    id: '17',
    from: 'Q00',
    title: 'Congenital malformations, deformations and chromosomal abnormalities',
  },
  {
    id: '18',
    from: 'R00',
    title: 'Symptoms, signs and abnormal clinical and laboratory findings, not elsewhere classified',
  },
  {
    id: '19',
    from: 'S00',
    title: 'Injury, poisoning and certain other consequences of external causes',
  },
  { id: '20', from: 'V00', title: 'External causes of morbidity' },
  { id: '21', from: 'Z00', title: 'Factors influencing health status and contact with health services' },
  { id: '22', from: 'U00', title: 'Codes for special purposes' },
]

/** Sections of ICD-10-PCS by the value of the first character. */
const PROCEDURES: Readonly<Record<string, string>> = {
  '0': 'Medical and Surgical',
  '1': 'Obstetrics',
  '2': 'Placement',
  '3': 'Administration',
  '4': 'Measurement and Monitoring',
  '5': 'Extracorporeal or Systemic Assistance and Performance',
  '6': 'Extracorporeal or Systemic Therapies',
  '7': 'Osteopathic',
  '8': 'Other Procedures',
  '9': 'Chiropractic',
  B: 'Imaging',
  C: 'Nuclear Medicine',
  D: 'Radiation Therapy',
  F: 'Physical Rehabilitation and Diagnostic Audiology',
  G: 'Mental Health',
  H: 'Substance Abuse Treatment',
  X: 'New Technology',
}

/** Chapter of a code. @param code without a point. Undefined where the system has no such chapter. */
export function chapterOf(system: BookSystem, code: string): Chapter | undefined {
  if (system === 'icd10cm') {
    // A category beyond the last of its chapter, in an edition to come, still belongs to it.
    const before = DIAGNOSES.filter(({ from }) => from <= code)
    const found = before.reduce<(typeof DIAGNOSES)[number] | undefined>(
      (last, one) => (last === undefined || one.from > last.from ? one : last),
      undefined,
    )
    return found && { id: found.id, title: found.title }
  }
  const id = code.charAt(0)
  const title = system === 'hcpcs' ? `${id} codes` : PROCEDURES[id]
  return id === '' || title === undefined ? undefined : { id, title }
}

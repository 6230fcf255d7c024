import type { CodeLine } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import { codeShapes, useCode } from '../codes.ts'
import { type CodeSystem, type Context, report } from '../context.ts'

/** What `chartwright import chart` leaves where the author's code belongs. */
const TO_CODE = 'TO-CODE'

export interface KeyCode {
  readonly system: CodeSystem
  /** The code of the key first. */
  readonly accepts: CodeLine['accepts']
}

/**
 * Reads how a key writes a code: `A41.51`, `N18.30 or any of N18`, `S52.501A (7th character ignored)`. Every code counts
 * as cited. Undefined when it cannot be read; the context's problems say why.
 *
 * @param system told by the form of the code when left out
 */
export function readKeyCode(
  text: string,
  what: 'diagnosis' | 'procedure',
  system: CodeSystem | undefined,
  context: Context,
  place: Place,
): KeyCode | undefined {
  if (text.trim() === TO_CODE) {
    report(context, 'key-open', {}, place, { actual: TO_CODE })
    return undefined
  }
  const parts = text
    .trim()
    .split(/\s+or\s+/i)
    .map(readPart)
  const [first] = parts
  if (
    first === undefined ||
    first.match === 'category' ||
    parts.some(({ code }) => !/^[A-Za-z0-9.]{2,8}$/.test(code))
  ) {
    report(context, 'key-code-form', { text }, place, { actual: text })
    return undefined
  }
  const own = system ?? (what === 'diagnosis' ? 'icd10cm' : procedureSystem(first.code))
  const before = context.problems.length
  for (const { code, match } of parts) {
    // The beginning of a procedure code is no code, so that it can be looked up in no edition.
    if (match !== 'category') useCode(context, code, own, place)
    else if (codeShapes[own].pattern.test(code)) useCode(context, code, own, place, 'category')
  }
  return context.problems.length > before ? undefined : { system: own, accepts: parts }
}

function readPart(text: string): CodeLine['accepts'][number] {
  const [, category] = /^any of (\S+)$/i.exec(text) ?? []
  if (category !== undefined) return { code: category, match: 'category' }
  const [, seventh] = /^(\S+)\s+\(7th character ignored\)$/i.exec(text) ?? []
  return seventh === undefined ? { code: text, match: 'exact' } : { code: seventh, match: 'seventh' }
}

/** What begins like neither a CPT nor an HCPCS code is of ICD-10-PCS, cut off or not. */
const procedureSystem = (code: string): CodeSystem =>
  /^\d{1,4}[A-Z\d]?$/i.test(code) ? 'cpt' : /^[A-Z]\d{0,4}$/i.test(code) ? 'hcpcs' : 'icd10pcs'

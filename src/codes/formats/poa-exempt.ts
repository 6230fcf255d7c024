import { endsInLine, fault, linesOf, type Read } from '../fault.ts'
import { bare } from '../system.ts'

export interface PoaExempt {
  readonly fiscalYear: number
  /** Codes without a point that are exempt from present-on-admission reporting, sorted. */
  readonly codes: readonly string[]
}

/** `OrdFY25 TAB POAexemptCode TAB Description`, or `Order26 …`. */
const HEAD = /^Ord\D*(\d\d)\tPOAexemptCode\t/

export const looksLikePoaExempt = (line: string): boolean => HEAD.test(line)

export function readPoaExempt(text: string): Read<PoaExempt> {
  if (endsInLine(text)) return fault('The file ends in the middle of a line, as one that was cut off does.')
  const [head = '', ...lines] = linesOf(text)
  const codes = new Set<string>()
  for (const [i, line] of lines.entries()) {
    const [, code] = /^\d{5}\t([A-Z][0-9A-Z.]{2,7})\t\S/.exec(line) ?? []
    if (code === undefined) return fault('This is not a line of the POA exempt list.', i + 2)
    if (codes.has(bare(code))) return fault(`${code} is there twice.`, i + 2)
    codes.add(bare(code))
  }
  if (codes.size === 0) return fault('The file holds no codes.')
  return { value: { fiscalYear: 2000 + Number(HEAD.exec(head)?.[1]), codes: [...codes].sort() } }
}

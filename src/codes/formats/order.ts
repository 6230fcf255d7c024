import { type CodeEntry, codeMap } from '../code-set.ts'
import { endsInLine, fault, linesOf, type Read } from '../fault.ts'
import type { CodeSystem } from '../system.ts'

/**
 * One line of an order file (CMS/NCHS "icd10OrderFiles" guide): order number 1-5, code 7-13, flag 15 (1 can be reported, 0
 * header), short title 17-76, long title from 78.
 */
const LINE = /^(\d{5}) ([0-9A-Z]{3,7}) {0,4} ([01]) (.{60}) (\S.*)$/

export const looksLikeOrder = (line: string): boolean => /^\d{5} [0-9A-Z]{3,7} {0,4} [01] /.test(line)

/** ICD-10-PCS codes may begin with a digit, ICD-10-CM codes never do (guidelines I.A.2). */
export const systemOf = (codes: Iterable<string>): CodeSystem => {
  for (const code of codes) if (/^\d/.test(code)) return 'icd10pcs'
  return 'icd10cm'
}

/** Reads an order file: every code of an edition and every header, each with both titles. */
export function readOrder(text: string): Read<ReadonlyMap<string, CodeEntry>> {
  if (endsInLine(text)) return fault('The file ends in the middle of a line: it was probably cut off.')
  const entries: CodeEntry[] = []
  const seen = new Set<string>()
  for (const [i, line] of linesOf(text).entries()) {
    const [, number = '', code = '', flag, short = '', title = ''] = LINE.exec(line) ?? []
    if (number === '') return fault('This is not a line of an order file.', i + 1)
    if (Number(number) !== i + 1)
      return fault(`Line ${i + 1} has the number ${number}: lines are missing or moved.`, i + 1)
    if (seen.has(code)) return fault(`${code} is there twice.`, i + 1)
    seen.add(code)
    entries.push({ code, billable: flag === '1', title: title.trimEnd(), short: short.trimEnd() })
  }
  if (entries.length === 0) return fault('The file holds no codes.')
  return { value: codeMap(entries) }
}

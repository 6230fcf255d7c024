import { type CodeEntry, codeMap } from '../code-set.ts'
import { endsInLine, fault, linesOf, type Read } from '../fault.ts'

/**
 * The record of the HCPCS "contractor" file (CMS record layout): code 1-5, sequence number 6-10, record 11 (3 first line of
 * a code, 4 further line; 7 and 8 of a modifier), long text 12-91, short text 92-119, day of termination 285-292.
 */
const RECORD = /^([A-V]\d{4}| {3}[0-9A-Z]{2})\d{5}([3478])/

export const looksLikeHcpcs = (line: string): boolean => RECORD.test(line) && line.length > 119

/** Reads the alphanumeric HCPCS file; modifiers, disclaimers and codes that have ended before `effective` are passed over. */
export function readHcpcs(text: string, effective: string): Read<ReadonlyMap<string, CodeEntry>> {
  if (endsInLine(text)) return fault('The file ends in the middle of a line, as one that was cut off does.')
  const found: { code: string; long: string; short: string; ended: boolean }[] = []
  const seen = new Set<string>()
  for (const [i, line] of linesOf(text).entries()) {
    const [, code = '', record = ''] = RECORD.exec(line) ?? []
    if (record !== '3' && record !== '4') continue
    const long = line.slice(11, 91).trim()
    const last = found.at(-1)
    if (record === '4') {
      if (last?.code !== code) return fault(`A further line of ${code} does not follow its first.`, i + 1)
      last.long = `${last.long} ${long}`
      continue
    }
    if (seen.has(code)) return fault(`${code} is there twice.`, i + 1)
    seen.add(code)
    const end = line.slice(284, 292)
    const ended = /^\d{8}$/.test(end) && end < effective.replaceAll('-', '')
    found.push({ code, long, short: line.slice(91, 119).trim(), ended })
  }
  const entries = found
    .filter(({ ended }) => !ended)
    .map(({ code, long, short }) => ({ code, billable: true, title: long, short }))
  return entries.length === 0 ? fault('The file holds no codes.') : { value: codeMap(entries) }
}

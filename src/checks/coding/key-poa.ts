import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { Check } from '../check.ts'
import { type AnswerCode, type CodedItem, codedItems } from './items.ts'

/** Official Guidelines, Appendix I: codes of the exempt list are reported without an indicator, all others with one. */
export const keyPoa: Check = {
  summary: 'Inpatient keys give a POA indicator to every code but the exempt ones, and call no other code exempt',
  run: (input) =>
    codedItems(input).flatMap((item) => [
      ...withoutPoa(item),
      ...item.keys.flatMap(({ codes }) => codes).flatMap((code) => exemption(code, item.what)),
    ]),
}

/** One note for each key: an author may leave POA out. */
function withoutPoa({ question, what, place }: CodedItem): Problem[] {
  if (question.type !== 'codes' || question.setting !== 'inpatient') return []
  const without = question.lines.filter(
    ({ role, need, poa }) => (role === 'principal' || role === 'secondary') && need === 'required' && poa === undefined,
  )
  if (without.length === 0) return []
  const codes = without.flatMap(({ accepts }) => accepts[0]?.code ?? [])
  return [problem('key-without-poa', { codes, none: !question.asks.includes('poa'), by: what }, place)]
}

function exemption({ code, known, line, place }: AnswerCode, by: string): Problem[] {
  const exempt = known?.poaExempt
  if (line?.poa === undefined || exempt === undefined) return []
  if (exempt && line.poa !== 'exempt') {
    const values = { actual: line.poa, expected: ['exempt'] }
    return [problem('key-poa-exempt', { code, poa: line.poa, by }, place, values)]
  }
  if (exempt || line.poa !== 'exempt') return []
  return [problem('key-poa-not-exempt', { code, by }, place, { actual: line.poa, expected: ['Y', 'N', 'U', 'W'] })]
}

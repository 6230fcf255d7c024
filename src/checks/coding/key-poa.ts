import { problem } from '../../problems/report.ts'
import type { Check } from '../check.ts'
import { codedItems } from './items.ts'

/** Official Guidelines, Appendix I: codes of the exempt list are reported without an indicator, all others with one. */
export const keyPoa: Check = {
  summary: 'Keys give a POA indicator to no exempt code, and call no other code exempt',
  run: (input) =>
    codedItems(input).flatMap(({ keys, what }) =>
      keys
        .flatMap(({ codes }) => codes)
        .flatMap(({ code, known, line, place }) => {
          const exempt = known?.poaExempt
          if (line?.poa === undefined || exempt === undefined) return []
          if (exempt && line.poa !== 'exempt')
            return [
              problem('key-poa-exempt', { code, poa: line.poa, by: what }, place, {
                actual: line.poa,
                expected: ['exempt'],
              }),
            ]
          return !exempt && line.poa === 'exempt'
            ? [
                problem('key-poa-not-exempt', { code, by: what }, place, {
                  actual: line.poa,
                  expected: ['Y', 'N', 'U', 'W'],
                }),
              ]
            : []
        }),
    ),
}

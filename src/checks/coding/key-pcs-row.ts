import { rowFault } from '../../codes/pcs-row.ts'
import { problem } from '../../problems/report.ts'
import type { Check } from '../check.ts'
import { codedItems } from './items.ts'
import { tablesOn } from './knowledge.ts'

/** ICD-10-PCS Official Guidelines, A8 and A9: all seven characters come from one row of one table. */
export const keyPcsRow: Check = {
  summary: 'Every ICD-10-PCS key is made by one row of its table',
  run: (input) =>
    codedItems(input).flatMap(({ keys, what }) =>
      keys
        .flatMap(({ codes }) => codes)
        .filter(({ system }) => system === 'icd10pcs')
        .flatMap(({ code, day, place }) => {
          const tables = tablesOn(input, day)
          const fault = tables === undefined ? undefined : rowFault(tables, code)
          if (fault === undefined) return []
          return fault.is === 'table'
            ? [problem('key-pcs-table', { code, table: fault.table, by: what }, place, { actual: code })]
            : [problem('key-pcs-row', { code, ...fault, by: what }, place, { actual: code, expected: fault.allowed })]
        }),
    ),
}

import { inForce } from '../../codes/edition.ts'
import type { PcsTables } from '../../codes/formats/pcs-tables.ts'
import type { LabelsFor } from '../../codes/lock.ts'
import { labelsOf } from '../../codes/pcs-axes.ts'
import { bare } from '../../codes/system.ts'
import type { Compilation } from '../../compiler/index.ts'
import { readObject } from './store.ts'
import type { Installed } from './use-store.ts'

/**
 * Labels for the ICD-10-PCS codes in keys of coding tasks, which tell a learner where a code differs. What a value is called
 * hardly ever changes, so that tables of an older year will do.
 */
export function labelsFor({ course }: Compilation, { index, folder }: Installed): LabelsFor {
  const keys = new Set(
    (course?.questions ?? []).flatMap((question) =>
      question.type === 'codes'
        ? [...question.lines, ...question.instead.flatMap((rule) => rule.with)].flatMap(({ accepts: [first], need }) =>
            first === undefined || need === 'not-supported' ? [] : [bare(first.code)],
          )
        : [],
    ),
  )
  const days = index.editions.flatMap(({ parts, effective }) => (parts.tables === undefined ? [] : [effective])).sort()
  const read = new Map<string, PcsTables>()
  return ({ system, code }, day) => {
    const from = inForce(days, day)
    const digest = index.editions.find((one) => one.system === 'icd10pcs' && one.effective === from)?.parts.tables
    if (system !== 'icd10pcs' || !keys.has(bare(code)) || digest === undefined) return undefined
    // What the store holds was written by `codes add` from a file that it had read whole; its digest is checked.
    const tables = read.get(digest) ?? (JSON.parse(readObject(folder, digest)) as PcsTables)
    read.set(digest, tables)
    return labelsOf(tables, bare(code))
  }
}

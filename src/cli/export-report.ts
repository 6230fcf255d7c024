import type { ExportFormat, Written } from '../exports/format.ts'
import { countLeftOut, lossKinds } from '../exports/losses.ts'
import { pathIn, sizeText } from './report-words.ts'
import { textTable } from './text-table.ts'

/** One format of an export, done. */
export interface Exported extends Written {
  readonly format: ExportFormat
  /** Questions of the banks that were asked for. */
  readonly total: number
  /** File name of the loss report. */
  readonly reportName: string
}

/** Every loss, one line for each question it concerns: what stands beside the files. */
export const lossFile = ({ format, losses, total }: Exported): string =>
  `${format.summary}\n${outcome(losses, total)}\n\n${textTable([
    ['question', 'effect', 'what could not be expressed', 'instead'],
    ...losses.map(({ question, effect, what, instead }) => [question, effect, what, instead]),
  ])}`

const outcome = (losses: Exported['losses'], total: number): string =>
  `${total - countLeftOut(losses)} of ${total} questions are in what was written.`

/** What a person sees: the files, then what was lost in each format, by kind. */
export function exportText(exported: readonly Exported[], out: string): string {
  const files = exported.flatMap(({ format, files }) =>
    [...files].map(([name, bytes]) => [pathIn(out, name), sizeText(bytes.length), format.name]),
  )
  const parts = exported.flatMap(({ format, losses, total, reportName }) => {
    if (losses.length === 0) return []
    const rows = lossKinds(losses).map(({ effect, what, instead, questions }) => [
      effect,
      String(questions.length),
      what,
      instead,
    ])
    const table = textTable([['effect', 'questions', 'what could not be expressed', 'instead'], ...rows], new Set([1]))
    const held = `${total - countLeftOut(losses)} of ${total} questions`
    return [
      `${format.name}: ${held}, not all of them whole. Question by question: ${pathIn(out, reportName)}\n${table}`,
    ]
  })
  return [...(files.length === 0 ? [] : [textTable(files, new Set([1]))]), ...parts].join('\n')
}

import { csvTable } from '../../service/credits/csv.ts'
import { textTable } from '../text-table.ts'
import { listOf, shown } from './ask.ts'
import { inOptions } from './options.ts'

type Members = Readonly<Record<string, unknown>>

/** What becomes of a line, in words. */
const KINDS: Readonly<Record<string, string>> = {
  credit: 'credit',
  create: 'credit, person is added',
  known: 'has it already',
  'not-earned': 'not earned',
  unknown: 'not known',
  duplicate: 'stands twice',
  wrong: 'wrong',
}

const kindOf = ({ kind, again }: Members): string =>
  again !== undefined ? 'credit once more' : (KINDS[shown(kind)] ?? shown(kind))

const detailOf = ({ reason, completedOn, percent, of, entry, learner, again }: Members): string => {
  if (reason !== undefined) return inOptions(shown(reason))
  if (of !== undefined) return `The same person as on line ${shown(of)}.`
  if (entry !== undefined) return `${shown(learner)}, entry ${shown(entry)}`
  const result = typeof percent === 'number' ? `, ${Math.floor(percent * 100) / 100} %` : ''
  const before = again === undefined ? '' : `, has it from ${shown(again)}`
  return `${shown(completedOn)}${result}${learner === undefined ? '' : `, ${shown(learner)}`}${before}`
}

const whoOf = ({ name, email, id, called }: Members): string =>
  [called === undefined ? name : `${shown(name)} (here: ${shown(called)})`, email ?? id]
    .flatMap((one) => (one === undefined ? [] : [shown(one)]))
    .join(', ')

/** A line of text for each line of the file. */
export const lineRows = (lines: readonly Members[]): string =>
  lines.length === 0
    ? ''
    : textTable(
        [
          ['LINE', 'OUTCOME', 'WHO', 'DETAIL'],
          ...lines.map((line) => [shown(line.line), kindOf(line), whoOf(line), detailOf(line)]),
        ],
        new Set([0]),
      )

/** The same as a CSV file. */
export const reportText = (lines: readonly Members[]): string =>
  csvTable([
    ['line', 'outcome', 'name', 'email', 'id', 'learner', 'completed on', 'percent', 'reason', 'name here'],
    ...lines.map((line) => [
      Number(line.line),
      kindOf(line),
      ...[line.name, line.email, line.id, line.learner, line.completedOn].map(shown),
      typeof line.percent === 'number' ? line.percent : '',
      'reason' in line || 'of' in line ? detailOf(line) : '',
      shown(line.called),
    ]),
  ])

/** How many lines of each kind, and what the person who imports the file vouches for. */
export function summaryOf(preview: Members, credited: number | undefined): string {
  const counts = new Map<string, number>()
  const lines = listOf(preview.lines)
  for (const line of lines) counts.set(kindOf(line), (counts.get(kindOf(line)) ?? 0) + 1)
  const vouched = Array.isArray(preview.vouchedFor) ? preview.vouchedFor.map(shown) : []
  const format = shown(preview.format)
  return [
    `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} read as ${format}: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}.\n`,
    ...(vouched.length === 0 ? [] : [`Whoever imports it vouches for: ${vouched.join('; ')}.\n`]),
    credited === undefined
      ? 'Nothing was written. To give the credit: chartwright roster import … --reason "…"\n'
      : `Credit was given to ${credited} ${credited === 1 ? 'person' : 'people'}.\n`,
  ].join('')
}

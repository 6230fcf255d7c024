import type { TableCell } from 'mdast'
import type { Place } from '../../problems/problem.ts'
import { type Context, placeOf, report } from '../context.ts'
import { plainText } from '../plain-text.ts'
import { checkEntries, inlineItem, letter } from '../questions/entries.ts'
import type { QuestionReader } from './reader.ts'

interface Side {
  readonly text: string
  readonly place: Place
  readonly cell: TableCell | undefined
}

/** A two-column table and `::meta{type=match}`: left belongs to right; a row with an empty left cell is a distractor. */
export const matching: QuestionReader = {
  detect: ({ form }) => form.kind === 'table',
  read: ({ id, context, form, place }, common) => {
    if (form.kind !== 'table') return undefined
    const [head, ...rows] = form.node.children
    const columns = Math.max(...form.node.children.map(({ children }) => children.length))
    if (columns !== 2) {
      report(context, 'table-columns', { id, count: columns }, placeOf(context, form.node))
      return undefined
    }
    const labels = [0, 1].map((column) => {
      const label = plainText(head?.children[column]?.children ?? [])
      const side = column === 0 ? 'left' : 'right'
      if (label === '') report(context, 'table-label-missing', { side }, placeOf(context, head ?? form.node))
      return label
    })
    const pairs = rows.map(
      (row) => [sideOf(row.children[0], row, context), sideOf(row.children[1], row, context)] as const,
    )
    const left = pairs.filter(([source]) => source.text !== '')
    // Two sources may belong to one target; it is then offered once.
    const targets = pairs
      .map(([, target]) => target)
      .filter(({ text }, index, all) => text === '' || all.findIndex((other) => other.text === text) === index)
    checkEntries(context, {
      id,
      one: 'cell in the left column',
      many: 'pairs',
      entries: left.map(([source]) => source),
      place,
      least: 2,
    })
    checkEntries(context, {
      id,
      one: 'cell in the right column',
      many: 'different cells in the right column',
      entries: targets,
      place,
      least: 2,
    })
    return {
      type: 'matching',
      ...common,
      sources: left.map(([source], index) =>
        inlineItem(letter(index), source.text, source.cell?.children ?? [], context),
      ),
      targets: targets.map(({ text, cell }, index) => inlineItem(letter(index), text, cell?.children ?? [], context)),
      pairs: left.map(([, target]) => letter(targets.findIndex(({ text }) => text === target.text))),
      sourceLabel: labels[0] ?? '',
      targetLabel: labels[1] ?? '',
    }
  },
}

const sideOf = (cell: TableCell | undefined, row: Parameters<typeof placeOf>[1], context: Context): Side => ({
  text: plainText(cell?.children ?? []),
  place: placeOf(context, cell ?? row),
  cell,
})

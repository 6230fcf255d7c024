import type { Element } from 'hast'
import type { Table, TableCell } from 'mdast'
import { element, type Handler, type State } from '../hast.ts'
import { labels } from '../labels.ts'
import { plainText } from '../plain-text.ts'

/** A table in a container that scrolls sideways on narrow screens and can be reached by keyboard (WCAG 2.2, 1.4.10). */
export const table: Handler<Table> = (state, node) => {
  const [head, ...rows] = node.children
  const align = node.align ?? []
  const columns = (head?.children ?? []).map((cell) => plainText([cell])).filter((words) => words !== '')
  const body = rows.map((row) => tr(row.children.map((cell, column) => td(state, cell, align[column]))))
  const properties = { className: ['table'], role: 'group', tabIndex: 0, ariaLabel: labels.table(columns.join(', ')) }
  return element('div', properties, [
    element('table', {}, [
      element('thead', {}, [tr((head?.children ?? []).map((cell, column) => th(state, cell, align[column])))]),
      ...(body.length === 0 ? [] : [element('tbody', {}, body)]),
    ]),
  ])
}

type Align = NonNullable<Table['align']>[number] | undefined

const tr = (cells: Element[]): Element => element('tr', {}, cells)
const aligned = (align: Align): { className?: string[] } => (align ? { className: [`align-${align}`] } : {})
const td = (state: State, cell: TableCell, align: Align): Element => element('td', aligned(align), state.all(cell))

// A header without words would be announced as an empty name for its whole column.
const th = (state: State, cell: TableCell, align: Align): Element =>
  cell.children.length === 0
    ? element('td', aligned(align))
    : element('th', { scope: 'col', ...aligned(align) }, state.all(cell))

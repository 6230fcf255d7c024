import type { Element } from 'hast'
import type { Structure } from '../../certificates/pen.ts'
import { hasClass } from '../hast.ts'
import type { Place } from './flow.ts'
import { type Line, linesOf, runsOf, type Style } from './inline.ts'
import { COLOUR, LEADING } from './theme.ts'

interface Cell {
  readonly node: Element
  readonly heading: boolean
  readonly style: Style
}

interface Row {
  readonly cells: readonly Cell[]
  readonly heading: boolean
}

const PAD = { x: 5, y: 3 } as const

/** A table over the whole width; its header row stands again on every page, and a row is cut only when no page holds it. */
export function drawTable(table: Element, place: Place): void {
  const { flow, x } = place
  const rows = rowsOf(table, place.style)
  const widths = columnWidths(rows, place)
  const element = flow.open(place.parent, 'Table')
  const head = rows.filter(({ heading }) => heading)
  const set = (row: Row): Line[][] =>
    row.cells.map(({ node, style }, i) =>
      linesOf(runsOf(node.children, style), (widths[i] ?? 0) - 2 * PAD.x, flow.measure),
    )
  const lineHeight = place.style.size * LEADING
  const heightOf = (lines: readonly (readonly Line[])[]): number =>
    Math.max(1, ...lines.map((cell) => cell.length)) * lineHeight + 2 * PAD.y
  const headHeight = head.reduce((sum, row) => sum + heightOf(set(row)), 0)

  flow.space(2)
  rows.forEach((row, i) => {
    const lines = set(row)
    // The header is kept with the first row.
    const together = row.heading ? headHeight + heightOf(set(rows[i + 1] ?? row)) : heightOf(lines)
    if (together > flow.left()) {
      flow.need(together)
      if (!row.heading && flow.left() > together) for (const one of head) drawRow(one, set(one), undefined)
    }
    const tr = flow.open(element, 'TR')
    const cells = row.cells.map(({ heading }) =>
      flow.open(tr, heading ? 'TH' : 'TD', heading ? { scope: 'Column' } : {}),
    )
    drawRow(row, lines, cells)
  })
  flow.space(8)

  /** @param cells undefined for a header that was drawn before, which is not content */
  function drawRow(row: Row, lines: readonly (readonly Line[])[], cells: readonly Structure[] | undefined): void {
    const most = Math.max(1, ...lines.map((cell) => cell.length))
    let done = 0
    while (done < most) {
      flow.need(lineHeight + 2 * PAD.y)
      const fit = Math.max(1, Math.floor((flow.left() - 2 * PAD.y) / lineHeight))
      const count = Math.min(most - done, fit)
      const height = count * lineHeight + 2 * PAD.y
      const top = flow.take(height)
      ground(row, top, height)
      let left = x
      row.cells.forEach((cell, i) => {
        const part = lines[i]?.slice(done, done + count) ?? []
        part.forEach((line, j) => {
          const inner = (widths[i] ?? 0) - 2 * PAD.x
          const at = left + PAD.x + shift(cell.node, inner - line.reduce((sum, piece) => sum + piece.width, 0))
          const target = cells?.[i]
          const more = done + j + 1 < (lines[i]?.length ?? 0)
          if (target !== undefined) flow.line(target, line, at, top + PAD.y + j * lineHeight, more)
          else repeat(line, at, top + PAD.y + j * lineHeight)
        })
        left += widths[i] ?? 0
      })
      done += count
    }
  }

  function repeat(line: Line, at: number, top: number): void {
    flow.artifact(() => {
      let pen = at
      for (const piece of line) {
        flow.write(piece, pen, top)
        pen += piece.width
      }
    })
  }

  function ground({ cells, heading }: Row, top: number, height: number): void {
    flow.artifact((doc) => {
      let left = x
      cells.forEach((_, i) => {
        const width = widths[i] ?? 0
        if (heading) doc.rect(left, top, width, height).fill(COLOUR.fill)
        doc.rect(left, top, width, height).lineWidth(0.5).stroke(COLOUR.line)
        left += width
      })
    })
  }
}

const shift = (node: Element, free: number): number =>
  hasClass(node, 'align-right') ? free : hasClass(node, 'align-center') ? free / 2 : 0

const childrenOf = (node: Element, ...names: readonly string[]): Element[] =>
  node.children.flatMap((child) => (child.type === 'element' && names.includes(child.tagName) ? [child] : []))

function rowsOf(table: Element, style: Style): Row[] {
  const rows = (part: Element): Row[] =>
    childrenOf(part, 'tr').map((tr) => ({
      heading: part.tagName === 'thead',
      cells: childrenOf(tr, 'th', 'td').map((node) => ({
        node,
        heading: node.tagName === 'th',
        style: node.tagName === 'th' ? { ...style, weight: 'semibold' } : style,
      })),
    }))
  return [...childrenOf(table, 'thead'), ...childrenOf(table, 'tbody')].flatMap(rows)
}

/** Each column gets what its longest word needs, and shares the rest by how much text it has. */
function columnWidths(rows: readonly Row[], { flow, width }: Place): number[] {
  const columns = Math.max(1, ...rows.map(({ cells }) => cells.length))
  const least = Array.from({ length: columns }, () => 2 * PAD.x + 12)
  const wanted = [...least]
  for (const { cells } of rows) {
    cells.forEach(({ node, style }, i) => {
      const runs = runsOf(node.children, style)
      const whole = linesOf(runs, Number.POSITIVE_INFINITY, flow.measure)
      const widest = (lines: readonly Line[]): number =>
        Math.max(0, ...lines.map((line) => line.reduce((sum, piece) => sum + flow.measure(piece.text, piece.style), 0)))
      const longest = Math.max(
        0,
        ...whole.flatMap((line) =>
          line.flatMap((piece) => piece.text.split(' ').map((word) => flow.measure(word, piece.style))),
        ),
      )
      least[i] = Math.max(least[i] ?? 0, longest + 2 * PAD.x + 1)
      wanted[i] = Math.max(wanted[i] ?? 0, widest(whole) + 2 * PAD.x + 1)
    })
  }
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
  const [needed, ideal] = [total(least), total(wanted)]
  if (needed > width) return fairShares(least, width)
  if (ideal <= width) return wanted.map((value) => (value * width) / ideal)
  return least.map((value, i) => value + ((width - needed) * ((wanted[i] ?? 0) - value)) / (ideal - needed))
}

/** Narrow columns keep what they need; the wide ones, whose words will be cut, share what is left. */
function fairShares(needed: readonly number[], width: number): number[] {
  const shares = [...needed]
  const narrowFirst = needed.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value)
  let rest = width
  narrowFirst.forEach(({ value, i }, done) => {
    const share = Math.min(value, rest / (needed.length - done))
    shares[i] = share
    rest -= share
  })
  return shares
}

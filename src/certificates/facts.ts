import type { Fact } from './content.ts'
import type { Pen, Structure, TextStyle } from './pen.ts'
import { COLOUR, COLUMN, type Density, PAGE } from './theme.ts'

const VALUE_WIDTH = COLUMN.facts - COLUMN.label

const valueStyle = ({ value }: Density): TextStyle => ({ size: value })

const rowHeight = (pen: Pen, { value }: Fact, density: Density): number =>
  pen.height(value, VALUE_WIDTH, valueStyle(density)) + 2 * density.padding

export const factsHeight = (pen: Pen, facts: readonly Fact[], density: Density): number =>
  facts.reduce((sum, fact) => sum + rowHeight(pen, fact, density), 0)

/** A table of one row per fact: its label as row header, its value, and a hairline above and below each. */
export function drawFacts(pen: Pen, root: Structure, facts: readonly Fact[], top: number, density: Density): void {
  const table = pen.tag(root, 'Table', {})
  let y = top
  pen.rule(PAGE.left, y, COLUMN.facts)
  for (const fact of facts) {
    const row = pen.tag(table, 'TR', {})
    const textTop = y + density.padding
    const sameBaseline = (density.value - density.label) * 1.069
    pen.tag(row, 'TH', { scope: 'Row' }, () => {
      const style = { size: density.label, colour: COLOUR.muted }
      pen.text(fact.label, PAGE.left, textTop + sameBaseline, COLUMN.label, style)
    })
    pen.tag(row, 'TD', {}, () => {
      pen.text(fact.value, PAGE.left + COLUMN.label, textTop, VALUE_WIDTH, valueStyle(density))
    })
    y += rowHeight(pen, fact, density)
    pen.rule(PAGE.left, y, COLUMN.facts)
  }
}

import type { Fact } from './content.ts'
import type { Pen, Structure, TextStyle } from './pen.ts'
import type { Density } from './theme.ts'

const valueWidth = ({ sheet }: Pen): number => sheet.facts - sheet.label

const valueStyle = ({ value }: Density): TextStyle => ({ size: value })

const rowHeight = (pen: Pen, { value }: Fact, density: Density): number =>
  pen.height(value, valueWidth(pen), valueStyle(density)) + 2 * density.padding

export const factsHeight = (pen: Pen, facts: readonly Fact[], density: Density): number =>
  facts.reduce((sum, fact) => sum + rowHeight(pen, fact, density), 0)

/** A table of one row per fact: its label as row header, its value, and a hairline above and below each. */
export function drawFacts(pen: Pen, root: Structure, facts: readonly Fact[], top: number, density: Density): void {
  const { left, facts: width, label } = pen.sheet
  const table = pen.tag(root, 'Table', {})
  let y = top
  pen.rule(left, y, width)
  for (const fact of facts) {
    const row = pen.tag(table, 'TR', {})
    const textTop = y + density.padding
    const sameBaseline = (density.value - density.label) * 1.069
    const header = { size: density.label, colour: 'muted' } as const
    pen.paragraph(row, 'TH', { scope: 'Row' }, fact.label, { x: left, y: textTop + sameBaseline, width: label }, header)
    const cell = { x: left + label, y: textTop, width: valueWidth(pen) }
    pen.paragraph(row, 'TD', {}, fact.value, cell, {
      ...valueStyle(density),
      ...(fact.field === 'number' && { whole: fact.value }),
    })
    y += rowHeight(pen, fact, density)
    pen.rule(left, y, width)
  }
}

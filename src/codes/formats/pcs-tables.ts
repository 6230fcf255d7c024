import { fault, type Read } from '../fault.ts'
import { attributeOf, childrenOf, textOf, type XmlElement } from './xml.ts'

interface Axis {
  readonly title: string
  /** Value of the character → its label. */
  readonly labels: Readonly<Record<string, string>>
}

export interface PcsTable {
  /** Section, body system and operation: the first three characters of its codes. */
  readonly axes: readonly Axis[]
  /** Of the operation. */
  readonly definition: string
  /** Of each row, the axes of characters four to seven. */
  readonly rows: readonly (readonly Axis[])[]
}

export interface PcsTables {
  readonly fiscalYear: number
  readonly tables: readonly PcsTable[]
}

export function readPcsTables(root: XmlElement): Read<PcsTables> {
  const fiscalYear = Number(textOf(root, 'version'))
  if (!Number.isInteger(fiscalYear) || fiscalYear < 2016) return fault('The file does not say which year it is for.')
  const tables = childrenOf(root, 'pcsTable').map((table): PcsTable => {
    const axes = childrenOf(table, 'axis')
    return {
      axes: axes.map(axisOf),
      definition: textOf(axes[2], 'definition'),
      rows: childrenOf(table, 'pcsRow').map((row) => childrenOf(row, 'axis').map(axisOf)),
    }
  })
  const declared = childrenOf(root, 'pcsTable').flatMap((table) =>
    childrenOf(table, 'pcsRow').map((row) => Number(attributeOf(row, 'codes'))),
  )
  const made = tables.flatMap(({ rows }) =>
    rows.map((axes) => axes.reduce((n, { labels }) => n * Object.keys(labels).length, 1)),
  )
  const wrong = declared.findIndex((codes, i) => codes !== made[i])
  if (wrong !== -1)
    return fault(`Row ${wrong + 1} says that it has ${declared[wrong]} codes, but its values make ${made[wrong]}.`)
  if (tables.length === 0) return fault('The file holds no tables.')
  return { value: { fiscalYear, tables } }
}

function axisOf(axis: XmlElement): Axis {
  const labels = childrenOf(axis, 'label').map((label) => [attributeOf(label, 'code'), label.text.trim()] as const)
  return { title: textOf(axis, 'title'), labels: Object.fromEntries(labels) }
}

/** Every code that the tables allow: for each row, each combination of its values. */
export function expandTables({ tables }: PcsTables): Set<string> {
  const codes = new Set<string>()
  for (const { axes, rows } of tables) {
    for (const row of rows) {
      let stems = ['']
      for (const { labels } of [...axes, ...row])
        stems = stems.flatMap((stem) => Object.keys(labels).map((value) => stem + value))
      for (const code of stems) codes.add(code)
    }
  }
  return codes
}

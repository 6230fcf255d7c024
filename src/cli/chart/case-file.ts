import type { ChartDocument } from './chart.ts'

export interface Scaffold {
  readonly id: string
  readonly setting: 'inpatient' | 'outpatient'
  /** Day the codes are meant for; not the chart's. */
  readonly asOf: string
  readonly documents: readonly ChartDocument[]
}

/** The Markdown of a case whose key its author has yet to write. */
export const caseFile = ({ id, setting, asOf, documents }: Scaffold): string => `---
case: ${id}
title: ${sentence(id)}
setting: ${setting}
domain: diagnosis-coding
asOf: ${asOf}
# You state with "true" that this record carries no real person's data. Read every document before you do: what was
# replaced is what was found, which need not be all.
fictional: false
key:
  # Put the right codes in place of TO-CODE; docs/authoring.md says what a line can hold.
  principal:
    code: TO-CODE
---

Code this ${setting === 'inpatient' ? 'stay' : 'visit'}.

${documents.map(({ title, text }) => `## ${title}\n\n${text}\n`).join('\n')}`

const sentence = (id: string): string => {
  const words = id.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

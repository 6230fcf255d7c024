import { caseFile } from './case-file.ts'
import type { Chart } from './chart.ts'
import { deidentify } from './deidentify.ts'
import { type ChartFault, readFhir } from './fhir.ts'
import { readNote } from './note.ts'

export interface ImportedChart {
  /** Markdown of the case. */
  readonly text: string
  readonly documents: number
  /** How many identifiers were replaced. */
  readonly replaced: number
}

/**
 * Makes a case out of a chart: documents, invented names, days counted from day 1, and a key for the author to write.
 *
 * @param source a FHIR Bundle (JSON), Markdown or plain text
 * @param asOf day that the codes are meant for
 */
export function importChart(
  source: string,
  { id, asOf }: { readonly id: string; readonly asOf: string },
): ImportedChart | ChartFault {
  const chart = readChart(source)
  if ('because' in chart) return chart
  if (chart.documents.length === 0) return { because: 'It holds no text.' }
  const { documents, replaced } = deidentify(chart)
  return { text: caseFile({ id, asOf, setting: chart.setting, documents }), documents: documents.length, replaced }
}

function readChart(source: string): Chart | ChartFault {
  if (!/^\s*[[{]/.test(source)) return readNote(source)
  try {
    return readFhir(JSON.parse(source))
  } catch (error) {
    return {
      because: `It looks like JSON, but cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    }
  }
}

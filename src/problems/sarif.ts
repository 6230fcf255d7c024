import { catalogue } from './catalogue/index.ts'
import { compareText, type Place, type Problem, type ProblemKind, type Severity } from './problem.ts'

/** SARIF 2.1.0 §3.27.10 `level`. */
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

/** What can be found, by code. */
type Kinds = Readonly<Record<string, Pick<ProblemKind<never>, 'title' | 'severity'>>>

/** SARIF 2.1.0 §3.30 `region`: lines and columns count from 1, columns in UTF-16 units (`columnKind`). */
function region({ line, column, endLine, endColumn }: Place) {
  if (line === undefined) return {}
  return {
    region: {
      startLine: line,
      ...(column === undefined ? {} : { startColumn: column }),
      ...(endLine === undefined ? {} : { endLine }),
      ...(endColumn === undefined ? {} : { endColumn }),
    },
  }
}

/** Paths become relative URI references (RFC 3986), each step percent-encoded. */
const uri = (file: string): string => file.split('/').map(encodeURIComponent).join('/')

/**
 * Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), for code hosts and editors. Its rules are all `kinds`, in
 * order of their codes; `notes` are about the run, not about a place.
 */
export function sarifReport(
  problems: readonly Problem[],
  toolVersion: string,
  { kinds = catalogue, notes = [] }: { readonly kinds?: Kinds; readonly notes?: readonly string[] } = {},
): string {
  const codes = Object.keys(kinds).sort(compareText)
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'chartwright',
            semanticVersion: toolVersion,
            rules: codes.map((id) => ({
              id,
              shortDescription: { text: kinds[id]?.title ?? id },
              defaultConfiguration: { level: LEVEL[kinds[id]?.severity ?? 'error'] },
            })),
          },
        },
        // SARIF 2.1.0 §3.20.21: what was noticed about the run as a whole.
        ...(notes.length === 0
          ? {}
          : {
              invocations: [
                {
                  executionSuccessful: true,
                  toolExecutionNotifications: notes.map((text) => ({ level: 'note', message: { text } })),
                },
              ],
            }),
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => ({
          ruleId: problem.code,
          ruleIndex: codes.indexOf(problem.code),
          level: LEVEL[problem.severity],
          message: { text: `${problem.message} ${problem.hint}` },
          locations: [
            { physicalLocation: { artifactLocation: { uri: uri(problem.place.file) }, ...region(problem.place) } },
          ],
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

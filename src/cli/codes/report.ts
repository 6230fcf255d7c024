import { editionName } from '../../codes/edition.ts'
import type { Finding, Status } from '../../codes/freshness.ts'
import { type CodeSystem, systemNames, written } from '../../codes/system.ts'
import { sarifReport } from '../../problems/sarif.ts'
import { placeText, summaryText, textReport } from '../../problems/text.ts'
import { fromHere } from '../course-folder.ts'
import { type Io, wantsColour } from '../io.ts'
import { counted } from '../report-words.ts'
import { version } from '../version.ts'
import type { CheckedCourse } from './checked-course.ts'
import { candidateText } from './problems.ts'

type Targets = ReadonlyMap<CodeSystem, string>

/** Every way to print what a check of codes found, by the name `--format` uses. */
export const reports = {
  text: (checked: readonly CheckedCourse[], targets: Targets, io: Io): string => {
    const problems = checked.flatMap((one) => one.problems)
    const report = textReport(problems, { colour: wantsColour(io) })
    return `${report}${report === '' ? '' : '\n'}${heldAgainst(checked, targets)}: ${summaryText(problems)}\n`
  },
  json: (checked: readonly CheckedCourse[], targets: Targets): string =>
    `${JSON.stringify({ format: 1, editions: [...targets].map(([system, effective]) => ({ system, effective })), courses: checked.map(courseJson) }, null, 2)}\n`,
  sarif: (checked: readonly CheckedCourse[]): string =>
    sarifReport(
      checked.flatMap(({ problems }) => problems),
      version(),
    ),
  markdown: (checked: readonly CheckedCourse[], targets: Targets): string =>
    checked.map((one) => courseMarkdown(one, targets)).join('\n'),
} as const satisfies Readonly<Record<string, (checked: readonly CheckedCourse[], targets: Targets, io: Io) => string>>

export type ReportFormat = keyof typeof reports

const targetNames = (targets: Targets): string =>
  [...targets].map(([system, effective]) => editionName({ system, effective })).join(', ')

function heldAgainst(checked: readonly CheckedCourse[], targets: Targets): string {
  const findings = checked.flatMap((one) => one.findings)
  const citations = findings.reduce((n, one) => n + one.citations.length, 0)
  const codes = new Set(findings.map(({ system, code }) => `${system} ${code}`)).size
  return `${counted(citations, 'citation')} of ${counted(codes, 'code')} checked against ${targetNames(targets)}`
}

function courseJson({ folder, findings, guidelines, problems }: CheckedCourse) {
  return {
    course: folder.name,
    codes: findings.map(({ system, code, effective, statuses, candidates, citations }) => ({
      system,
      code,
      effective,
      statuses,
      candidates: candidates.map(({ entry, from }) => ({
        code: written(system, entry.code),
        title: entry.title,
        from,
      })),
      citedBy: citations.map((one) => ({
        place: fromHereOne(folder, one.place),
        by: one.by,
        ...(one.key === true ? { key: true } : {}),
        ...(one.category === true ? { category: true } : {}),
      })),
    })),
    guidelines: guidelines.map(({ citation: { section, edition, place, by }, status }) => ({
      section,
      ...(edition === undefined ? {} : { edition }),
      status,
      place: fromHereOne(folder, place),
      by,
    })),
    problems,
  }
}

const fromHereOne = (folder: CheckedCourse['folder'], place: CheckedCourse['problems'][number]['place']) =>
  fromHere(folder, [{ code: '', severity: 'info', message: '', hint: '', place }])[0]?.place

const statusWords: Readonly<Record<Status['is'], string>> = {
  valid: 'valid',
  'title-revised': 'title revised',
  'now-header': 'needs more characters',
  'known-header': 'header, locked as one',
  deleted: 'deleted',
  'not-yet-valid': 'not yet valid',
  'wrong-system': 'another system',
  unknown: 'unknown',
  'poa-changed': 'POA status changed',
}

function courseMarkdown({ folder, findings, guidelines, problems }: CheckedCourse, targets: Targets): string {
  const stale = findings.filter(({ statuses }) => statuses.some(({ is }) => is !== 'valid'))
  const rows = stale.map((finding) => {
    const { system, code, statuses, candidates, citations } = finding
    return [
      `${code} (${systemNames[system]})`,
      statuses.map((status) => statusText(status)).join('<br>'),
      candidates.map((one) => candidateText(system, one)).join('<br>'),
      citations.map(({ place, by }) => `${placeText(place)}, ${by}`).join('<br>'),
    ]
  })
  const sections = guidelines.flatMap(({ citation, status }) =>
    status.is === 'valid'
      ? []
      : [
          [
            citation.section,
            status.is.replaceAll('-', ' '),
            'moved' in status ? status.moved.join(', ') : '',
            `${placeText(citation.place)}, ${citation.by}`,
          ],
        ],
  )
  const head = `# ${folder.name}\n\nChecked against ${targetNames(targets)}: ${counted(findings.length, 'code')}, ${summaryText(problems)}.\n`
  const table = (title: string, cells: readonly string[][]): string =>
    cells.length === 0
      ? ''
      : `\n| ${title} | What | Candidates | Cited by |\n| --- | --- | --- | --- |\n${cells.map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('')}`
  return `${head}${table('Code', rows)}${table('Guideline', sections)}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function statusText(status: Finding['statuses'][number]): string {
  if (status.is === 'title-revised') return `title revised: ${status.before} → ${status.after}`
  if (status.is === 'deleted') return `deleted as of ${status.since}: ${status.title}`
  if (status.is === 'now-header') return `needs more characters: ${status.title}`
  return statusWords[status.is]
}

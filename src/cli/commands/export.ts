import { rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sha256 } from '../../compiler/load.ts'
import type { ExportFormat, ExportInput } from '../../exports/format.ts'
import { bankIds, exportFormats, exportInput } from '../../exports/index.ts'
import type { Problem } from '../../problems/problem.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { type Exported, exportText, lossFile } from '../export-report.ts'
import type { Io } from '../io.ts'
import { compileOne, tellProblems, writeFiles } from '../one-course.ts'
import { pathIn } from '../report-words.ts'

const formats: Readonly<Record<string, ExportFormat>> = exportFormats

export const exportBanks = command({
  name: 'export',
  summary: "Export a course's question banks to the quiz engine of a learning management system.",
  usage: '<course> --format <format> [options]',
  positionals: true,
  options: {
    format: { type: 'string', multiple: true, choices: Object.keys(formats), summary: 'Format to write' },
    bank: { type: 'string', multiple: true, value: '<id>', summary: 'Only this bank (default: all)' },
    out: { type: 'string', value: '<dir>', summary: 'Folder for what is made (default: dist)' },
    json: { type: 'boolean', summary: 'Print what was made, and what was lost, as JSON' },
  },
  notes: [
    `Formats\n${columns(Object.values(formats).map(({ name, summary }) => [name, summary])).join('\n')}`,
    'What a format cannot express is printed, and listed question by question in a .losses.txt beside the files.\n' +
      'The exit code is 1 when the course has errors or nothing at all could be written. More: docs/exports.md',
    'Examples\n' +
      '  chartwright export courses/my-course --format moodle-xml\n' +
      '  chartwright export courses/my-course --format qti21 --bank sepsis --out banks',
  ],
  run: async ({ format, bank, out = 'dist', json = false }, written, io) => {
    const [folder, another] = written
    const tryThis = 'Try: chartwright export courses/my-course --format moodle-xml'
    if (folder === undefined) return wrongUsage(io, 'No course was named.', tryThis)
    if (another !== undefined) return wrongUsage(io, `One course at a time; ${another} is a second one.`, tryThis)
    if (format === undefined) {
      return wrongUsage(io, `No --format was given. There are: ${Object.keys(formats).join(', ')}.`, tryThis)
    }
    const compiled = await compileOne(folder, out, io)
    if (typeof compiled === 'number') return compiled
    const { course, assets, problems } = compiled
    if (!json) tellProblems(compiled, io)
    if (course === undefined) {
      if (json) io.stdout(exportJson([], out, problems))
      return EXIT.problems
    }
    const known = bankIds(course)
    const unknown = bank?.find((id) => !known.includes(id))
    if (unknown !== undefined) {
      const all = known.length === 0 ? 'It has none.' : `There are: ${known.join(', ')}.`
      return wrongUsage(io, `The course has no bank ${unknown}.${didYouMean(unknown, known)}`, all)
    }
    const input = exportInput(course, assets, bank)
    const exported: Exported[] = []
    for (const one of Object.values(formats)) if (format.includes(one.name)) exported.push(await exportOne(one, input))
    const inTheWay = writeAll(exported, out, io)
    if (inTheWay !== undefined) return inTheWay
    io.stdout(json ? exportJson(exported, out, problems) : exportText(exported, out))
    if (exported.some(({ files }) => files.size > 0)) return EXIT.fine
    io.stderr('Nothing was written: no question of these banks can be expressed.\n')
    return EXIT.problems
  },
})

async function exportOne(format: ExportFormat, input: ExportInput): Promise<Exported> {
  const result = await format.write(input)
  const total = input.banks.reduce((sum, { questions }) => sum + questions.length, 0)
  return { ...result, format, total, reportName: `${input.name}-${format.name}.losses.txt` }
}

/** The report of an earlier run goes when there is nothing to report any more. */
function writeAll(exported: readonly Exported[], out: string, io: Io): number | undefined {
  const files = new Map<string, Uint8Array | string>(exported.flatMap((one) => [...one.files]))
  for (const one of exported) if (one.losses.length > 0) files.set(one.reportName, lossFile(one))
  const inTheWay = writeFiles(files, out, io)
  if (inTheWay !== undefined) return inTheWay
  for (const { losses, reportName } of exported) {
    const report = join(resolve(io.cwd, out), reportName)
    if (losses.length === 0 && statSync(report, { throwIfNoEntry: false })?.isFile() === true) rmSync(report)
  }
  return undefined
}

/** Grows only by new fields. */
function exportJson(exported: readonly Exported[], out: string, problems: readonly Problem[]): string {
  const exports = exported.map(({ format, files, losses, total, reportName }) => ({
    format: format.name,
    files: [...files].map(([name, bytes]) => ({ file: pathIn(out, name), bytes: bytes.length, sha256: sha256(bytes) })),
    questions: total,
    losses,
    report: losses.length === 0 ? null : pathIn(out, reportName),
  }))
  return `${JSON.stringify({ format: 1, exports, problems }, null, 2)}\n`
}

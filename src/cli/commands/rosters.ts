import { readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { isMembers } from '../../model/members.ts'
import { fields } from '../../service/rosters/formats.ts'
import type { StaffActionName } from '../../service/staff/actions.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { askStaff, given, listOf, shown } from '../staff/ask.ts'
import { faultInOptions, unknownName } from '../staff/options.ts'
import { readPairs } from '../staff/pairs.ts'
import { lineRows, reportText, summaryOf } from '../staff/roster-lines.ts'

const ACTIONS: Readonly<Record<string, StaffActionName>> = { preview: 'previewRoster', import: 'importRoster' }
const RETRY = 'Try: chartwright roster --help'

/** What a column may mean, for help. */
const MEANINGS: readonly (readonly [string, string])[] = [
  ['email, id, learner', 'who it is: address, number in the LMS, id of the person in this service'],
  ['login', 'the name they sign in to the LMS with: their address where it is one, or else their number'],
  ['name, or first and last', 'how the person is called'],
  ['score', 'the result, in percent or points'],
  ['completed', 'whether the course was completed'],
  ['completedOn', 'the day of completion'],
]

export const rosters = command({
  name: 'roster',
  summary: 'Give credit from the grade export of an LMS: preview it, then import it.',
  usage: 'preview <file> --course <id> | import <file> --course <id> --reason <text>',
  positionals: true,
  options: {
    course: { type: 'string', value: '<id>', summary: 'Course the grades belong to' },
    award: { type: 'string', value: '<id>', summary: 'Award to give (default: the only one that accepts rosters)' },
    reason: { type: 'string', value: '<text>', summary: 'For import: why; kept with the record' },
    'completed-on': { type: 'string', value: '<date>', summary: 'Day of completion for lines without one' },
    column: { type: 'string', multiple: true, value: '<meaning=heading>', summary: 'What a column means' },
    'out-of': { type: 'string', value: '<points>', summary: 'Points that make 100 percent' },
    'date-order': { type: 'string', choices: ['dmy', 'mdy'], summary: 'How dates with slashes are written' },
    system: { type: 'string', value: '<url>', summary: 'Address of the LMS that the ids in the file belong to' },
    link: {
      type: 'string',
      multiple: true,
      value: '<address=id>',
      summary: 'Which person here an address or number in the file means',
    },
    create: { type: 'boolean', summary: 'Add people who are not yet known; they need a name and an e-mail address' },
    again: {
      type: 'boolean',
      summary: 'Give the award again to people who completed the course again on a later day',
    },
    report: { type: 'string', value: '<file>', summary: 'Write the outcome of every line to a CSV file' },
    json: { type: 'boolean', summary: 'Print the result as JSON' },
    ...dataOptions,
  },
  notes: [
    'Reads exports of Moodle, Canvas and Blackboard, and any table with headings: comma, semicolon or tab, UTF-8 or UTF-16.',
    `What --column can name\n${columns(MEANINGS).join('\n')}`,
    'Import gives credit for every valid line, or for none; the file is kept. Importing it twice changes nothing.',
    'The exit code is 1 when a line is wrong, or about somebody unknown. More: docs/credits.md',
    'The award must accept rosters: "acceptedSources: [hosted, cmi5, roster]" in course.yaml. The service must be running.',
    'Examples\n' +
      '  chartwright roster preview grades.csv --course my-course --completed-on 2026-11-20\n' +
      '  chartwright roster import grades.csv --course my-course --completed-on 2026-11-20 --reason "Autumn class"',
  ],
  run: async (options, [verb, file, ...more], io) => {
    const { course, award, reason, column, link, create, again, report, json, ...where } = options
    if (verb === undefined) return wrongUsage(io, 'Say what to do: preview or import.', RETRY)
    const action = Object.hasOwn(ACTIONS, verb) ? ACTIONS[verb] : undefined
    if (action === undefined) {
      return wrongUsage(io, `roster cannot ${verb}.${didYouMean(verb, Object.keys(ACTIONS))}`, RETRY)
    }
    if (file === undefined) return wrongUsage(io, `Say which file to ${verb}.`, RETRY)
    if (more[0] !== undefined) return wrongUsage(io, `${more[0]} means nothing here.`, RETRY)
    if (course === undefined) return wrongUsage(io, 'Say which course the grades are of: --course.', RETRY)
    if (action === 'importRoster' && reason === undefined) {
      return wrongUsage(io, 'Say why credit is given: --reason.', 'For example: --reason "Grades of the autumn class"')
    }
    const named = readPairs(column)
    if ('wrong' in named)
      return wrongUsage(io, `--column cannot be ${named.wrong}.`, 'Write it as score="Course total".')
    const fault = unknownName(Object.keys(named.pairs), Object.keys(fields)) ?? faultInOptions(where)
    if (fault !== undefined) return wrongUsage(io, fault.wrong, fault.hint)
    const links = readPairs(link, true)
    if ('wrong' in links)
      return wrongUsage(io, `--link cannot be ${links.wrong}.`, 'Write it as ada@college.example=<id>.')
    const { 'completed-on': completedOn, 'out-of': outOf, 'date-order': dateOrder, system, ...data } = where
    const content = readFileSync(resolve(io.cwd, file))
    const answer = await askStaff(io, data, action, {
      course,
      file: { name: basename(file), content: content.toString('base64') },
      ...given({ award, completedOn, dateOrder, system, create, again }),
      ...given({ outOf: outOf === undefined ? undefined : Number(outOf) }),
      ...given({ columns: column && named.pairs, links: link && links.pairs }),
      ...(action === 'importRoster' ? { reason } : {}),
    })
    if (typeof answer === 'number') return answer
    const preview = action === 'importRoster' && isMembers(answer.preview) ? answer.preview : answer
    if (report !== undefined) writeFileSync(resolve(io.cwd, report), reportText(listOf(preview.lines)), { flag: 'wx' })
    const days = isMembers(preview.columns) ? preview.columns.completedOn : undefined
    if (completedOn !== undefined && days !== undefined) {
      io.stderr(`The days in the column "${shown(days)}" hold; --completed-on is for lines that have none.\n`)
    }
    for (const heading of Array.isArray(preview.daysUnread) ? preview.daysUnread.map(shown) : []) {
      io.stderr(
        `The days in the column "${heading}" are not read. If they are days of completion: --column completedOn="${heading}".\n`,
      )
    }
    if (json === true) io.stdout(`${JSON.stringify(answer)}\n`)
    else say(io, preview, action === 'importRoster' ? listOf(answer.credited).length : undefined)
    return listOf(preview.lines).some(({ kind }) => kind === 'wrong' || kind === 'unknown') ? EXIT.problems : EXIT.fine
  },
})

function say(io: Io, preview: Readonly<Record<string, unknown>>, credited: number | undefined): void {
  const lines = listOf(preview.lines)
  io.stdout(lineRows(lines))
  io.stderr(summaryOf(preview, credited))
}

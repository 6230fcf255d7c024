import { type CourseDiff, stricterRules } from '../model/diff/index.ts'
import type { BuiltCourse, PackageDiff, RecordDiff } from '../packages/diff/index.ts'
import { columns } from './command.ts'
import { printable } from './printable.ts'
import { counted } from './report-words.ts'

/** Two packages as they were named on the command line, and what came out. */
export interface NamedDiff {
  readonly before: BuiltCourse & { readonly name: string }
  readonly after: BuiltCourse & { readonly name: string }
  readonly result: PackageDiff
}

/** Every way to print a comparison, by the name `--format` uses. */
export const diffFormats = {
  text: (named) => text(named).split('\n').map(printable).join('\n'),
  json: ({ before, after, result }) =>
    `${JSON.stringify({ format: 1, before: sideOf(before), after: sideOf(after), ...result }, null, 2)}\n`,
} as const satisfies Readonly<Record<string, (named: NamedDiff) => string>>

/** Grows only by new fields. */
const sideOf = ({ name, course, target, layout }: NamedDiff['before']) => ({
  file: name,
  course: course.id,
  version: course.version,
  target: target ?? null,
  layout,
})

function text({ before, after, result }: NamedDiff): string {
  const { broken, warnings, records, tally } = result
  const what = after.target === undefined ? '' : ` (${after.target})`
  const head = `${after.course.id} ${before.course.version} → ${after.course.version}${what}`
  const summary =
    broken.length > 0
      ? ['Everybody starts over: all saved progress is lost.', ...broken]
      : [
          tally.lost + tally.rescored + tally.stricter === 0
            ? 'Learners who are under way lose nothing.'
            : 'Learners who are under way lose something, or it counts differently.',
          `Modules, checks, questions, exams: ${tally.lost} lost, ${tally.rescored} rescored, ${tally.kept} kept, ${tally.added} added.`,
          ...stricterText(records),
          'Whoever is complete stays complete.',
        ]
  const notes = warnings.map((warning) => `Note: ${warning}`)
  const parts = records.map((record) => recordText(record)).filter((part) => part !== '')
  return `${[[head, ...summary, ...notes].join('\n'), ...parts].join('\n\n')}\n`
}

/** Each rule once, though every part goes by the completion rule. */
function stricterText(records: readonly RecordDiff[]): string[] {
  const rules = records
    .flatMap(({ diff }) => (diff === undefined ? [] : stricterRules(diff)))
    .map(({ of, rule }) => `${rule} (${of === undefined ? 'completion' : `exam ${of}`})`)
  return rules.length === 0 ? [] : [`Stricter than before: ${[...new Set(rules)].join(', ')}.`]
}

function recordText({ part, title, fate, diff }: RecordDiff): string {
  const head = part === undefined ? [] : [`${title} (${part})${fate === 'kept' ? '' : `: ${fate}`}`]
  const tables = diff === undefined ? [] : tablesOf(diff)
  if (part !== undefined && fate === 'kept' && tables.length === 0) return ''
  return [...head, ...tables].join('\n\n')
}

function tablesOf(diff: CourseDiff): string[] {
  return [
    table('Modules', modules(diff)),
    table('Knowledge checks', checks(diff)),
    table('Questions in knowledge checks', questions(diff)),
    table('Questions under another id', renamed(diff)),
    ...diff.exams.map((exam) => table(`Exam ${exam.id}`, examRows(exam))),
    table('Completion', rules(diff.completion.rules)),
    diff.state.before === diff.state.after
      ? ''
      : `Saved progress: at most ${diff.state.before} characters before, ${diff.state.after} now`,
  ].filter((part) => part !== '')
}

type Row = readonly [string, string]

const table = (title: string, rows: readonly Row[]): string =>
  rows.length === 0 ? '' : [title, ...columns(rows)].join('\n')

const modules = ({ modules: all }: CourseDiff): Row[] =>
  all.flatMap(({ id, fate, sections: { removed, added } }): Row[] => {
    if (fate === 'kept') return []
    if (fate !== 'counted') return [[fate, `${id}: ${counted(removed.length + added.length, 'section')}`]]
    const change = [sectionsText(removed, 'gone'), sectionsText(added, 'new')].filter((part) => part !== '')
    const words = change.length === 0 ? 'sections in another order' : change.join(', ')
    const opened =
      'Where all of it was opened, it stays so; where part of it was, as many sections from its beginning count.'
    const renamed = removed.length > 0 && added.length > 0 ? ` ${RENAMED}` : ''
    return [[fate, `${id}: ${words}. ${opened}${renamed}`]]
  })

const RENAMED =
  'If you renamed a heading: a section is known by its heading, and its knowledge checks draw anew. Where that loses answers, keep the old heading.'

function sectionsText(ids: readonly string[], what: 'gone' | 'new'): string {
  if (ids.length === 0) return ''
  return ids.length === 1 ? `section ${names(ids)} is ${what}` : `sections ${names(ids)} are ${what}`
}

const checks = ({ checks: all }: CourseDiff): Row[] =>
  all.flatMap(({ id, fate, change, leave, removed, added }): Row[] => {
    if (change === 'none') return []
    if (change === 'new') return [[fate, `${id}: a new check`]]
    const pool = `${removed.length} removed from its pool, ${added.length} added`
    const words =
      change === 'gone'
        ? 'the check is no longer at this place'
        : removed.length + added.length === 0
          ? 'it asks a different number of questions'
          : pool
    return [
      fate === 'kept'
        ? [fate, `${id}: ${words}; whoever was asked a question is still asked it`]
        : [fate, `${id}: ${words}; of the questions a learner was asked, at most ${leave} are no longer asked`],
    ]
  })

const questionRow = ({ id, fate, reasons, allLost }: CourseDiff['questions'][number] | ExamQuestion): Row => [
  fate === 'lost' && allLost === false ? 'lost in part' : fate,
  `${id}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
]

type ExamQuestion = CourseDiff['exams'][number]['attempt']['questions'][number]

const questions = ({ questions: all }: CourseDiff): Row[] =>
  all.filter(({ fate, reasons }) => fate !== 'kept' || reasons.length > 0).map(questionRow)

const renamed = ({ renamed: all }: CourseDiff): Row[] =>
  all.map(({ before, after }) => [
    before,
    `is the same question as ${after}. Keep the id ${before}, and the answers given to it are kept.`,
  ])

function examRows({ fate, rules: changed, attempt }: CourseDiff['exams'][number]): Row[] {
  if (fate !== 'kept') return [[fate, fate === 'lost' ? 'with all attempts and results' : 'a new exam']]
  const { draw, leave, removed, added, mixups } = attempt
  const drawn: Row[] =
    draw === 'same'
      ? []
      : [
          [
            'attempts',
            `${listed(removed, 'removed from')}${listed(added, 'added to')}of an attempt in progress at most ${leave} leave, and marks for review are lost`,
          ],
          ...(mixups.length === 0
            ? []
            : [
                [
                  'attempts',
                  `answers that could be taken for one another: ${mixups.map(([from, to]) => `${from} for ${to}`).join(', ')}`,
                ] as const,
              ]),
        ]
  const results: Row[] =
    attempt.questions.length === 0
      ? []
      : [
          [
            'results',
            'Submitted attempts keep their result (best result, passed). An attempt in progress, every later one, and what the review of the last one shows go by the questions as they are now.',
          ],
        ]
  return [...drawn, ...attempt.questions.map(questionRow), ...results, ...rules(changed)]
}

/** Names that are listed one by one. */
const MOST_NAMES = 5

function names(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMES
  return `${ids.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const listed = (ids: readonly string[], words: string): string =>
  ids.length === 0 ? '' : `${words} its pools: ${names(ids)}; `

const rules = (changed: CourseDiff['completion']['rules']): Row[] =>
  changed.map(({ rule, before, after, means }) => [rule, `${before} → ${after}. ${means}`])

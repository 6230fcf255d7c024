import { type EditionKey, isDay, readEdition } from '../../codes/edition.ts'
import { DEFAULT_STORE } from '../codes/default-store.ts'
import { type Command, command, didYouMean, wrongUsage } from '../command.ts'
import type { Io } from '../io.ts'

const ACTIONS = ['add', 'list', 'show', 'search', 'remove', 'lock', 'check'] as const
type Action = (typeof ACTIONS)[number]

const FORMATS = ['text', 'json', 'sarif', 'markdown'] as const

const RETRY = 'Try: chartwright codes --help'

/** What must stand behind each action. */
const NEEDS: Readonly<Record<Action, string | undefined>> = {
  add: 'Name the files to add: chartwright codes add icd10cm-order-2026.txt',
  list: undefined,
  show: 'Name a code: chartwright codes show E11.22',
  search: 'Say what to look for: chartwright codes search type 2 diabetes kidney',
  remove: 'Name an edition: chartwright codes remove icd10cm@2024-10-01',
  lock: 'Name a course: chartwright codes lock courses/my-course',
  check: 'Name a course: chartwright codes check courses/my-course',
}

export const codes: Command = command({
  name: 'codes',
  summary: 'Install code sets, pin the codes of courses to them, and find those that have gone stale.',
  usage:
    'add <file or zip>… | list | show <code> | search <words> | remove <edition> | lock <course>… | check <course>…',
  positionals: true,
  options: {
    store: {
      type: 'string',
      value: '<dir>',
      summary: `Folder of the installed code sets (default: ${DEFAULT_STORE})`,
    },
    effective: {
      type: 'string',
      value: '<day>',
      summary: 'add: day from which the files are in force, if their names do not say',
    },
    edition: {
      type: 'string',
      multiple: true,
      value: '<system@day>',
      summary: 'check, search: edition such as icd10cm@2026-10-01 (default: the newest of each system)',
    },
    frozen: { type: 'boolean', summary: 'lock: write nothing, and fail if the lock would change' },
    'as-of': {
      type: 'string',
      value: '<day>',
      summary: 'lock: day to look codes up for, if neither file nor course names one',
    },
    format: { type: 'string', choices: FORMATS, summary: 'check: output format (default: text)' },
    fix: { type: 'boolean', summary: 'check: ask for a replacement for each code that is gone, and write it' },
    json: { type: 'boolean', summary: 'Print results as JSON' },
  },
  notes: [
    'add takes the files of CMS and NCHS as they are downloaded: order files and addenda, conversion tables, POA exempt\n' +
      'lists, tabular lists, ICD-10-PCS tables and definitions, HCPCS, and zips of them. docs/codes.md says where to get them.',
    'lock writes codes.lock.json beside course.yaml. Builds read that file; only a code book needs the code sets.',
    'check exits with 1 when a code can no longer be reported; revised titles are warnings and do not count.',
    'Examples\n' +
      '  chartwright codes add icd10cm-order-2026.txt\n' +
      '  chartwright codes lock courses/my-course\n' +
      '  chartwright codes check courses/my-course --edition icd10cm@2026-10-01',
  ],
  run: async (options, [action, ...rest], io) => {
    const known = ACTIONS.find((one) => one === action)
    if (action === undefined) return wrongUsage(io, `Say what to do: ${ACTIONS.join(', ')}.`, RETRY)
    if (known === undefined) return wrongUsage(io, `codes cannot ${action}.${didYouMean(action, ACTIONS)}`, RETRY)
    const needs = NEEDS[known]
    if (rest.length === 0 && needs !== undefined)
      return wrongUsage(io, `codes ${known} needs something to work on.`, needs)
    if (known === 'show' && rest.length > 1) return wrongUsage(io, 'codes show takes one code.', NEEDS.show ?? RETRY)
    if (known === 'list' && rest.length > 0) return wrongUsage(io, `${rest[0]} means nothing here.`, RETRY)
    for (const name of ['effective', 'as-of'] as const) {
      const day = options[name]
      if (day !== undefined && !isDay(day))
        return wrongUsage(io, `--${name} cannot be ${day}.`, 'Write a day, such as 2026-10-01.')
    }
    const editions: EditionKey[] = []
    for (const name of options.edition ?? []) {
      const edition = readEdition(name)
      if (edition === undefined)
        return wrongUsage(io, `--edition cannot be ${name}.`, 'Write a system and a day, such as icd10cm@2026-10-01.')
      editions.push(edition)
    }
    if (options.fix && io.ask === undefined)
      return wrongUsage(io, '--fix asks, and there is no terminal to ask on.', RETRY)
    return perform(known, rest, { ...options, editions }, io)
  },
})

interface Asked {
  readonly store?: string
  readonly effective?: string
  readonly editions: readonly EditionKey[]
  readonly frozen?: boolean
  readonly 'as-of'?: string
  readonly format?: string
  readonly fix?: boolean
  readonly json?: boolean
}

/** What each action needs is loaded only when it is asked for. */
async function perform(action: Action, rest: readonly string[], asked: Asked, io: Io): Promise<number> {
  const { store, effective, editions, frozen = false, fix = false, json = false } = asked
  if (action === 'add') return (await import('../codes/add.ts')).addFiles(rest, { store, effective, json }, io)
  const { listEditions, removeEditions, searchCodes, showCode } = await import('../codes/look.ts')
  if (action === 'remove') return removeEditions(store, rest, json, io)
  const { useStore } = await import('../codes/use-store.ts')
  const installed = useStore(store, io)
  if (typeof installed === 'number') return installed
  switch (action) {
    case 'list':
      return listEditions(installed, json, io)
    case 'show':
      return showCode(installed, rest.join(' '), json, io)
    case 'search':
      return searchCodes(installed, rest.join(' '), editions, json, io)
    case 'lock':
      return (await import('../codes/lock-course.ts')).lockCourses(
        rest,
        { frozen, asOf: asked['as-of'], json },
        installed,
        io,
      )
    case 'check': {
      const { checkCourses } = await import('../codes/check-course.ts')
      const format = json ? 'json' : (FORMATS.find((one) => one === asked.format) ?? 'text')
      return checkCourses(rest, { editions, format, fix }, installed, io)
    }
  }
}

import { resolve } from 'node:path'
import { type CreditEntry, readEntry } from '../../model/ledger.ts'
import { csvTable } from '../../service/credits/csv.ts'
import type { Snapshot } from '../../storage/snapshot.ts'
import { writeLines } from '../data-actions/files.ts'
import { EXIT } from '../exit-codes.ts'
import { type LedgerAction, withSnapshot } from './action.ts'
import { allStandings, type LedgerLine, ledgerLines, type StandingWord } from './lines.ts'

export const exportLedger: LedgerAction = {
  usage: '<file>',
  summary: 'Write every line to a file: .ndjson for checking, .csv for a spreadsheet; add .gz to compress',
  missing: 'Say which file to write: ledger.ndjson or ledger.csv.',
  run: async (io, options, file) => {
    const format = /\.(ndjson|csv)(\.gz)?$/.exec(file)?.[1]
    if (format === undefined) {
      io.stderr(`chartwright: The name says how to write it: ${file} ends neither in .ndjson nor in .csv.\n`)
      return EXIT.usage
    }
    return withSnapshot(io, options, async (snapshot) => {
      const target = resolve(io.cwd, file)
      let lines = 0
      const counted = async function* (source: AsyncIterable<string>): AsyncGenerator<string> {
        for await (const line of source) {
          yield line
          lines += 1
        }
      }
      await writeLines(target, counted(format === 'csv' ? csvLines(snapshot) : jsonLines(snapshot)))
      const entries = format === 'csv' ? lines - 1 : lines
      io.stderr(`${entries} ${entries === 1 ? 'line' : 'lines'} of the ledger in ${target}.\n`)
      return EXIT.fine
    })
  },
}

/** The text of the entry stays text: the hash is over it as it stands. */
async function* jsonLines(snapshot: Snapshot): AsyncGenerator<string> {
  for await (const line of ledgerLines(snapshot)) yield JSON.stringify(line)
}

type Cell = string | number
type Column = (entry: CreditEntry) => Cell | undefined

/** What a credit entry shows; a revocation has what stands before and behind it. */
const COLUMNS: Readonly<Record<string, Column>> = {
  course: ({ course }) => course?.id,
  'course version': ({ course }) => course?.version,
  award: ({ award }) => award,
  activity: ({ activity }) => activity,
  title: ({ title }) => title,
  type: ({ type }) => type,
  domains: ({ domains }) => domains.join('; '),
  topic: ({ topic }) => topic,
  'meant for': ({ credentials }) => credentials.join('; '),
  credits: ({ credits }) => credits,
  unit: ({ unit }) => unit.name,
  'minutes per unit': ({ unit }) => unit.minutes,
  minutes: ({ minutes }) => minutes,
  provider: ({ provider }) => provider,
  approver: ({ approver, approval }) => approver ?? approval?.approver,
  'approval number': ({ approval }) => approval?.number,
  'completed on': ({ completedOn }) => completedOn,
  'time zone': ({ timeZone }) => timeZone,
  source: ({ source }) => source,
  'exam percent': ({ evidence }) => evidence.exam && evidence.exam.percent / 100,
  statements: ({ evidence }) => evidence.statements.join('; '),
  certificate: ({ evidence }) => evidence.certificate,
  'file sha256': ({ evidence }) => evidence.file?.sha256,
}

async function* csvLines(snapshot: Snapshot): AsyncGenerator<string> {
  const standing = await allStandings(snapshot)
  const names = Object.keys(COLUMNS)
  yield line(
    [
      'line',
      'entry',
      'kind',
      'learner',
      'standing',
      'concerns',
      ...names,
      'reason',
      'recorded by',
      'recorded at',
      'hash',
    ],
    true,
  )
  for await (const one of ledgerLines(snapshot)) yield line(cellsOf(one, standing))
}

function cellsOf({ seq, hash, body }: LedgerLine, standing: (entry: CreditEntry) => StandingWord): Cell[] {
  const entry = readEntry(body)
  const shown =
    entry.kind === 'credit'
      ? [standing(entry), entry.replaces ?? '', ...Object.values(COLUMNS).map((column) => column(entry) ?? '')]
      : ['', entry.entry, ...Object.keys(COLUMNS).map(() => '')]
  const kind = entry.kind === 'credit' && entry.replaces !== undefined ? 'correction' : entry.kind
  const recordedAt = new Date(entry.recordedAt).toISOString()
  return [seq, entry.id, kind, entry.learner, ...shown, entry.reason ?? '', entry.recordedBy, recordedAt, hash]
}

/** A row without the line feed behind it, and but for the first without the mark before it. */
const line = (cells: readonly Cell[], first = false): string => csvTable([cells]).slice(first ? 0 : 1, -1)

import { completionSources } from '../../model/completion-sources.ts'
import { plural } from '../pages/words.ts'
import { csvTable } from './csv.ts'
import type { EntryRow, Verdict } from './learner-credits.ts'

const COLUMNS = [
  'Completed',
  'Title',
  'Provider',
  'Type',
  'Domains',
  'Topic',
  'Minutes',
  'Credits',
  'Unit',
  'Approval number',
  'Source',
  'Trust',
  'Standing',
  'Reason',
  'Counted for',
  'Certificate',
  'Evidence file',
  'Evidence SHA-256',
  'Recorded',
  'Entry',
] as const

/** A learner's ledger for a spreadsheet, one line for each entry. Times are UTC. */
export const ledgerCsv = (rows: readonly EntryRow[]): string =>
  csvTable([
    COLUMNS,
    ...rows.map(({ entry, standing, verdicts }) => [
      entry.completedOn,
      entry.title,
      entry.provider ?? '',
      entry.type,
      entry.domains.join('; '),
      entry.topic ?? '',
      entry.minutes,
      entry.credits,
      `${entry.unit.name} of ${entry.unit.minutes} minutes`,
      entry.approval?.number ?? '',
      completionSources[entry.source].name,
      completionSources[entry.source].trust,
      standing.kind,
      standing.kind === 'active' ? '' : (standing.by.reason ?? ''),
      verdicts.map(verdictWords).join('; '),
      entry.evidence.certificate ?? '',
      entry.evidence.file?.name ?? '',
      entry.evidence.file?.sha256 ?? '',
      new Date(entry.recordedAt).toISOString(),
      entry.id,
    ]),
  ])

const verdictWords = ({ credential, counted, reason }: Verdict): string =>
  `${credential}: ${[...(counted === undefined ? [] : [plural(counted.credits, counted.unit)]), ...(reason === undefined ? [] : [reason])].join(', ')}`

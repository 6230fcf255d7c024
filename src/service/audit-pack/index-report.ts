import type { Report, ReportBlock, ReportCell } from '../../certificates/report.ts'
import { DISCLAIMER, sourceText } from '../../credentials/words.ts'
import type { StandingEntry } from '../../model/ledger.ts'
import { compareText } from '../../problems/problem.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { longDate, plural } from '../pages/words.ts'
import { plainDate, type Settings } from '../settings.ts'
import type { PackFacts } from './gather.ts'
import { evidencePath, recordedWords, sourceWords, standingWords, statusWords, verdictWords } from './words.ts'

/** What `index.pdf` says: who, by which rules, what they ask for and what there is, and every entry with its verdict. */
export function indexReport(facts: PackFacts, settings: Settings): Report {
  const { learner, evaluation, at, rules } = facts
  const { rule, cycle } = evaluation
  const made = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    title: `Audit pack: ${rule.name}`,
    // Words of ours come first: a text runs in the direction of its first letter.
    foot: `${rule.credential}, ${cycle.start} to ${cycle.end}: ${learner.name}. As of ${made}. Not affiliated with AHIMA or AAPC.`,
    created: new Date(at),
    blocks: [
      ...(settings.demo
        ? [{ kind: 'text', text: 'DEMONSTRATION: the people are invented, and this proves nothing.' } as const]
        : []),
      {
        kind: 'facts',
        rows: [
          ['Person', learner.name],
          ['Id of the person', learner.id],
          ['Credential', `${rule.name}, ${rule.body}`],
          ['Cycle', `${longDate(cycle.start)} to ${longDate(cycle.end)}`],
          ['Held since, by their own account', longDate(facts.holding.since)],
          ['Further credentials', String(facts.holding.extra)],
          ['Issued by', settings.organisation.name],
          ['Address', settings.publicUrl],
          ['As of', made],
          ['Result', evaluation.met ? 'All requirements are met.' : 'Not all requirements are met.'],
        ],
      },
      { kind: 'heading', text: 'The rules' },
      {
        kind: 'facts',
        rows: [
          ['File', `rule.yaml (${rules.file})`],
          ['SHA-256 of the file', rules.sha256],
          ['Version', `${rule.version}, for cycles that begin on ${longDate(rule.from)} or later`],
          ['Source of the figures', sourceText(rule.source)],
        ],
      },
      { kind: 'text', text: DISCLAIMER },
      { kind: 'heading', text: 'What is required, and what counts' },
      needTable(facts),
      ...(evaluation.together
        ? []
        : [{ kind: 'text', text: 'The same credits cannot serve all rules at once: limits leave too few.' } as const]),
      { kind: 'heading', text: 'Every entry of the ledger' },
      ...entriesTable(facts),
      { kind: 'heading', text: 'Certificates of this cycle' },
      ...certificatesTable(facts, plainDate(at, settings.timeZone)),
      { kind: 'heading', text: 'Evidence that was handed in' },
      ...evidenceTable(facts),
      { kind: 'heading', text: 'How to check this' },
      {
        kind: 'text',
        text: 'README.txt says, step by step, how everything in this pack is checked without the issuer’s help, and what no check can show.',
      },
    ],
  }
}

/** @param shares width of each column by its title, in parts of the whole */
const table = (shares: Readonly<Record<string, number>>, rows: readonly (readonly ReportCell[])[]): ReportBlock => ({
  kind: 'table',
  columns: Object.entries(shares).map(([title, share]) => ({ title, share })),
  rows,
})

const needTable = ({ evaluation: { total, rules } }: PackFacts): ReportBlock =>
  table({ Rule: 6, Required: 2, Counted: 2, Met: 2 }, [
    ['In all', plural(total.need, total.unit), String(total.have), total.met ? 'Yes' : 'No'],
    ...rules.map(({ text, kind, need, have, met, over }) => [
      text,
      `${kind === 'max' ? 'At most ' : ''}${plural(need, total.unit)}`,
      String(have),
      kind === 'max' ? (over > 0 ? `${over} over, not counted` : 'Kept') : met ? 'Yes' : 'No',
    ]),
  ])

/** By the day of completion; of one day, in the order they were recorded. */
function entriesTable(facts: PackFacts): ReportBlock[] {
  if (facts.standings.length === 0) return [{ kind: 'text', text: 'There is no entry.' }]
  const sorted = [...facts.standings].sort((a, b) => compareText(a.entry.completedOn, b.entry.completedOn))
  return [
    {
      kind: 'text',
      text: `${plural(sorted.length, 'entry')}, those of other cycles and those taken back among them. What counts is in ${facts.evaluation.total.unit}.`,
    },
    table(
      { Completed: 10, Activity: 30, Recorded: 14, Counts: 8, Why: 26, Line: 7 },
      sorted.map((one) => {
        const { entry } = one
        const { counts, why } = verdictWords(facts, entry.id)
        const line = facts.lines.find(({ entry: { id } }) => id === entry.id)
        const standing = standingWords(one)
        return [
          entry.completedOn,
          activityWords(one),
          recordedWords(entry),
          counts,
          one.standing.kind === 'active' ? why : `${upper(standing)}.`,
          String(line?.seq ?? ''),
        ]
      }),
    ),
  ]
}

function activityWords({ entry }: StandingEntry): ReportCell {
  const { provider, approver, approval } = entry
  const by = [
    provider,
    approval === undefined
      ? approver && approver !== provider && `vouched for by ${approver}`
      : `approval ${approval.number} of ${approval.approver}`,
  ]
  const kind = `${upper(entry.type)}, ${entry.domains.join(', ')}`
  const from = by.filter((part) => part !== undefined && part !== false && part !== '').join(', ')
  return [entry.title, ...(from === '' ? [] : [from]), `${kind}. ${sourceWords(entry)}.`]
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')

/** @param today the day of the pack */
function certificatesTable({ certificates, lines }: PackFacts, today: string): ReportBlock[] {
  if (certificates.length === 0) return [{ kind: 'text', text: 'None.' }]
  return [
    table(
      { Number: 26, Issued: 12, Line: 7, Status: 35 },
      certificates.map(({ kept }) => [
        kept.number,
        readSnapshot(kept.snapshot).issuedOn,
        String(lines.find(({ entry }) => entry.id === kept.entry)?.seq ?? ''),
        upper(statusWords(kept, today)),
      ]),
    ),
  ]
}

function evidenceTable({ standings, evidence, lines }: PackFacts): ReportBlock[] {
  const rows = standings.flatMap(({ entry }) => {
    const { file } = entry.evidence
    if (file === undefined || !evidence.has(file.sha256)) return []
    const line = lines.find(({ entry: { id } }) => id === entry.id)
    return [[String(line?.seq ?? ''), file.name, evidencePath(file)]]
  })
  if (rows.length === 0) return [{ kind: 'text', text: 'None.' }]
  return [table({ Line: 6, 'Name as handed in': 17, 'File in this pack': 57 }, rows)]
}

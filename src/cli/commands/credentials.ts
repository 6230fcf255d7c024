import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../../problems/problem.ts'
import { type Command, command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'

const ACTIONS = ['list', 'show', 'check', 'evaluate'] as const
const FORMATS = ['text', 'json'] as const
const RETRY = 'Try: chartwright credentials --help'
const EVALUATE = 'Try: chartwright credentials evaluate --ledger ledger.json --credential ahima-ccs --since 2026-01-01'

interface Asked {
  readonly folder?: readonly string[]
  readonly ledger?: string
  readonly learner?: string
  readonly credential?: string
  readonly since?: string
  readonly extra?: string
  readonly today?: string
  readonly format?: string
}

export const credentials: Command = command({
  name: 'credentials',
  summary: 'Show and check the rules of credentials, and evaluate a ledger of credits against them.',
  usage: 'list | show <id> | check <file>… | evaluate --ledger <file> --credential <id> --since <day>',
  positionals: true,
  options: {
    folder: { type: 'string', multiple: true, value: '<dir>', summary: 'Folder with credential files of your own' },
    ledger: { type: 'string', value: '<file>', summary: 'evaluate: ledger entries, as a JSON list or one per line' },
    learner: { type: 'string', value: '<id>', summary: 'evaluate: whose entries, if the file has several learners' },
    credential: { type: 'string', value: '<id>', summary: 'evaluate: credential whose rules apply' },
    since: { type: 'string', value: '<day>', summary: 'evaluate: first day of the first cycle' },
    extra: {
      type: 'string',
      value: '<n>',
      summary: 'evaluate: how many other credentials of the same body are held (default: 0)',
    },
    today: { type: 'string', value: '<day>', summary: 'evaluate: a day in the cycle to evaluate (default: today)' },
    format: { type: 'string', choices: FORMATS, summary: 'Output format (default: text)' },
  },
  notes: [
    'list and show print what is known; check lists what is wrong with files of your own, by line and column.\n' +
      'evaluate prints what is there and what is required, rule by rule, and why each entry that does not count does not.',
    'A file of your own replaces the one in the catalogue for the same credential. How to write one:\n' +
      'docs/credentials.md. All results are calculations from the files named in them, not the word of any body.',
    'The exit code is 1 when a file has errors, or no rules cover the cycle. Whether the rules are met does not change it.',
    'Examples\n' +
      '  chartwright credentials show ahima-ccs\n' +
      '  chartwright credentials evaluate --ledger ledger.ndjson --learner <id> --credential ahima-ccs --since 2026-03-01',
  ],
  run: (options, [action, ...rest], io) => {
    const known = ACTIONS.find((one) => one === action)
    if (action === undefined) return wrong(io, `Say what to do: ${ACTIONS.join(', ')}.`)
    if (known === undefined) return wrong(io, `credentials cannot ${action}.${didYouMean(action, ACTIONS)}`)
    const [first] = rest
    switch (known) {
      case 'list':
        return first === undefined ? list(options, io) : wrong(io, `${first} means nothing here.`)
      case 'show':
        return first === undefined
          ? wrong(io, 'No credential was named.', 'Try: chartwright credentials show ahima-ccs')
          : show(rest, options, io)
      case 'check':
        return first === undefined
          ? wrong(io, 'No file was named.', 'Try: chartwright credentials check my-board.yaml')
          : checkFiles(rest, options, io)
      case 'evaluate':
        return first === undefined ? evaluateLedger(options, io) : wrong(io, `${first} means nothing here.`, EVALUATE)
    }
  },
})

const wrong = (io: Io, message: string, hint: string = RETRY): Promise<number> =>
  Promise.resolve(wrongUsage(io, message, hint))

/** The catalogue and the user's own folders; undefined, and told, when a file has errors. */
async function load({ folder = [] }: Asked, io: Io) {
  const { loadCredentials } = await import('../../validation/credential-files.ts')
  const loaded = loadCredentials(folder.map((one) => resolve(io.cwd, one)))
  if (loaded.problems.length === 0) return loaded.credentials
  await tell(loaded.problems, io)
  return undefined
}

async function tell(problems: readonly Problem[], io: Io): Promise<void> {
  const { summaryText, textReport } = await import('../../problems/text.ts')
  io.stderr(`${textReport(problems, { colour: wantsColour(io, io.stderrIsTty) })}\n${summaryText(problems)}\n`)
}

async function list(asked: Asked, io: Io): Promise<number> {
  const all = await load(asked, io)
  if (all === undefined) return EXIT.problems
  const { listJson, listText } = await import('../ceu/report.ts')
  io.stdout((asked.format === 'json' ? listJson : listText)([...all.values()]))
  return EXIT.fine
}

async function show(ids: readonly string[], asked: Asked, io: Io): Promise<number> {
  const all = await load(asked, io)
  if (all === undefined) return EXIT.problems
  const found = ids.map((id) => all.get(id) ?? id)
  const missing = found.find((one) => typeof one === 'string')
  if (missing !== undefined) return unknownCredential(missing, [...all.keys()], io)
  const { listJson, showText } = await import('../ceu/report.ts')
  const loaded = found.filter((one) => typeof one !== 'string')
  io.stdout(asked.format === 'json' ? listJson(loaded) : loaded.map(showText).join('\n'))
  return EXIT.fine
}

const unknownCredential = (id: string, known: readonly string[], io: Io): number =>
  wrongUsage(io, `There is no credential ${id}.${didYouMean(id, known)}`, `There are: ${known.join(', ')}.`)

async function checkFiles(names: readonly string[], { format }: Asked, io: Io): Promise<number> {
  const { readCredential } = await import('../../validation/credential-files.ts')
  const { jsonReport } = await import('../../problems/json.ts')
  const { summaryText, textReport } = await import('../../problems/text.ts')
  const problems = names.flatMap((name) => readCredential(readFileSync(resolve(io.cwd, name)), name).problems)
  if (format === 'json') io.stdout(jsonReport(problems))
  else {
    const report = textReport(problems, { colour: wantsColour(io) })
    io.stdout(`${report}${report === '' ? '' : '\n'}${summaryText(problems)}\n`)
  }
  return problems.length > 0 ? EXIT.problems : EXIT.fine
}

async function evaluateLedger(asked: Asked, io: Io): Promise<number> {
  const { isPlainDate } = await import('../../credentials/plain-date.ts')
  const { ledger, credential: id, since, today = new Date(io.now()).toISOString().slice(0, 10), extra = '0' } = asked
  if (ledger === undefined || id === undefined || since === undefined)
    return wrongUsage(io, 'evaluate needs --ledger, --credential and --since.', EVALUATE)
  for (const [name, day] of [
    ['since', since],
    ['today', today],
  ] as const) {
    if (!isPlainDate(day)) return wrongUsage(io, `--${name} cannot be ${day}.`, 'Write a day, such as 2026-10-01.')
  }
  if (!/^\d{1,2}$/.test(extra)) return wrongUsage(io, `--extra cannot be ${extra}.`, 'Write a whole number, such as 1.')
  const all = await load(asked, io)
  if (all === undefined) return EXIT.problems
  const loaded = all.get(id)
  if (loaded === undefined) return unknownCredential(id, [...all.keys()], io)
  const { readLedger } = await import('../ceu/read-ledger.ts')
  const read = readLedger(readFileSync(resolve(io.cwd, ledger), 'utf8'), asked.learner)
  if ('because' in read) {
    io.stderr(`chartwright: ${ledger}: ${read.because}\n`)
    return EXIT.problems
  }
  const { evaluate } = await import('../../credentials/evaluate.ts')
  const { evaluationFormats } = await import('../ceu/report.ts')
  const { standings } = await import('../../model/ledger.ts')
  const { credential, file, sha256 } = loaded
  const evaluation = evaluate({
    credential,
    origin: { file, sha256 },
    holding: { since, extra: Number(extra) },
    standings: standings(read.entries),
    today,
  })
  if (evaluation === undefined) {
    io.stderr(`chartwright: no version of the rules in ${file} covers the cycle that holds ${today}.\n`)
    return EXIT.problems
  }
  io.stdout(evaluationFormats[FORMATS.find((one) => one === asked.format) ?? 'text'](evaluation))
  return EXIT.fine
}

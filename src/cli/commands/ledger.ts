import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { ledgerActions } from '../ledger-actions/index.ts'

export const ledger = command({
  name: 'ledger',
  summary: 'Verify, show and export the ledger of credit.',
  usage: 'verify | show <learner> | export <file>',
  positionals: true,
  options: {
    ...dataOptions,
    format: { type: 'string', choices: ['text', 'json'], summary: 'For verify and show (default: text)' },
    head: {
      type: 'string',
      value: '<line>:<hash>',
      summary: 'For verify: the head an earlier verify printed, which you kept elsewhere',
    },
  },
  notes: [
    columns(
      Object.entries(ledgerActions).map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary]),
    ).join('\n'),
    'Reads the database directly, also while the service runs, and changes nothing. More: docs/ledger.md',
    'Examples\n' +
      '  chartwright ledger verify\n' +
      '  chartwright ledger show <learner>\n' +
      '  chartwright ledger export ledger.csv',
  ],
  run: async (options, [action, on, ...more], io) => {
    const retry = 'Try: chartwright ledger --help'
    const names = Object.keys(ledgerActions)
    if (action === undefined) return wrongUsage(io, `Say what to do: ${names.join(', ')}.`, retry)
    const found = Object.entries(ledgerActions).find(([name]) => name === action)?.[1]
    if (found === undefined) return wrongUsage(io, `ledger cannot ${action}.${didYouMean(action, names)}`, retry)
    if (found.usage !== '' && on === undefined) return wrongUsage(io, found.missing, retry)
    const extra = found.usage === '' ? on : more[0]
    if (extra !== undefined) return wrongUsage(io, `${extra} means nothing here.`, retry)
    return found.run(io, options, on ?? '')
  },
})

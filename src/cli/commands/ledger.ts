import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { ledgerActions } from '../ledger-actions/index.ts'

export const ledger = command({
  name: 'ledger',
  summary: 'Verify, show and export the ledger of credit.',
  usage: '<action> [<learner>|<file>] [options]',
  positionals: true,
  options: {
    ...dataOptions,
    format: { type: 'string', choices: ['text', 'json'], summary: 'For verify and show; text when left out' },
    head: {
      type: 'string',
      value: '<line>:<hash>',
      summary: 'For verify: what an earlier verify printed as head, kept elsewhere',
    },
  },
  notes: [
    columns(
      Object.entries(ledgerActions).map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary]),
    ).join('\n'),
    'All of it reads the database as it stands, also while the service runs, and changes nothing.',
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

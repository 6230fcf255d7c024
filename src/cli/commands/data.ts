import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { dataOptions } from '../data.ts'
import { DamagedFileError } from '../data-actions/files.ts'
import { actions } from '../data-actions/index.ts'
import { EXIT } from '../exit-codes.ts'

export const data = command({
  name: 'data',
  summary: 'Back up, restore, export, import and delete what the service keeps.',
  usage: 'backup|restore|export|import <file> | retain --before <date> | forget --agent <json>',
  positionals: true,
  options: {
    ...dataOptions,
    since: { type: 'string', value: '<time>', summary: 'For export: only what was stored after this time' },
    'no-attachments': {
      type: 'boolean',
      summary: 'For export: statements only, without the files that came with them',
    },
    before: { type: 'string', value: '<date>', summary: 'For retain: delete statements stored before this date' },
    agent: { type: 'string', value: '<json>', summary: 'For forget: the agent, as xAPI writes it' },
    authority: {
      type: 'string',
      value: '<json>',
      summary: 'For import: authority for statements that have none',
    },
    'dry-run': { type: 'boolean', summary: 'For retain and forget: only count' },
  },
  notes: [
    columns(Object.entries(actions).map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary])).join(
      '\n',
    ),
    'A file whose name ends in .gz is compressed.',
    'backup works while the service runs; on PostgreSQL everything does. On SQLite, stop the service for the rest.',
    'retain and forget do not touch learners, credit and certificates. More: docs/storage.md',
    'Examples\n' +
      '  chartwright data backup all.ndjson.gz\n' +
      '  chartwright data retain --before 2020-01-01 --dry-run',
  ],
  run: async (options, [action, file, ...more], io) => {
    const retry = 'Try: chartwright data --help'
    const names = Object.keys(actions)
    if (action === undefined) return wrongUsage(io, `Say what to do: ${names.join(', ')}.`, retry)
    const found = Object.entries(actions).find(([name]) => name === action)?.[1]
    if (found === undefined) return wrongUsage(io, `data cannot ${action}.${didYouMean(action, names)}`, retry)
    const takesFile = found.usage.includes('<file>')
    if (takesFile && file === undefined) return wrongUsage(io, `Say which file to ${found.verb}.`, retry)
    const extra = takesFile ? more[0] : file
    if (extra !== undefined) return wrongUsage(io, `${extra} means nothing here.`, retry)
    const wrong = found.wrong(options)
    if (wrong !== undefined) return wrongUsage(io, wrong, retry)
    try {
      return await found.run(io, options, file ?? '')
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error
      io.stderr(`chartwright: ${error.message}\n`)
      return EXIT.io
    }
  },
})

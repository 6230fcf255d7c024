import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { EXIT } from '../exit-codes.ts'
import { showProgress } from '../progress.ts'
import { counted } from '../report-words.ts'
import type { Action } from './action.ts'
import { readLines, writeLines } from './files.ts'
import { withStore } from './opened.ts'

export const exportStatements: Action = {
  usage: '<file>',
  summary: 'Write all statements to a file, one per line, as other record stores read them',
  verb: 'write',
  wrong: ({ since }) => (since !== undefined && Number.isNaN(Date.parse(since)) ? '--since is not a time.' : undefined),
  run: (io, options, file) =>
    withStore(io, options, async (store) => {
      const { exportLines } = await import('../../storage/exchange.ts')
      const target = resolve(io.cwd, file)
      const progress = await showProgress(io, 'Statements')
      let written = 0
      const lines = async function* (): AsyncGenerator<string> {
        const wanted = {
          attachments: options['no-attachments'] !== true,
          ...(options.since === undefined ? {} : { since: Date.parse(options.since) }),
        }
        for await (const line of exportLines(store, wanted, progress.update)) {
          written += 1
          yield line
        }
      }
      try {
        await writeLines(target, lines())
      } finally {
        progress.stop()
      }
      io.stderr(`${counted(written, 'line')} in ${target}.\n`)
      return EXIT.fine
    }),
}

export const importStatements: Action = {
  usage: '<file>',
  summary: 'Store the statements of such a file, skipping those already there',
  verb: 'read',
  wrong: ({ authority }) =>
    authority === undefined || isAgent(authority) ? undefined : '--authority is not an agent.',
  run: (io, options, file) =>
    withStore(io, options, async (store) => {
      const [{ importLines }, { lineReader }] = await Promise.all([
        import('../../storage/exchange.ts'),
        import('./import-line.ts'),
      ])
      const authority = options.authority === undefined ? undefined : parse(options.authority)
      const read = lineReader(authority, () => randomUUID())
      const progress = await showProgress(io, 'Lines')
      const outcome = await importLines(store, readLines(resolve(io.cwd, file)), read, (done) =>
        progress.update(done, done),
      ).finally(progress.stop)
      if ('wrong' in outcome) {
        io.stderr(
          `chartwright: ${file}, line ${outcome.line}: ${outcome.wrong}\n${counted(outcome.added, 'statement')} before it ${outcome.added === 1 ? 'was' : 'were'} stored. Mend the line and import the file again: what is there is passed over.\n`,
        )
        return EXIT.problems
      }
      const { added, known } = outcome
      io.stderr(`${counted(added, 'statement')} stored, ${known} there already.\n`)
      return EXIT.fine
    }),
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An object with an identifier; what more the standard asks is checked with each statement. */
function isAgent(text: string): boolean {
  const value = parse(text)
  return (
    typeof value === 'object' &&
    value !== null &&
    ['mbox', 'mbox_sha1sum', 'openid', 'account', 'member'].some((name) => name in value)
  )
}

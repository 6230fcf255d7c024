import { agentKey } from '../../storage/agent-key.ts'
import type { Deleted } from '../../storage/store.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { counted } from '../report-words.ts'
import type { Action, ActionOptions } from './action.ts'
import { withStore } from './opened.ts'

const WHO = 'operator'
const DATE = /^\d{4}-\d{2}-\d{2}(T.*)?$/

export const retain: Action = {
  usage: '--before <date>',
  summary: 'Delete statements stored before a date, and attachments only they have',
  verb: 'read',
  wrong: ({ before }) =>
    before === undefined || !DATE.test(before) || Number.isNaN(Date.parse(before))
      ? 'Say which statements are to go: --before 2020-01-31.'
      : undefined,
  run: (io, options) =>
    withStore(io, options, async (store) => {
      const before = Date.parse(options.before ?? '')
      return say(io, options, await store.upkeep.deleteBefore(before, by(io), options['dry-run'] === true))
    }),
}

export const forget: Action = {
  usage: '--agent <json>',
  summary: 'Delete everything about an agent: statements that mention it, documents, names',
  verb: 'read',
  wrong: ({ agent }) =>
    keyOf(agent) === undefined ? `Say whom to forget: --agent '{"mbox":"mailto:ada@example.com"}'.` : undefined,
  run: (io, options) =>
    withStore(io, options, async (store) =>
      say(io, options, await store.upkeep.forgetAgent(keyOf(options.agent) ?? '', by(io), options['dry-run'] === true)),
    ),
}

const by = (io: Io): { readonly who: string; readonly at: number } => ({ who: WHO, at: io.now() })

function keyOf(agent: string | undefined): string | undefined {
  try {
    return agentKey(JSON.parse(agent ?? ''))
  } catch {
    return undefined
  }
}

function say(io: Io, options: ActionOptions, { statements, attachments, documents }: Deleted): number {
  const what = `${counted(statements, 'statement')}, ${counted(attachments, 'attachment')}, ${counted(documents, 'document')}`
  io.stdout(options['dry-run'] === true ? `Would delete ${what}.\n` : `Deleted ${what}.\n`)
  return EXIT.fine
}

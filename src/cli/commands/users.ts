import { randomBytes, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { textReport } from '../../problems/text.ts'
import type { OperatorAnswer } from '../../service/auth/operator.ts'
import type { Running } from '../../service/data-folder.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { makeFolder } from '../make-folder.ts'
import { DEFAULT_DATA } from './serve.ts'

const ACTIONS = ['add', 'link', 'list'] as const

export const users = command({
  name: 'users',
  summary: 'Add people to the service, make sign-in links for them, list them.',
  usage: 'add --name <name> --role <role> | link <id> | list',
  positionals: true,
  options: {
    name: { type: 'string', value: '<name>', summary: 'Name as it is to stand on certificates' },
    role: { type: 'string', choices: ['learner', 'instructor'], summary: 'What the person may see' },
    data: { type: 'string', value: '<dir>', summary: `Data folder of the service; ${DEFAULT_DATA} when left out` },
  },
  notes: [
    'A link signs in once, within a day. Hand it over yourself: nothing is sent.',
    'Works whether the service is running or not.',
  ],
  run: async ({ name, role, data }, [action, id, ...more], io) => {
    const retry = 'Try: chartwright users --help'
    if (action === undefined) return wrongUsage(io, 'Say what to do: add, link or list.', retry)
    if (!ACTIONS.some((known) => known === action)) {
      return wrongUsage(io, `users cannot ${action}.${didYouMean(action, ACTIONS)}`, retry)
    }
    if (action === 'add' && (name === undefined || role === undefined)) {
      return wrongUsage(
        io,
        'A person needs --name and --role.',
        'For example: chartwright users add --name "Ada Example" --role learner',
      )
    }
    if (action === 'link' && id === undefined)
      return wrongUsage(io, 'Say whom the link is for.', 'chartwright users list shows the ids.')
    if (more.length > 0 || (action !== 'link' && id !== undefined))
      return wrongUsage(io, `${more[0] ?? id} means nothing here.`, retry)

    const done = await ask(resolve(io.cwd, data ?? DEFAULT_DATA), { do: action, name, role, id }, io)
    if (typeof done === 'number') return done
    const { answer, url } = done
    if ('wrong' in answer) {
      io.stderr(`chartwright: ${answer.wrong}\n`)
      return EXIT.usage
    }
    if ('people' in answer) {
      const rows = answer.people.map((person): [string, string] => [
        person.id,
        `${person.role.padEnd(10)}  ${person.name}`,
      ])
      if (rows.length === 0) io.stderr('Nobody yet. Add somebody: chartwright users add --name "…" --role learner\n')
      else io.stdout(`${columns(rows).join('\n')}\n`)
      return EXIT.fine
    }
    io.stderr(`${answer.person.name} (${answer.person.role}, ${answer.person.id}) signs in once, within a day, with:\n`)
    io.stdout(`${url}${answer.signIn}\n`)
    return EXIT.fine
  },
})

interface Done {
  readonly answer: OperatorAnswer
  /** Where people reach the service. */
  readonly url: string
}

/** Does it in the data folder itself, or asks the service that runs on it. */
async function ask(dataFolder: string, asked: Readonly<Record<string, unknown>>, io: Io): Promise<Done | number> {
  const [{ openDataFolder, readConfig }, { operate }, { listeningUrl }, { settingsOf }] = await Promise.all([
    import('../../service/data-folder.ts'),
    import('../../service/auth/operator.ts'),
    import('../../service/server.ts'),
    import('../../service/settings.ts'),
  ])
  const made = { now: io.now, uuid: () => randomUUID(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) }
  makeFolder(dataFolder, 0o700)
  const opened = await openDataFolder(dataFolder, made)
  if ('problems' in opened) {
    io.stderr(`${textReport(opened.problems, { colour: wantsColour(io) })}\n`)
    return EXIT.problems
  }
  if ('inUse' in opened) {
    const answer = opened.inUse && (await askRunning(opened.inUse, asked))
    if (opened.inUse === undefined || answer === undefined) {
      io.stderr(`chartwright: ${dataFolder} is in use, and the service there does not answer. Try again in a moment.\n`)
      return EXIT.io
    }
    return { answer, url: settingsOf(readConfig(dataFolder).config, opened.inUse.url, false).publicUrl }
  }
  try {
    const { store, config } = opened
    const listening = listeningUrl(config.host ?? '127.0.0.1', config.port ?? 4180)
    return { answer: await operate({ ...made, store }, asked), url: settingsOf(config, listening, false).publicUrl }
  } finally {
    await opened.store.close()
  }
}

async function askRunning(
  running: Running,
  asked: Readonly<Record<string, unknown>>,
): Promise<OperatorAnswer | undefined> {
  try {
    const response = await fetch(`${running.url}/operator`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status !== 200 && response.status !== 400) return undefined
    // The same program answers; its own type describes what it sends.
    return (await response.json()) as OperatorAnswer
  } catch {
    return undefined
  }
}

import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { hasErrors, type Problem } from '../problems/problem.ts'
import { textReport } from '../problems/text.ts'
import type { ProgramAnswer } from '../service/auth/operator.ts'
import type { OpenedFolder, Running } from '../service/data-folder.ts'
import { atRest } from './at-rest.ts'
import type { OptionSpec } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { type Io, wantsColour } from './io.ts'
import { makeFolder } from './make-folder.ts'

export const DEFAULT_DATA = '.chartwright'

/** Options of every verb that works with what the service keeps. */
export const dataOptions = {
  data: {
    type: 'string',
    value: '<dir>',
    summary: `Folder of database and configuration (default: ${DEFAULT_DATA})`,
  },
  database: {
    type: 'string',
    value: '<url>',
    summary:
      'sqlite:<file> or postgres://<user>:<password>@<host>/<name> (default: what chartwright.yaml says, or a file in the data folder)',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>

export interface DataOptions {
  readonly data?: string
  readonly database?: string
}

type Opened = Extract<OpenedFolder, { readonly store: unknown }> | Extract<OpenedFolder, { readonly inUse: unknown }>

export const folderOf = (io: Io, { data }: DataOptions): string => resolve(io.cwd, data ?? DEFAULT_DATA)

/**
 * Options that lead another command to the same data from any folder, each after a space; nothing where none were given.
 * The address of a server's database may hold a password and is left for the reader to fill in.
 */
export function sameData(io: Io, options: DataOptions): string {
  const { data } = options
  const address = databaseUrl(io, options)
  return [
    data === undefined ? '' : ` --data ${shellWord(resolve(io.cwd, data))}`,
    address === undefined ? '' : ` --database ${address.startsWith('sqlite:') ? shellWord(address) : '<url>'}`,
  ].join('')
}

/** As a shell takes it for one word, where it may hold spaces. */
export const shellWord = (text: string): string => (/^[\w./:@%+=,\\-]+$/.test(text) ? text : `"${text}"`)

/** Opens data folder and database; says why it cannot and returns the exit code, except where another process has it. */
export async function openData(io: Io, options: DataOptions): Promise<Opened | number> {
  const { openDataFolder } = await import('../service/data-folder.ts')
  const made = { now: io.now, uuid: () => randomUUID() }
  const folder = folderOf(io, options)
  makeFolder(folder, 0o700)
  const opened = await openDataFolder(folder, made, databaseUrl(io, options))
  if ('problems' in opened) return sayProblems(io, opened.problems)
  if ('unusable' in opened) {
    io.stderr(`chartwright: ${opened.unusable}\n`)
    return EXIT.io
  }
  return opened
}

/** The same for what takes the database itself: exit code and words also where a service that does not answer has it. */
export async function openAlone(
  io: Io,
  options: DataOptions,
): Promise<Extract<OpenedFolder, { readonly store: unknown }> | number> {
  const opened = await openData(io, options)
  return typeof opened === 'number' || !('inUse' in opened) ? opened : sayUnanswered(io, options)
}

function sayUnanswered(io: Io, options: DataOptions): number {
  io.stderr(
    `chartwright: ${folderOf(io, options)} is in use, and the service there does not answer. Try again in a moment.\n`,
  )
  return EXIT.io
}

/** A file is meant from where the command is run. */
const databaseUrl = (io: Io, { database }: DataOptions): string | undefined =>
  database?.startsWith('sqlite:') ? `sqlite:${resolve(io.cwd, database.slice('sqlite:'.length))}` : database

/** Address of the database; says what is wrong with the configuration that would name it, and answers the exit code. */
export async function databaseAt(io: Io, options: DataOptions): Promise<string | number> {
  const { databaseIn, readConfig } = await import('../service/data-folder.ts')
  const folder = folderOf(io, options)
  const { config, problems } = readConfig(folder)
  return hasErrors(problems) ? sayProblems(io, problems) : (databaseUrl(io, options) ?? databaseIn(folder, config))
}

function sayProblems(io: Io, problems: readonly Problem[]): number {
  io.stderr(`${textReport(problems, { colour: wantsColour(io) })}\n`)
  return EXIT.problems
}

export interface Asked {
  readonly answer: ProgramAnswer
  /** Where people reach the service. */
  readonly url: string
}

/** Does something in the data folder itself, or asks the service that runs on it. */
export async function askService(
  io: Io,
  options: DataOptions,
  asked: Readonly<Record<string, unknown>>,
): Promise<Asked | number> {
  const folder = folderOf(io, options)
  const [{ readConfig, readRunning }, { answerProgram }, { settingsOf }] = await Promise.all([
    import('../service/data-folder.ts'),
    import('../service/auth/operator.ts'),
    import('../service/settings.ts'),
  ])
  const throughService = async (running: Running | undefined): Promise<Asked | undefined> => {
    const answer = running && (await askRunning(running, asked))
    if (running === undefined || answer === undefined) return undefined
    return { answer, url: settingsOf(readConfig(folder).config, running.url, false).publicUrl }
  }
  const database = await databaseAt(io, options)
  if (typeof database === 'number') return database
  // A server's database opens for everybody, but a service that runs must hear of a key that is revoked.
  if (!database.startsWith('sqlite:')) {
    const done = await throughService(readRunning(folder))
    if (done !== undefined) return done
  }
  const opened = await openData(io, options)
  if (typeof opened === 'number') return opened
  if ('inUse' in opened) {
    const done = await throughService(opened.inUse)
    return done ?? sayUnanswered(io, options)
  }
  const { store, config } = opened
  try {
    const world = await atRest(io, config)
    return { answer: await answerProgram({ ...world, store }, asked), url: world.settings.publicUrl }
  } finally {
    await store.close()
  }
}

async function askRunning(
  running: Running,
  asked: Readonly<Record<string, unknown>>,
): Promise<ProgramAnswer | undefined> {
  try {
    const response = await fetch(`${running.url}/operator`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status !== 200 && response.status !== 400) return undefined
    // The same program answers; its own type describes what it sends.
    return (await response.json()) as ProgramAnswer
  } catch {
    return undefined
  }
}

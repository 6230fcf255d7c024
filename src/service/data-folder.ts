import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { missingGlyphs } from '../certificates/fonts.ts'
import { isMembers } from '../model/members.ts'
import type { Config } from '../model/schema-types.ts'
import { hasErrors, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import {
  DatabaseInUseError,
  DatabaseUrlError,
  FormerLayoutError,
  NewerSchemaError,
  openStore,
} from '../storage/open.ts'
import type { Store } from '../storage/store.ts'
import { validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'

/** Everything a service keeps stands in one folder: the database, its configuration, and who is running on it. */
export const CONFIG_FILE = 'chartwright.yaml'
/** Files of imported packages. */
export const CONTENT_FOLDER = 'content'
const DATABASE_FILE = 'chartwright.db'
const RUNNING_FILE = 'service.json'

/** The service that runs on a data folder. */
export interface Running {
  readonly pid: number
  /** Address it listens on. */
  readonly url: string
  /** Lets `chartwright users` talk to it. */
  readonly operatorKey: string
}

export type OpenedFolder =
  | { readonly store: Store; readonly config: Config }
  | { readonly problems: readonly Problem[] }
  /** Another process has it; what that process says of itself, if it got as far as saying so. */
  | { readonly inUse: Running | undefined }
  /** The database is not one that can be opened; why, in a sentence. */
  | { readonly unusable: string }

/**
 * Opens a data folder, making it if need be, with the database at an address or the folder's own. A SQLite file belongs to
 * the process that opened it until it is closed: the operating system refuses a second one, and a killed one leaves nothing
 * behind that would refuse the next. PostgreSQL serves several.
 */
export async function openDataFolder(
  folder: string,
  made: { readonly now: () => number; readonly uuid: () => string },
  named?: string,
): Promise<OpenedFolder> {
  const { config, problems } = readConfig(folder)
  if (hasErrors(problems)) return { problems }
  const database = named ?? databaseIn(folder, config)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return { store: await openStore(database, made), config }
  } catch (error) {
    if (error instanceof DatabaseInUseError) return { inUse: readRunning(folder) }
    if (REFUSALS.some((refusal) => error instanceof refusal)) return { unusable: messageOf(error) }
    if (database.startsWith('postgres'))
      return { unusable: `The database refused the connection: ${messageOf(error)}.` }
    throw error
  }
}

const REFUSALS = [DatabaseUrlError, FormerLayoutError, NewerSchemaError]
const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error))

/** Address of the database that a data folder has unless another is named. A file is meant from the folder. */
export function databaseIn(folder: string, { database = `sqlite:${DATABASE_FILE}` }: Config): string {
  return database.startsWith('sqlite:') ? `sqlite:${resolve(folder, database.slice('sqlite:'.length))}` : database
}

/** The configuration, or nothing but defaults where there is no file. Problems name file, line and column. */
export function readConfig(folder: string): { readonly config: Config; readonly problems: readonly Problem[] } {
  const file = join(folder, CONFIG_FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { config: {}, problems: [] }
    throw error
  }
  const yaml = parseYaml(text, file)
  if (yaml.problems.length > 0) return { config: {}, problems: yaml.problems }
  const { value, problems } = validate('config', yaml.value ?? {}, yaml.placeOf)
  if (value === undefined) return { config: {}, problems }
  const form = (field: string, written: string, wanted: string): Problem =>
    problem('field-form', { field, within: '', value: written, form: wanted }, yaml.placeOf(`/${field}`))
  const more: Problem[] = []
  if (value.timeZone !== undefined && !isTimeZone(value.timeZone)) {
    more.push(form('timeZone', value.timeZone, 'the name of an IANA zone, for example America/Chicago'))
  }
  if (value.publicUrl !== undefined && !isOrigin(value.publicUrl)) {
    more.push(form('publicUrl', value.publicUrl, 'scheme and host without a path, for example https://learn.example'))
  }
  if (value.contentUrl !== undefined && (!isOrigin(value.contentUrl) || value.contentUrl === value.publicUrl)) {
    const wanted =
      'scheme and host without a path, and another host than publicUrl, for example https://content.example'
    more.push(form('contentUrl', value.contentUrl, wanted))
  }
  const organisation = value.organisation?.name ?? ''
  if (missingGlyphs(organisation).length > 0) {
    const wanted = 'it in letters that certificates can print, such as Latin, Arabic or Chinese'
    const place = yaml.placeOf('/organisation/name')
    more.push(
      problem('field-form', { field: 'name', within: 'organisation', value: organisation, form: wanted }, place),
    )
  }
  return { config: value, problems: [...problems, ...more] }
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Says who runs on the folder; only the folder's owner can read it. */
export function writeRunning(folder: string, running: Running): void {
  const file = join(folder, RUNNING_FILE)
  writeFileSync(`${file}.new`, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

export const removeRunning = (folder: string): void => rmSync(join(folder, RUNNING_FILE), { force: true })

export function readRunning(folder: string): Running | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, RUNNING_FILE), 'utf8'))
    if (!isMembers(value)) return undefined
    const { pid, url, operatorKey } = value
    return typeof pid === 'number' && typeof url === 'string' && typeof operatorKey === 'string'
      ? { pid, url, operatorKey }
      : undefined
  } catch {
    return undefined
  }
}

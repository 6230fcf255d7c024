import { isMembers, type Members } from '../../model/members.ts'
import type { Running } from '../../service/data-folder.ts'
import type { StaffActionName } from '../../service/staff/actions.ts'
import { atRest, ownCredentials } from '../at-rest.ts'
import { type DataOptions, folderOf, openAlone, sameData } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { inOptions } from './options.ts'

/** A roster of thousands is one transaction. */
const PATIENCE_MILLISECONDS = 280_000

/**
 * Has the service that runs on the data folder do what staff do, or does it in the folder itself. Says why where that
 * cannot be and answers the exit code.
 */
export async function askStaff(
  io: Io,
  options: DataOptions,
  name: StaffActionName,
  asked: Members,
  /** How what a fault is about is named here. */
  named: (about: string) => string = (about) => about,
): Promise<Members | number> {
  const [{ readRunning }, { staffActions }] = await Promise.all([
    import('../../service/data-folder.ts'),
    import('../../service/staff/actions.ts'),
  ])
  const action = staffActions[name]
  const folder = folderOf(io, options)
  const running = readRunning(folder)
  const through = running === undefined ? undefined : await askRunning(running, action, asked)
  if (through !== undefined) return told(io, through, named)
  if ('needsService' in action) {
    io.stderr(
      `chartwright: no service answers for ${folder}, and this needs one: it knows the courses, and the address that certificates name.\nStart it with: chartwright serve${sameData(io, options)}\n`,
    )
    return EXIT.io
  }
  const opened = await openAlone(io, options)
  if (typeof opened === 'number') return opened
  const [{ runStaffAction }, { OPERATOR }, { loadCredentials }] = await Promise.all([
    import('../../service/staff/run.ts'),
    import('../../service/staff/by.ts'),
    import('../../validation/credential-files.ts'),
  ])
  const { store, config } = opened
  try {
    const world = {
      ...(await atRest(io, config)),
      courses: new Map(),
      credentials: loadCredentials(ownCredentials(folder)).credentials,
    }
    const answer: Members = { ...(await runStaffAction(name, { store, world, who: OPERATOR }, asked)) }
    const outcome = told(io, answer, named)
    if (listOf(answer.faults).some(({ about }) => about === 'domains'))
      io.stderr(
        `Domains of courses are known while the service runs. Start it with: chartwright serve${sameData(io, options)}\n`,
      )
    return outcome
  } finally {
    await store.close()
  }
}

/** Undefined when nothing that is this service answers. */
async function askRunning(
  { url, operatorKey }: Running,
  { method, path }: { readonly method: 'get' | 'post'; readonly path: string },
  asked: Members,
): Promise<Members | undefined> {
  const query = new URLSearchParams(Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]))
  const authorization = `Bearer ${operatorKey}`
  let response: Response
  try {
    response =
      method === 'get'
        ? await fetch(`${url}${path}?${query.toString()}`, { headers: { authorization }, signal: patience() })
        : await fetch(`${url}${path}`, {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify(asked),
            signal: patience(),
          })
  } catch (error) {
    if (error instanceof DOMException)
      return {
        wrong:
          'The service has not answered in time; it may still be working on it. Look at what there is before you try again.',
      }
    return undefined
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (!isMembers(body)) return undefined
  if (response.status === 200) return body
  return {
    wrong: typeof body.message === 'string' ? body.message : `The service answered ${response.status}.`,
    ...body,
  }
}

const patience = (): AbortSignal => AbortSignal.timeout(PATIENCE_MILLISECONDS)

function told(io: Io, answer: Members, named: (about: string) => string): Members | number {
  if (typeof answer.wrong !== 'string') return answer
  const [first, ...more] = listOf(answer.faults).map(({ about, reason }) =>
    printable(`${named(String(about))}: ${String(reason)}`),
  )
  if (first === undefined) io.stderr(`chartwright: ${printable(inOptions(answer.wrong))}\n`)
  else if (more.length === 0) io.stderr(`chartwright: Nothing was done. ${first}\n`)
  else io.stderr(`chartwright: Nothing was done.\n${[first, ...more].map((fault) => `  ${fault}\n`).join('')}`)
  return EXIT.problems
}

/** The objects of a list in an answer. */
export const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : [])

/** A member of an answer as it is printed. */
export const shown = (value: unknown): string =>
  value === undefined || value === null ? '' : printable(typeof value === 'string' ? value : JSON.stringify(value))

/** `{name: value}` for what was given. */
export const given = (members: Readonly<Record<string, unknown>>): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

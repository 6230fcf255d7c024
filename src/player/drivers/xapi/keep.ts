import { isMembers } from '../../../model/members.ts'
import { isContext } from './context.ts'
import type { Statement } from './statements.ts'

/** What a browser keeps of one registration until the record store has it. Survives reloads, closed tabs and days offline. */
export interface Keep {
  /** Statements not yet acknowledged, oldest first. */
  readonly statements: () => readonly Statement[]
  readonly add: (statement: Statement) => void
  readonly remove: (ids: ReadonlySet<string>) => void
  readonly replace: (statements: readonly Statement[]) => void
  /** Progress not yet acknowledged, and the entity tag it was built on (null: there was no document). */
  readonly progress: () => Progress | undefined
  readonly setProgress: (progress: Progress | undefined) => void
}

export interface Progress {
  readonly state: string
  readonly base: string | null
  /** What the same page sent shortly before: found in the record store, it is older than `state`, not newer. */
  readonly before: readonly string[]
}

/**
 * Keeps in localStorage, shared by all tabs, under the owner's name: a registration, with the activity id where one
 * registration may cover several. Nothing that gives access is ever kept here. Each call reads it afresh, so tabs do not
 * overwrite one another. Where the browser has no storage or it is full, the page's own memory holds what did not fit.
 */
export function createKeep(storage: () => Storage, owner: string): Keep {
  const memory = new Map<string, unknown>()
  const key = (name: string): string => `chartwright.xapi.${owner}.${name}`
  const read = (name: string): unknown => {
    if (memory.has(name)) return memory.get(name)
    try {
      const text = storage().getItem(key(name))
      return text === null ? undefined : (JSON.parse(text) as unknown)
    } catch {
      return undefined
    }
  }
  const write = (name: string, value: unknown): void => {
    try {
      if (value === undefined) storage().removeItem(key(name))
      else storage().setItem(key(name), JSON.stringify(value))
      memory.delete(name)
    } catch {
      memory.set(name, value)
    }
  }
  const statements = (): readonly Statement[] => {
    const kept = read('statements')
    return Array.isArray(kept) ? kept.filter(isStatement) : []
  }
  const replace = (rest: readonly Statement[]): void => write('statements', rest.length === 0 ? undefined : rest)
  return {
    statements,
    add: (statement) => replace([...statements(), statement]),
    remove: (ids) => replace(statements().filter(({ id }) => !ids.has(id))),
    replace,
    progress: () => {
      const kept = read('progress')
      return isProgress(kept) ? kept : undefined
    },
    setProgress: (progress) => write('progress', progress),
  }
}

const isStatement = (value: unknown): value is Statement =>
  isMembers(value) &&
  typeof value.id === 'string' &&
  isMembers(value.verb) &&
  isMembers(value.object) &&
  isContext(value.context) &&
  typeof value.timestamp === 'string'

const isProgress = (value: unknown): value is Progress =>
  isMembers(value) &&
  typeof value.state === 'string' &&
  (value.base === null || typeof value.base === 'string') &&
  Array.isArray(value.before) &&
  value.before.every((text) => typeof text === 'string')

import type { SaveOutcome } from '../driver.ts'
import type { Keep } from './keep.ts'
import { DONE, type Reasons } from './reasons.ts'
import type { RecordStore, Reply } from './record-store.ts'
import type { Statement } from './statements.ts'

/** Statements on their way: in order, each until it is acknowledged, over reloads and days offline. */
export interface StatementQueue {
  readonly send: () => Promise<SaveOutcome>
  /** The page goes away: sends as many as fit into so many bytes, without waiting. */
  readonly leave: (bytes: number) => void
}

export interface QueuePolicy {
  readonly reasons: Reasons
  /** What waits, as it is to be sent: another tab may have left it. What is left out goes on waiting. */
  readonly own?: (waiting: readonly Statement[]) => readonly Statement[]
  /** How many of these may go in one request. */
  readonly batch?: (waiting: readonly Statement[]) => readonly Statement[]
  /** Whether a refusal (an answer other than 200) is for good, so that the statement is let go. */
  readonly isFinal?: (statement: Statement, reply: Reply) => Promise<boolean>
  /** Whether the record store has a statement that it refused: then there is nothing to tell. */
  readonly isKnown?: (statement: Statement) => Promise<boolean>
  /** Answers to a batch after which its statements are tried one by one. */
  readonly singly?: readonly number[]
  readonly acknowledged?: (ids: ReadonlySet<string>) => void
  readonly log: (message: string) => void
}

const BATCH = 25
/** Malformed, in conflict with what is stored, too large: sending it again cannot mend that. */
const FINAL = [400, 409, 413]

const idsOf = (statements: readonly Statement[]): Set<string> => new Set(statements.map(({ id }) => id))
const isTaken = ({ status }: Reply): boolean => status === 200 || status === 204

export function createQueue(
  store: RecordStore,
  keep: Keep,
  {
    reasons,
    own = (waiting) => waiting,
    batch = (waiting) => waiting.slice(0, BATCH),
    isFinal = async (_, { status }) => FINAL.includes(status),
    isKnown = async () => false,
    singly = FINAL,
    acknowledged = () => undefined,
    log,
  }: QueuePolicy,
): StatementQueue {
  const settle = (statements: readonly Statement[]): void => {
    const ids = idsOf(statements)
    keep.remove(ids)
    acknowledged(ids)
  }

  /** One bad statement must not hold back the good ones behind it: what is refused on its own is let go. */
  const sendSingly = async (statements: readonly Statement[]): Promise<Reply | undefined> => {
    for (const statement of statements) {
      const reply = await store.postStatements([statement])
      if (!isTaken(reply) && !(singly.includes(reply.status) && (await isKnown(statement)))) {
        if (!(await isFinal(statement, reply))) return reply
        log(`Statement ${statement.id} was refused (${reply.status}): ${reply.text.slice(0, 500)}`)
      }
      settle([statement])
    }
    return undefined
  }

  return {
    send: async () => {
      for (let next = batch(own(keep.statements())); next.length > 0; next = batch(own(keep.statements()))) {
        const reply = await store.postStatements(next)
        if (isTaken(reply)) {
          settle(next)
          continue
        }
        const trouble = singly.includes(reply.status) ? await sendSingly(next) : reply
        if (trouble !== undefined) return reasons(trouble)
      }
      return DONE
    },
    leave: (bytes) => {
      const waiting = own(keep.statements())
      const alone = batch(waiting)
      const next = firstWithin(alone.length < Math.min(BATCH, waiting.length) ? alone : waiting, bytes)
      if (next.length === 0) return
      void store.postStatements(next, true).then((reply) => {
        if (isTaken(reply)) settle(next)
      })
    },
  }
}

/** As many statements from the front as fit into so many bytes of JSON. */
function firstWithin(statements: readonly Statement[], bytes: number): readonly Statement[] {
  let used = 2
  const cut = statements.findIndex((statement) => {
    used += new TextEncoder().encode(JSON.stringify(statement)).length + 1
    return used > bytes
  })
  return cut === -1 ? statements : statements.slice(0, cut)
}

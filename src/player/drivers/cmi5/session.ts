import type { Keep } from '../xapi/keep.ts'
import type { LaunchFacts } from '../xapi/launch-facts.ts'
import type { RecordLine } from '../xapi/record-line.ts'
import type { Statement } from '../xapi/statements.ts'
import { type Cmi5Frame, type DefinedVerb, definedId, definedStatement, type Judged, verdictOf } from './statements.ts'

/** What the AU has said in this session, over reloads of its page: each verb of cmi5 at most once, in the order it wants. */
export interface Session {
  /** `initialized`, unless it was said; `before` gets to know when the session began. */
  readonly begin: (before: (began: number) => void) => void
  readonly say: (statement: Statement) => void
  /** The record store has this already. */
  readonly said: (verb: 'completed' | 'passed') => void
  readonly complete: (at: number, seconds: number) => void
  /** `last`: no attempt can follow. */
  readonly judge: (at: number, seconds: number, judged: Judged, last: boolean) => void
  /** Seconds of this page so far. */
  readonly spent: (seconds: number) => void
  /** `failed` where that is how it stands, and `terminated`. */
  readonly end: (seconds: number) => void
  /** What `end` said could not be sent: the session goes on. */
  readonly reopen: () => void
  /** All is sent: nothing follows, and a reload of the page may not go on. */
  readonly close: () => void
}

export function openSession({
  frame,
  facts,
  line,
  keep,
  now,
}: {
  readonly frame: Cmi5Frame
  readonly facts: LaunchFacts
  readonly line: RecordLine
  readonly keep: Keep
  readonly now: () => number
}): Session {
  const said = new Set<DefinedVerb>()
  const before = Number(facts.get('seconds') ?? 0)
  let ended = false
  /** What happened while "Save and exit" was still sending. */
  let late: Statement[] = []
  let saidLast: readonly DefinedVerb[] = []
  let latest = Number(facts.get('began') ?? 0)

  /** cmi5 goes by timestamps (§9.3), which a clock set back must not put out of order. */
  const say = (statement: Statement): void => {
    if (ended) {
      late.push(statement)
      return
    }
    latest = Math.max(latest, Date.parse(statement.timestamp))
    line.add({ ...statement, timestamp: new Date(latest).toISOString() })
  }
  const define = (verb: DefinedVerb, at: number, result?: Parameters<typeof definedStatement>[3]): void => {
    if (said.has(verb)) return
    said.add(verb)
    say(definedStatement(verb, at, frame, result))
  }
  const fail = (at: number, seconds: number, judged: Judged): void => {
    define('failed', at, { seconds, judged })
    facts.set({ failed: 'yes' })
  }
  if (facts.get('failed') !== undefined) said.add('failed')

  return {
    begin: (takeOver) => {
      const began = latest === 0 ? now() : latest
      latest = began
      facts.set({ began: String(began) })
      takeOver(began)
      const statement = definedStatement('initialized', began, frame)
      const waiting = keep.statements()
      const missing = facts.get('begun') === undefined && !waiting.some(({ id }) => id === statement.id)
      if (missing) keep.replace([statement, ...waiting])
      for (const verb of ['completed', 'passed'] as const)
        if (waiting.some(({ id }) => id === definedId(verb, frame))) said.add(verb)
    },
    say,
    said: (verb) => said.add(verb),
    complete: (at, seconds) => define('completed', at, { seconds }),
    judge: (at, seconds, judged, last) => {
      const verdict = verdictOf(judged, frame)
      if (verdict === undefined || said.has('passed')) return
      if (verdict === 'failed') {
        if (last) fail(at, seconds, judged)
        else facts.set({ [PENDING]: written({ seconds, judged }) })
        return
      }
      facts.remove(PENDING)
      // One session says one of the two (9.3.0.0-3); the next session makes up for it.
      if (!said.has('failed')) define('passed', at, { seconds, judged })
    },
    spent: (seconds) => facts.set({ seconds: String(before + seconds) }),
    end: (seconds) => {
      const pending = readPending(facts.get(PENDING))
      const fails = pending !== undefined && !said.has('passed') && !said.has('failed')
      if (fails) fail(now(), pending.seconds, pending.judged)
      define('terminated', now(), { seconds: before + seconds })
      saidLast = fails ? ['failed', 'terminated'] : ['terminated']
      ended = true
    },
    reopen: () => {
      ended = false
      const waiting = new Set(keep.statements().map(({ id }) => id))
      const back = saidLast.filter((verb) => waiting.has(definedId(verb, frame)))
      for (const verb of back) said.delete(verb)
      if (!said.has('failed')) facts.remove('failed')
      keep.remove(new Set(back.map((verb) => definedId(verb, frame))))
      for (const statement of late) say(statement)
      late = []
    },
    close: () => {
      facts.set({ over: 'yes' })
      facts.remove('token')
    },
  }
}

/** A failed attempt that another may still make good, kept over a reload. */
interface Pending {
  readonly seconds: number
  readonly judged: Judged
}

const PENDING = 'pending'

const written = ({ seconds, judged: { percent, points } }: Pending): string =>
  [seconds, percent, points?.earned, points?.possible].join(' ')

function readPending(text: string | undefined): Pending | undefined {
  const [seconds, percent, earned, possible] = (text ?? '').split(' ').map(Number)
  if (seconds === undefined || percent === undefined || earned === undefined || possible === undefined) return undefined
  return { seconds, judged: { percent, points: { earned, possible } } }
}

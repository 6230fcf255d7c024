import { PROGRESS_STATE_ID } from '../../../model/xapi.ts'
import type { Connection, DriverEnvironment, Snapshot } from '../driver.ts'
import type { Agent } from '../xapi/actor.ts'
import { createKeep } from '../xapi/keep.ts'
import type { LaunchFacts } from '../xapi/launch-facts.ts'
import { type Launcher, reasonsOf } from '../xapi/reasons.ts'
import { openLine } from '../xapi/record-line.ts'
import { createRecordStore } from '../xapi/record-store.ts'
import { lineStatements } from '../xapi/statements.ts'
import { type LaunchData, readLaunchData } from './launch-data.ts'
import { judgedBy, standingOf } from './outcome.ts'
import { cmi5Policy, dropStored, isStored } from './policy.ts'
import { openSession } from './session.ts'
import { allowedStatement, type Cmi5Frame, carriedOver, definedId, sessionIn } from './statements.ts'

export interface Launched {
  readonly endpoint: string
  readonly authorization: string
  readonly actor: Agent
  readonly registration: string
  readonly activityId: string
  readonly facts: LaunchFacts
  readonly launcher: Launcher
}

/** An AU's session with the LMS, from `initialized` to `terminated`; a reload goes on with it. */
export async function cmi5Connection(environment: DriverEnvironment, launched: Launched): Promise<Connection> {
  const { course, uuid, now } = environment
  const window = environment.window as Window & typeof globalThis
  const { actor, registration, activityId, facts, launcher } = launched
  const key = { activityId, agent: JSON.stringify(actor), registration }
  const store = createRecordStore(window, launched, { ...key, stateId: PROGRESS_STATE_ID })
  const keep = createKeep(() => window.localStorage, `${registration}.${activityId}`)
  const data = await readLaunchData(window, store, key, launcher)
  const frame = frameOf(data)
  const line = await openLine({
    store,
    keep,
    ...cmi5Policy({
      store,
      frame,
      facts,
      reasons: reasonsOf(launcher),
      log: (message) => window.console.error(message),
    }),
  })
  const session = openSession({ frame, facts, line, keep, now })
  const normal = data.mode === 'normal'

  await dropStored(store, keep, frame)
  session.begin((began) => keep.replace(keep.statements().flatMap((one) => carriedOver(one, frame, began))))
  if (normal) await makeUp()
  // Nothing else may come before it, and a session that has ended shows here.
  const first = await line.save()
  if (!first.saved && facts.get('begun') === undefined) throw new Error(first.reason)

  return {
    connected: true,
    mode: data.mode,
    ...(typeof actor.name === 'string' ? { learnerName: actor.name } : {}),
    ...line.resumed,
    canExit: true,
    report: (event) => {
      const statement = allowedStatement(event, frame)
      if (statement !== undefined) session.say(statement)
      for (const one of lineStatements(event, frame)) session.say(one)
      if (event.type === 'completed') session.complete(event.at, event.seconds)
      if (event.type !== 'passed' && event.type !== 'failed') return
      const judged = judgedBy(event, frame)
      if (judged !== undefined) session.judge(event.at, event.seconds, judged, judged.last)
    },
    save: (snapshot) => {
      session.spent(snapshot.sessionSeconds)
      return line.save(textOf(snapshot))
    },
    exit: async (snapshot) => {
      session.end(snapshot.sessionSeconds)
      const outcome = await line.save(textOf(snapshot))
      if (!outcome.saved) session.reopen()
      else {
        session.close()
        if (data.returnUrl === undefined) window.close()
        else window.location.assign(data.returnUrl)
      }
      return outcome
    },
    // Whether a page that goes away is closed or loaded again cannot be told, and nothing may follow `terminated`: the
    // session stays open for a reload, and an LMS that hears no more of it records it as abandoned (9.3.6).
    leave: (snapshot) => {
      session.spent(snapshot.sessionSeconds)
      line.leave(textOf(snapshot))
    },
  }

  function textOf(snapshot: Snapshot): string | undefined {
    return normal ? snapshot.state : undefined
  }

  function frameOf({ template, masteryScore }: LaunchData): Cmi5Frame {
    const id = sessionIn(template)
    return {
      course,
      uuid,
      actor,
      activityId,
      registration: typeof template.registration === 'string' ? template.registration : registration,
      template,
      session: typeof id === 'string' ? id : (facts.get('fetch') ?? ''),
      ...(masteryScore === undefined ? {} : { masteryScore }),
    }
  }

  /** What saved progress has reached and the LMS was never told, because the page that knew it did not get to say it. */
  async function makeUp(): Promise<void> {
    const { completed, passed, seconds } = standingOf(line.resumed.state, frame)
    if (passed !== undefined && (await isStored(store, definedId('passed', frame))) === false)
      session.judge(now(), seconds, passed, false)
    else if (passed !== undefined) session.said('passed')
    if (completed && (await isStored(store, definedId('completed', frame))) === false) session.complete(now(), seconds)
    else if (completed) session.said('completed')
  }
}

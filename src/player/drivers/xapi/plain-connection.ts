import type { Connection, DriverEnvironment, Snapshot } from '../driver.ts'
import type { Keep } from './keep.ts'
import type { Reasons } from './reasons.ts'
import { openLine } from './record-line.ts'
import type { RecordStore } from './record-store.ts'
import { lineStatements, type StatementFrame, statementOf } from './statements.ts'

/** Plain xAPI, without the rules of cmi5: every event is one statement, and each opening of the page ends in `terminated`. */
export async function plainConnection(
  { window, now }: DriverEnvironment,
  {
    frame,
    store,
    keep,
    reasons,
    finish,
  }: {
    readonly frame: StatementFrame
    readonly store: RecordStore
    readonly keep: Keep
    readonly reasons: Reasons
    /** After "Save and exit", when all is saved: leaves the page. */
    readonly finish: () => void
  },
): Promise<Connection> {
  const { console } = window as Window & typeof globalThis
  const line = await openLine({ store, keep, reasons, log: (message) => console.error(message) })
  let terminated = false
  const terminate = ({ sessionSeconds }: Snapshot): void => {
    if (terminated || line.outdated()) return
    terminated = true
    line.add(statementOf({ type: 'terminated', at: now(), seconds: sessionSeconds }, frame))
  }
  return {
    connected: true,
    mode: 'normal',
    ...(typeof frame.actor.name === 'string' ? { learnerName: frame.actor.name } : {}),
    ...line.resumed,
    canExit: true,
    report: (event) => {
      for (const statement of [statementOf(event, frame), ...lineStatements(event, frame)]) line.add(statement)
    },
    save: (snapshot) => line.save(snapshot.state),
    exit: async (snapshot) => {
      terminate(snapshot)
      const outcome = await line.save(snapshot.state)
      if (outcome.saved) finish()
      return outcome
    },
    leave: (snapshot) => {
      terminate(snapshot)
      line.leave(snapshot.state)
    },
  }
}

/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { hrefOf, places, type Route } from '../router.ts'
import { useApp, useLearnerState } from './context.ts'

/** What the learner should know about where progress goes. Plain words, most pressing first. */
export function Banners({
  resumed,
  refusedKept,
  route,
}: {
  readonly resumed: boolean
  /** Whether a copy of the saved progress that could not be read is in this browser. */
  readonly refusedKept: boolean
  readonly route: Route
}) {
  const { session, words } = useApp()
  const { exams } = useLearnerState(session)
  const { connection, refused } = session
  const status = session.saveStatus()
  const [dismissed, setDismissed] = useState(false)
  const [first] = places(session.course)
  return (
    <div class="banners">
      {status.kind === 'failed' && (
        <div class="banner warn" role="alert">
          <p>
            <strong>{words.saveFailed}</strong> {status.reason}
          </p>
          <button type="button" disabled={status.retrying} onClick={session.retrySave}>
            {status.retrying ? words.saving : words.retry}
          </button>
          {status.relaunch !== undefined && <a href={status.relaunch}>{words.launchAgain}</a>}
        </div>
      )}
      {session.readOnly && (
        <div class="banner info">
          <p>{connection.mode === 'review' ? words.reviewMode : words.browseMode}</p>
        </div>
      )}
      {!connection.connected && (
        <div class="banner info">
          <p>{connection.volatile ? words.notConnectedVolatile : words.notConnected}</p>
        </div>
      )}
      {refused !== undefined && (
        <div class="banner warn">
          <p>
            {words.refused[refused]} {refusedKept ? words.refusedKept : ''}
          </p>
        </div>
      )}
      {connection.recovered === true && (
        <div class="banner info">
          <p>{words.recovered}</p>
        </div>
      )}
      {session.course.exams
        .filter(({ id }) => exams[id]?.attempt?.submitted === false && !(route.kind === 'exam' && route.id === id))
        .map(({ id, title }) => (
          <div key={id} class="banner warn">
            <p>
              {words.examUnderWay(title)} <a href={hrefOf({ kind: 'exam', id })}>{words.backToExam}</a>
            </p>
          </div>
        ))}
      {resumed && !dismissed && route.kind === 'section' && first !== undefined && (
        <div class="banner quiet-banner">
          <p>
            {words.resumed} <a href={hrefOf(first)}>{words.toTheBeginning}</a>
          </p>
          <button type="button" class="linkish" onClick={() => setDismissed(true)}>
            {words.dismiss}
          </button>
        </div>
      )}
    </div>
  )
}

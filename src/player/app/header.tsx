/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { progressOf } from '../../model/progress.ts'
import { CodeBookButton } from '../codebook/button.tsx'
import type { Route } from '../router.ts'
import { useApp, useLearnerState } from './context.ts'
import { Icon } from './icon.tsx'

/** Whole percent, rounded down: 100 only when all is done. */
export const percentOf = (fraction: number, complete: boolean): number =>
  complete ? 100 : Math.min(99, Math.floor(fraction * 100))

export function Header({
  route,
  outlineOpen,
  toggleOutline,
  exited,
}: {
  readonly route: Route
  readonly outlineOpen: boolean
  readonly toggleOutline: () => void
  readonly exited: () => void
}) {
  const { session, whole, words } = useApp()
  const { course } = session
  const { fraction, complete } = progressOf(course, useLearnerState(session))
  const percent = percentOf(fraction, complete)
  const at = whole.modules.findIndex(
    ({ sections }) => route.kind === 'section' && sections.some((s) => s.id === route.id),
  )
  const place =
    at >= 0
      ? words.moduleOf(at + 1, whole.modules.length)
      : route.kind === 'exam'
        ? (course.exams.find(({ id }) => id === route.id)?.title ?? '')
        : words.yourProgress
  return (
    <header class="top">
      <button
        type="button"
        class="square outline-button"
        aria-expanded={outlineOpen}
        aria-controls="outline"
        aria-label={words.outline}
        onClick={toggleOutline}
      >
        <Icon name="menu" />
      </button>
      <p class="course-title">{course.title}</p>
      <div class="top-progress">
        <span class="place">{place}</span>
        <div
          class="bar"
          role="progressbar"
          aria-label={course === whole ? words.courseProgress : words.part.progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <span style={{ width: `${percent}%` }} />
        </div>
        <span class="percent" aria-hidden="true">
          {words.percent(percent)}
        </span>
      </div>
      <Saved />
      {course.codebook !== undefined && <CodeBookButton volumes={course.codebook} />}
      {session.connection.canExit && <Exit exited={exited} />}
    </header>
  )
}

/** Says only what is true: the time is the record keeper's confirmation. */
function Saved() {
  const { session, words } = useApp()
  const status = session.saveStatus()
  if (session.readOnly) return <p class="saved">{words.nothingSaved}</p>
  if (session.connection.volatile) return <p class="saved">{words.notKept}</p>
  if (status.kind === 'failed') {
    return (
      <p class="saved failed">
        <button type="button" class="linkish" onClick={session.retrySave}>
          {words.notSavedRetry}
        </button>
      </p>
    )
  }
  if (status.kind === 'saving') return <p class="saved">{words.saving}</p>
  return <p class="saved">{status.at === undefined ? '' : words.savedAt(new Date(status.at))}</p>
}

function Exit({ exited }: { readonly exited: () => void }) {
  const { session, words, announce } = useApp()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const leave = async (): Promise<void> => {
    setBusy(true)
    const outcome = await session.exit()
    setBusy(false)
    if (outcome.saved) exited()
    else {
      setFailed(outcome.reason)
      announce(words.exitFailed(outcome.reason))
    }
  }
  return (
    <>
      <button type="button" class="exit" disabled={busy} onClick={() => void leave()}>
        {session.readOnly ? words.exit : words.saveAndExit}
      </button>
      {failed !== undefined && <p class="exit-failed problem">{words.exitFailed(failed)}</p>}
    </>
  )
}

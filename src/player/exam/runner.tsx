/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { attemptQuestions } from '../../model/actions.ts'
import { examSeed } from '../../model/draw.ts'
import type { Response } from '../../model/response.ts'
import type { CompiledExam } from '../../model/schema-types.ts'
import type { ExamAttempt } from '../../model/state/learner-state.ts'
import { useApp } from '../app/context.ts'
import { ExamClock } from './clock.tsx'
import { ExamQuestion } from './exam-question.tsx'
import { Navigator } from './navigator.tsx'
import { ReviewScreen } from './review-screen.tsx'
import { standingsOf } from './standing.ts'

/** A running attempt: one question at a time beside the navigator, or the review of all. */
export function ExamRunner({
  exam,
  attempt,
  takeFocus,
}: {
  readonly exam: CompiledExam
  readonly attempt: ExamAttempt
  readonly takeFocus: boolean
}) {
  const { session, words } = useApp()
  const { seed } = session.state()
  // The draw depends on the attempt's number, not on its answers.
  const ids = useMemo(() => attemptQuestions(session.state(), exam, attempt), [session, exam, attempt.number, seed])
  const standings = standingsOf(session.course, attempt, ids)
  const [reviewing, setReviewing] = useState(false)
  const [struck, setStruck] = useState<Readonly<Record<string, ReadonlySet<string>>>>({})
  const heading = useRef<HTMLHeadingElement>(null)
  const at = Math.min(attempt.current, standings.length - 1)
  const current = standings[at]
  const place = reviewing ? -1 : at

  const shown = useRef(takeFocus ? undefined : place)
  useLayoutEffect(() => {
    if (shown.current === place) return
    shown.current = place
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [place])

  const looking = reviewing ? undefined : current?.question.id
  useEffect(() => session.sit(exam.id, looking), [session, exam.id, looking])
  useEffect(() => () => session.sit(undefined), [session])

  const go = (next: number): void => {
    setReviewing(false)
    if (next !== attempt.current) session.changeAttempt(exam, { current: next })
  }
  const answer = (id: string, response: Response): void => {
    const { [id]: _, ...others } = attempt.responses
    session.changeAttempt(exam, { responses: response.length === 0 ? others : { ...others, [id]: response } })
  }
  const flag = (id: string): void => {
    const { flags } = attempt
    session.changeAttempt(exam, { flags: flags.includes(id) ? flags.filter((other) => other !== id) : [...flags, id] })
  }
  const strike = (id: string, option: string): void => {
    const next = new Set(struck[id])
    if (!next.delete(option)) next.add(option)
    setStruck({ ...struck, [id]: next })
  }

  return (
    <article class="exam">
      <header class="exam-head">
        <h1 tabIndex={-1}>{exam.title}</h1>
        {exam.attempts !== 1 && <p class="eyebrow">{words.attemptNumber(attempt.number)}</p>}
        <ExamClock exam={exam} />
      </header>
      <div class="exam-body">
        {reviewing || current === undefined ? (
          <ReviewScreen
            heading={heading}
            standings={standings}
            go={go}
            back={() => setReviewing(false)}
            submit={() => session.submitExam(exam)}
          />
        ) : (
          <ExamQuestion
            key={current.question.id}
            heading={heading}
            standing={current}
            at={at}
            total={standings.length}
            seed={examSeed(seed, exam.id, attempt.number)}
            response={attempt.responses[current.question.id] ?? []}
            struck={{
              ids: struck[current.question.id] ?? new Set(),
              toggle: (option) => strike(current.question.id, option),
            }}
            change={(response) => answer(current.question.id, response)}
            flag={() => flag(current.question.id)}
            go={go}
            review={() => setReviewing(true)}
          />
        )}
        <Navigator standings={standings} at={place} go={go} review={() => setReviewing(true)} reviewing={reviewing} />
      </div>
    </article>
  )
}

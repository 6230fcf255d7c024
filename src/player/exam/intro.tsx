/** @jsxImportSource preact */
import { attemptsLeft } from '../../model/actions.ts'
import { examLength } from '../../model/draw.ts'
import type { CompiledExam } from '../../model/schema-types.ts'
import type { ExamRecord } from '../../model/state/learner-state.ts'
import { useApp } from '../app/context.ts'

/** What to know before the clock starts. */
export function ExamIntro({ exam, record }: { readonly exam: CompiledExam; readonly record: ExamRecord }) {
  const { session, words } = useApp()
  const left = attemptsLeft(exam, record)
  return (
    <article class="reading">
      <header class="reading-head">
        <h1 tabIndex={-1}>{exam.title}</h1>
      </header>
      {exam.description !== undefined && <p class="lead">{exam.description}</p>}
      <dl class="facts">
        <div>
          <dt>{words.questions}</dt>
          <dd>{words.number(examLength(exam))}</dd>
        </div>
        <div>
          <dt>{words.time}</dt>
          <dd>{exam.minutes === 0 ? words.noClock : words.shortMinutes(exam.minutes)}</dd>
        </div>
        <div>
          <dt>{words.toPass}</dt>
          <dd>{words.percent(exam.pass)}</dd>
        </div>
        <div>
          <dt>{words.attempts}</dt>
          <dd>{left === Number.POSITIVE_INFINITY ? words.unlimited : words.attemptsOf(left, exam.attempts)}</dd>
        </div>
      </dl>
      <ul class="rules">
        {exam.minutes > 0 && <li>{exam.clock === 'runs' ? words.ruleClockRuns : words.ruleClockPauses}</li>}
        {exam.minutes > 0 && <li>{words.ruleTimeUp}</li>}
        <li>{words.ruleLeave}</li>
        <li>{words.ruleFeedback[exam.feedback]}</li>
        {session.course.codebook !== undefined && <li>{words.ruleCodeBook[exam.codebook ?? 'closed']}</li>}
        <li>{words.ruleNotOfficial}</li>
      </ul>
      {session.readOnly ? (
        <p class="hint">{words.examReadOnly}</p>
      ) : (
        <p class="actions">
          <button type="button" class="primary" onClick={() => session.startExam(exam)}>
            {words.startExam}
          </button>
        </p>
      )}
    </article>
  )
}

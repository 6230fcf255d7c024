/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { indexOf } from '../../model/course-index.ts'
import { examSeed } from '../../model/draw.ts'
import { type ExamResult, gradeExam } from '../../model/grade.ts'
import type { CompiledExam } from '../../model/schema-types.ts'
import type { ExamAttempt, ExamRecord } from '../../model/state/learner-state.ts'
import { useApp } from '../app/context.ts'
import { Icon } from '../app/icon.tsx'
import { QuestionReview } from '../app/question.tsx'
import { hrefOf } from '../router.ts'

/** The result of the last attempt: in words, by domain, question by question where the policy allows, and what next. */
export function ExamResultPage({
  exam,
  record,
  attempt,
  left,
  takeFocus,
}: {
  readonly exam: CompiledExam
  readonly record: ExamRecord
  readonly attempt: ExamAttempt
  readonly left: number
  readonly takeFocus: boolean
}) {
  const { session, words } = useApp()
  const { seed } = session.state()
  const result = gradeExam(session.course, exam, seed, attempt)
  const open = exam.feedback === 'after-submit' || (exam.feedback === 'after-pass' && record.passed)
  const ranOut = session.ranOut(exam.id)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (!takeFocus) return
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [takeFocus])
  return (
    <article class="reading result">
      <header class="reading-head">
        <p class="eyebrow">{words.resultOf(exam.title, attempt.number)}</p>
        <h1 tabIndex={-1} ref={heading} class={result.passed ? 'passed' : 'failed'}>
          <Icon name={result.passed ? 'check' : 'cross'} />
          {result.passed ? words.passedWith(result.percent) : words.failedWith(result.percent)}
        </h1>
      </header>
      {ranOut !== undefined && <p class="banner warn">{words.ranOut[ranOut]}</p>}
      <p>
        {words.pointsOf(result.earned, result.possible)} {words.passMark(exam.pass)}
        {record.submitted > 1 && <> {words.bestSoFar(record.best)}</>}
        {exam.codebook === 'open' && session.course.codebook !== undefined && (
          <> {words.lookedUp(attempt.lookUps ?? 0)}</>
        )}
        {record.passed && !result.passed && <> {words.passedBefore}</>}
      </p>
      <p class="hint">{words.ruleNotOfficial}</p>
      <p class="actions">
        {left > 0 && !session.readOnly && (
          <button type="button" class={record.passed ? '' : 'primary'} onClick={() => session.startExam(exam)}>
            {words.retryExam(left)}
          </button>
        )}
        <a class={record.passed ? 'button primary' : 'button'} href={hrefOf({ kind: 'progress' })}>
          {words.toProgress}
        </a>
      </p>
      {left === 0 && <p class="hint">{words.noAttemptsLeft}</p>}
      <Domains result={result} />
      {open ? (
        <section>
          <h2>{words.questionReview}</h2>
          {result.questions.map(({ id, response, score }, i) => {
            const question = indexOf(session.course).questions.get(id)
            if (question === undefined) return null
            return (
              <details key={id} class="card question-details">
                <summary>
                  <Icon name={score.correct ? 'check' : score.earned > 0 ? 'part' : 'cross'} />
                  <span class="position">{words.number(i + 1)}</span>
                  <span class="summary-text">{question.stemText}</span>
                  <span class="summary-verdict">{words.verdict(score, response.length > 0)}</span>
                </summary>
                <QuestionReview
                  question={question}
                  response={response}
                  score={score}
                  seed={examSeed(seed, exam.id, attempt.number)}
                  name={`review-${question.key}`}
                />
              </details>
            )
          })}
        </section>
      ) : (
        <p class="hint">{words.reviewClosed[exam.feedback === 'never' ? 'never' : 'after-pass']}</p>
      )}
    </article>
  )
}

function Domains({ result }: { readonly result: ExamResult }) {
  const { session, words } = useApp()
  const title = (id: string): string => session.course.domains.find((domain) => domain.id === id)?.title ?? id
  return (
    <section>
      <h2>{words.byDomain}</h2>
      <table class="domains">
        <thead>
          <tr>
            <th scope="col">{words.domain}</th>
            <th scope="col" class="number">
              {words.rightOfQuestions}
            </th>
            <th scope="col">{words.points}</th>
          </tr>
        </thead>
        <tbody>
          {result.domains.map(({ domain, questions, correct, earned, possible }) => {
            const percent = possible === 0 ? 0 : Math.round((earned / possible) * 100)
            return (
              <tr key={domain}>
                <th scope="row">{title(domain)}</th>
                <td class="number">{words.ofTotal(correct, questions)}</td>
                <td class="share">
                  <span>
                    <span class="bar" aria-hidden="true">
                      <span style={{ width: `${percent}%` }} />
                    </span>
                    <span class="number">{words.percent(percent)}</span>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

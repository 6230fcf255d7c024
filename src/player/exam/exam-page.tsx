/** @jsxImportSource preact */
import { useRef } from 'preact/hooks'
import { attemptsLeft } from '../../model/actions.ts'
import type { CompiledExam } from '../../model/schema-types.ts'
import { noExam } from '../../model/state/learner-state.ts'
import { useApp, useLearnerState } from '../app/context.ts'
import { ExamIntro } from './intro.tsx'
import { ExamResultPage } from './result.tsx'
import { ExamRunner } from './runner.tsx'

/** Before the first attempt its terms, during an attempt its questions, after it the result with the way to the next. */
export function ExamPage({ exam }: { readonly exam: CompiledExam }) {
  const { session } = useApp()
  const state = useLearnerState(session)
  const record = state.exams[exam.id] ?? noExam
  const { attempt } = record
  const running = attempt !== undefined && !attempt.submitted && !session.readOnly
  // Starting and submitting replace what had the focus; the new part takes it. On arrival the page's title has it.
  const phase = `${attempt?.number} ${attempt?.submitted}`
  const first = useRef(phase)
  const takeFocus = phase !== first.current
  if (running) return <ExamRunner key={phase} exam={exam} attempt={attempt} takeFocus={takeFocus} />
  if (attempt === undefined || !attempt.submitted) return <ExamIntro exam={exam} record={record} />
  const left = attemptsLeft(exam, record)
  return <ExamResultPage key={phase} exam={exam} record={record} attempt={attempt} left={left} takeFocus={takeFocus} />
}

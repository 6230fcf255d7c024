/** @jsxImportSource preact */
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
  if (attempt === undefined) return <ExamIntro exam={exam} record={record} />
  if (!attempt.submitted && !session.readOnly) return <ExamRunner key={attempt.number} exam={exam} attempt={attempt} />
  if (!attempt.submitted) return <ExamIntro exam={exam} record={record} />
  return <ExamResultPage exam={exam} record={record} attempt={attempt} left={attemptsLeft(exam, record)} />
}

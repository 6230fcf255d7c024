import { standings } from '../../model/ledger.ts'
import { moduleProgress, type Progress, progressOf } from '../../model/progress.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { emptyState } from '../../model/state/learner-state.ts'
import type { Enrolment, ExamOutcome, Learner } from '../../storage/records.ts'
import { bestOf } from '../awards/requirements.ts'
import { savedProgress } from '../awards/saved-progress.ts'
import type { Service } from '../dependencies.ts'

export interface ExamCell {
  readonly attempts: number
  /** As the service graded it. */
  readonly best: ExamOutcome | undefined
  readonly passed: boolean
  /** Whether an attempt is running now. */
  readonly running: boolean
}

export interface LearnerRow {
  readonly learner: Learner
  readonly started: boolean
  /** In the order of the course's modules. */
  readonly modules: readonly { readonly opened: number; readonly total: number }[]
  /** In the order of the course's exams. */
  readonly exams: readonly ExamCell[]
  readonly progress: Progress
  readonly lastSaved: number | undefined
  readonly certificates: number
}

export interface CourseMatrix {
  readonly course: CompiledCourse
  readonly rows: readonly LearnerRow[]
}

/** Who is where: every learner in every course. Instructors appear only in courses they have begun themselves. */
export async function courseMatrices(service: Service): Promise<readonly CourseMatrix[]> {
  await service.awards.settled()
  const learners = await service.store.learners.all()
  const enrolments = await service.store.enrolments.all()
  const matrices: CourseMatrix[] = []
  for (const { course } of service.courses.values()) {
    const rows: LearnerRow[] = []
    for (const learner of learners) {
      const enrolment = enrolments.findLast((found) => found.learner === learner.id && found.course === course.id)
      if (learner.role === 'learner' || enrolment !== undefined) {
        rows.push(await learnerRow(service, course, learner, enrolment))
      }
    }
    matrices.push({ course, rows })
  }
  return matrices
}

async function learnerRow(
  { store }: Service,
  course: CompiledCourse,
  learner: Learner,
  enrolment: Enrolment | undefined,
): Promise<LearnerRow> {
  const saved = enrolment && (await savedProgress(store, course, enrolment))
  const state = saved?.state ?? emptyState('')
  const outcomes = enrolment === undefined ? [] : await store.enrolments.outcomes(enrolment.registration)
  const entries = standings(await store.ledger.ofLearner(learner.id))
  return {
    learner,
    started: saved !== undefined,
    modules: course.modules.map((module) => moduleProgress(module, state)),
    exams: course.exams.map((exam) => {
      const own = outcomes.filter((outcome) => outcome.exam === exam.id)
      const attempt = state.exams[exam.id]?.attempt
      return {
        attempts: own.length,
        best: bestOf(own),
        passed: own.some(({ passed }) => passed),
        running: attempt !== undefined && !attempt.submitted,
      }
    }),
    progress: progressOf(course, state),
    lastSaved: saved?.updated,
    certificates: entries.filter(({ entry, standing }) => standing.kind === 'active' && entry.course?.id === course.id)
      .length,
  }
}

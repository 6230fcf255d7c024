import type { CompiledExam, ExamFile } from '../../model/schema-types.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import type { PlaceOf } from '../../validation/validate.ts'
import type { ValidCourse } from '../valid-course.ts'
import type { Drawn, QuestionPool } from './pool.ts'

export interface LinkedExams {
  readonly exams: readonly CompiledExam[]
  readonly drawn: readonly Drawn[]
  /** Banks from which something is asked that cannot be had. */
  readonly failed: readonly string[]
  readonly problems: readonly Problem[]
}

/** Exams with their draws resolved to question ids, and the schema's defaults filled in. */
export function linkExams({ exams, course }: ValidCourse, pool: QuestionPool): LinkedExams {
  const problems: Problem[] = []
  const drawn: Drawn[] = []
  const failed: string[] = []
  const compiled = exams.flatMap(({ exam, placeOf }): CompiledExam[] => {
    if (exam === undefined) return []
    const sections = exam.sections.map((section, s) => ({
      id: section.id,
      title: section.title,
      draws: section.draws.flatMap((draw, d) => {
        const pointer = `/sections/${s}/draws/${d}`
        const found = pool.draw({ ...draw, place: placeOf(`${pointer}/bank`), countPlace: placeOf(`${pointer}/count`) })
        if ('code' in found) {
          problems.push(found)
          failed.push(draw.bank)
          return []
        }
        drawn.push(found)
        return [{ ...found, pointer }]
      }),
    }))
    problems.push(
      ...overlaps(
        sections.flatMap(({ draws }) => draws),
        placeOf,
      ),
    )
    if (!Number.isInteger(Number((exam.pass * 100).toFixed(6))))
      problems.push(problem('exam-pass-decimals', { pass: exam.pass }, placeOf('/pass')))
    if (exam.codebook === 'open' && course !== undefined && course.codebook === undefined)
      problems.push(problem('codebook-none', { exam: exam.id }, placeOf('/codebook')))
    return [compiledExam(exam, sections)]
  })
  return { exams: compiled, drawn, failed, problems }
}

const compiledExam = (
  exam: ExamFile,
  sections: readonly { readonly id: string; readonly title: string; readonly draws: readonly Drawn[] }[],
): CompiledExam => ({
  id: exam.id,
  title: exam.title,
  ...(exam.description === undefined ? {} : { description: exam.description }),
  minutes: exam.minutes ?? 0,
  clock: exam.clock ?? 'runs',
  attempts: exam.attempts ?? 0,
  pass: exam.pass,
  feedback: exam.feedback ?? 'after-submit',
  shuffle: exam.shuffle ?? true,
  ...(exam.codebook === 'open' ? { codebook: exam.codebook } : {}),
  sections: sections.map(({ id, title, draws }) => ({
    id,
    title,
    draws: draws.map(({ count, questions }) => ({ count, questions: [...questions] })),
  })),
})

/**
 * Draws are made in order and never take a question twice. Where pools overlap, earlier draws may leave too few for a
 * later one; whether they do must not depend on a learner's luck, so the worst case decides.
 */
function overlaps(draws: readonly (Drawn & { readonly pointer: string })[], placeOf: PlaceOf): Problem[] {
  return draws.flatMap((draw, i) => {
    const own = new Set(draw.questions)
    const taken = draws.slice(0, i).reduce((sum, earlier) => {
      return sum + Math.min(earlier.count, earlier.questions.filter((id) => own.has(id)).length)
    }, 0)
    const sure = Math.max(0, own.size - taken)
    if (taken === 0 || sure >= draw.count) return []
    return [problem('draw-overlap', { bank: draw.bank, wanted: draw.count, sure }, placeOf(`${draw.pointer}/count`))]
  })
}

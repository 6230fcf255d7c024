import { describe, expect, test } from 'vitest'
import { answerCheck, startExam, submitExam, visit } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import { drawExam, examSeed } from '../../src/model/draw.ts'
import { objectiveResults, objectivesOf } from '../../src/model/objectives.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import { checkQuestions } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { compiledFixture } from '../support/compiled.ts'

const course = compiledFixture('minimal')
const empty = emptyState('seed42')
const { questions, sections } = indexOf(course)

const keyOf = (id: string): readonly string[] => {
  const question = questions.get(id)
  return question === undefined ? [] : typeOf(question).key(question)
}

const resultOf = (state: LearnerState, id: string) => objectiveResults(course, state).find((one) => one.id === id)

/** The exam handed in with the questions of one domain right and the others left out. */
function examWith(domain: string): LearnerState {
  const [exam] = course.exams
  if (exam === undefined) throw new Error('The course has no exam.')
  const started = startExam(empty, exam, 1)
  const attempt = started.exams[exam.id]?.attempt
  const drawn = drawExam(examSeed(started.seed, exam.id, attempt?.number ?? 0), exam)
  const right = drawn.filter((id) => questions.get(id)?.domain === domain)
  const record = started.exams[exam.id]
  if (record === undefined || attempt === undefined) throw new Error('The exam did not start.')
  const responses = Object.fromEntries(right.map((id) => [id, keyOf(id)]))
  const answered = { ...started, exams: { [exam.id]: { ...record, attempt: { ...attempt, responses } } } }
  const done = submitExam(course, answered, exam)
  if (done === undefined) throw new Error('The exam was not handed in.')
  return done.state
}

describe('objectives', () => {
  test('are the modules and the domains exams ask about, with titles', () => {
    expect(objectivesOf(course)).toEqual([
      { id: 'module-basics', title: 'Basics' },
      { id: 'module-sequencing', title: 'Sequencing' },
      { id: 'domain-diagnosis', title: 'Diagnosis coding' },
      { id: 'domain-documentation', title: 'Documentation' },
    ])
    expect(objectivesOf({ ...course, exams: [] }).map(({ id }) => id)).toEqual(['module-basics', 'module-sequencing'])
  })

  test('nothing is known of domains before an exam, and modules are open', () => {
    expect(objectiveResults(course, empty)).toEqual([
      { id: 'module-basics', complete: false },
      { id: 'module-sequencing', complete: false },
    ])
  })

  test('a module is complete when it is read, and passed when its checks are right', () => {
    const own = [...sections.keys()].filter((id) => id.startsWith('basics/'))
    const read = own.reduce((state, id) => visit(course, state, id), empty)
    expect(resultOf(read, 'module-basics')).toEqual({ id: 'module-basics', complete: true })
    const all = checkQuestions(course, empty.seed)
    const right = all.reduce((state, id) => answerCheck(course, state, id, keyOf(id)), read)
    expect(resultOf(right, 'module-basics')).toMatchObject({ complete: true, passed: true, score: 10_000 })
    expect(resultOf(right, 'module-sequencing')).toMatchObject({ complete: false, passed: true })
    const half = all.slice(0, 1).reduce((state, id) => answerCheck(course, state, id, keyOf(id)), empty)
    const { score = 0, passed } = resultOf(half, 'module-basics') ?? {}
    expect(passed).toBeUndefined()
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThan(10_000)
  })

  test('a domain is decided by the pass mark of the exam that was handed in', () => {
    const state = examWith('diagnosis')
    expect(resultOf(state, 'domain-diagnosis')).toEqual({
      id: 'domain-diagnosis',
      complete: true,
      passed: true,
      score: 10_000,
    })
    expect(resultOf(state, 'domain-documentation')).toMatchObject({ complete: true, passed: false, score: 0 })
  })
})

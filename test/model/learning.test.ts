/** Draws, grading, progress and the steps a learner takes. */

import { describe, expect, it } from 'vitest'
import {
  addSeconds,
  answerCheck,
  attemptQuestions,
  attemptsLeft,
  changeAttempt,
  secondsLeft,
  startExam,
  submitExam,
  visit,
} from '../../src/model/actions.ts'
import { drawCheck, drawExam, examLength, ranked, shuffled } from '../../src/model/draw.ts'
import { gradeExam, reaches } from '../../src/model/grade.ts'
import { moduleProgress, progressOf } from '../../src/model/progress.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse, CompiledExam } from '../../src/model/schema-types.ts'
import { checkQuestions } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { arbitraryShape, arbitraryState, courseOf } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'

const course = courseOf({
  modules: [2, 1],
  questions: Array.from({ length: 12 }, (_, i) => ({
    type: 'single-choice' as const,
    points: 1,
    partial: false,
    domain: i % 3 === 0 ? 'procedure' : 'diagnosis',
  })),
  checks: [{ module: 0, pick: 2, from: 0 }],
  exams: [{ counts: [6], attempts: 2, shuffle: true, clock: 'runs' }],
})
const exam = course.exams[0] as CompiledExam

function sit(state: LearnerState, right: number, now = 1000): LearnerState {
  const begun = startExam(state, exam, now)
  const attempt = begun.exams[exam.id]?.attempt
  if (attempt === undefined) throw new Error('not started')
  const responses = Object.fromEntries(
    attemptQuestions(begun, exam, attempt).map((id, i) => [id, i < right ? ['b'] : ['a']]),
  )
  const done = submitExam(course, changeAttempt(begun, exam, { responses }), exam)
  if (done === undefined) throw new Error('not submitted')
  return done.state
}

describe('draws', () => {
  it('ask the exam length, no question twice, the same every time', () => {
    fc.assert(
      fc.property(arbitraryShape, fc.string(), (shape, seed) => {
        const made = courseOf(shape)
        for (const one of made.exams) {
          const drawn = drawExam(seed, one)
          expect(new Set(drawn).size).toBe(drawn.length)
          expect(drawn.length).toBe(Math.min(examLength(one), made.questions.length))
          expect(drawExam(seed, one)).toEqual(drawn)
        }
      }),
    )
  })

  it('change by at most one question when a bank grows by one', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 5 }),
        fc.nat(4),
        (seed, ids, count) => {
          const before = ranked(seed, ids.slice(1)).slice(0, count)
          const after = ranked(seed, ids).slice(0, count)
          expect(before.filter((id) => !after.includes(id)).length).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('spread over the bank: each question is drawn about as often as any other', () => {
    const ids = Array.from({ length: 10 }, (_, i) => `q-${i}`)
    const counts = new Map(ids.map((id) => [id, 0]))
    for (let i = 0; i < 4000; i++)
      for (const id of ranked(`seed-${i}`, ids).slice(0, 3)) counts.set(id, (counts.get(id) ?? 0) + 1)
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(1050)
      expect(count).toBeLessThan(1350)
    }
  })

  it('leave pinned options in their place', () => {
    const options = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, pinned: id === 'e' || id === 'b' }))
    const orders = new Set<string>()
    for (let i = 0; i < 200; i++) {
      const order = shuffled(`s${i}`, options).map((o) => o.id)
      expect(order[1]).toBe('b')
      expect(order[4]).toBe('e')
      expect([...order].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
      orders.add(order.join(''))
    }
    expect(orders.size).toBe(6)
  })
})

describe('grading', () => {
  it('counts what was not answered as wrong, by domain', () => {
    const drawn = drawExam('abcdef/exam-0/1', exam)
    const result = gradeExam(course, exam, 'abcdef', { number: 1, responses: { [drawn[0] ?? '']: ['b'] } })
    expect(result).toMatchObject({ earned: 1, possible: 6, percent: 1667, passed: false })
    expect(result.domains.reduce((sum, d) => sum + d.questions, 0)).toBe(6)
  })

  it('decides on whole numbers: 79.995 never passes 80, 80 always does', () => {
    const strict = { ...exam, pass: 66.66 }
    const state = startExam(emptyState('abcdef'), strict, 0)
    const attempt = state.exams['exam-0']?.attempt
    const ids = attempt === undefined ? [] : attemptQuestions(state, strict, attempt)
    const grade = (n: number, pass: number) =>
      gradeExam(course, { ...exam, pass }, 'abcdef', {
        number: 1,
        responses: Object.fromEntries(ids.slice(0, n).map((id) => [id, ['b']])),
      })
    expect(grade(4, 66.66).passed).toBe(true)
    expect(grade(4, 66.67).passed).toBe(false)
    expect(grade(4, 66.67).percent).toBe(6667)
    expect(grade(6, 100).passed).toBe(true)
  })

  it('reaches every mark of two decimals with exactly the points for it', () => {
    for (let hundredths = 1; hundredths <= 10_000; hundredths++) {
      expect(reaches(hundredths / 100, hundredths / 100, 100)).toBe(true)
      expect(reaches(hundredths / 100, (hundredths - 1) / 100, 100)).toBe(false)
    }
  })
})

describe('progress', () => {
  it('completes by sections, checks and exam together, and never falls back', () => {
    let state = emptyState('abcdef')
    expect(progressOf(course, state)).toMatchObject({ outcome: 'incomplete', fraction: 0, complete: false })
    for (const id of ['module-0/section-0', 'module-0/section-1', 'module-1/section-0'])
      state = visit(course, state, id)
    expect(progressOf(course, state)).toMatchObject({ fraction: 0.5, outcome: 'incomplete' })
    for (const id of checkQuestions(course, state.seed)) state = answerCheck(course, state, id, ['a'])
    expect(progressOf(course, state).checks).toEqual({ answered: 2, correct: 0, total: 2 })
    state = sit(state, 2)
    expect(progressOf(course, state)).toMatchObject({ outcome: 'failed', score: 3333 })
    state = sit(state, 5)
    expect(progressOf(course, state)).toMatchObject({ outcome: 'passed', score: 8333, fraction: 1, complete: true })
    expect(state.completed).toBe(true)
    const stricter: CompiledCourse = { ...course, completion: { sections: 100, checks: 'correct', exam: 'exam-0' } }
    expect(progressOf(stricter, state).outcome).toBe('passed')
  })

  it('of a course without exam ends as completed, scored by its checks', () => {
    const plain: CompiledCourse = { ...course, exams: [], completion: { sections: 50, checks: 'none' } }
    let state = visit(plain, emptyState('abcdef'), 'module-0/section-0')
    expect(progressOf(plain, state).outcome).toBe('incomplete')
    state = visit(plain, state, 'module-0/section-1')
    expect(progressOf(plain, state)).toMatchObject({ outcome: 'completed', fraction: 1 })
    expect(progressOf(plain, state).score).toBeUndefined()
    const asked = checkQuestions(plain, state.seed)
    expect(progressOf(plain, answerCheck(plain, state, asked[0] ?? '', ['b'])).score).toBe(5000)
    expect(moduleProgress(plain.modules[0] as CompiledCourse['modules'][number], state)).toEqual({
      opened: 2,
      total: 2,
    })
  })
})

describe('exam attempts', () => {
  it('run out, and the best result stays', () => {
    const once = sit(emptyState('abcdef'), 5)
    const twice = sit(once, 1)
    expect(twice.exams[exam.id]).toMatchObject({ submitted: 2, best: 8333, passed: true })
    expect(attemptsLeft(exam, twice.exams[exam.id])).toBe(0)
    expect(startExam(twice, exam, 0)).toBe(twice)
    expect(attemptsLeft({ ...exam, attempts: 0 }, twice.exams[exam.id])).toBe(Number.POSITIVE_INFINITY)
  })

  it('cannot be begun twice, changed or handed in again after submission', () => {
    const running = startExam(emptyState('abcdef'), exam, 0)
    expect(startExam(running, exam, 50)).toBe(running)
    const done = sit(emptyState('abcdef'), 3)
    expect(changeAttempt(done, exam, { responses: {} })).toBe(done)
    expect(submitExam(course, done, exam)).toBeUndefined()
    expect(submitExam(course, emptyState('abcdef'), exam)).toBeUndefined()
  })

  it('draw other questions the second time', () => {
    const seed = 'abcdef'
    expect(drawExam(`${seed}/exam-0/1`, exam)).not.toEqual(drawExam(`${seed}/exam-0/2`, exam))
  })

  it('keep time by the clock the exam names', () => {
    const attempt = {
      number: 1,
      startedAt: 1000,
      usedSeconds: 60,
      submitted: false,
      current: 0,
      responses: {},
      flags: [],
    }
    expect(secondsLeft(exam, attempt, 1600)).toBe(1200)
    expect(secondsLeft({ ...exam, clock: 'pauses' }, attempt, 1600)).toBe(1740)
    expect(secondsLeft(exam, attempt, 99_999)).toBe(0)
    expect(secondsLeft({ ...exam, minutes: 0 }, attempt, 1600)).toBeUndefined()
  })
})

describe('steps', () => {
  it('never lower anything', () => {
    fc.assert(
      fc.property(
        arbitraryShape.chain((shape) =>
          fc.tuple(fc.constant(courseOf(shape)), arbitraryState(courseOf(shape)), fc.nat()),
        ),
        ([made, state, pick]) => {
          const sections = made.modules.flatMap((module) => module.sections)
          const section = sections[pick % sections.length]?.id ?? ''
          const next = addSeconds(visit(made, state, section), 5)
          expect(next.visited.length).toBeGreaterThanOrEqual(state.visited.length)
          expect(next.completed || !state.completed).toBe(true)
          expect(next.seconds).toBe(state.seconds + 5)
          expect(progressOf(made, next).fraction).toBeGreaterThanOrEqual(progressOf(made, state).fraction)
        },
      ),
    )
  })

  it('checks draw within their pool', () => {
    for (const module of course.modules)
      for (const section of module.sections)
        for (const block of section.blocks)
          if (block.kind === 'check') {
            const drawn = drawCheck('abcdef', block)
            expect(drawn.length).toBe(block.pick)
            expect(drawn.every((id) => block.questions.includes(id))).toBe(true)
          }
  })

  it('the key of every question scores in full', () => {
    for (const question of course.questions)
      expect(typeOf(question).score(question, typeOf(question).key(question)).correct).toBe(true)
  })
})

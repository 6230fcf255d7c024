import { describe, expect, it, test } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import { answerFate, questionDiff } from '../../src/model/diff/fate.ts'
import { diffCourses, tally } from '../../src/model/diff/index.ts'
import { drawCheck, drawExam, examSeed } from '../../src/model/draw.ts'
import { progressOf } from '../../src/model/progress.ts'
import { scoreResponse } from '../../src/model/question-types/index.ts'
import type { CompiledCourse, Question } from '../../src/model/schema-types.ts'
import { checkQuestions, decodeState, encodeState } from '../../src/model/state/codec.ts'
import type { LearnerState } from '../../src/model/state/learner-state.ts'
import { arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'
import { sample } from '../support/questions.ts'
import { versions } from './version-changes.ts'

function moveOn(before: CompiledCourse, after: CompiledCourse, state: LearnerState): LearnerState {
  const back = decodeState(after, encodeState(before, state))
  if (!('state' in back)) throw new Error(`refused: ${back.refused}`)
  return back.state
}

describe('what a new version does is what saved progress does', () => {
  it('with answers in knowledge checks', () => {
    fc.assert(
      fc.property(versions, ({ before, after, state }) => {
        const diff = diffCourses(before, after)
        const back = moveOn(before, after, state)
        const asked = new Set(checkQuestions(after, state.seed))
        for (const [id, response] of Object.entries(state.checks)) {
          const found = diff.questions.find((one) => one.id === id)
          const [old, now] = [indexOf(before).questions.get(id), indexOf(after).questions.get(id)]
          if (found === undefined || old === undefined) throw new Error(`nothing is said of ${id}`)
          const fate = answerFate(old, now, response)
          expect(back.checks[id] === undefined).toBe(fate === 'lost')
          if (fate === 'kept' && now !== undefined) {
            expect(back.checks[id]).toEqual(response)
            expect(scoreResponse(now, response)).toEqual(scoreResponse(old, response))
          }
          if (found.fate === 'kept') expect(fate).toBe('kept')
          if (found.fate === 'rescored') expect(fate).not.toBe('lost')
          if (found.asked === 'still') expect(asked.has(id)).toBe(true)
          if (found.asked === 'no') expect(asked.has(id)).toBe(false)
          else if (found.allLost === true) expect(fate).toBe('lost')
        }
      }),
      { numRuns: 150 },
    )
  })

  it('with the questions that checks ask', () => {
    fc.assert(
      fc.property(versions, ({ before, after, state }) => {
        const diff = diffCourses(before, after)
        const asked = new Set(checkQuestions(after, state.seed))
        for (const check of indexOf(before).checks) {
          const left = drawCheck(state.seed, check).filter((id) => !asked.has(id))
          const found = diff.checks.find(({ id }) => id === check.id)
          expect(left.length).toBeLessThanOrEqual(found?.leave ?? 0)
          if (found?.fate === 'kept') expect(left).toEqual([])
        }
      }),
      { numRuns: 150 },
    )
  })

  it('with sections', () => {
    fc.assert(
      fc.property(versions, ({ before, after, state }) => {
        const { modules } = diffCourses(before, after)
        const back = new Set(moveOn(before, after, state).visited)
        for (const module of before.modules) {
          const is = after.modules.find(({ id }) => id === module.id)?.sections.map(({ id }) => id) ?? []
          const opened = module.sections.map(({ id }) => id).filter((id) => state.visited.includes(id))
          const now = is.filter((id) => back.has(id))
          const fate = modules.find(({ id }) => id === module.id)?.fate
          if (fate === 'kept') expect(now).toEqual(opened)
          else if (fate === 'lost') expect(now).toEqual([])
          else if (opened.length === module.sections.length) expect(now).toEqual(is)
          else expect(now).toEqual(is.slice(0, opened.length))
        }
        expect(modules.filter(({ fate }) => fate !== 'added').length).toBe(before.modules.length)
      }),
      { numRuns: 150 },
    )
  })

  it('with exams', () => {
    fc.assert(
      fc.property(versions, ({ before, after, state }) => {
        const diff = diffCourses(before, after)
        const back = moveOn(before, after, state)
        for (const [id, record] of Object.entries(state.exams)) {
          const found = diff.exams.find((one) => one.id === id)
          const [was, is] = [indexOf(before).exams.get(id), indexOf(after).exams.get(id)]
          if (found === undefined || was === undefined) throw new Error(`nothing is said of ${id}`)
          expect(back.exams[id] === undefined).toBe(found.fate === 'lost')
          if (is === undefined) continue
          const { submitted, best, passed } = record
          expect(back.exams[id]).toMatchObject({ submitted, best, passed })
          if (record.attempt === undefined) continue
          const { number, responses, flags } = record.attempt
          const old = drawExam(examSeed(state.seed, id, number), was)
          const now = drawExam(examSeed(state.seed, id, number), is)
          const { attempt } = found
          expect(old.filter((one) => !now.includes(one)).length).toBeLessThanOrEqual(attempt.leave)
          if (attempt.draw === 'same') {
            expect(now).toEqual(old)
            expect(back.exams[id]?.attempt?.flags).toEqual(old.filter((one) => flags.includes(one)))
          }
          for (const [question, response] of Object.entries(responses)) {
            if (!now.includes(question) || attempt.mixups.flat().includes(question)) continue
            const [q, next] = [indexOf(before).questions.get(question), indexOf(after).questions.get(question)]
            if (q === undefined) throw new Error('no question')
            const fate = answerFate(q, next, response)
            expect(back.exams[id]?.attempt?.responses[question] === undefined).toBe(fate === 'lost')
            if (fate === 'kept') expect(back.exams[id]?.attempt?.responses[question]).toEqual(response)
            if (!attempt.questions.some((one) => one.id === question)) expect(fate).toBe('kept')
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('with completion', () => {
    let met = 0
    fc.assert(
      fc.property(versions, ({ before, after, state }) => {
        const diff = diffCourses(before, after)
        const back = moveOn(before, after, state)
        if (state.completed) expect(progressOf(after, back).complete).toBe(true)
        // As evidence alone has it, of somebody who did everything.
        const done: LearnerState = {
          ...state,
          completed: false,
          visited: [...indexOf(before).sections.keys()],
          exams: Object.fromEntries(before.exams.map(({ id }) => [id, { submitted: 1, best: 9000, passed: true }])),
        }
        if (!progressOf(before, done).complete || diff.completion.asksMore) return
        const { lost, rescored } = tally(diff)
        if (lost + rescored > 0) return
        met += 1
        expect(progressOf(after, moveOn(before, after, done)).complete).toBe(true)
      }),
      { numRuns: 300 },
    )
    expect(met).toBeGreaterThan(10)
  })

  it('says nothing of a course that has not changed', () => {
    fc.assert(
      fc.property(arbitraryShape, (shape) => {
        const diff = diffCourses(courseOf(shape), courseOf(shape))
        expect(tally(diff)).toMatchObject({ lost: 0, rescored: 0, added: 0, stricter: 0 })
        expect(diff.checks.filter(({ change }) => change !== 'none')).toEqual([])
        expect(diff.completion).toEqual({ rules: [], asksMore: false, asksLess: false })
      }),
      { numRuns: 50 },
    )
  })
})

describe('a question', () => {
  const single = sample['single-choice']('one')
  const options = (change: (option: (typeof single.options)[number], i: number) => object): Question => ({
    ...single,
    options: single.options.map((option, i) => ({ ...option, ...change(option, i) })),
  })

  test.each<[string, Question, Question, string, string]>([
    ['that is the same', single, single, 'kept', ''],
    ['worded otherwise', single, { ...single, stemText: 'New' }, 'kept', 'the question is worded otherwise'],
    [
      'with an option worded otherwise',
      single,
      options((o) => (o.id === 'c' ? { text: 'New' } : {})),
      'kept',
      'c is worded otherwise',
    ],
    [
      'with another key',
      single,
      options((o) => ({ correct: o.id === 'c' })),
      'rescored',
      'the right answer was b, it is c',
    ],
    [
      'without an option',
      single,
      { ...single, options: single.options.slice(0, 3) },
      'lost',
      'd is gone: answers that name it are lost',
    ],
    [
      'whose options changed places',
      single,
      options((_, i) => ({ text: single.options[(i + 1) % 4]?.text })),
      'rescored',
      'a, b, c, d changed places: an answer given earlier now says something else',
    ],
    ['of another type', single, sample.numeric('one'), 'lost', 'it was single-choice, it is numeric'],
    ['with more points', single, { ...single, points: 2 }, 'rescored', '1 points have become 2'],
    [
      'with a wider tolerance',
      sample.numeric('n'),
      { ...sample.numeric('n'), tolerance: 2 },
      'rescored',
      'the right answer was 42 ± 0.5, it is 42 ± 2',
    ],
    [
      'with another text accepted',
      sample['short-text']('t'),
      { ...sample['short-text']('t'), accepted: ['principal diagnosis'] },
      'rescored',
      'the right answer was principal diagnosis / first-listed diagnosis, it is principal diagnosis',
    ],
    [
      'in which case matters',
      sample['short-text']('t'),
      { ...sample['short-text']('t'), caseSensitive: true },
      'rescored',
      'the right answer was',
    ],
    [
      'in another order',
      sample.ordering('o'),
      { ...sample.ordering('o'), items: sample.ordering('o').items.toReversed() },
      'rescored',
      'the right answer was a, b, c, it is c, b, a',
    ],
    [
      'with other pairs',
      sample.matching('m'),
      { ...sample.matching('m'), pairs: ['a', 'b'] },
      'rescored',
      'the right answer was c, a, it is a, b',
    ],
  ])('%s', (_, before, after, fate, reason) => {
    const diff = questionDiff(before, after)
    expect(diff.fate).toBe(fate)
    expect(diff.reasons.join('; ')).toContain(reason)
  })
})

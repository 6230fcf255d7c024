import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { stateBudget } from '../../src/model/state/budget.ts'
import type { Connection } from '../../src/player/drivers/driver.ts'
import { arbitraryResponse, arbitraryShape, courseOf } from '../support/arbitrary-course.ts'
import { createFakeLms } from '../support/fake-lms.ts'
import { fakeWindow, type Sitting, sit } from './scorm12-sitting.ts'

/** One thing that happens while a learner has the course open, or how the page ends. */
interface Step {
  readonly do: 'visit' | 'answer' | 'examAnswer' | 'start' | 'submit' | 'wait' | 'exit' | 'leave' | 'crash'
  /** Which section, question or exam; how many seconds. */
  readonly at: number
  /** Which response. */
  readonly seed: number
}

const ends = ['exit', 'leave', 'crash'] as const

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('visit', 'answer', 'examAnswer', 'start', 'submit', 'wait', ...ends),
  at: fc.nat(99),
  seed: fc.nat(),
})

/** Courses the compiler would let through: their saved progress fits. */
const course = arbitraryShape.map(courseOf).filter((made) => stateBudget(made).worst <= 4096)

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

function act(made: CompiledCourse, { session }: Sitting, step: Step): void {
  const { sections, checks } = indexOf(made)
  if (step.do === 'visit') {
    const id = pick([...sections.keys(), ...made.exams.map((exam) => exam.id)], step.at)
    if (id !== undefined) session.visit(id, true)
    return
  }
  const exam = pick(made.exams, step.at)
  if (step.do === 'start' && exam !== undefined) session.startExam(exam)
  if (step.do === 'submit' && exam !== undefined) session.submitExam(exam)
  const question = pick(made.questions, step.at)
  if (question === undefined) return
  const [response = []] = fc.sample(arbitraryResponse(question), { numRuns: 1, seed: step.seed })
  const check = checks.find((block) => block.questions.includes(question.id))
  const attempt = exam === undefined ? undefined : session.state().exams[exam.id]?.attempt
  if (step.do === 'answer' && check !== undefined) session.answer(check.id, question.id, response, 1)
  if (step.do === 'examAnswer' && exam !== undefined && attempt !== undefined) {
    session.changeAttempt(exam, { responses: { ...attempt.responses, [question.id]: response } })
  }
}

const statuses = ['', 'not attempted', 'incomplete', 'failed', 'completed', 'passed']

/** Runs the steps over as many launches as they end; `check` sees the LMS's record after each step. */
async function live(made: CompiledCourse, steps: readonly Step[], faulty?: () => boolean) {
  const lms = createFakeLms({
    disturb: (name) => (/LMS(Commit|SetValue)/.test(name) && faulty?.() ? 101 : undefined),
  })
  /** What the LMS may hold: the state last confirmed, and any that was tried since. */
  let possible: { readonly state: string }[] = [{ state: '' }]
  let launches = 0
  const observe = (connection: Connection): Connection => {
    const mine = launches
    const observed =
      (write: Connection['save']): Connection['save'] =>
      async (snapshot) => {
        // The page of an earlier launch is gone, and what it still had in mind with it.
        if (mine !== launches) return new Promise(() => undefined)
        const tried = { state: snapshot.state }
        possible.push(tried)
        const outcome = await write(snapshot)
        if (mine === launches && outcome.saved) possible = possible.slice(possible.indexOf(tried))
        return outcome
      }
    return {
      ...connection,
      save: observed((snapshot) => connection.save(snapshot)),
      exit: observed((snapshot) => connection.exit(snapshot)),
      leave: (snapshot) => {
        possible.push({ state: snapshot.state })
        connection.leave(snapshot)
      },
    }
  }
  const launch = (): Promise<Sitting> => {
    launches += 1
    return sit(made, fakeWindow({ API: lms.open() }), 'seed42', observe)
  }
  let sitting = await launch()
  let highest = { status: 0, score: 0 }
  for (const step of [...steps, ...ends.map((end) => ({ do: end, at: 0, seed: 0 }))]) {
    act(made, sitting, step)
    if (step.do === 'wait') await sitting.wait(step.at)
    if (step.do === 'exit') await sitting.session.exit()
    if (step.do === 'leave') sitting.session.leave()
    if (ends.some((end) => end === step.do)) {
      sitting = await launch()
      const state = sitting.connection.state ?? ''
      expect(possible.slice(faulty === undefined ? -1 : 0).map((tried) => tried.state)).toContain(state)
      possible = [{ state }]
    }
    const record = lms.record()
    const now = {
      status: statuses.indexOf(record['cmi.core.lesson_status'] ?? ''),
      score: Number(record['cmi.core.score.raw'] ?? 0),
    }
    expect(now.status).toBeGreaterThanOrEqual(highest.status)
    expect(now.score).toBeGreaterThanOrEqual(highest.score)
    highest = now
  }
  return lms
}

test('whatever a learner does, the LMS refuses nothing and the next session gets what was saved last', async () => {
  await fc.assert(
    fc.asyncProperty(course, fc.array(step, { maxLength: 40 }), async (made, steps) => {
      const lms = await live(made, steps)
      expect(lms.refusals).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('where saving fails now and then, nothing that was confirmed is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      course,
      fc.array(step, { maxLength: 40 }),
      fc.infiniteStream(fc.nat(9)),
      async (made, steps, luck) => {
        const lms = await live(made, steps, () => luck.next().value === 0)
        expect(lms.refusals.filter(({ error }) => error !== 101)).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})

import { expect } from 'vitest'
import { indexOf } from '../../src/model/course-index.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { checkQuestions } from '../../src/model/state/codec.ts'
import type { Connection } from '../../src/player/drivers/driver.ts'
import { arbitraryResponse } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'
import { type Connect, fakeWindow, type Sitting, sit } from './scorm12-sitting.ts'

/** Anything a learner can do with a course in an LMS, over many launches; the same for both SCORM standards. */
interface Lms {
  open(): unknown
  record(): Readonly<Record<string, string>>
  /** Attempts that are over, where the standard has such. */
  readonly finished?: readonly Readonly<Record<string, string>>[]
}

export interface Standard<L extends Lms> {
  readonly create: (disturb: (name: string) => number | Error | undefined, lost: () => boolean) => L
  /** Where the LMS puts its API. */
  readonly api: string
  readonly open: Connect
  /** How far the record is; neither figure may ever go down. */
  readonly standing: (record: Readonly<Record<string, string>>) => {
    readonly status: number
    readonly score: number
    readonly complete: boolean
  }
}

/** One thing that happens while a learner has the course open, or how the page ends. */
export interface Step {
  readonly do: (typeof deeds)[number] | (typeof weather)[number] | (typeof ends)[number]
  /** Which section, question or exam; how many seconds. */
  readonly at: number
  /** Which response. */
  readonly seed: number
}

const deeds = ['visit', 'answer', 'examAnswer', 'start', 'submit', 'wait'] as const
const weather = ['offline', 'online'] as const
const ends = ['exit', 'leave', 'crash'] as const

const stepOf = (...dos: readonly Step['do'][]): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constantFrom(...dos), at: fc.nat(99), seed: fc.nat() })

export const step = stepOf(...deeds, ...ends)
/** The network comes and goes, too. */
export const roughStep = stepOf(...deeds, ...weather, ...ends)

/** A browser that is the same at every launch, and what it can reach. */
function openBrowser() {
  const network = { on: true }
  const { localStorage } = fakeWindow()
  const surroundings = {
    localStorage,
    document: { addEventListener: () => undefined, removeEventListener: () => undefined },
    clearTimeout: () => undefined,
    fetch: () => (network.on ? Promise.resolve({ status: 200 }) : Promise.reject(new TypeError('Failed to fetch'))),
  }
  return { network, surroundings }
}

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
  // Only what this learner is asked: of a knowledge check that picks, other answers are not kept.
  const asked = checkQuestions(made, session.state().seed).includes(question.id)
  const check = asked ? checks.find((block) => block.questions.includes(question.id)) : undefined
  const attempt = exam === undefined ? undefined : session.state().exams[exam.id]?.attempt
  if (step.do === 'answer' && check !== undefined) session.answer(check.id, question.id, response, 1)
  if (step.do === 'examAnswer' && exam !== undefined && attempt !== undefined) {
    session.changeAttempt(exam, { responses: { ...attempt.responses, [question.id]: response } })
  }
}

/** Runs the steps over as many launches as they end. What the page's browser keeps counts only where `keeping`. */
export async function live<L extends Lms>(
  made: CompiledCourse,
  steps: readonly Step[],
  { create, api, open, standing }: Standard<L>,
  faulty?: () => number | Error | undefined,
  keeping = false,
): Promise<L> {
  const { network, surroundings } = openBrowser()
  const lms = create(
    (name) => (/(Commit|SetValue)$/.test(name) ? faulty?.() : undefined),
    () => !network.on,
  )
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
    // A page that loads has a network.
    network.on = true
    return sit(made, fakeWindow({ [api]: lms.open(), ...(keeping ? surroundings : {}) }), 'seed42', observe, open)
  }
  let sitting = await launch()
  let highest = { status: 0, score: 0 }
  for (const step of [...steps, ...ends.map((end) => ({ do: end, at: 0, seed: 0 }))]) {
    act(made, sitting, step)
    if (step.do === 'offline' || step.do === 'online') network.on = step.do === 'online'
    if (step.do === 'wait') await sitting.wait(step.at)
    if (step.do === 'exit') await sitting.session.exit()
    if (step.do === 'leave') sitting.session.leave()
    if (ends.some((end) => end === step.do)) {
      const attempts = lms.finished?.length
      sitting = await launch()
      const state = sitting.connection.state ?? ''
      const over = lms.finished?.length === attempts ? undefined : lms.finished?.at(-1)
      // An attempt that is over stays with the LMS as it ended, and the next one begins empty.
      const kept = over === undefined ? state : (over['cmi.suspend_data'] ?? '')
      expect(possible.slice(faulty === undefined && !keeping ? -1 : 0).map((tried) => tried.state)).toContain(kept)
      // With a copy in the browser nothing is lost at all, unless the LMS knows of no session.
      if (keeping && state !== '') expect(state).toBe(possible.at(-1)?.state)
      if (over !== undefined) {
        expect(state).toBe('')
        expect(standing(over).complete).toBe(true)
        highest = { status: 0, score: 0 }
      }
      possible = [{ state }]
    }
    const now = standing(lms.record())
    expect(now.status).toBeGreaterThanOrEqual(highest.status)
    expect(now.score).toBeGreaterThanOrEqual(highest.score)
    highest = now
  }
  return lms
}

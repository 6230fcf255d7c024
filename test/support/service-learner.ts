/** A learner who takes a course through the real cmi5 driver, without a browser: model, driver and HTTP are real. */
import { randomUUID } from 'node:crypto'
import {
  addSeconds,
  answerCheck,
  attemptQuestions,
  changeAttempt,
  startExam,
  submitExam,
  visit,
} from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import type { LearningEvent } from '../../src/model/events.ts'
import { progressOf } from '../../src/model/progress.ts'
import { scoreResponse, typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { checkQuestions, decodeState, encodeState } from '../../src/model/state/codec.ts'
import { emptyState, type LearnerState } from '../../src/model/state/learner-state.ts'
import { cmi5 } from '../../src/player/drivers/cmi5.ts'
import type { Connection, Launch, Snapshot } from '../../src/player/drivers/driver.ts'
import { type LaunchedTab, launchedTab } from './fake-lrs-tab.ts'

type Cmi5Launch = Extract<Launch, { driver: 'cmi5' }>

/** A course that the service has launched for a learner. */
export interface HostedLaunch {
  /** The query of the address, as the service sent the browser to it. */
  readonly search: string
  readonly registration: string
  readonly activityId: string
  /** What launch.js says. */
  readonly launch: Cmi5Launch
  /** Sends a request to the service, whatever address it calls itself by. */
  readonly network: (url: string, init?: RequestInit) => Promise<Response>
}

/** Launches a course as the learner's browser does, and reads launch.js there. */
export async function launchCourse(origin: string, cookie: string, course: string): Promise<HostedLaunch> {
  const answer = await fetch(`${origin}/play/${course}`, { headers: { cookie }, redirect: 'manual' })
  const to = new URL(answer.headers.get('location') ?? '', origin)
  if (answer.status !== 303) throw new Error(`the launch answered ${answer.status}`)
  const script = await (await fetch(`${origin}/play/${course}/launch.js`, { headers: { cookie } })).text()
  const json = /^globalThis\.chartwrightLaunch = (.*)\n$/.exec(script)?.[1]
  if (json === undefined) throw new Error(`launch.js is ${script.slice(0, 200)}`)
  const launch: Cmi5Launch = JSON.parse(json)
  return {
    search: to.search,
    registration: to.searchParams.get('registration') ?? '',
    activityId: to.searchParams.get('activityId') ?? '',
    launch,
    network: (url, init) => fetch(url.replace(to.origin, origin), init),
  }
}

/** One tab at the address of a launch. */
export const openTab = (
  { search, network }: HostedLaunch,
  storage: { readonly local?: Storage; readonly session?: Storage } = {},
): LaunchedTab => launchedTab(search, { ...storage, network })

/** Name under which a browser keeps statements of a launch that were not acknowledged. */
export const waitingKey = ({ registration, activityId }: HostedLaunch): string =>
  `chartwright.xapi.${registration}.${activityId}.statements`

export interface Sitting {
  readonly connection: Connection
  state(): LearnerState
  snapshot(): Snapshot
  report(event: LearningEvent): void
  /** Opens every section and answers every knowledge check right. */
  study(): void
  /** Sits an exam; each answer is right or missing. Reports what the player would. */
  sit(exam: string, right: boolean): void
}

/** Starts the driver in a tab and plays on what it gives. */
export async function sitDown(
  course: CompiledCourse,
  { launch }: HostedLaunch,
  tab: LaunchedTab,
  now = () => Date.now(),
): Promise<Sitting> {
  return sittingOf(course, await cmi5(launch, { window: tab.window, course, now, uuid: () => randomUUID() }), now)
}

/** Plays on what a driver gives. */
export function sittingOf(course: CompiledCourse, connection: Connection, now: () => number): Sitting {
  const decoded = connection.state === undefined ? undefined : decodeState(course, connection.state)
  let state = decoded !== undefined && 'state' in decoded ? decoded.state : emptyState('seed-A')
  const report = (event: LearningEvent): void => connection.report(event)
  report({ type: 'opened', at: now() })
  const completeIfDone = (before: LearnerState): void => {
    if (!before.completed && state.completed) report({ type: 'completed', at: now(), seconds: state.seconds })
  }
  return {
    connection,
    report,
    state: () => state,
    snapshot: () => ({
      state: encodeState(course, state),
      ...(state.bookmark === undefined ? {} : { bookmark: state.bookmark }),
      progress: progressOf(course, state),
      sessionSeconds: 60,
      totalSeconds: state.seconds,
    }),
    study: () => {
      const before = state
      for (const section of indexOf(course).sections.keys()) {
        state = addSeconds(visit(course, state, section), 60)
        report({ type: 'progressed', at: now(), section, fraction: progressOf(course, state).fraction })
      }
      for (const check of indexOf(course).checks) {
        for (const id of checkQuestions(course, state.seed).filter((question) => check.questions.includes(question))) {
          const question = indexOf(course).questions.get(id)
          if (question === undefined || state.checks[id] !== undefined) continue
          const response = typeOf(question).key(question)
          state = answerCheck(course, state, id, response)
          const score = scoreResponse(question, response)
          report({
            type: 'answered',
            at: now(),
            question: id,
            response,
            score,
            seconds: 5,
            within: { check: check.id },
          })
        }
      }
      completeIfDone(before)
    },
    sit: (examId, right) => {
      const before = state
      const exam = indexOf(course).exams.get(examId)
      if (exam === undefined) throw new Error(`no exam ${examId}`)
      state = startExam(state, exam, Math.floor(now() / 1000))
      const attempt = state.exams[examId]?.attempt
      if (attempt === undefined) throw new Error('the exam did not start')
      report({ type: 'attempted', at: now(), exam: examId, attempt: attempt.number })
      const responses = Object.fromEntries(
        (right ? attemptQuestions(state, exam, attempt) : []).flatMap((id) => {
          const question = indexOf(course).questions.get(id)
          return question === undefined ? [] : [[id, typeOf(question).key(question)]]
        }),
      )
      state = changeAttempt(state, exam, { responses })
      const submitted = submitExam(course, state, exam)
      if (submitted === undefined) throw new Error('the exam could not be submitted')
      state = submitted.state
      const { result } = submitted
      for (const { id, response, score } of result.questions) {
        if (response.length === 0) continue
        const within = { exam: examId, attempt: attempt.number }
        report({ type: 'answered', at: now(), question: id, response, score, seconds: 5, within })
      }
      report({
        type: result.passed ? 'passed' : 'failed',
        at: now(),
        exam: examId,
        attempt: attempt.number,
        earned: result.earned,
        possible: result.possible,
        percent: result.percent,
        seconds: 60,
      })
      completeIfDone(before)
    },
  }
}

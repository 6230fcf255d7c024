/** A learner who takes a course through the real xAPI driver, without a browser: model, driver and HTTP are real. */
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
import type { Connection, Launch, Snapshot } from '../../src/player/drivers/driver.ts'
import { xapi } from '../../src/player/drivers/xapi.ts'

export type XapiLaunch = Extract<Launch, { driver: 'xapi' }>

/** What one browser profile keeps: localStorage, shared by its tabs. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

export interface Tab {
  readonly window: Window
  /** Every request made, newest last. */
  readonly requests: { method: string; url: string; keepalive: boolean }[]
  /** Where the page was sent. */
  readonly left: string[]
  /** Answers instead of the network while it is set. */
  intercept: ((url: string, init: RequestInit) => Promise<Response> | undefined) | undefined
}

/** One tab: only what the driver touches of a window, with a fetch that carries the session cookie. */
export function openTab(origin: string, cookie: string, localStorage = memoryStorage()): Tab {
  const left: string[] = []
  const requests: Tab['requests'] = []
  const tab: Tab = {
    requests,
    left,
    intercept: undefined,
    window: {
      localStorage,
      AbortController,
      console: { error: () => undefined },
      setTimeout: (work: () => void, ms: number) => setTimeout(work, ms),
      clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
      location: { assign: (url: string) => left.push(url) },
      fetch: (url: string, init: RequestInit) => {
        requests.push({ method: init.method ?? 'GET', url, keepalive: init.keepalive === true })
        const headers = new Headers(init.headers)
        headers.set('cookie', cookie)
        headers.set('sec-fetch-site', 'same-origin')
        return tab.intercept?.(url, init) ?? fetch(`${origin}${url}`, { ...init, headers })
      },
    } as unknown as Window,
  }
  return tab
}

/** Reads launch.js as the browser would. */
export async function readLaunch(origin: string, cookie: string, course: string): Promise<XapiLaunch> {
  const response = await fetch(`${origin}/play/${course}/launch.js`, { headers: { cookie } })
  const text = await response.text()
  const json = /^globalThis\.chartwrightLaunch = (.*)\n$/.exec(text)?.[1]
  if (json === undefined) throw new Error(`launch.js answered ${response.status}: ${text.slice(0, 200)}`)
  const launch: XapiLaunch = JSON.parse(json)
  return launch
}

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
  launch: XapiLaunch,
  tab: Tab,
  now = () => Date.now(),
): Promise<Sitting> {
  return sittingOf(course, await xapi(launch, { window: tab.window, course, now, uuid: () => randomUUID() }), now)
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

/** A learner who passes the hosted course, as the service would store it; for children that are killed. */
import { randomBytes, randomUUID } from 'node:crypto'
import { answerCheck, attemptQuestions, changeAttempt, startExam, submitExam, visit } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { checkQuestions, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { courseActivity, PROGRESS_STATE_ID } from '../../src/model/xapi.ts'
import { statementOf } from '../../src/player/drivers/xapi/statements.ts'
import { contentFiles } from '../../src/service/cmi5/content-files.ts'
import type { Dependencies } from '../../src/service/dependencies.ts'
import { agentKeyOf, agentOf } from '../../src/service/lrs/agent.ts'
import type { Store } from '../../src/storage/store.ts'
import { acceptAs } from './accept.ts'
import { testSettings } from './settings.ts'

/** A service without pages around a store. What it would log as an error ends the process. */
export const bareService = (store: Store, course: CompiledCourse): Dependencies => ({
  store,
  now: () => Date.now(),
  monotonic: () => performance.now(),
  uuid: () => randomUUID(),
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  settings: testSettings,
  courses: new Map([[course.id, { course, script: new Uint8Array(), asset: () => undefined }]]),
  player: new Map(),
  pageStyle: new Uint8Array(),
  operatorKey: '',
  credentials: new Map(),
  coursePackages: { read: () => Promise.resolve({ faults: [] }), unpack: () => Promise.resolve() },
  content: contentFiles('', () => randomUUID()),
  log: (line) => {
    if (line.event === 'error') throw new Error(line.error)
  },
})

/**
 * Enrols a new learner of this id, saves the progress of somebody who passed, and stores the statement that claims it.
 * Can be cut off anywhere and done again. Resolves to the registration.
 */
export async function passCourse(
  dependencies: Dependencies,
  course: CompiledCourse,
  { learner, statement }: { readonly learner: string; readonly statement: string },
): Promise<string> {
  const { store, now, uuid } = dependencies
  const person = { id: learner, name: 'Ada Example', role: 'learner', created: now() } as const
  if ((await store.learners.get(learner)) === undefined) await store.learners.add(person)
  const { registration } = await store.enrolments.enrol({
    learner,
    course: course.id,
    registration: uuid(),
    at: now(),
  })
  let state = emptyState(randomBytes(4).toString('base64url'))
  for (const section of indexOf(course).sections.keys()) state = visit(course, state, section)
  const key = (id: string): readonly string[] => {
    const question = indexOf(course).questions.get(id)
    return question === undefined ? [] : typeOf(question).key(question)
  }
  for (const id of checkQuestions(course, state.seed)) state = answerCheck(course, state, id, key(id))
  const exam = course.exams[0]
  if (exam === undefined) throw new Error('the course has no exam')
  state = startExam(state, exam, Math.floor(now() / 1000))
  const attempt = state.exams[exam.id]?.attempt
  if (attempt === undefined) throw new Error('the exam did not start')
  const responses = Object.fromEntries(attemptQuestions(state, exam, attempt).map((id) => [id, key(id)]))
  const submitted = submitExam(course, changeAttempt(state, exam, { responses }), exam)
  if (submitted === undefined) throw new Error('the exam was not submitted')

  const activityId = courseActivity(course.id)
  await store.documents.put(
    {
      resource: 'state',
      activity: activityId,
      agent: agentKeyOf(store, learner),
      registration,
      id: PROGRESS_STATE_ID,
    },
    { type: 'text/plain', content: new TextEncoder().encode(encodeState(course, submitted.state)), at: now() },
  )
  if ((await store.statements.get(statement)) !== undefined) return registration
  const { earned, possible, percent } = submitted.result
  const scored = statementOf(
    { type: 'passed', at: now(), exam: exam.id, attempt: 1, earned, possible, percent, seconds: 60 },
    { course, activityId, registration, actor: { ...agentOf(store, person) }, uuid: () => statement },
    'scored',
  )
  const outcome = await acceptAs(dependencies, person, [scored])
  if ('refused' in outcome) throw new Error(outcome.refused.message)
  return registration
}

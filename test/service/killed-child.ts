/**
 * Started by killed.test.ts and killed by it: learners pass the course one after another. A line on stdout,
 * `<registration> <statement id>`, is printed once the service would have acknowledged the statement.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { answerCheck, attemptQuestions, changeAttempt, startExam, submitExam, visit } from '../../src/model/actions.ts'
import { indexOf } from '../../src/model/course-index.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { checkQuestions, encodeState } from '../../src/model/state/codec.ts'
import { emptyState } from '../../src/model/state/learner-state.ts'
import { courseActivity, PROGRESS_STATE_ID } from '../../src/model/xapi.ts'
import { statementOf } from '../../src/player/drivers/xapi/statements.ts'
import { createAwards, resumeAwards } from '../../src/service/awards/processor.ts'
import { contentFiles } from '../../src/service/cmi5/content-files.ts'
import type { Dependencies } from '../../src/service/dependencies.ts'
import { agentKeyOf, agentOf } from '../../src/service/lrs/agent.ts'
import { openStore } from '../../src/storage/open.ts'
import { acceptAs } from '../support/accept.ts'

const [database = '', courseFile = '', mode = 'write'] = process.argv.slice(2)
const course: CompiledCourse = JSON.parse(readFileSync(courseFile, 'utf8'))
const now = (): number => Date.now()
const uuid = (): string => randomUUID()
const store = await openStore(`sqlite:${database}`, { now, uuid })
const dependencies: Dependencies = {
  store,
  now,
  monotonic: () => performance.now(),
  uuid,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  settings: {
    publicUrl: 'http://localhost',
    organisation: { name: 'Test College' },
    trustProxy: false,
    certificatePrefix: 'CW',
    timeZone: 'UTC',
    demo: false,
  },
  courses: new Map([[course.id, { course, script: new Uint8Array(), asset: () => undefined }]]),
  player: new Map(),
  pageStyle: new Uint8Array(),
  operatorKey: '',
  coursePackages: { read: () => Promise.resolve({ faults: [] }), unpack: () => Promise.resolve() },
  content: contentFiles('', uuid),
  log: (line) => {
    if (line.event === 'error') throw new Error(line.error)
  },
}
const awards = createAwards(dependencies)
await resumeAwards(dependencies, awards)

if (mode === 'resume') {
  const ledger = await store.ledger.verify()
  for (const person of await store.learners.all()) {
    const [entry, ...more] = await store.ledger.ofLearner(person.id)
    const certificates = await store.certificates.ofLearner(person.id)
    const [enrolment] = await store.enrolments.ofLearner(person.id)
    const line = [enrolment?.registration, entry === undefined ? 0 : 1 + more.length, certificates.length]
    writeSync(1, `${line.join(' ')}\n`)
  }
  writeSync(1, `ledger ${ledger.whole}\n`)
  await store.close()
} else {
  for (;;) await passCourse()
}

async function passCourse(): Promise<void> {
  const person = { id: uuid(), name: 'Ada Example', role: 'learner', created: now() } as const
  await store.learners.add(person)
  const { registration } = await store.enrolments.enrol({
    learner: person.id,
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
      agent: agentKeyOf(store, person.id),
      registration,
      id: PROGRESS_STATE_ID,
    },
    { type: 'text/plain', content: new TextEncoder().encode(encodeState(course, submitted.state)), at: now() },
  )
  const { earned, possible, percent } = submitted.result
  const scored = statementOf(
    { type: 'passed', at: now(), exam: exam.id, attempt: 1, earned, possible, percent, seconds: 60 },
    { course, activityId, registration, actor: { ...agentOf(store, person) }, uuid },
    'scored',
  )
  const outcome = await acceptAs(dependencies, person, [scored])
  if ('refused' in outcome) throw new Error(outcome.refused.message)
  writeSync(1, `${registration} ${scored.id}\n`)
  awards.wake()
}

/**
 * Started by killed.test.ts and killed by it: learners pass the course one after another. A line on stdout,
 * `<registration> <statement id>`, is printed once the service would have acknowledged the statement.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import type { CompiledCourse } from '../../src/model/schema-types.ts'
import { createAwards, resumeAwards } from '../../src/service/awards/processor.ts'
import { openStore } from '../../src/storage/open.ts'
import { bareService, passCourse } from '../support/pass-course.ts'

const [database = '', courseFile = '', mode = 'write'] = process.argv.slice(2)
const course: CompiledCourse = JSON.parse(readFileSync(courseFile, 'utf8'))
const store = await openStore(`sqlite:${database}`, { now: () => Date.now(), uuid: () => randomUUID() })
const dependencies = bareService(store, course)
const awards = createAwards(dependencies)
await resumeAwards(dependencies, awards)

if (mode === 'resume') {
  const ledger = await store.ledger.verify()
  for (const person of await store.learners.all()) {
    const [entry, ...more] = await store.ledger.ofLearner(person.id)
    const certificates = await store.certificates.ofLearner(person.id)
    const [enrolment] = await store.enrolments.ofLearner(person.id)
    // One who was cut off before enrolling has none.
    const line = [enrolment?.registration ?? '-', entry === undefined ? 0 : 1 + more.length, certificates.length]
    writeSync(1, `${line.join(' ')}\n`)
  }
  writeSync(1, `ledger ${ledger.whole}\n`)
  await store.close()
} else {
  for (;;) {
    const [learner, statement] = [randomUUID(), randomUUID()]
    const registration = await passCourse(dependencies, course, { learner, statement })
    writeSync(1, `${registration} ${statement}\n`)
    awards.wake()
  }
}

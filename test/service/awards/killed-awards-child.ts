/**
 * Started by kill-until-done.ts and killed by it: `<database url> <course file> <completions> [<learners at once>]`. Learners 0 to n − 1
 * pass the course; each start goes on where the last one was cut off. Prints `begun` when it is at work, `done` with
 * figures when everybody has passed and every award is made, and then ends by itself.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import type { CompiledCourse } from '../../../src/model/schema-types.ts'
import { createAwards, resumeAwards } from '../../../src/service/awards/processor.ts'
import { openStore } from '../../../src/storage/open.ts'
import { bareService, passCourse } from '../../support/pass-course.ts'

const [url = '', courseFile = '', completions = '0', mode = 'together'] = process.argv.slice(2)
const course: CompiledCourse = JSON.parse(readFileSync(courseFile, 'utf8'))
const store = await openStore(url, { now: () => Date.now(), uuid: () => randomUUID() })
const dependencies = bareService(store, course)
const awards = createAwards(dependencies)
writeSync(1, 'begun\n')
// A service takes requests while it catches up.
const caughtUp = resumeAwards(dependencies, awards)

const id = (kind: string, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
// They come in order, so that only the last of those who are there may have been cut off.
for (let n = Math.max(0, (await store.learners.all()).length - 1); n < Number(completions); n++) {
  const [learner, statement] = [id('1', n), id('2', n)]
  if ((await store.statements.get(statement)) !== undefined) continue
  await passCourse(dependencies, course, { learner, statement })
  if (mode === 'together') awards.wake()
}
await caughtUp
const before = performance.now()
const bytes = await store.upkeep.bytes()
awards.wake()
await awards.settled()
const figures = { milliseconds: performance.now() - before, bytes: (await store.upkeep.bytes()) - bytes }
await store.close()
writeSync(1, `done ${JSON.stringify(figures)}\n`)

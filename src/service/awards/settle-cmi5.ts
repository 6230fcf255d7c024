import { type AssignableUnit, cmi5Verbs } from '../../model/cmi5.ts'
import { isMembers } from '../../model/members.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity } from '../../model/xapi.ts'
import type { Cmi5Course, Cmi5Registration } from '../../storage/cmi5.ts'
import type { StoredStatement } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { isMet } from '../cmi5/move-on.ts'
import { activityOf, contentAgent, unitsOf } from '../cmi5/names.ts'
import type { Dependencies } from '../dependencies.ts'
import { happenedAt } from './evidence.ts'
import { learnerOfAgent } from './identity.ts'
import { awardReported, percentOf, type Report, statementOf } from './reported.ts'
import type { Made } from './settle.ts'

/** More than a registration can have of one verb: each unit says it once. */
const MOST = 2000

/**
 * Makes the awards that a registration for an imported cmi5 course is worth, inside the caller's transaction. The course
 * is known by its publisher's id, which is the activity id of a course here.
 */
export async function settleRegistration(
  store: Store,
  dependencies: Omit<Dependencies, 'store'>,
  id: string,
): Promise<readonly Made[]> {
  const registration = await store.cmi5.registration(id)
  if (registration === undefined || (await store.enrolments.get(id)) !== undefined) return []
  const taken = await store.cmi5.course(registration.course)
  const course = taken && courseOf(dependencies, taken)
  const learner = course && (await learnerOfAgent(store, registration.actorKey))
  const report = learner && (await reportOf(store, registration, taken))
  if (course === undefined || learner === undefined || report === undefined) return []
  return awardReported(store, dependencies, { course, learner, report })
}

const courseOf = ({ courses }: Pick<Dependencies, 'courses'>, { structure }: Cmi5Course): CompiledCourse | undefined =>
  [...courses.values()].find(({ course }) => courseActivity(course.id) === structure[0]?.publisherId)?.course

/** One unit and what was said of it that stands. */
interface Unit {
  readonly unit: AssignableUnit
  readonly completed: StoredStatement | undefined
  readonly passed: StoredStatement | undefined
  readonly failed: boolean
}

/**
 * What the units said, as far as it stands; voided statements do not. A unit that was waived was not taken: it counts
 * as what it said itself. Undefined where nothing was reached.
 */
async function reportOf(
  store: Store,
  registration: Cmi5Registration,
  { id, structure }: Cmi5Course,
): Promise<Report | undefined> {
  const said = async (verb: 'completed' | 'passed'): Promise<ReadonlyMap<string, StoredStatement>> => {
    const { account } = contentAgent(store, registration.id)
    const found = await store.statements.find({
      registration: registration.id,
      authority: JSON.stringify(['account', account.homePage, account.name]),
      verb: cmi5Verbs[verb],
      direct: true,
      limit: MOST,
    })
    // Newest first, so that the first of each activity stays.
    return new Map(found.map((statement) => [objectOf(statement), statement]))
  }
  const [completed, passed] = [await said('completed'), await said('passed')]
  const progress = new Map((await store.cmi5.progress(registration.id)).map((one) => [one.part, one]))
  const units = unitsOf(structure).flatMap((part): Unit[] => {
    const unit = structure[part]
    const activity = activityOf(store, id, structure, part)
    const reached = progress.get(part)
    return unit?.kind === 'au'
      ? [
          {
            unit,
            completed: completed.get(activity),
            passed: passed.get(activity),
            failed: reached?.failed !== undefined,
          },
        ]
      : []
  })
  const evidence = units.flatMap((one) => [one.passed, one.completed].flatMap((statement) => statement ?? []))
  if (evidence.length === 0) return undefined
  const sessions = await store.cmi5.sessions(registration.id)
  return {
    source: 'cmi5',
    registration: registration.id,
    completed: units.every(({ unit, ...one }) => isMet(unit, reachedOf(one))),
    pass: passOf(units),
    attempts: sessions.filter((session) => session.failed !== undefined).length + 1,
    minutes: Math.floor(
      sessions.reduce((sum, one) => sum + ((one.terminated ?? one.lastStatement ?? one.launched) - one.launched), 0) /
        60_000,
    ),
    completedAt: Math.max(...evidence.map((statement) => happenedAt(statement, registration.created))),
    statements: evidence.map((statement) => statement.id),
  }
}

const reachedOf = ({ completed, passed }: Pick<Unit, 'completed' | 'passed'>) => ({
  ...(completed === undefined ? {} : { completed: completed.stored }),
  ...(passed === undefined ? {} : { passed: passed.stored }),
})

/** Passed when every unit that was judged was passed; the least percent of them, where each said one. */
function passOf(units: readonly Unit[]): Report['pass'] {
  const judged = units.filter(({ passed, failed }) => passed !== undefined || failed)
  const percents = judged.map(({ passed }) => passed && percentOf(statementOf(passed)))
  if (judged.length === 0 || judged.some(({ passed }) => passed === undefined)) return undefined
  const known = percents.filter((percent) => percent !== undefined)
  return { percent: known.length === judged.length ? Math.min(...known) : undefined }
}

function objectOf(statement: StoredStatement): string {
  const { object } = statementOf(statement)
  return isMembers(object) && typeof object.id === 'string' ? object.id : ''
}

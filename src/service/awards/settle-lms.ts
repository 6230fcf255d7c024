import { isMembers, type Members } from '../../model/members.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity, xapiVerbs } from '../../model/xapi.ts'
import { agentKey } from '../../storage/agent-key.ts'
import type { StoredStatement } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { happenedAt } from './evidence.ts'
import { agentsOf, learnerOfAgent } from './identity.ts'
import { awardReported, percentOf, type Report, statementOf } from './reported.ts'
import { takes } from './requirements.ts'
import type { Made } from './settle.ts'

/** Verbs of a course that is done. */
export const LMS_VERBS: readonly string[] = [xapiVerbs.completed, xapiVerbs.passed]

/** More than anybody says of one learner in one course. */
const MOST = 1000

/** The course an LMS may speak of when a statement is about this activity. */
export const lmsCourse = ({ courses }: Pick<Dependencies, 'courses'>, activity: unknown): CompiledCourse | undefined =>
  [...courses.values()].find(
    ({ course }) => courseActivity(course.id) === activity && course.awards.some((award) => takes(award, 'lms-key')),
  )?.course

/** Makes the awards that one statement of an LMS, together with its others, is worth, inside the caller's transaction. */
export async function settleStatement(
  store: Store,
  dependencies: Omit<Dependencies, 'store'>,
  id: string,
): Promise<readonly Made[]> {
  const statement = await store.statements.get(id)
  if (statement === undefined) return []
  const { object, actor } = statementOf(statement)
  const course = lmsCourse(dependencies, isMembers(object) ? object.id : undefined)
  const agent = agentKey(actor)
  return course === undefined || agent === undefined ? [] : settleAgent(store, dependencies, agent, [course])
}

/** The same for all that LMSs have said of an agent in some courses. */
export async function settleAgent(
  store: Store,
  dependencies: Omit<Dependencies, 'store'>,
  agent: string,
  courses: readonly CompiledCourse[],
): Promise<readonly Made[]> {
  const learner = await learnerOfAgent(store, agent)
  if (learner === undefined) return []
  const made: Made[] = []
  for (const course of courses) {
    for (const report of await reportsOf(store, learner.id, course)) {
      made.push(...(await awardReported(store, dependencies, { course, learner, report })))
    }
  }
  return made
}

/** What LMSs say of a learner in a course, by registration. */
async function reportsOf(store: Store, learner: string, course: CompiledCourse): Promise<readonly Report[]> {
  const activity = { id: courseActivity(course.id), related: false }
  const keys = new Set((await store.keys.all()).flatMap(({ authority }) => agentKey(JSON.parse(authority)) ?? []))
  const groups = new Map<string | undefined, Said[]>()
  for (const agent of await agentsOf(store, learner)) {
    for (const verb of [...LMS_VERBS, xapiVerbs.failed]) {
      const found = await store.statements.find({
        agent: { key: agent, related: false },
        activity,
        verb,
        direct: true,
        ascending: true,
        limit: MOST,
      })
      for (const statement of found) {
        const members = statementOf(statement)
        // Found where the agent is the object or in a group, too; and launched content speaks for itself elsewhere.
        if (agentKey(members.actor) !== agent || !keys.has(agentKey(members.authority) ?? '')) continue
        const group = groups.get(statement.registration)
        if (group === undefined) groups.set(statement.registration, [{ statement, members }])
        else group.push({ statement, members })
      }
    }
  }
  const reports: Report[] = []
  for (const [registration, said] of groups) {
    // A registration of our own is no LMS's to speak of.
    if (registration !== undefined && (await isOurs(store, registration))) continue
    const report = reportFrom(registration, said)
    if (report !== undefined) reports.push(report)
  }
  return reports
}

const isOurs = async (store: Store, registration: string): Promise<boolean> =>
  (await store.enrolments.get(registration)) !== undefined ||
  (await store.cmi5.registration(registration)) !== undefined

interface Said {
  readonly statement: StoredStatement
  readonly members: Members
}

function reportFrom(registration: string | undefined, said: readonly Said[]): Report | undefined {
  const completed = said.find(({ members }) => isDone(members, xapiVerbs.completed, 'completion'))
  const passes = said.filter(({ members }) => isDone(members, xapiVerbs.passed, 'success'))
  const best = passes.reduce<Said | undefined>((known, one) => {
    const [before, now] = [known && percentOf(known.members), percentOf(one.members)]
    return known === undefined || (now ?? -1) > (before ?? -1) ? one : known
  }, undefined)
  const evidence = [...new Set([best, completed].flatMap((one) => one ?? []))]
  if (evidence.length === 0) return undefined
  const failed = said.filter(({ statement }) => statement.verb === xapiVerbs.failed)
  const before = failed.filter(({ statement }) => best === undefined || statement.seq < best.statement.seq)
  return {
    source: 'lms-key',
    registration,
    completed: completed !== undefined,
    pass: best && { percent: percentOf(best.members) },
    attempts: before.length + 1,
    minutes: Math.floor(Math.max(0, ...evidence.map(({ members }) => secondsOf(members))) / 60),
    completedAt: Math.max(...evidence.map(({ statement }) => happenedAt(statement, 0))),
    statements: evidence.map(({ statement }) => statement.id),
  }
}

/** Said by its verb and not taken back by its result, or said by the result alone. */
function isDone({ verb, result }: Members, wanted: string, name: 'completion' | 'success'): boolean {
  const said = isMembers(result) ? result[name] : undefined
  const isVerb = isMembers(verb) && verb.id === wanted
  const isOther = isMembers(verb) && LMS_VERBS.some((one) => one === verb.id)
  return (isVerb && said !== false) || (isOther && said === true)
}

/** `result.duration` in seconds, as far as it is given in days and shorter (ISO 8601); 0 where it is not. */
function secondsOf({ result }: Members): number {
  const text = isMembers(result) && typeof result.duration === 'string' ? result.duration : ''
  const match = /^P(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(text)
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? []).slice(1).map((part) => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}

import type { LedgerEntry } from '../../model/ledger.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import type { Enrolment, Learner } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import { endSessions } from '../cmi5/hosted.ts'
import type { Dependencies } from '../dependencies.ts'
import { takes } from './requirements.ts'
import { awardStanding } from './standing.ts'

/**
 * Whether an enrolment has come to its end, so that the course can be taken once more: every award that is made here was
 * made of it, and counts. @param entries of the learner
 */
export function hasItsAwards(
  course: CompiledCourse,
  { registration }: Pick<Enrolment, 'registration'>,
  entries: readonly LedgerEntry[],
): boolean {
  const awards = course.awards.filter((award) => takes(award, 'hosted'))
  const place = { course: course.id, registration, source: 'hosted' } as const
  return awards.length > 0 && awards.every(({ id }) => awardStanding(entries, { ...place, award: id }).kind === 'given')
}

/**
 * Enrols a learner in a course anew, after the enrolment `after`: progress, attempts and time begin at nothing, and what is
 * earned is another completion with an entry and a certificate of its own. False when that enrolment has not come to its
 * end. Asked twice it is done once.
 */
export async function beginAgain(
  { store, now, uuid }: Pick<Dependencies, 'store' | 'now' | 'uuid'>,
  course: CompiledCourse,
  { id: learner }: Learner,
  after: string,
): Promise<boolean> {
  const begun = await store.transaction(async (tx) => {
    const enrolments = (await tx.enrolments.ofLearner(learner)).filter((one) => one.course === course.id)
    const known = enrolments.find(({ registration }) => registration === after)
    if (known === undefined || !hasItsAwards(course, known, await tx.ledger.ofLearner(learner))) return false
    if (enrolments.at(-1) !== known) return true
    const at = now()
    const registration = uuid()
    await tx.enrolments.enrolAnew({ learner, course: course.id, after, registration, at })
    await noteAgain(tx, { at, learner, course: course.id, registration })
    return true
  })
  if (begun) await endSessions({ store, now, uuid }, after)
  return begun
}

const noteAgain = (
  store: Store,
  { at, learner, ...detail }: { readonly at: number; readonly learner: string } & Record<string, unknown>,
): Promise<void> =>
  store.audit({ at, who: `learner:${learner}`, action: 'course-again', detail: JSON.stringify(detail) })

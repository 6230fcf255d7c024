import { cmi5Verbs } from '../../model/cmi5.ts'
import { isMembers } from '../../model/members.ts'
import type { AwardClaim } from '../../storage/credit.ts'
import type { StatementGlance } from '../../storage/records.ts'
import type { Store } from '../../storage/store.ts'
import type { Dependencies } from '../dependencies.ts'
import { spelledAs } from './identity.ts'
import { statementOf } from './reported.ts'
import { takes } from './requirements.ts'
import { CLAIM_VERBS, type Made, settleEnrolment } from './settle.ts'
import { settleRegistration } from './settle-cmi5.ts'
import { LMS_VERBS, lmsCourse, settleAgent, settleStatement } from './settle-lms.ts'
import { settleVoided } from './settle-voided.ts'

type World = Omit<Dependencies, 'store'>

/** Verbs after which a registration for an imported course may be worth an award. */
const CMI5_VERBS: readonly string[] = [cmi5Verbs.completed, cmi5Verbs.passed, cmi5Verbs.satisfied]

/** More registrations than anybody has of one course with one agent. */
const MOST = 1000

/**
 * What a batch of statements opens, in the order of the statements; read outside any transaction. `concerned` are the
 * enrolments whose open claim may have got what it waited for.
 */
export async function claimsIn(
  store: Store,
  dependencies: World,
  batch: readonly StatementGlance[],
): Promise<{ readonly claims: readonly AwardClaim[]; readonly concerned: readonly string[] }> {
  const registrations = [...new Set(batch.flatMap(({ registration }) => registration ?? []))]
  const enrolled = registrations.length === 0 ? [] : await store.enrolments.among(registrations)
  const enrolments = new Map(enrolled.map((one) => [one.registration, one]))
  const listening = [...dependencies.courses.values()].some(({ course }) =>
    course.awards.some((award) => takes(award, 'lms-key')),
  )
  const claims: AwardClaim[] = []
  for (const { seq, id, verb, registration, voids } of batch) {
    if (voids !== undefined) {
      const standsOn = await store.ledger.onStatement(voids)
      if (standsOn.length > 0) claims.push({ kind: 'voided', reference: voids, seq })
    } else if (registration !== undefined && enrolments.has(registration)) {
      if (CLAIM_VERBS.includes(verb)) claims.push({ kind: 'enrolment', reference: registration, seq })
    } else if (
      registration !== undefined &&
      CMI5_VERBS.includes(verb) &&
      (await store.cmi5.registration(registration)) !== undefined
    ) {
      claims.push({ kind: 'registration', reference: registration, seq })
    } else if (listening && LMS_VERBS.includes(verb)) {
      const statement = await store.statements.get(id)
      const object = statement && statementOf(statement).object
      if (isMembers(object) && lmsCourse(dependencies, object.id) !== undefined) {
        claims.push({ kind: 'statement', reference: id, seq })
      }
    }
  }
  const concerned = enrolled.flatMap(({ registration, claim }) => (claim === 'open' ? registration : []))
  return { claims, concerned }
}

/** Deals with a claim, inside the caller's transaction; dealing with it again changes nothing. */
export async function settleClaim(store: Store, world: World, claim: AwardClaim): Promise<readonly Made[]> {
  const made = await settlers[claim.kind](store, world, claim)
  await store.claims.close(claim)
  return made
}

type Settler = (store: Store, world: World, claim: AwardClaim) => Promise<readonly Made[]>

const settlers: Readonly<Record<AwardClaim['kind'], Settler>> = {
  enrolment: (store, world, { reference }) => settleEnrolment(store, world, reference),
  registration: (store, world, { reference }) => settleRegistration(store, world, reference),
  statement: (store, world, { reference }) => settleStatement(store, world, reference),
  voided: async (store, world, { reference, seq }) => {
    await settleVoided(store, world, { statement: reference, seq })
    return []
  },
  identity: async (store, world, { reference }) => {
    const listening = [...world.courses.values()].flatMap(({ course }) =>
      course.awards.some((award) => takes(award, 'lms-key')) ? course : [],
    )
    const made = [...(await settleAgent(store, world, reference, listening))]
    for (const actorKey of await spelledAs(store, reference)) {
      for (const { id } of await store.cmi5.registrations({ actorKey, limit: MOST })) {
        made.push(...(await settleRegistration(store, world, id)))
      }
    }
    return made
  },
}

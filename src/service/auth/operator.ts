import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isMembers } from '../../model/members.ts'
import type { Learner } from '../../storage/records.ts'
import { operateSigning, type SigningAnswer } from '../badges/keys.ts'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { type KeyMaker, type KeysAnswer, operateKeys } from '../lrs/keys/manage.ts'
import { addPerson, certificateName, type Maker, signInPath } from './people.ts'
import { isBearer } from './tokens.ts'

export type OperatorAnswer =
  | { readonly people: readonly Learner[] }
  /** `signIn` is a path that signs the person in once. */
  | { readonly person: Learner; readonly signIn: string }
  | { readonly wrong: string }

/** What the program `chartwright` is answered, whatever it asked. */
export type ProgramAnswer = OperatorAnswer | KeysAnswer | SigningAnswer

/** What `chartwright users`, `chartwright keys` and `chartwright signing-keys` ask, done. */
export async function answerProgram(maker: KeyMaker, asked: unknown): Promise<ProgramAnswer> {
  if (!isMembers(asked) || typeof asked.do !== 'string') return operate(maker, asked)
  if (asked.do.startsWith('keys-')) return operateKeys(maker, asked)
  return asked.do.startsWith('signing-') ? operateSigning(maker, asked.do) : operate(maker, asked)
}

/** `{do: 'list'}`, `{do: 'add', name, role}` or `{do: 'link', id}`. */
async function operate(maker: Maker, asked: unknown): Promise<OperatorAnswer> {
  const { learners } = maker.store
  if (!isMembers(asked)) return { wrong: 'Nothing was asked.' }
  if (asked.do === 'list') return { people: await learners.all() }
  if (asked.do === 'link' && typeof asked.id === 'string') {
    const person = await learners.get(asked.id)
    if (person === undefined) return { wrong: `There is nobody with the id ${asked.id}.` }
    return { person, signIn: await signInPath(maker, person.id) }
  }
  if (asked.do !== 'add' || typeof asked.name !== 'string') return { wrong: 'Unknown request.' }
  if (asked.role !== 'learner' && asked.role !== 'instructor') return { wrong: 'The role is learner or instructor.' }
  const checked = certificateName(asked.name)
  if ('wrong' in checked) return checked
  const person = await addPerson(maker, checked.name, asked.role)
  return { person, signIn: await signInPath(maker, person.id) }
}

/**
 * Lets `chartwright users` and `chartwright keys` work while the service runs, because then only the service may open the
 * database. The key is made afresh at each start and kept in a file of the data folder that only its owner can read.
 */
export function operatorRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now, operatorKey } = service
  const limiter = tokenBuckets({ burst: 60, perMinute: 60, now })

  app.post('/operator', limited(limiter, settings.trustProxy), bodyLimit({ maxSize: 4096 }), async (c) => {
    if (!isBearer(c.req.header('authorization'), operatorKey))
      return c.json({ wrong: 'The operator key is wrong.' }, 401)
    const asked: unknown = await c.req.json().catch(() => undefined)
    const answer = await answerProgram({ ...service, forget: service.keyRing.forget }, asked)
    return c.json(answer, 'wrong' in answer ? 400 : 200)
  })
}

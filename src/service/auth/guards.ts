import type { MiddlewareHandler } from 'hono'
import type { Learner } from '../../storage/records.ts'
import type { AppContext, AppEnv } from '../http/env.ts'

/** Pages: guests are sent to the sign-in page. */
export const signedIn: MiddlewareHandler<AppEnv> = async (c, next) =>
  c.get('person') === undefined ? c.redirect('/sign-in', 303) : next()

/** Whoever passed `signedIn`. */
export function personOf(c: AppContext): Learner {
  const person = c.get('person')
  if (person === undefined) throw new Error(`${c.req.path} is not behind a guard`)
  return person
}

import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Dependencies } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { isSecure } from '../http/security.ts'
import type { Settings } from '../settings.ts'
import { hashToken, newToken } from './tokens.ts'

const DAY = 86_400_000
/** A session ends by itself after this long, however much it is used. */
const SESSION_DAYS = 14

/** Browsers accept `__Host-` only with Secure, so plain http on this machine goes without. */
const cookieName = (settings: Settings): string => (isSecure(settings) ? '__Host-session' : 'session')

/** Finds out who is asking, from the session cookie. */
export const identify =
  ({ store, now, settings }: Dependencies): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const token = getCookie(c, cookieName(settings))
    const hash = token === undefined ? undefined : hashToken(token)
    const person = hash === undefined ? undefined : await store.learners.session(hash, now())
    c.set('person', person)
    c.set('session', person === undefined ? undefined : hash)
    await next()
  }

export async function startSession(c: AppContext, service: Dependencies, learner: string): Promise<void> {
  const { store, now, settings, random } = service
  const token = newToken(random)
  const old = getCookie(c, cookieName(settings))
  if (old !== undefined) await store.learners.endSession(hashToken(old))
  await store.learners.forgetExpired(now())
  const started = now()
  await store.learners.addSession({ hash: hashToken(token), learner, started, expires: started + SESSION_DAYS * DAY })
  setCookie(c, cookieName(settings), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(settings),
    maxAge: SESSION_DAYS * 86_400,
  })
}

/** Ends this session, or all of the person's. */
export async function endSession(c: AppContext, service: Dependencies, everywhere: boolean): Promise<void> {
  const { store, settings } = service
  const person = c.get('person')
  const session = c.get('session')
  if (everywhere && person !== undefined) await store.learners.endSessionsOf(person.id)
  else if (session !== undefined) await store.learners.endSession(session)
  deleteCookie(c, cookieName(settings), { path: '/', secure: isSecure(settings) })
}

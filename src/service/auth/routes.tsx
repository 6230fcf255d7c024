/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { endHosted } from '../cmi5/hosted.ts'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { answerPage } from '../pages/layout.tsx'
import { SignInPage } from '../pages/sign-in.tsx'
import { endSession, startSession } from './session.ts'
import { hashToken } from './tokens.ts'

const FORM_BYTES = 4096

/** Sign-in by one-time link, and sign-out. A wrong, a used and an expired link are answered alike. */
export function authRoutes(app: Hono<AppEnv>, service: Service): void {
  const { store, now, settings } = service
  const limiter = tokenBuckets({ burst: 10, perMinute: 10, now })
  const small = bodyLimit({ maxSize: FORM_BYTES })

  app.get('/sign-in', (c) =>
    c.get('person') === undefined ? answerPage(c, <SignInPage settings={settings} />) : c.redirect('/', 303),
  )

  app.get('/sign-in/:token', (c) => answerPage(c, <SignInPage settings={settings} token={c.req.param('token')} />))

  app.post('/sign-in', limited(limiter, settings.trustProxy), small, async (c) => {
    const { token: given } = await c.req.parseBody()
    // The whole link may have been pasted: its last part is the token.
    const token = typeof given === 'string' ? (given.trim().split('/').at(-1) ?? '') : ''
    const learner = await store.learners.takeLink(hashToken(token), now())
    if (learner === undefined) return answerPage(c, <SignInPage settings={settings} failed />, 400)
    await startSession(c, service, learner)
    return c.redirect('/', 303)
  })

  app.post('/sign-out', small, async (c) => {
    const { everywhere } = await c.req.parseBody()
    const person = c.get('person')
    await endSession(c, service, everywhere === 'yes')
    // A course still open in another tab would go on in the name of the person who has left.
    if (person !== undefined) await endHosted(service, person.id)
    return c.redirect('/sign-in', 303)
  })
}

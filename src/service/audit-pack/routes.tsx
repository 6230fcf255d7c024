/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { personOf, signedIn } from '../auth/guards.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { answerPage, Notice } from '../pages/layout.tsx'
import { instructorsOnly } from '../pages/people-credits-routes.tsx'
import { byStaff } from '../staff/by.ts'
import type { PackAsked } from './gather.ts'
import { notePack } from './note.ts'
import { auditPack } from './pack.ts'

/** Audit packs: learners' own, and for instructors anybody's. `?cycle=` names the cycle by a day in it. */
export function auditPackRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now, store } = service
  // One takes seconds of the processor where nothing was drawn before.
  const slow = limited(tokenBuckets({ burst: 10, perMinute: 4, now }), settings.trustProxy)

  const answer = async (c: AppContext, learner: string): Promise<Response> => {
    const credential = c.req.param('credential') ?? ''
    const cycle = c.req.query('cycle')
    await service.awards.settled()
    const asked: PackAsked = { learner, credential, ...(cycle === undefined ? {} : { cycle }) }
    const pack = await auditPack(service, asked)
    if ('wrong' in pack) {
      const page = (
        <Notice title="No audit pack" settings={settings} person={personOf(c)}>
          <p>{pack.wrong}</p>
        </Notice>
      )
      return answerPage(c, page, 404)
    }
    const person = personOf(c)
    if (person.id !== learner) await notePack(store, now(), byStaff(person), asked)
    c.header('Content-Type', 'application/zip')
    c.header('Content-Disposition', `attachment; filename="${pack.name}"`)
    c.header('Cache-Control', 'private, no-store')
    return c.body(new Uint8Array(pack.zip))
  }

  app.get('/credits/credentials/:credential/audit-pack.zip', signedIn, slow, (c) => answer(c, personOf(c).id))

  app.get('/instructor/credits/:learner/:credential/audit-pack.zip', signedIn, instructorsOnly(settings), slow, (c) =>
    answer(c, c.req.param('learner')),
  )
}

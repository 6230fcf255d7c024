/** @jsxImportSource hono/jsx */
import type { Hono, MiddlewareHandler } from 'hono'
import { personOf, signedIn } from '../auth/guards.ts'
import { isId } from '../credits/form-values.ts'
import { learnerCredits } from '../credits/learner-credits.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import type { Settings } from '../settings.ts'
import { answerPage, Notice } from './layout.tsx'
import { PeopleCreditsPage, type PersonCredits, PersonCreditsPage } from './people-credits.tsx'

/** Pages for instructors alone; whoever else is signed in is told so. */
export const instructorsOnly =
  (settings: Settings): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const person = personOf(c)
    if (person.role === 'instructor') return next()
    const page = (
      <Notice title="Not for you" settings={settings} person={person}>
        <p>This page is for instructors.</p>
      </Notice>
    )
    return answerPage(c, page, 403)
  }

/** Answers for an id that is nobody's. */
export const nobodyHere = (c: AppContext, settings: Settings): Response => {
  const page = (
    <Notice title="Nobody here" settings={settings} person={personOf(c)}>
      <p>
        There is nobody here whom you could look at or act for. Everybody is listed under{' '}
        <a href="/instructor/credits">Credits of learners</a>.
      </p>
    </Notice>
  )
  return answerPage(c, page, 404)
}

/** What instructors read of the credits of others. */
export function peopleCreditsRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store } = service
  const only = instructorsOnly(settings)

  app.get('/instructor/credits', signedIn, only, async (c) => {
    await service.awards.settled()
    const people: PersonCredits[] = []
    for (const learner of await store.learners.all()) {
      const credits = await learnerCredits(service, learner.id)
      if (learner.role === 'learner' || credits.rows.length > 0) people.push({ learner, credits })
    }
    return answerPage(c, <PeopleCreditsPage settings={settings} person={personOf(c)} people={people} />)
  })

  app.get('/instructor/credits/:learner', signedIn, only, async (c) => {
    const person = personOf(c)
    await service.awards.settled()
    const id = c.req.param('learner')
    const learner = isId(id) ? await store.learners.get(id) : undefined
    if (learner === undefined) return nobodyHere(c, settings)
    const one = { learner, credits: await learnerCredits(service, learner.id) }
    return answerPage(c, <PersonCreditsPage settings={settings} person={person} one={one} />)
  })
}

/** @jsxImportSource hono/jsx */
import type { Hono, MiddlewareHandler } from 'hono'
import type { Learner } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { isId } from '../credits/form-values.ts'
import { learnerCredits } from '../credits/learner-credits.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import type { Settings } from '../settings.ts'
import { answerPage, Notice } from './layout.tsx'
import { PeopleCreditsPage, type PersonCredits, PersonCreditsPage } from './people-credits.tsx'

/** People whose credits are calculated for one page. */
const PER_PAGE = 50
/** As long as names are. */
const LONGEST_SEARCH = 120

/** Pages for instructors alone; anybody else who is signed in is told so. */
export const instructorsOnly =
  (settings: Settings): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const person = personOf(c)
    if (person.role === 'instructor') return next()
    const page = (
      <Notice title="For instructors only" settings={settings} person={person}>
        <p>This page is for instructors.</p>
      </Notice>
    )
    return answerPage(c, page, 403)
  }

/** Answers for somebody who is not there, or whom the person asking may not act for. */
export const nobodyHere = (c: AppContext, settings: Settings): Response => {
  const page = (
    <Notice title="No such person" settings={settings} person={personOf(c)}>
      <p>
        There is nobody with this id, or it is your own record. Everybody is listed under{' '}
        <a href="/instructor/credits">Credits of learners</a>.
      </p>
    </Notice>
  )
  return answerPage(c, page, 404)
}

/** Everybody whose ledger may be of interest: learners, and anybody else who has entries. */
async function withCredits({ store }: Service): Promise<readonly Learner[]> {
  const people: Learner[] = []
  for (const person of await store.learners.all()) {
    if (person.role === 'learner' || (await store.ledger.ofLearner(person.id)).length > 0) people.push(person)
  }
  return people
}

/** Names are found whatever their case and their marks: Nguyễn by "nguyen". */
const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const pageNumber = (written = '1'): number => (/^[1-9]\d{0,5}$/.test(written) ? Number(written) : 1)

/** What instructors read of the credits of others. */
export function peopleCreditsRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store } = service
  const only = instructorsOnly(settings)

  app.get('/instructor/credits', signedIn, only, async (c) => {
    await service.awards.settled()
    const name = (c.req.query('name') ?? '').trim().slice(0, LONGEST_SEARCH)
    const found = (await withCredits(service)).filter((one) => plain(one.name).includes(plain(name)))
    const pages = Math.max(1, Math.ceil(found.length / PER_PAGE))
    const page = Math.min(pages, pageNumber(c.req.query('page')))
    const people: PersonCredits[] = []
    for (const learner of found.slice((page - 1) * PER_PAGE, page * PER_PAGE)) {
      people.push({ learner, credits: await learnerCredits(service, learner.id) })
    }
    const list = { people, name, page, pages, found: found.length }
    const options = service.commandOptions ?? ''
    return answerPage(c, <PeopleCreditsPage settings={settings} person={personOf(c)} list={list} options={options} />)
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

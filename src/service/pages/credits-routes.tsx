/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Learner } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { isId, type Values } from '../credits/form-values.ts'
import { parseHolding } from '../credits/holding-form.ts'
import { learnerCredits, nameOf } from '../credits/learner-credits.ts'
import { ledgerCsv } from '../credits/ledger-csv.ts'
import { putHolding, removeHolding } from '../credits/record.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { plainDate } from '../settings.ts'
import { CreditsPage } from './credits.tsx'
import type { FormState } from './form.tsx'
import { type HeldRow, HoldingPage, HoldingsPage } from './holdings.tsx'
import { answerPage, Notice } from './layout.tsx'

const FORM_BYTES = 4096

/** By the parameter `done`: what the page after a redirect says was done. */
const DONE: Readonly<Record<string, string>> = {
  reported: 'The activity is recorded.',
  withdrawn: 'The entry is withdrawn.',
}

/** A learner's own credits and the credentials they hold: always those of the person who is signed in. */
export function creditsRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store, credentials, now } = service
  const small = bodyLimit({ maxSize: FORM_BYTES })
  const today = (): string => plainDate(now(), settings.timeZone)

  app.get('/credits', signedIn, async (c) => {
    const person = personOf(c)
    await service.awards.settled()
    const credits = await learnerCredits(service, person.id)
    const done = DONE[c.req.query('done') ?? '']
    return answerPage(c, <CreditsPage settings={settings} person={person} credits={credits} done={done} />)
  })

  app.get('/credits/ledger.csv', signedIn, async (c) => {
    const { rows } = await learnerCredits(service, personOf(c).id)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="credits.csv"')
    c.header('Cache-Control', 'private, no-store')
    return c.body(ledgerCsv(rows))
  })

  const heldRows = async (person: Learner): Promise<HeldRow[]> =>
    (await store.holdings.ofLearner(person.id)).map(({ credential, since, extra }) => ({
      credential,
      name: nameOf(service, credential),
      body: credentials.get(credential)?.credential.body ?? 'A body that is not known here',
      since,
      extra,
    }))

  const holdingsPage = async (c: AppContext, form: FormState): Promise<Response> => {
    const person = personOf(c)
    const held = await heldRows(person)
    const choices = [...credentials.values()]
      .filter(({ credential }) => !held.some((row) => row.credential === credential.id))
      .map(({ credential: { id, name, body } }) => ({ value: id, text: `${name}, ${body}` }))
    const page = { settings, person, held, choices, form, today: today() }
    return answerPage(c, <HoldingsPage {...page} />, Object.keys(form.errors).length > 0 ? 400 : 200)
  }

  app.get('/credits/credentials', signedIn, (c) => holdingsPage(c, { values: { extra: '0' }, errors: {} }))

  app.post('/credits/credentials', signedIn, small, async (c) => {
    const values = await fieldsOf(c)
    const read = parseHolding(values, [...credentials.keys()], today())
    if ('errors' in read) return holdingsPage(c, { values, errors: read.errors })
    await putHolding(service, personOf(c).id, read.holding)
    return c.redirect('/credits', 303)
  })

  /** The page of one credential that the person holds; 404 for any other. */
  const holdingPage = async (c: AppContext, form?: FormState): Promise<Response> => {
    const person = personOf(c)
    const row = (await heldRows(person)).find(({ credential }) => credential === c.req.param('credential'))
    if (row === undefined) {
      const page = (
        <Notice title="No such credential" settings={settings} person={person}>
          <p>
            You have not said that you hold it. What you hold is listed under{' '}
            <a href="/credits/credentials">My credentials</a>.
          </p>
        </Notice>
      )
      return answerPage(c, page, 404)
    }
    const kept = form ?? { values: { since: row.since, extra: String(row.extra) }, errors: {} }
    const page = <HoldingPage settings={settings} person={person} row={row} form={kept} today={today()} />
    return answerPage(c, page, form === undefined ? 200 : 400)
  }

  app.get('/credits/credentials/:credential', signedIn, (c) => holdingPage(c))

  app.post('/credits/credentials/:credential', signedIn, small, async (c) => {
    const person = personOf(c)
    const held = (await store.holdings.ofLearner(person.id)).map(({ credential }) => credential)
    const values = { ...(await fieldsOf(c)), credential: c.req.param('credential') }
    const read = parseHolding(values, held, today())
    if ('errors' in read) return holdingPage(c, { values, errors: read.errors })
    await putHolding(service, person.id, read.holding)
    return c.redirect('/credits', 303)
  })

  app.post('/credits/credentials/:credential/remove', signedIn, small, async (c) => {
    const credential = c.req.param('credential')
    if (isId(credential)) await removeHolding(service, personOf(c).id, credential)
    return c.redirect('/credits/credentials', 303)
  })
}

/** Text fields of a small form. */
export async function fieldsOf(c: AppContext): Promise<Values> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value === 'string') values[name] = value
  }
  return values
}

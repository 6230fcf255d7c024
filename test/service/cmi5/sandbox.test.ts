import { strToU8 } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'
import { au, importCourse, launchUnit, packageOf, registerFor, structure, verbsOf } from '../../support/cmi5.ts'
import { listening, type TestService, testService } from '../../support/service.ts'
import { launchCourse } from '../../support/service-learner.ts'

/** A stranger's package in a real browser in which a learner is signed in: it can do its work, and nothing else. */
const page = `<!doctype html><title>Unit</title><script type="module" src="unit.mjs"></script>`
const unit = `
const launch = new URLSearchParams(location.search)
const tried = async (work) => { try { return String(await work()) } catch (error) { return error.name } }
const token = (await (await fetch(launch.get('fetch'), { method: 'POST' })).json())['auth-token']
const ask = (path, init = {}) => fetch(launch.get('endpoint') + path, {
  ...init,
  headers: { 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json', Authorization: 'Basic ' + token },
})
const [actor, registration, activityId] = ['actor', 'registration', 'activityId'].map((name) => launch.get(name))
const state = new URLSearchParams({ stateId: 'LMS.LaunchData', agent: actor, registration, activityId })
const { contextTemplate } = await (await ask('/activities/state?' + state)).json()
await ask('/agents/profile?' + new URLSearchParams({ profileId: 'cmi5LearnerPreferences', agent: actor }))
contextTemplate.registration = registration
contextTemplate.contextActivities.category = [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }]
const sent = await ask('/statements', { method: 'POST', body: JSON.stringify({
  id: '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11', actor: JSON.parse(actor),
  verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' }, object: { id: activityId },
  context: contextTemplate, timestamp: new Date().toISOString(),
}) })
document.body.textContent = JSON.stringify({
  sent: sent.status,
  origin: self.origin,
  cookie: await tried(() => document.cookie),
  storage: await tried(() => localStorage.length),
  home: await tried(async () => (await fetch('/', { credentials: 'include' })).text()),
  records: await tried(async () => (await fetch('/xapi/statements', {
    credentials: 'include', headers: { 'X-Experience-API-Version': '1.0.3' },
  })).status),
  opened: await tried(() => window.open('/').document.title),
})
`

let service: TestService
let browser: Browser
let origin: Awaited<ReturnType<typeof listening>>
beforeAll(async () => {
  service = await testService()
  origin = await listening(service)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await origin.close()
  await service.close()
})

test('imported content does its work and reaches nothing of whoever is signed in', async () => {
  const course = await importCourse(
    service,
    packageOf(structure(au('a')), { 'index.html': strToU8(page), 'unit.mjs': strToU8(unit) }),
  )
  const registration = await registerFor(service, course)
  const { url } = await launchUnit(service, registration)
  const cookie = await service.signIn(await service.addPerson('Ada Example', 'learner'))
  const [name = '', value = ''] = cookie.split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: origin.url, sameSite: 'Lax' }])
  const tab = await context.newPage()
  await tab.goto(`${origin.url}/`)
  expect(await tab.locator('body').innerText()).toContain('Ada Example')

  const here = (text: string): string => text.replaceAll('http://localhost', origin.url)
  for (const [key, given] of Array.from(url.searchParams)) url.searchParams.set(key, here(given))
  await tab.goto(here(url.href))
  await tab.waitForFunction(() => document.body.textContent !== '')
  expect(JSON.parse(await tab.locator('body').innerText())).toEqual({
    sent: 200,
    origin: 'null',
    cookie: 'SecurityError',
    storage: 'SecurityError',
    home: 'TypeError',
    records: 'TypeError',
    opened: expect.stringMatching(/Error$/),
  })
  expect(await verbsOf(service, registration)).toContain('initialized')
})

test('a document that a page of another site asks for by a form is no page of ours', async () => {
  const cookie = await service.signIn(await service.addPerson('Ina Structor', 'instructor'))
  const launch = await launchCourse(
    origin.url,
    await service.signIn(await service.addPerson('Eve', 'learner')),
    'minimal',
  )
  const asked = new URLSearchParams(launch.search)
  const fetched: Record<string, string> = await (
    await launch.network(asked.get('fetch') ?? '', { method: 'POST' })
  ).json()
  const token = fetched['auth-token'] ?? ''
  const parameters = { stateId: 'x', agent: asked.get('actor') ?? '', activityId: launch.activityId }
  const form = `<form method="post" action="/sign-out"><button>Sign in again</button></form><script>document.title = 'mine'</script>`
  const state = new URLSearchParams({ ...parameters, registration: launch.registration })
  const written = await fetch(`${origin.url}/xapi/activities/state?${state.toString()}`, {
    method: 'PUT',
    headers: { 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'text/html', Authorization: `Basic ${token}` },
    body: form,
  })
  expect(written.status).toBe(204)

  const [name = '', value = ''] = cookie.split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: origin.url, sameSite: 'Lax' }])
  const tab = await context.newPage()
  const fields = { ...Object.fromEntries(state), Authorization: `Basic ${token}`, 'X-Experience-API-Version': '1.0.3' }
  await tab.setContent(
    `<form method="post" action="${origin.url}/xapi/activities/state?method=GET">${Object.entries(fields)
      .map(([key, text]) => `<textarea name="${key}">${text}</textarea>`)
      .join('')}</form>`,
  )
  await Promise.all([
    tab.waitForURL(/method=GET/),
    tab.locator('form').evaluate((one: HTMLFormElement) => one.submit()),
  ])
  expect(await tab.evaluate(() => ({ origin: self.origin, title: document.title }))).toEqual({
    origin: 'null',
    title: '',
  })
  await tab.getByRole('button').click()
  await tab.goto(`${origin.url}/`)
  expect(await tab.locator('body').innerText()).toContain('Ina Structor')
})

import { strToU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInPath } from '../../src/service/auth/people.ts'
import { au, importCourse, packageOf, structure } from '../support/cmi5.ts'
import { compiledFixture } from '../support/compiled.ts'
import { type TestService, testService } from '../support/service.ts'

let service: TestService
let cookie: string
beforeAll(async () => {
  service = await testService()
  cookie = await service.signIn(await service.addPerson('Ada Example', 'learner'))
})
afterAll(() => service.close())

const policyOf = (answer: Response): string => answer.headers.get('content-security-policy') ?? ''

test('a picture of a course gets neither scripts nor forms on a page of its own; the player keeps its policy', async () => {
  const picture = compiledFixture('minimal').assets.find(({ path }) => path.endsWith('.svg'))?.path ?? 'media/none.svg'
  const policy = policyOf(await service.request(`/play/minimal/${picture}`, { cookie }))
  expect(policy).toMatch(/^default-src 'none';.* sandbox;/)
  expect(policy).not.toMatch(/script-src|form-action|allow-/)
  expect(policyOf(await service.request('/play/minimal/', { cookie }))).toMatch(/script-src 'self'/)
})

test('whoever is signed in has one limit, whatever addresses they come from', async () => {
  const someone = await service.signIn(await service.addPerson('Bob Example', 'learner'))
  const look = async (i: number, as?: string) =>
    (await service.request('/verify', { address: `198.51.100.${i}`, ...(as === undefined ? {} : { cookie: as }) }))
      .status
  const seen: number[] = []
  for (let i = 1; i <= 31; i += 1) seen.push(await look(i, someone))
  expect(seen).toEqual([...Array<number>(30).fill(200), 429])
  expect([await look(31), await look(100, cookie)]).toEqual([200, 200])
})

describe('imported content', () => {
  let file: string
  beforeAll(async () => {
    const course = await importCourse(service, packageOf(structure(au('a')), { 'unit.js': strToU8('alert(1)') }))
    file = `/content/${course}/unit.js`
  })
  const asked = (site: string, mode: string) =>
    service.request(file, { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode } })

  test.each([
    ['a page of ours that takes it for its own script', 'same-origin', 'no-cors', 404],
    ['a page of ours that reads it', 'same-origin', 'cors', 404],
    ['a page of ours that leads there', 'same-origin', 'navigate', 200],
    ['content in its sandbox', 'cross-site', 'cors', 200],
    ['a learning platform that frames it', 'cross-site', 'navigate', 200],
  ])('%s', async (_, site, mode, status) => {
    expect((await asked(site, mode)).status).toBe(status)
  })

  test('on a host of its own it takes what it likes', async () => {
    const apart = await testService({ settings: { contentUrl: 'http://content.localhost' } })
    const course = await importCourse(apart, packageOf(structure(au('a')), { 'unit.js': strToU8('alert(1)') }))
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }
    const answer = await apart.request(`http://content.localhost/content/${course}/unit.js`, { headers })
    expect(answer.status).toBe(200)
    await apart.close()
  })
})

describe('a form is taken', () => {
  test.each([
    ['https://learn.example', 303],
    // Behind a proxy that ends TLS this is what the request itself says: a page that anybody on the way has written.
    ['http://learn.example', 403],
    ['https://evil.example', 403],
    ['null', 403],
  ])('where people reach the service by https, from %s: %i', async (origin, status) => {
    const secure = await testService({ settings: { publicUrl: 'https://learn.example' } })
    const token = await signInPath(secure.service, (await secure.addPerson('Ada Example', 'learner')).id)
    const answer = await secure.request('http://learn.example/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ token }),
      headers: { origin, 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(status)
    await secure.close()
  })

  test.each([
    'application/x-www-form-urlencoded',
    'APPLICATION/X-WWW-FORM-URLENCODED;x',
    'multipart/form-data; boundary=b',
    'text/plain',
    '',
  ])('from another site never, sent as "%s"', async (type) => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': type }
    const answer = await service.request('/sign-out', { method: 'POST', body: 'everywhere=yes', headers, cookie })
    expect(answer.status).toBe(403)
    expect((await service.request('/', { cookie })).status).toBe(200)
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signInPath } from '../../src/service/auth/people.ts'
import type { Learner } from '../../src/storage/records.ts'
import { type TestService, testService } from '../support/service.ts'

let service: TestService
let ada: Learner
beforeEach(async () => {
  service = await testService()
  ada = await service.addPerson('Ada Example', 'learner')
})
afterEach(() => service.close())

const use = (token: string, changes: { cookie?: string; address?: string; headers?: Record<string, string> } = {}) =>
  service.request('/sign-in', { method: 'POST', body: new URLSearchParams({ token }), ...changes })
const link = () => signInPath(service.service, ada.id)
const home = (cookie: string) => service.request('/', { cookie })

describe('a sign-in link', () => {
  test('signs in once; used, expired and invented ones are answered alike', async () => {
    const path = await link()
    expect(path).toMatch(/^\/sign-in\/[\w-]{43}$/)
    for (let opened = 0; opened < 3; opened++) {
      const page = await service.request(path)
      expect(page.status).toBe(200)
      expect(page.headers.get('set-cookie')).toBeNull()
    }
    const first = await use(path)
    expect([first.status, first.headers.get('location')]).toEqual([303, '/'])

    const expired = await link()
    service.advance(24 * 3_600_000)
    const answers = await Promise.all(
      [use(path), use(expired), use('invented'), use('')].map(async (answer) => (await answer).text()),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('This link does not work.')
  })

  test('is kept only as a hash', async () => {
    const token = (await link()).split('/').at(-1) ?? ''
    const { store } = service.service
    expect(await store.learners.takeLink(token, service.service.now())).toBeUndefined()
  })

  test('may be pasted whole, or as the code alone', async () => {
    expect((await use(`  http://localhost${await link()} `)).status).toBe(303)
    expect((await use((await link()).split('/').at(-1) ?? '')).status).toBe(303)
  })
})

describe('a session', () => {
  test('has a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await use(await link())
    expect(answer.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('is bound to the host and to https where the service is reached by https', async () => {
    const secure = await testService({ settings: { publicUrl: 'https://learn.example' } })
    const person = await secure.addPerson('Ada Example', 'learner')
    const path = await signInPath(secure.service, person.id)
    const answer = await secure.request('/sign-in', { method: 'POST', body: new URLSearchParams({ token: path }) })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-session=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=15552000')
    await secure.close()
  })

  test('ends by signing out, everywhere if asked, and by itself', async () => {
    const [one, two, three] = [await service.signIn(ada), await service.signIn(ada), await service.signIn(ada)]
    const signOut = (cookie: string, fields: Record<string, string>) =>
      service.request('/sign-out', { method: 'POST', body: new URLSearchParams(fields), cookie })
    const out = await signOut(one, {})
    expect(out.headers.get('set-cookie')).toMatch(/^session=; Max-Age=0/)
    expect((await home(one)).status).toBe(303)
    expect((await home(two)).status).toBe(200)
    await signOut(two, { everywhere: 'yes' })
    expect((await home(three)).status).toBe(303)
    const last = await service.signIn(ada)
    service.advance(14 * 86_400_000 - 1)
    expect((await home(last)).status).toBe(200)
    service.advance(1)
    expect((await home(last)).status).toBe(303)
  })

  test('is a new one at each sign-in, and the old one of that browser ends', async () => {
    const old = await service.signIn(ada)
    const answer = await use(await link(), { cookie: old })
    const fresh = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(fresh).not.toBe(old)
    expect((await home(old)).status).toBe(303)
    expect((await home(fresh)).status).toBe(200)
    expect((await home('session=session')).status).toBe(303)
  })
})

describe('other sites', () => {
  test.each([
    ['cross-site', 'https://evil.example', 403],
    ['same-site', 'http://other.localhost', 403],
    ['same-origin', 'http://localhost', 303],
  ])('a form posted %s from %s is answered with %i', async (site, origin, status) => {
    const answer = await use(await link(), { headers: { 'sec-fetch-site': site, origin } })
    expect(answer.status).toBe(status)
  })

  test('a post from another site cannot sign somebody out', async () => {
    const cookie = await service.signIn(ada)
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    await service.request('/sign-out', { method: 'POST', body: new URLSearchParams({}), cookie, headers })
    expect((await home(cookie)).status).toBe(200)
  })
})

describe('limits', () => {
  test('sign-in is limited per address, and refills', async () => {
    const tries = []
    for (let i = 0; i < 11; i++) tries.push((await use('x', { address: '198.51.100.7' })).status)
    expect(tries).toEqual([...Array<number>(10).fill(400), 429])
    expect((await use('x', { address: '198.51.100.8' })).status).toBe(400)
    const refused = await use('x', { address: '198.51.100.7' })
    expect(refused.headers.get('retry-after')).toBe('6')
    service.advance(6000)
    expect((await use('x', { address: '198.51.100.7' })).status).toBe(400)
  })

  test('IPv6 clients count by their network', async () => {
    for (let i = 0; i < 10; i++) await use('x', { address: `2001:db8:1:2::${i}` })
    expect((await use('x', { address: '2001:db8:1:2:ffff::1' })).status).toBe(429)
    expect((await use('x', { address: '2001:db8:1:3::1' })).status).toBe(400)
  })

  test('X-Forwarded-For counts only behind a trusted proxy, and only its last entry', async () => {
    for (let i = 0; i < 10; i++) await use('x', { headers: { 'x-forwarded-for': `203.0.113.${i}` } })
    expect((await use('x', { headers: { 'x-forwarded-for': '203.0.113.99' } })).status).toBe(429)
    const behind = await testService({ settings: { trustProxy: true } })
    const from = (chain: string) =>
      behind.request('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ token: 'x' }),
        headers: { 'x-forwarded-for': chain },
      })
    for (let i = 0; i < 10; i++) await from(`10.0.0.${i}, 203.0.113.5`)
    expect((await from('10.0.0.77, 203.0.113.5')).status).toBe(429)
    expect((await from('203.0.113.5, 203.0.113.6')).status).toBe(400)
    await behind.close()
  })

  test('a form has a largest size', async () => {
    expect((await use('x'.repeat(5000))).status).toBe(413)
  })

  test('a browser is told on a page what to do, with the same status', async () => {
    const headers = { accept: 'text/html,*/*;q=0.8' }
    const told = async (answer: Promise<Response>) => {
      const { status, headers: given } = await answer
      return [status, given.get('content-type'), (await (await answer).text()).match(/<h1>(.*?)<\/h1>/)?.[1]]
    }
    const page = 'text/html; charset=utf-8'
    expect(await told(use('x'.repeat(5000), { headers }))).toEqual([413, page, 'That is too long'])
    const foreign = { ...headers, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect(await told(use('x', { headers: foreign }))).toEqual([403, page, 'This form was not accepted'])
    for (let i = 0; i < 10; i++) await use('x', { headers, address: '198.51.100.9' })
    const refused = await use('x', { headers, address: '198.51.100.9' })
    expect(refused.headers.get('retry-after')).toBe('6')
    expect(await refused.text()).toContain('Too many requests. Try again in 6 seconds.')
    expect((await (await use('x', { address: '198.51.100.9' })).text()).startsWith('Too many requests')).toBe(true)
  })
})

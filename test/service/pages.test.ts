import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { certificateNumber } from '../../src/certificates/number.ts'
import type { CertificateSnapshot } from '../../src/certificates/snapshot.ts'
import { statusWords } from '../../src/service/audit-pack/words.ts'
import { showCertificate } from '../../src/service/staff/show.ts'
import type { Learner } from '../../src/storage/records.ts'
import { type TestService, testService } from '../support/service.ts'

let service: TestService
let ada: Learner
beforeEach(async () => {
  service = await testService()
  ada = await service.addPerson('Ada <Example> & Söhne', 'learner')
})
afterEach(() => service.close())

const number = certificateNumber('CW', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
async function issue(changes: Partial<CertificateSnapshot> = {}): Promise<void> {
  const { store, now } = service.service
  await store.ledger.append({
    kind: 'credit',
    id: 'entry',
    learner: ada.id,
    activity: 'https://chartwright.example/courses/minimal',
    course: { id: 'minimal', version: '1.0.0', hash: 'h' },
    award: 'a',
    registration: 'r',
    title: 'A minimal course',
    type: 'self-study',
    domains: ['coding-and-classification'],
    credentials: [],
    credits: 1.5,
    unit: { name: 'CEU', minutes: 60 },
    minutes: 90,
    completedOn: '2026-11-20',
    timeZone: 'UTC',
    source: 'hosted',
    evidence: { statements: [], certificate: number },
    recordedBy: 'service',
    recordedAt: now(),
  })
  const snapshot: CertificateSnapshot = {
    number,
    learnerName: ada.name,
    activityTitle: 'A minimal course',
    activityId: 'https://chartwright.example/courses/minimal',
    activityVersion: '1.0.0',
    completedOn: '2026-11-20',
    issuedOn: '2026-11-21',
    credits: 1.5,
    unit: { name: 'CEU', minutes: 60 },
    minutes: 90,
    domain: 'coding-and-classification',
    type: 'self-study',
    statement: 'What it means.',
    provider: { name: 'Test College' },
    verifyUrl: `http://localhost/verify/${number}`,
    language: 'en',
    ...changes,
  }
  await store.certificates.add({
    number,
    learner: ada.id,
    entry: 'entry',
    snapshot: JSON.stringify(snapshot),
    issued: now(),
  })
}
const body = async (path: string, cookie?: string): Promise<string> =>
  (await service.request(path, cookie === undefined ? {} : { cookie })).text()

describe('the verify page', () => {
  test('says what a valid certificate certifies, to anybody', async () => {
    await issue()
    const text = await body(`/verify/${number}`)
    for (const words of [
      'Valid',
      'Ada &lt;Example&gt; &amp; Söhne',
      'A minimal course',
      'November 20, 2026',
      'November 21, 2026',
      '1.5 CEUs',
      '90 minutes',
      'Coding and classification',
      'None claimed',
      'Test College',
      number,
      'What it means.',
      'Not affiliated with AHIMA or AAPC',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain(ada.id)
    expect(text).not.toContain('My learning')
  })

  test('says so when it was revoked, and why', async () => {
    await issue()
    const { store, now } = service.service
    await store.certificates.addEvent(number, { kind: 'revoked', at: now(), reason: 'Issued to the wrong person' })
    const text = await body(`/verify/${number}`)
    expect(text).toContain('Revoked')
    expect(text).toContain('Withdrawn on November 22, 2026: Issued to the wrong person')
    expect(text).not.toContain('<strong>Valid</strong>')
    const home = await body('/', await service.signIn(ada))
    expect(home).toContain('✗ Revoked')
    expect(home).toContain('Issued to the wrong person')
  })

  test('and the learner’s own page, staff and the audit pack agree when it has expired', async () => {
    await issue({ validUntil: '2026-11-22' })
    const cookie = await service.signIn(ada)
    expect(await body(`/verify/${number}`)).toContain('<strong>Valid</strong>')
    expect(await body('/', cookie)).toMatch(/✓ Valid.*Until November 22, 2026/s)
    service.advance(24 * 3_600_000)
    expect(await body(`/verify/${number}`)).toContain('<strong>Expired</strong>')
    expect(await body('/', cookie)).toMatch(/✗ Expired.*It held until November 22, 2026/s)
    expect(await body('/', cookie)).not.toContain('✓ Valid')
    expect(await showCertificate(service.service.store, service.service, { number })).toMatchObject({
      certificate: { status: 'expired', validUntil: '2026-11-22' },
    })
    const kept = await service.service.store.certificates.get(number)
    expect(kept && statusWords(kept, '2026-11-22')).toBe('in force')
    expect(kept && statusWords(kept, '2026-11-23')).toBe('expired: it held until 2026-11-22')
  })

  test('answers alike for a number that was never issued and for one that cannot exist', async () => {
    const unknown = certificateNumber('CW', new Uint8Array(10))
    const answers = []
    for (const path of [`/verify/${unknown}`, '/verify/nonsense', `/verify/${encodeURIComponent("' OR 1=1 --")}`]) {
      const answer = await service.request(path)
      answers.push(`${answer.status} ${await answer.text()}`)
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^404 .*Not known/s)
  })

  test('takes a number however it is typed, and is limited per address', async () => {
    await issue()
    const typed = encodeURIComponent(number.toLowerCase().replaceAll('-', ' '))
    const answer = await service.request(`/verify?number=${typed}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/verify/${number}`])
    const statuses = []
    for (let i = 0; i < 31; i++) statuses.push((await service.request('/verify/x', { address: '198.51.100.9' })).status)
    expect(statuses.filter((status) => status === 404)).toHaveLength(30)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('certificates', () => {
  test('are handed to their owner as PDF, and drawn alike each time', async () => {
    ada = await service.addPerson('Ada Example', 'learner')
    await issue()
    const cookie = await service.signIn(ada)
    const one = await service.request(`/certificates/${number}.pdf`, { cookie })
    expect(one.headers.get('content-type')).toBe('application/pdf')
    expect(one.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`)
    const bytes = Buffer.from(await one.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const two = await service.request(`/certificates/${number}.pdf`, { cookie })
    expect(Buffer.from(await two.arrayBuffer()).equals(bytes)).toBe(true)
  })
})

describe('what is written down about requests', () => {
  test('holds routes instead of addresses, and no names, numbers, tokens or answers', async () => {
    await issue()
    const cookie = await service.signIn(ada)
    await body(`/verify/${number}`)
    await body('/sign-in/secret-token')
    await body('/', cookie)
    await body('/nowhere/at/all')
    await body(`/xapi/statements?agent=${ada.id}`, cookie)
    const lines = service.log.map((line) => JSON.stringify(line))
    expect(
      service.log.map((line) => (line.event === 'request' ? `${line.status} ${line.route} ${line.role}` : line.event)),
    ).toEqual([
      '303 /sign-in guest',
      '200 /verify/:number guest',
      '200 /sign-in/:token guest',
      '200 / learner',
      '404 none guest',
      '400 /xapi/statements guest',
    ])
    for (const secret of [number, 'secret-token', 'Ada', ada.id, cookie.split('=')[1] ?? '-', 'nowhere']) {
      expect(lines.join('\n')).not.toContain(secret)
    }
  })

  test('an error is answered with an id to quote and written down with it', async () => {
    const failing = await testService()
    const person = await failing.addPerson('Ada Example', 'learner')
    const cookie = await failing.signIn(person)
    await failing.service.store.close()
    const answer = await failing.request('/', { cookie })
    expect(answer.status).toBe(500)
    const id = answer.headers.get('x-request-id') ?? '-'
    expect(await answer.text()).toContain(id)
    expect(failing.log.find((line) => line.event === 'error')).toMatchObject({ id })
    expect((await failing.request('/readyz')).status).toBe(503)
  })
})

describe('the player', () => {
  test('is served beside its course, launch.js never from a cache, and nothing else from the disk', async () => {
    const cookie = await service.signIn(ada)
    const get = (path: string) => service.request(path, { cookie })
    expect((await get('/play/minimal')).headers.get('location')).toMatch(
      /^http:\/\/localhost\/play\/minimal\/\?endpoint=/,
    )
    expect((await get('/play/other')).status).toBe(404)
    const index = await get('/play/minimal/')
    expect(await index.text()).toContain('launch.js')
    expect(index.headers.get('content-security-policy')).toContain("script-src 'self'")
    const launch = await get('/play/minimal/launch.js')
    expect(launch.headers.get('cache-control')).toBe('no-store')
    expect(await launch.text()).toMatch(
      /^globalThis\.chartwrightLaunch = \{"driver":"cmi5","relaunch":"\/play\/minimal"/,
    )
    expect(await (await get('/play/minimal/course.js')).text()).toMatch(/^globalThis\.chartwrightCourse = \{/)
    const picture = await get('/play/minimal/media/code-structure.svg')
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    for (const path of [
      '/play/minimal/media/other.svg',
      '/play/minimal/..%2f..%2fpackage.json',
      '/play/other/',
      '/play/minimal/tokens.txt',
    ]) {
      expect((await get(path)).status).toBe(404)
    }
  })

  test('a link on another site asks before it opens the course, which would end the session that is open', async () => {
    const cookie = await service.signIn(ada)
    const open = (site: string) =>
      service.request('/play/minimal', { cookie, headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })
    for (const site of ['cross-site', 'same-site']) {
      const asked = await open(site)
      expect(asked.status).toBe(200)
      expect(asked.headers.get('location')).toBeNull()
      expect(await asked.text()).toContain('<a href="/play/minimal">Open the course</a>')
    }
    for (const site of ['same-origin', 'none']) expect((await open(site)).status).toBe(303)
  })

  test('launch.js says how to launch again, and nothing of whoever is signed in', async () => {
    const eve = await service.addPerson('</script><script>alert(1)</script>\u2028', 'learner')
    const cookie = await service.signIn(eve)
    const launch = async () => (await service.request('/play/minimal/launch.js', { cookie })).text()
    expect(await launch()).toBe(
      'globalThis.chartwrightLaunch = {"driver":"cmi5","relaunch":"/play/minimal","registration":"none"}\n',
    )
    const launched = await service.request('/play/minimal', { cookie })
    expect([launched.status, launched.headers.get('cache-control')]).toEqual([303, 'no-store'])
    const registration = new URL(launched.headers.get('location') ?? '').searchParams.get('registration')
    expect(await launch()).toContain(`"registration":"${registration}"`)
  })

  test('a browser that looks ahead launches nothing', async () => {
    const cookie = await service.signIn(await service.addPerson('Fay Example', 'learner'))
    const ahead = { cookie, headers: { 'Sec-Purpose': 'prefetch' } }
    expect((await service.request('/play/minimal', ahead)).status).toBe(503)
    expect((await service.request('/play/minimal', { cookie, method: 'HEAD' })).status).toBe(503)
    expect(await (await service.request('/play/minimal/launch.js', { cookie })).text()).toContain('"none"')
  })
})

/** What whoever runs the service sees of it: health, metrics, log. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metricTable } from '../../src/service/operations/metrics.ts'
import { createProbe } from '../../src/service/operations/probe.ts'
import { listening, OPERATOR_KEY, testService } from '../support/service.ts'
import { authorization, type Client, lrsClient, statement } from './lrs/client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const get = (path: string, headers: Record<string, string> = {}) => lrs.service.app.request(path, { headers })
const operator = { authorization: `Bearer ${OPERATOR_KEY}` }

/** Values by name and labels, as a line of the format has them. */
async function scrape(headers: Record<string, string> = operator): Promise<ReadonlyMap<string, number>> {
  const response = await get('/metrics', headers)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

describe('health', () => {
  test('a service whose database answers is alive and ready', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
    const ready = await get('/readyz')
    expect(ready.status).toBe(200)
    expect(ready.headers.get('cache-control')).toBe('no-store')
    expect(await ready.json()).toEqual({ status: 'ready' })
  })

  test('one without its database is alive, not ready, says why, and writes it down once', async () => {
    const failing = await lrsClient()
    const key = { authorization: authorization(await failing.key(['metrics'])) }
    const ask = (path: string, headers = {}) => failing.service.app.request(path, { headers })
    expect((await ask('/metrics', key)).status).toBe(200)
    await failing.service.service.store.close()
    // Longer than a key is believed without asking the database again.
    failing.service.advance(2_000)
    for (let times = 0; times < 3; times++) {
      const answer = await ask('/readyz')
      expect(answer.status).toBe(503)
      expect(await answer.json()).toEqual({ status: 'not-ready', reason: 'database' })
    }
    expect((await ask('/healthz')).status).toBe(200)
    expect(await (await ask('/metrics', key)).text()).toContain('chartwright_database_up 0')
    expect((await ask('/metrics', { authorization: 'Basic eDp4' })).status).toBe(401)
    expect(failing.service.log.filter(({ event }) => event === 'error')).toMatchObject([{ id: 'database' }])
  })

  test('one that is about to stop is not ready', async () => {
    const service = await testService()
    service.service.operations.stop()
    const answer = await service.request('/readyz')
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'not-ready', reason: 'stopping' }])
    await service.close()
  })

  test('a database that never answers counts as down, and is asked only once at a time', async () => {
    let asked = 0
    const last = (): Promise<never> => {
      asked += 1
      return new Promise(() => undefined)
    }
    const { statements } = lrs.service.service.store
    const probe = createProbe({ statements: { ...statements, last } }, () => performance.now(), 30)
    const down = { up: false, error: 'no answer within 30 ms' }
    expect(await Promise.all([probe(), probe()])).toEqual([down, down])
    expect(await probe()).toEqual(down)
    expect(asked).toBe(1)
  })
})

describe('metrics', () => {
  test.each([
    ['metrics', 200],
    ['all/read', 200],
    ['all', 200],
    ['statements/read', 403],
    ['profile', 403],
  ] as const)('a key with %s gets %i', async (scope, status) => {
    const answer = await get('/metrics', { authorization: authorization(await lrs.key([scope])) })
    expect(answer.status).toBe(status)
    if (status !== 200) expect(await answer.text()).not.toContain('chartwright_')
  })

  test('nobody else is let in', async () => {
    expect((await get('/metrics')).status).toBe(401)
    expect((await get('/metrics', { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  test('a key for metrics opens nothing else', async () => {
    const as = await lrs.key(['metrics'])
    expect((await lrs.call('GET', '/statements', { as })).status).toBe(403)
    expect((await get('/api/keys', { authorization: authorization(as) })).status).toBe(403)
  })

  test('say what was done, by route pattern, and never by whom', async () => {
    const before = await scrape()
    for (let times = 0; times < 3; times++) {
      expect((await lrs.call('POST', '/statements', { body: statement({ id: undefined }) })).status).toBe(200)
    }
    expect((await lrs.call('POST', '/statements', { body: '{' })).status).toBe(400)
    await get('/verify/SECRET-NUMBER-1?token=hush')
    await lrs.service.app.request('/xapi/statements', { method: 'MKCALENDAR' })
    await lrs.service.service.awards.settled()
    const after = await scrape()
    const grown = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0)
    const requests = 'chartwright_http_requests_total'
    const times = 'chartwright_http_request_seconds'
    expect(grown(`${requests}{method="POST",route="/xapi/statements",status="200"}`)).toBe(3)
    expect(grown(`${requests}{method="POST",route="/xapi/statements",status="400"}`)).toBe(1)
    expect(grown(`${requests}{method="GET",route="/verify/:number",status="404"}`)).toBe(1)
    expect(grown(`${requests}{method="other",route="none",status="405"}`)).toBe(1)
    expect(grown(`${times}_count{method="POST",route="/xapi/statements",status="2xx"}`)).toBe(3)
    expect(grown(`${times}_bucket{le="+Inf",method="POST",route="/xapi/statements",status="4xx"}`)).toBe(1)
    const sum = grown(`${times}_sum{method="POST",route="/xapi/statements",status="2xx"}`)
    expect(sum).toBeGreaterThan(0)
    expect(sum).toBeLessThan(30)
    expect(grown('chartwright_statements_stored_total')).toBe(3)
    expect(after.get('chartwright_awards_waiting')).toBe(0)
    expect(after.get('chartwright_database_up')).toBe(1)
    expect(after.get('chartwright_database_probe_seconds')).toBeGreaterThan(0)
    expect(after.get('chartwright_database_bytes')).toBeGreaterThan(50_000)
    // The scrape itself.
    expect(after.get('chartwright_http_requests_in_flight')).toBe(1)
    expect(grown('process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    const text = [...after.keys()].join('\n')
    for (const secret of ['SECRET', 'hush', lrs.credentials.key]) expect(text).not.toContain(secret)
  })

  test('tell how many statements wait for the awards', async () => {
    const { store } = lrs.service.service
    const { seq } = await store.statements.last()
    await store.statements.moveCursor('awards', seq - 2)
    expect((await scrape()).get('chartwright_awards_waiting')).toBe(2)
    await store.statements.moveCursor('awards', seq)
  })

  test('are listed in the documentation, each of them and nothing else', () => {
    const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
    const rows = [...page.matchAll(/^\| `(\w+)`(?: \{([\w, ]+)\})? \| (\w+) \| (.+) \|$/gm)]
    expect(rows.map(([, name, labels = '', kind, help]) => [name, labels, kind, help])).toEqual(
      Object.entries(metricTable).map(([name, row]) => [
        name,
        'labels' in row ? row.labels.join(', ') : '',
        row.kind,
        row.help,
      ]),
    )
  })
})

describe('the log', () => {
  test('has one line for each request, and nothing of whoever made it', async () => {
    const { url, close } = await listening(lrs.service)
    lrs.service.log.length = 0
    const answer = await fetch(`${url}/verify/SECRET-NUMBER-1?token=hush`, {
      headers: { 'X-Request-Id': 'proxy-1.2_3' },
    })
    const { length } = await answer.text()
    // Written when the connection is done with the answer.
    await expect.poll(() => lrs.service.log.length).toBe(1)
    await close()
    const [line] = lrs.service.log
    expect(line).toEqual({
      at: '2026-11-22T12:00:00.000Z',
      event: 'request',
      id: 'proxy-1.2_3',
      method: 'GET',
      route: '/verify/:number',
      status: 404,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      role: 'guest',
    })
    if (line?.event !== 'request') throw new Error('no line')
    expect(line.bytes).toBeGreaterThan(length)
    expect(line.bytes).toBeLessThan(length + 4_000)
    expect(answer.headers.get('x-request-id')).toBe('proxy-1.2_3')
  })

  test.each(['a b', 'ada@example.com', '<script>', 'x'.repeat(65), '-x', '"', 'ä'])(
    'takes no request id like %s',
    async (id) => {
      const answer = await get('/healthz', { 'x-request-id': encodeURI(id) === id ? id : encodeURI(id) })
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  test.each(['0123456789abcdef', 'req_1.2-3', 'x'.repeat(64)])('keeps the request id %s', async (id) => {
    expect((await get('/nowhere', { 'x-request-id': id })).headers.get('x-request-id')).toBe(id)
  })
})

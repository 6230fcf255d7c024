/** What nobody should send: the right status, a clear body, and nothing half written. */
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRoom } from '../../../src/service/http/room.ts'
import { limits } from '../../../src/service/lrs/limits.ts'
import { listening } from '../../support/service.ts'
import { authorization, type Client, lrsClient, objectOf, pageOf, query, statement } from './client.ts'

let lrs: Client
let origin: { url: string; close: () => Promise<void> }
beforeAll(async () => {
  lrs = await lrsClient()
  origin = await listening(lrs.service)
})
afterAll(async () => {
  await origin.close()
  await lrs.close()
})

const stored = async (): Promise<number> => (await lrs.service.service.store.statements.last()).seq
const post = (body: object | string | Uint8Array, headers: Record<string, string> = {}) =>
  lrs.call('POST', '/statements', { body, headers })
const text = JSON.stringify(statement({ id: undefined }))

afterEach(() => {
  // Nothing of what is refused here is the service's own mistake.
  expect(lrs.service.log.filter(({ event }) => event === 'error')).toEqual([])
})

describe('a body of statements', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const within = (value: string): string => text.replace(/}$/, `,"result":{"extensions":{"http://e.com/x":${value}}}}`)

  test.each<[string, number, string, string | Uint8Array]>([
    ['no JSON', 400, 'json', '{'],
    ['nothing', 400, 'json', ''],
    ['something behind it', 400, 'json', `${text}x`],
    ['a name twice', 400, 'json-duplicate-key', text.replace('{', '{"verb":{"id":"http://e.com/other"},')],
    ['a name twice in other letters of JSON', 400, 'json-duplicate-key', text.replace('{', '{"\\u0076erb":{},')],
    ['a name twice deep inside', 400, 'json-duplicate-key', within('[{"a":1,"b":{"c":1,"c":2}}]')],
    ['half of a surrogate pair', 400, 'json-characters', within('"\\ud800"')],
    ['the other half', 400, 'json-characters', within('"\\udc00"')],
    ['halves the wrong way round', 400, 'json-characters', within('"\\udc00\\ud800"')],
    ['half a pair before text', 400, 'json-characters', within('"\\ud800x\\udc00"')],
    ['NUL', 400, 'json-characters', within('"a\\u0000b"')],
    ['NUL in a name', 400, 'json-characters', within('{"\\u0000":1}')],
    ['a number beyond all numbers', 400, 'json-number', within('1e999')],
    ['one below them, in a list', 400, 'json-number', within('[1, -2.5E+400]')],
    ['one of 400 digits', 400, 'json-number', within('9'.repeat(400))],
    [
      'bytes that are no UTF-8',
      400,
      'json-characters',
      new Uint8Array([...Buffer.from(text.slice(0, -1)), 0xff, 0x7d]),
    ],
    ['an overlong encoding', 400, 'json-characters', new Uint8Array([0x22, 0xc0, 0x80, 0x22])],
    ['100,000 open brackets', 400, 'json-depth', deep(100_000)],
    ['101 levels', 400, 'json-depth', within(deep(101))],
    ['a number', 400, 'invalid-statement', '1'],
    ['null', 400, 'invalid-statement', 'null'],
    ['a list of lists', 400, 'invalid-statement', `[[${text}]]`],
    ['10 MB', 413, 'too-large', within(`"${'x'.repeat(10_000_000)}"`)],
    ['one statement over the limit', 413, 'too-large', within(`"${'x'.repeat(limits.statement)}"`)],
    ['a member called __proto__', 400, 'invalid-statement', text.replace('{', '{"__proto__":{"id":1},')],
    ['a member called constructor', 400, 'invalid-statement', text.replace('{', '{"constructor":1,')],
  ])('of %s gets %i', async (_, status, error, body) => {
    const before = await stored()
    const answer = await post(body)
    expect([answer.status, await objectOf(answer)]).toMatchObject([status, { error, message: expect.any(String) }])
    expect(await stored()).toBe(before)
  })

  test('may have 90 levels, whole pairs, and names of its own inside extensions', async () => {
    const value = `{"deep":${deep(90)},"\\ud83d\\ude00":"\\ud83d\\ude00","__proto__":1,"constructor":null,"":0}`
    const id = '5c4a3b6e-6a75-4d29-a68a-0d3b3d1c2a11'
    expect((await post(within(value).replace('{', `{"id":"${id}",`))).status).toBe(200)
    const kept = await (await lrs.call('GET', `/statements?statementId=${id}`)).text()
    expect(kept).toContain('"__proto__":1,"constructor":null')
    expect(kept).toContain('😀')
  })

  test('with 10,000 statements is taken whole, and with more not at all', async () => {
    const before = await stored()
    const small = {
      actor: { mbox: 'mailto:a@e.com' },
      verb: { id: 'http://e.com/v' },
      object: { id: 'http://e.com/o' },
    }
    const answer = await post(Array.from({ length: 10_000 }, () => small))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toHaveLength(10_000)
    expect((await post(Array.from({ length: 10_001 }, () => small))).status).toBe(413)
    expect(await stored()).toBe(before + 10_000)
    const late = await post([...Array.from({ length: 9_999 }, () => small), { ...small, verb: {} }])
    expect([late.status, await late.json()]).toMatchObject([400, { statement: 9_999, pointer: '/verb' }])
    expect(await stored()).toBe(before + 10_000)
  }, 30_000)

  test('with 100,000 activity ids is refused or stored whole', async () => {
    const before = await stored()
    const other = Array.from({ length: 100_000 }, (_, i) => ({ id: `http://e.com/${i}` }))
    expect((await post(statement({ context: { contextActivities: { other } } }))).status).toBe(413)
    expect(await stored()).toBe(before)
    const many = statement({ context: { contextActivities: { other: other.slice(0, 5_000) } } })
    expect((await post(many)).status).toBe(200)
    const activity = 'http://e.com/4999'
    const found = await pageOf(await lrs.call('GET', `/statements?${query({ activity, related_activities: 'true' })}`))
    expect(found.statements.map(({ id }) => id)).toEqual([many.id])
  }, 30_000)

  test('that is compressed is refused, however small', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
      expect((await post(new Uint8Array(bomb), { 'Content-Encoding': encoding })).status).toBe(415)
    }
  })

  test('names the statement, the place in it and the rule', async () => {
    const odd = { 'http://e.com/a~b/c': 1, 'no iri': 1 }
    const answer = await post([statement(), statement({ result: { extensions: odd } })])
    expect(await answer.json()).toEqual({
      error: 'invalid-statement',
      statement: 1,
      pointer: '/result/extensions/no iri',
      rule: 'IEEE 9274.1.1 4.2.7',
      message: 'Statement 1: /result/extensions/no iri the key "no iri" must be an IRI.',
    })
    const old = await lrs.call('POST', '/statements', { version: '1.0.3', body: statement({ actor: { 'a/b~': 1 } }) })
    expect(await old.json()).toMatchObject({ pointer: '/actor/a~1b~0', rule: 'xAPI 1.0.3 Data 2.4.2.1' })
  })
})

describe('words meant for a database', () => {
  const words = [
    `'; DROP TABLE statements; --`,
    `" OR 1=1 --`,
    '$.store[*]',
    '%',
    '_%',
    '\\',
    "' UNION SELECT secret FROM instance --",
    '{{x}}',
    '?1',
    ':id',
    '-- \n',
    '\u202e',
    'ﷺ',
  ]
  test.each(words)('%j stays what it is in every text', async (word) => {
    const agent = { account: { homePage: 'http://e.com/', name: word } }
    const sent = statement({
      actor: { ...agent, name: word },
      verb: { id: 'http://e.com/v', display: { en: word } },
      object: { id: 'http://e.com/o', definition: { name: { en: word } } },
      result: { response: word, extensions: { 'http://e.com/x': { [word]: word } } },
      context: { platform: word, revision: word },
    })
    expect((await post(sent)).status).toBe(200)
    const found = await pageOf(await lrs.call('GET', `/statements?${query({ agent })}`))
    expect(found.statements).toMatchObject([sent])
    expect(await (await lrs.call('GET', `/agents?${query({ agent })}`)).json()).toMatchObject({ name: [word] })
    const path = `/activities/state?${query({ agent, activityId: 'http://e.com/o', stateId: word })}`
    expect((await lrs.call('PUT', path, { body: word })).status).toBe(204)
    expect(await (await lrs.call('GET', path)).text()).toBe(word)
    expect((await lrs.call('GET', `/statements?${query({ verb: `http://e.com/${word}` })}`)).status).toBeOneOf([
      200, 400,
    ])
  })
})

test('what things are known by is no longer than every database can find (Data 2.4)', async () => {
  const long = 'ä'.repeat(1_200)
  const name = 'n'.repeat(2_100)
  const thing = (id: string) => ({ object: { id } })
  for (const [pointer, sent] of [
    ['/object/id', thing(`http://e.com/${long}`)],
    ['/verb/id', { verb: { id: `http://e.com/${long}` } }],
    ['/actor', { actor: { mbox: `mailto:${name}@e.com` } }],
    ['/actor', { actor: { account: { homePage: 'http://e.com/', name } } }],
    ['/actor', { actor: { openid: `http://e.com/${name}` } }],
    [
      '/context/contextActivities/other',
      { context: { contextActivities: { other: thing(`http://e.com/${long}`).object } } },
    ],
  ] as const) {
    const answer = await post(statement(sent))
    expect([pointer, answer.status]).toEqual([pointer, 400])
    const refused = await objectOf(answer)
    expect(refused.pointer).toMatch(new RegExp(`^${pointer}`))
    expect(refused.message).toContain('2000 bytes or fewer')
  }
  expect((await post(statement(thing(`http://e.com/${'a'.repeat(1_900)}`)))).status).toBe(200)
  const owner = {
    agent: { account: { homePage: 'http://e.com/', name: 'n'.repeat(900) } },
    activityId: 'http://e.com/a',
  }
  const put = async (stateId: string) =>
    (await lrs.call('PUT', `/activities/state?${query({ ...owner, stateId })}`, { body: 'x' })).status
  expect([await put('s'.repeat(900)), await put('s'.repeat(1_200))]).toEqual([204, 400])
})

test('NUL and broken encodings in parameters are refused', async () => {
  const agent = query({ agent: { mbox: 'mailto:a@example.com' } })
  for (const path of [
    '/statements?activity=http://e.com/%00',
    '/statements?verb=http://e.com/%00',
    '/statements?agent=%7B%22mbox%22:%22mailto:a%00@e.com%22%7D',
    '/statements?statementId=%00',
    '/activities?activityId=http://e.com/%00',
    `/agents/profile?${agent}&profileId=a%00`,
    `/agents/profile?${agent}&profileId=%ff`,
    `/activities/state?${agent}&activityId=http://e.com/%00&stateId=s`,
    `/statements?${'a'.repeat(8_000)}=1`,
  ]) {
    expect([path, (await lrs.call('GET', path)).status]).toEqual([path, 400])
  }
  expect((await lrs.call('GET', '/statements', { as: { key: 'a\0', secret: 'x' } })).status).toBe(401)
})

describe('a clock that goes wrong', () => {
  test('keeps stored in order, and a timestamp far off is kept as it is (XAPI-00022)', async () => {
    const sent = [statement({ timestamp: '1601-01-01T00:00:00Z' }), statement({ timestamp: '9999-12-31T23:59:59Z' })]
    await post(sent[0] ?? {})
    lrs.service.advance(-3_600_000)
    await post(sent[1] ?? {})
    const kept = await Promise.all(
      sent.map(async ({ id }) => objectOf(await lrs.call('GET', `/statements?statementId=${id}`))),
    )
    expect(kept.map(({ timestamp }) => timestamp)).toEqual(sent.map(({ timestamp }) => timestamp))
    expect(String(kept[1]?.stored) >= String(kept[0]?.stored)).toBe(true)
    lrs.service.advance(3_600_000)
  })
})

describe('on the wire', () => {
  const head = (length: string): string =>
    [
      'POST /xapi/statements HTTP/1.1',
      'Host: localhost',
      `Authorization: ${authorization(lrs.credentials)}`,
      'X-Experience-API-Version: 2.0.0',
      'Content-Type: application/json',
      length,
      '\r\n',
    ].join('\r\n')
  /** Sends text, closes the sending side, and collects what comes back. */
  const raw = (sent: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(origin.url)
      let answered = ''
      const socket = connect(Number(port), hostname, () => socket.end(sent))
      socket.on('data', (data) => {
        answered += data.toString()
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(answered))
    })

  test('a body shorter than its length is not stored', async () => {
    const before = await stored()
    await raw(`${head(`Content-Length: ${text.length + 10}`)}${text}`)
    expect(await stored()).toBe(before)
  })

  test('what stands behind the length is no part of the body', async () => {
    const before = await stored()
    const named = JSON.stringify(statement())
    const sent = `${head(`Content-Length: ${named.length}`)}${named}GARBAGE\r\n\r\n`
    expect(await raw(sent)).toMatch(/HTTP\/1\.1 400 /)
    // It may be stored before that answer, after it or not at all; sent once more, it is stored once.
    expect((await post(named)).status).toBe(200)
    expect((await stored()) - before).toBe(1)
  })

  test('two lengths, or a length and chunks, are refused', async () => {
    const before = await stored()
    expect(await raw(`${head('Content-Length: 5\r\nContent-Length: 6')}${text}`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await raw(`${head('Content-Length: 5\r\nTransfer-Encoding: chunked')}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await stored()).toBe(before)
  })

  test('a flood of headers is refused', async () => {
    const flood = Array.from({ length: 5_000 }, (_, i) => `X-Header-${i}: ${'x'.repeat(50)}`).join('\r\n')
    expect(await raw(`${head(`${flood}\r\nContent-Length: 2`)}{}`)).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('more large bodies at once than there is memory set aside for are asked to come again', async () => {
    const before = await stored()
    const body = `${' '.repeat(7_900_000)}[]`
    const send = () =>
      fetch(`${origin.url}/xapi/statements`, {
        method: 'POST',
        body,
        headers: {
          Authorization: authorization(lrs.credentials),
          'X-Experience-API-Version': '2.0.0',
          'Content-Type': 'application/json',
        },
      })
    const room = createRoom(limits.largeBodies)
    const places = Array.from({ length: 12 }, () => room.enter())
    expect(places.map(({ take }) => take(body.length)).filter((taken) => taken)).toHaveLength(8)
    for (const { leave } of places) leave()
    expect(places[0]?.take(limits.largeBodies * 2)).toBe(true)
    const statuses = (await Promise.all(Array.from({ length: 12 }, send))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(8)
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect((await send()).status).toBe(200)
    expect(await stored()).toBe(before)
  })

  test('answers that nobody takes are held up to the memory set aside for them, and smaller ones still given', async () => {
    for (let i = 0; i < 9; i++) {
      expect((await post(statement({ result: { response: 'x'.repeat(900_000) } }))).status).toBe(200)
    }
    const authorized = { Authorization: authorization(lrs.credentials), 'X-Experience-API-Version': '2.0.0' }
    const head = Object.entries({ Host: 'x', ...authorized }).map(([name, value]) => `${name}: ${value}\r\n`)
    const { hostname, port } = new URL(origin.url)
    const silent = Array.from({ length: 40 }, () => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET /xapi/statements HTTP/1.1\r\n${head.join('')}\r\n`),
      )
      return socket.on('error', () => undefined)
    })
    const answers = silent.map(
      (socket) =>
        new Promise<number>((resolve) => {
          socket.once('data', (data) => {
            socket.pause()
            resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]))
          })
        }),
    )
    const statuses = await Promise.all(answers)
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(limits.largeAnswers / 7_000_000)
    const get = async (path: string) => (await fetch(`${origin.url}/xapi${path}`, { headers: authorized })).status
    expect([await get('/statements'), await get('/statements?verb=http://e.com/none')]).toEqual([503, 200])
    for (const socket of silent) socket.destroy()
    await vi.waitUntil(async () => (await get('/statements')) === 200)
  })

  test('chunks without end are cut off at the limit', async () => {
    const before = await stored()
    const status = await new Promise<number | undefined>((resolve) => {
      const request = httpRequest(`${origin.url}/xapi/statements`, {
        method: 'POST',
        headers: {
          Authorization: authorization(lrs.credentials),
          'X-Experience-API-Version': '2.0.0',
          'Content-Type': 'application/json',
        },
      })
      let open = true
      request.on('response', (response) => {
        open = false
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', () => {
        open = false
      })
      const piece = Buffer.alloc(500_000, 0x20)
      const more = (): void => {
        if (open) request.write(piece, more)
      }
      more()
    })
    expect(status).toBe(413)
    expect(await stored()).toBe(before)
  })
})

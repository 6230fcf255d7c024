import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { agentOf } from '../../src/service/lrs/agent.ts'
import { statementFaults } from '../../src/service/lrs/validation/statement.ts'
import type { Learner } from '../../src/storage/records.ts'
import { type TestService, testService } from '../support/service.ts'

const ID = 'AB3D5C7E-1111-4222-8333-444455556666'
const actor = { objectType: 'Agent', account: { homePage: 'https://example.com/', name: 'x' } }
const verb = { id: 'http://example.com/verbs/did' }
const object = { id: 'http://example.com/things/1' }
const good = { actor, verb, object }

describe('validation', () => {
  test.each([
    ['the least', good],
    ['mbox', { ...good, actor: { mbox: 'mailto:a@example.com', name: 'A' } }],
    ['an anonymous group', { ...good, actor: { objectType: 'Group', member: [actor] } }],
    ['a sub-statement', { ...good, object: { objectType: 'SubStatement', ...good } }],
    [
      'voiding',
      {
        ...good,
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
        object: { objectType: 'StatementRef', id: ID },
      },
    ],
    [
      'everything',
      {
        id: ID,
        ...good,
        object: {
          ...object,
          objectType: 'Activity',
          definition: {
            name: { 'en-US': 'A', 'zh-Hant-TW': 'B' },
            type: 'http://example.com/t',
            interactionType: 'choice',
            correctResponsesPattern: ['a[,]b'],
            choices: [{ id: 'a', description: { en: 'A' } }, { id: 'b' }],
            extensions: { 'http://example.com/e': null },
          },
        },
        result: {
          score: { scaled: -1, raw: 0, min: 0, max: 10 },
          success: false,
          completion: true,
          response: '',
          duration: 'PT1H30.5S',
          extensions: { 'http://example.com/e': { nested: null } },
        },
        context: {
          registration: ID,
          instructor: actor,
          team: { objectType: 'Group', mbox: 'mailto:t@example.com' },
          contextActivities: { parent: object, grouping: [object] },
          revision: '1',
          platform: 'p',
          language: 'en-GB',
          statement: { objectType: 'StatementRef', id: ID },
        },
        timestamp: '2026-11-22T12:00:00+05:30',
        version: '1.0.3',
        attachments: [
          {
            usageType: 'http://e.com/u',
            display: { en: 'A' },
            contentType: 't/t',
            length: 1,
            sha2: 'a',
            fileUrl: 'http://e.com',
          },
        ],
      },
    ],
  ])('%s passes', (_, statement) => {
    expect(statementFaults(statement)).toEqual([])
  })

  test.each([
    ['', 'x', '2.2'],
    ['', { verb, object }, '2.2'],
    ['/extra', { ...good, extra: 1 }, '2.2'],
    ['/result', { ...good, result: null }, '2.2'],
    ['/id', { ...good, id: 'nope' }, '4.2'],
    ['/actor', { ...good, actor: { name: 'nobody' } }, '2.4.2'],
    ['/actor', { ...good, actor: { ...actor, mbox: 'mailto:a@b.c' } }, '2.4.2'],
    ['/actor/mbox', { ...good, actor: { mbox: 'a@example.com' } }, '2.4.2.3'],
    ['/actor/objectType', { ...good, actor: { ...actor, objectType: 'agent' } }, '2.4.2'],
    ['/actor', { ...good, actor: { objectType: 'Group', name: 'empty' } }, '2.4.2.2'],
    ['/actor/account', { ...good, actor: { account: { homePage: 'https://e.com/' } } }, '2.4.2.4'],
    ['/verb/id', { ...good, verb: { id: 'did' } }, '4.1'],
    ['/verb/display/not a tag', { ...good, verb: { ...verb, display: { 'not a tag': 'x' } } }, '4.2'],
    ['/object/objectType', { ...good, object: { objectType: 'Thing', id: 'http://e.com' } }, '2.4.4'],
    [
      '/object/definition/interactionType',
      { ...good, object: { ...object, definition: { interactionType: 'quiz' } } },
      '2.4.4.1',
    ],
    [
      '/object/definition/choices',
      { ...good, object: { ...object, definition: { choices: [{ id: 'a' }, { id: 'a' }] } } },
      '2.4.4.1',
    ],
    [
      '/object/object/objectType',
      { ...good, object: { objectType: 'SubStatement', ...good, object: { objectType: 'SubStatement' } } },
      '2.4.4',
    ],
    ['/object', { ...good, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' } }, '2.3.2'],
    ['/result/score/scaled', { ...good, result: { score: { scaled: 1.01 } } }, '2.4.5.1'],
    ['/result/score/raw', { ...good, result: { score: { raw: 11, max: 10 } } }, '2.4.5.1'],
    ['/result/score/min', { ...good, result: { score: { min: 3, max: 3 } } }, '2.4.5.1'],
    ['/result/duration', { ...good, result: { duration: '90 s' } }, '4.6'],
    ['/result/duration', { ...good, result: { duration: 'PT' } }, '4.6'],
    ['/result/success', { ...good, result: { success: 'yes' } }, '2.2'],
    ['/result/extensions/e', { ...good, result: { extensions: { e: 1 } } }, '4.3'],
    ['/context/registration', { ...good, context: { registration: 'r' } }, '4.2'],
    ['/context/language', { ...good, context: { language: 'english language' } }, '2.4.6'],
    ['/context/platform', { ...good, object: actor, context: { platform: 'p' } }, '2.4.6'],
    [
      '/context/contextActivities/parent/0/id',
      { ...good, context: { contextActivities: { parent: [{ id: 'x' }] } } },
      '4.1',
    ],
    ['/timestamp', { ...good, timestamp: '2026-11-22' }, '4.5'],
    ['/timestamp', { ...good, timestamp: '2026-11-22T12:00:00-00:00' }, '4.5'],
    ['/timestamp', { ...good, timestamp: '2026-13-22T12:00:00Z' }, '4.5'],
    ['/version', { ...good, version: '2.0.0' }, '2.4.10'],
    ['/attachments/0', { ...good, attachments: [{}] }, '2.4.11'],
  ])('a fault at %s is found', (pointer, statement, rule) => {
    const [fault] = statementFaults(statement)
    expect(fault).toMatchObject({ pointer, rule: `xAPI 1.0.3 Data ${rule}` })
  })
})

describe('the statement resource', () => {
  let service: TestService
  let ada: Learner
  let cookie: string
  beforeEach(async () => {
    service = await testService()
    ada = await service.addPerson('Ada Example', 'learner')
    cookie = await service.signIn(ada)
  })
  afterEach(() => service.close())

  const headers = { 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json' }
  const mine = (changes: object = {}): object => ({
    actor: agentOf(service.service.store, ada),
    verb,
    object,
    ...changes,
  })
  const post = (body: unknown, changes: RequestInit = {}) =>
    service.request('/xapi/statements', { method: 'POST', headers, cookie, body: JSON.stringify(body), ...changes })
  const get = (query: string) => service.request(`/xapi/statements?${query}`, { headers, cookie })
  const list = async (query: string): Promise<{ statements: { id: string; object: { id: string } }[]; more: string }> =>
    (await get(query)).json() as Promise<{ statements: { id: string; object: { id: string } }[]; more: string }>

  test('refuses whoever names no version or another one, and says which it speaks', async () => {
    for (const version of [undefined, '2.0.0', '0.95']) {
      const answer = await service.request('/xapi/statements', {
        cookie,
        headers: version === undefined ? {} : { 'X-Experience-API-Version': version },
      })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('x-experience-api-version')).toBe('1.0.3')
      expect(await answer.json()).toMatchObject({ error: 'version' })
    }
    expect((await service.request('/xapi/about')).status).toBe(200)
  })

  test('stores what it is sent, and adds id, stored, timestamp, authority and version', async () => {
    const answer = await post(mine({ timestamp: '2026-11-22T11:59:00Z' }))
    expect(answer.status).toBe(200)
    const [id] = (await answer.json()) as string[]
    const single = await get(`statementId=${id}`)
    expect(single.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 12:00:00 GMT')
    expect(single.headers.get('x-experience-api-consistent-through')).toBe('2026-11-22T12:00:00.000Z')
    expect(await single.json()).toEqual({
      ...mine({ timestamp: '2026-11-22T11:59:00Z' }),
      id,
      stored: '2026-11-22T12:00:00.000Z',
      authority: agentOf(service.service.store, ada),
      version: '1.0.3',
    })
  })

  test('names statement, pointer and rule of what it refuses, and stores nothing of the batch', async () => {
    const answer = await post([mine(), mine({ result: { score: { scaled: 2 } } })])
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      error: 'invalid-statement',
      statement: 1,
      pointer: '/result/score/scaled',
      rule: 'xAPI 1.0.3 Data 2.4.5.1',
      message: 'Statement 1: /result/score/scaled must be between -1 and 1, not 2.',
    })
    expect((await list('')).statements).toEqual([])
  })

  test('takes the same statement again without change, and refuses another one with its id', async () => {
    const once = mine({ id: ID, timestamp: '2026-11-22T11:59:00Z' })
    expect(await (await post(once)).json()).toEqual([ID.toLowerCase()])
    service.advance(60_000)
    const again = mine({ id: ID.toLowerCase(), timestamp: '2026-11-22T12:59:00+01:00' })
    expect((await post([again, mine()])).status).toBe(200)
    const conflict = await post([mine(), mine({ id: ID, object: { id: 'http://example.com/other' } })])
    expect(conflict.status).toBe(409)
    expect(await conflict.json()).toMatchObject({ error: 'conflict', statement: 1, pointer: '/id' })
    expect((await list('')).statements).toHaveLength(2)
    const put = { method: 'PUT', headers, cookie, body: JSON.stringify(once) }
    expect((await service.request(`/xapi/statements?statementId=${ID}`, put)).status).toBe(204)
    expect((await service.request(`/xapi/statements?statementId=${ID.replace('A', 'B')}`, put)).status).toBe(400)
    expect((await service.request('/xapi/statements', put)).status).toBe(400)
  })

  test.each([
    ['somebody else', { actor: { account: { homePage: 'https://example.com/', name: 'x' } } }, '/actor'],
    ['a foreign registration', { context: { registration: ID } }, '/context/registration'],
    [
      'voiding',
      { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id: ID } },
      '/verb/id',
    ],
  ])('refuses a learner who speaks of %s', async (_, changes, pointer) => {
    const answer = await post([mine(), mine(changes)])
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: 'not-yours', statement: 1, pointer })
  })

  test('refuses what is no JSON, of another type, or too large', async () => {
    expect((await post('', { body: '{' })).status).toBe(400)
    expect(
      (await post('', { body: 'a=1', headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } }))
        .status,
    ).toBe(415)
    expect((await post(mine({ result: { response: 'x'.repeat(1_000_001) } }))).status).toBe(413)
    expect((await list('')).statements).toEqual([])
  })

  test('answers filters page by page, in both directions', async () => {
    const many = Array.from({ length: 7 }, (_, i) => mine({ object: { id: `http://example.com/${i}` } }))
    await post(many.slice(0, 4))
    service.advance(1000)
    await post(many.slice(4))
    const objects = async (query: string): Promise<string[]> => {
      const found: string[] = []
      for (let next = `/xapi/statements?${query}`; next !== ''; ) {
        const { statements, more } = await list(next.slice(next.indexOf('?') + 1))
        found.push(...statements.map((one) => one.object.id.slice(-1)))
        next = more
      }
      return found
    }
    expect((await objects('limit=3')).join('')).toBe('6543210')
    expect((await objects('limit=2&ascending=true')).join('')).toBe('0123456')
    expect((await objects('since=2026-11-22T12:00:00.000Z')).join('')).toBe('654')
    expect((await objects('until=2026-11-22T12:00:00.000Z&limit=1')).join('')).toBe('3210')
    expect((await objects('activity=http://example.com/5')).join('')).toBe('5')
    expect((await objects('verb=http://example.com/verbs/other')).join('')).toBe('')
    const self = encodeURIComponent(JSON.stringify(agentOf(service.service.store, ada)))
    expect((await objects(`agent=${self}`)).join('')).toBe('6543210')
  })

  test.each([
    'Verb=http://e.com/v',
    'verb=did',
    'limit=-1',
    'limit=1&limit=2',
    'since=yesterday',
    'registration=r',
    'ascending=yes',
    'format=ids',
    'agent=%7B%7D',
    'statementId=x',
    `statementId=${ID}&limit=1`,
  ])('refuses the parameters %s', async (query) => {
    const answer = await get(query)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'parameter' })
  })

  test('keeps `stored` in order when the clock goes back', async () => {
    await post(mine())
    service.advance(-3_600_000)
    await post(mine())
    const { statements } = (await (await get('')).json()) as { statements: { stored: string }[] }
    expect(statements.map(({ stored }) => stored)).toEqual(['2026-11-22T12:00:00.000Z', '2026-11-22T12:00:00.000Z'])
  })
})

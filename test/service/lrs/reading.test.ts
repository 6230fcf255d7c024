/** Reading statements: xAPI 1.0.3 Communication 2.1.3, Data 2.5; IEEE 9274.1.1 4.1.6.1. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Client,
  lrsClient,
  objectOf,
  type Page,
  pageOf,
  query,
  ref,
  statement,
  VERSIONS,
  voiding,
} from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const post = async (...batch: readonly object[]): Promise<void> => {
  expect((await lrs.call('POST', '/statements', { body: batch })).status).toBe(200)
}
const find = async (parameters: Readonly<Record<string, string | object>>): Promise<readonly string[]> => {
  const answer = await lrs.call('GET', `/statements?${query(parameters)}`)
  expect(answer.status).toBe(200)
  return (await pageOf(answer)).statements.map(({ id }) => id)
}
const person = (): { readonly mbox: string } => ({ mbox: `mailto:${randomUUID()}@example.com` })
const thing = (): { readonly id: string } => ({ id: `http://example.com/${randomUUID()}` })

describe('filters', () => {
  test('verb, activity, registration and agent, each and together (XAPI-00178 to XAPI-00181)', async () => {
    const [actor, object, registration] = [person(), thing(), randomUUID()]
    const verb = thing()
    const all = statement({ actor, verb, object, context: { registration } })
    const others = [
      statement({ actor }),
      statement({ verb }),
      statement({ object }),
      statement({ context: { registration } }),
    ]
    await post(all, ...others)
    expect(await find({ agent: actor })).toEqual([others[0]?.id, all.id])
    expect(await find({ verb: verb.id })).toEqual([others[1]?.id, all.id])
    expect(await find({ activity: object.id })).toEqual([others[2]?.id, all.id])
    expect(await find({ registration: registration.toUpperCase() })).toEqual([others[3]?.id, all.id])
    expect(await find({ agent: actor, verb: verb.id, activity: object.id, registration })).toEqual([all.id])
    expect(await find({ agent: actor, verb: thing().id })).toEqual([])
  })

  test('agents by every identifier, as object and as group member too (Communication 2.1.3, XAPI-00181)', async () => {
    const agents = [
      person(),
      { mbox_sha1sum: randomUUID().replaceAll('-', '').padEnd(40, '0') },
      { openid: `http://example.com/${randomUUID()}` },
      { account: { homePage: 'http://example.com/', name: randomUUID() } },
    ]
    for (const agent of agents) {
      const sent = [
        statement({ actor: agent }),
        statement({ object: { objectType: 'Agent', ...agent } }),
        statement({ actor: { objectType: 'Group', member: [agent] } }),
        statement({ actor: { objectType: 'Group', ...agent } }),
      ]
      await post(...sent)
      expect(await find({ agent, ascending: 'true' })).toEqual(sent.map(({ id }) => id))
    }
  })

  test('related_agents looks at authority, instructor, team and sub-statements (XAPI-00176)', async () => {
    const agent = person()
    const inner = { objectType: 'SubStatement', actor: agent, verb: thing(), object: thing() }
    const sent = [
      statement({ context: { instructor: agent } }),
      statement({ context: { team: { objectType: 'Group', member: [agent] } } }),
      statement({ object: inner }),
    ]
    await post(...sent)
    expect(await find({ agent })).toEqual([])
    expect(await find({ agent, related_agents: 'true', ascending: 'true' })).toEqual(sent.map(({ id }) => id))
  })

  test('related_activities looks at context activities and sub-statements (XAPI-00177)', async () => {
    const object = thing()
    const inner = { objectType: 'SubStatement', actor: person(), verb: thing(), object }
    const sent = [
      ...['parent', 'grouping', 'category', 'other'].map((kind) =>
        statement({ context: { contextActivities: { [kind]: object } } }),
      ),
      statement({ object: inner }),
      statement({ object: { ...inner, object: thing(), context: { contextActivities: { parent: [object] } } } }),
    ]
    await post(...sent)
    expect(await find({ activity: object.id })).toEqual([])
    const found = await find({ activity: object.id, related_activities: 'true', ascending: 'true' })
    expect(found).toEqual(sent.map(({ id }) => id))
  })

  test('since is exclusive and until inclusive, by stored (XAPI-00174, XAPI-00175)', async () => {
    const verb = thing()
    const times: string[] = []
    const sent = [statement({ verb }), statement({ verb }), statement({ verb })]
    for (const one of sent) {
      lrs.service.advance(1_000)
      times.push(new Date(lrs.service.service.now()).toISOString())
      await post(one)
    }
    const [, second = ''] = times
    expect(await find({ verb: verb.id, since: second })).toEqual([sent[2]?.id])
    expect(await find({ verb: verb.id, until: second })).toEqual([sent[1]?.id, sent[0]?.id])
    expect(await find({ verb: verb.id, since: second.replace('Z', '+00:00'), until: second })).toEqual([])
  })

  test('a reference is found by what its target is found by, however many steps away (Communication 2.1.3, XAPI-00162)', async () => {
    const verb = thing()
    const target = statement({ verb })
    const first = statement({ object: ref(target.id) })
    const second = statement({ object: ref(first.id) })
    // References that arrive before what they refer to.
    await post(second, first)
    await post(target)
    expect(await find({ verb: verb.id, ascending: 'true' })).toEqual([second.id, first.id, target.id])
    const voids = voiding(target.id)
    await post(voids)
    expect(await find({ verb: verb.id, ascending: 'true' })).toEqual([second.id, first.id, voids.id])
  })
})

describe('pages', () => {
  test('more keeps every filter and leads through all of it, in both directions (XAPI-00108 to XAPI-00114, XAPI-00166, XAPI-00173)', async () => {
    const agent = person()
    const sent = Array.from({ length: 7 }, () => statement({ context: { instructor: agent } }))
    await post(...sent.flatMap((one) => [one, statement()]))
    for (const [ascending, expected] of [
      ['true', sent],
      ['false', sent.toReversed()],
    ] as const) {
      const found: string[] = []
      let path = `/statements?${query({ agent, related_agents: 'true', limit: '3', ascending })}`
      for (let pages = 1; path !== ''; pages += 1) {
        const page: Page = await pageOf(await lrs.call('GET', path))
        found.push(...page.statements.map(({ id }) => id))
        // What arrives while somebody reads shifts nothing.
        await post(statement({ context: { instructor: agent } }))
        path = page.more.replace(/^\/xapi/, '')
        expect(pages).toBeLessThan(5)
      }
      expect(found.filter((id) => sent.some((one) => one.id === id))).toEqual(expected.map(({ id }) => id))
      if (ascending === 'true') expect(found).toHaveLength(sent.length)
    }
  })

  test('limit 0 is the most there is, and the last page has no more (XAPI-00109, XAPI-00173)', async () => {
    const verb = thing()
    await post(...Array.from({ length: 101 }, () => statement({ verb })))
    const first = await pageOf(await lrs.call('GET', `/statements?${query({ verb: verb.id, limit: '0' })}`))
    expect(first.statements).toHaveLength(100)
    const rest = await pageOf(await lrs.call('GET', first.more.replace(/^\/xapi/, '')))
    expect([rest.statements.length, rest.more]).toEqual([1, ''])
  })

  test('a page of large statements ends early, and goes on', async () => {
    const verb = thing()
    const sent = Array.from({ length: 12 }, () => statement({ verb, result: { response: 'x'.repeat(900_000) } }))
    for (const half of [sent.slice(0, 6), sent.slice(6)]) await post(...half)
    const first = await pageOf(await lrs.call('GET', `/statements?${query({ verb: verb.id, ascending: 'true' })}`))
    const second = await pageOf(await lrs.call('GET', first.more.replace(/^\/xapi/, '')))
    expect([first.statements.length, second.statements.length, second.more]).toEqual([8, 4, ''])
    expect([...first.statements, ...second.statements].map(({ id }) => id)).toEqual(sent.map(({ id }) => id))
  })

  test('a token that was changed, made up, or given other parameters is refused', async () => {
    const verb = thing()
    await post(statement({ verb }), statement({ verb }))
    const { more } = await pageOf(await lrs.call('GET', `/statements?${query({ verb: verb.id, limit: '1' })}`))
    const token = new URLSearchParams(more.split('?')[1]).get('more') ?? ''
    const [content = '', signature = ''] = token.split('.')
    const other = Buffer.from(Buffer.from(content, 'base64url').toString().replace('"1"', '"9"')).toString('base64url')
    expect(other).not.toBe(content)
    for (const made of [`${other}.${signature}`, content, `${content}.`, 'x.y', '', `${token}x`]) {
      expect((await lrs.call('GET', `/statements?${query({ more: made })}`)).status).toBe(400)
    }
    expect((await lrs.call('GET', `/statements?${query({ more: token, verb: verb.id })}`)).status).toBe(400)
    expect((await lrs.call('GET', `/statements?${query({ more: token })}`)).status).toBe(200)
  })

  test('whoever reads only their own does so with the token of somebody else too', async () => {
    const verb = thing()
    await post(statement({ verb }), statement({ verb }))
    const { more } = await pageOf(await lrs.call('GET', `/statements?${query({ verb: verb.id, limit: '1' })}`))
    const mine = await lrs.key(['statements/read/mine'])
    const page = await pageOf(await lrs.call('GET', more.replace(/^\/xapi/, ''), { as: mine }))
    expect(page.statements).toEqual([])
  })
})

describe('formats', () => {
  const object = {
    objectType: 'Activity',
    id: 'http://example.com/canonical',
    definition: { name: { 'en-GB': 'colour', 'en-US': 'color', de: 'Farbe' } },
  }
  const sent = statement({
    actor: { objectType: 'Agent', name: 'Ada', mbox: 'mailto:ada@example.com' },
    verb: { id: 'http://example.com/verbs/did', display: { 'en-US': 'did', de: 'tat' } },
    object,
    context: {
      team: { objectType: 'Group', name: 'Team', member: [{ name: 'Bob', mbox: 'mailto:bob@example.com' }] },
      contextActivities: { parent: [{ id: 'http://example.com/p', definition: { name: { en: 'Parent' } } }] },
    },
  })
  const as = async (format: string, language?: string) =>
    objectOf(
      await lrs.call('GET', `/statements?${query({ statementId: sent.id, ...(format === '' ? {} : { format }) })}`, {
        headers: language === undefined ? {} : { 'Accept-Language': language },
      }),
    )
  beforeAll(() =>
    post(sent, statement({ object: { ...object, definition: { description: { en: 'A later addition' } } } })),
  )

  test('exact, the default, filters no language (XAPI-00168, XAPI-00170)', async () => {
    for (const format of ['', 'exact']) expect(await as(format, 'de')).toMatchObject(sent)
  })

  test('ids leaves identifiers, of anonymous groups those of members (XAPI-00171)', async () => {
    expect(await as('ids')).toMatchObject({
      actor: { objectType: 'Agent', mbox: 'mailto:ada@example.com' },
      verb: { id: 'http://example.com/verbs/did' },
      object: { id: object.id },
      context: {
        team: { objectType: 'Group', member: [{ mbox: 'mailto:bob@example.com' }] },
        contextActivities: { parent: [{ id: 'http://example.com/p' }] },
      },
    })
    const text = JSON.stringify(await as('ids'))
    for (const word of ['Ada', 'Bob', 'Team', 'Parent', 'color', 'tat']) expect(text).not.toContain(word)
  })

  test.each([
    ['de', 'Farbe', 'tat'],
    ['en-GB', 'colour', 'did'],
    ['fr, en;q=0.5, de;q=0.1', 'colour', 'did'],
    ['de;q=0, en-US', 'color', 'did'],
    ['en-US-x-private', 'color', 'did'],
    ['fr', 'colour', 'did'],
    ['', 'colour', 'did'],
  ])(
    'canonical merges definitions and answers one language for "%s" (XAPI-00169, XAPI-00172)',
    async (accept, name, display) => {
      const found = await as('canonical', accept)
      expect(found).toMatchObject({
        actor: sent.actor,
        object: { definition: { description: { en: 'A later addition' } } },
      })
      const definition = JSON.parse(JSON.stringify(found.object)) as { definition: { name: Record<string, string> } }
      expect(Object.values(definition.definition.name)).toEqual([name])
      expect(Object.values((found.verb as { display: Record<string, string> }).display)).toEqual([display])
    },
  )
})

describe.each(VERSIONS)('version %s', (version) => {
  test('headers of a single statement and of a list (XAPI-00153, XAPI-00160, XAPI-00333)', async () => {
    const sent = statement()
    await post(sent)
    const answer = await lrs.call('GET', `/statements?statementId=${sent.id}`, { version })
    const { stored } = await objectOf(answer)
    expect(answer.headers.get('last-modified')).toBe(new Date(String(stored)).toUTCString())
    expect(answer.headers.get('x-experience-api-version')).toBe(version)
    const through = answer.headers.get('x-experience-api-consistent-through') ?? ''
    expect(through).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(through >= String(stored)).toBe(true)
    const list = await lrs.call('GET', '/statements', { version })
    expect(list.headers.get('x-experience-api-consistent-through')).not.toBeNull()
  })

  test('HEAD answers as GET does, without a body (XAPI-00125, XAPI-00126)', async () => {
    const agent = person()
    await post(statement({ actor: agent }))
    for (const path of [
      `/statements?${query({ agent })}`,
      '/about',
      `/agents?${query({ agent })}`,
      '/activities?activityId=http://example.com/a',
      `/statements?statementId=${randomUUID()}`,
      '/statements?wrong=1',
    ]) {
      const [get, head] = [await lrs.call('GET', path, { version }), await lrs.call('HEAD', path, { version })]
      expect([path, head.status, head.headers.get('content-type')]).toEqual([
        path,
        get.status,
        get.headers.get('content-type'),
      ])
      expect(head.headers.get('x-experience-api-version')).toBe(version)
      expect(await head.text()).toBe('')
    }
  })

  test('an empty answer is no error (XAPI-00149)', async () => {
    const answer = await lrs.call('GET', `/statements?${query({ agent: person() })}`, { version })
    expect(await answer.json()).toEqual({ statements: [], more: '' })
  })

  const id = '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11'
  test.each([
    ['an unknown name (XAPI-00324)', { unknown: '1' }],
    ['a name in other letters (XAPI-00325)', { statementID: id }],
    ['statementId beside a filter (XAPI-00151)', { statementId: id, verb: 'http://example.com/v' }],
    ['voidedStatementId beside a filter (XAPI-00150)', { voidedStatementId: id, limit: '1' }],
    ['both ids (XAPI-00151)', { statementId: id, voidedStatementId: id }],
    ['an id that is none (XAPI-00012)', { statementId: '1' }],
    ['a verb that is no IRI (XAPI-00012)', { verb: 'did' }],
    ['an activity that is no IRI (XAPI-00012)', { activity: 'a' }],
    ['an agent without identifier (XAPI-00012)', { agent: { name: 'Ada' } }],
    ['an agent that is no JSON (XAPI-00012)', { agent: '{' }],
    ['a registration that is no UUID (XAPI-00012)', { registration: 'r' }],
    ['a time that is none (XAPI-00012)', { since: 'yesterday' }],
    ['a number that is none (XAPI-00012)', { limit: '-1' }],
    ['a format that is none (XAPI-00012)', { format: 'all' }],
    ['neither true nor false (XAPI-00012)', { ascending: 'yes' }],
  ])('%s is refused', async (_, parameters) => {
    const answer = await lrs.call('GET', `/statements?${query(parameters)}`, { version })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'parameter', rule: expect.stringMatching(/2\.1\.3|4\.1\.6\.1/) })
  })

  test('a parameter given twice is refused', async () => {
    expect((await lrs.call('GET', '/statements?limit=1&limit=1', { version })).status).toBe(400)
  })
})

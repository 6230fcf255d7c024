import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cmi5Categories, cmi5Extensions } from '../../../src/model/cmi5.ts'
import { gateRules } from '../../../src/service/cmi5/gate/index.ts'
import {
  type Content,
  completed,
  failed,
  ID,
  importCourse,
  launchUnit,
  type Members,
  manage,
  membersOf,
  openContent,
  passed,
  plainCourse,
  registerFor,
  statementsOf,
  terminated,
  verbsOf,
} from '../../support/cmi5.ts'
import { type TestService, testService } from '../../support/service.ts'

/** What content may say (cmi5 §9): one row per requirement, each against a session that would take the statement otherwise. */
let service: TestService
let course: string
let registration: string
let content: Content
beforeAll(async () => {
  service = await testService()
  course = await importCourse(service, plainCourse())
})
afterAll(() => service.close())
beforeEach(async () => {
  registration = await registerFor(service, course)
  content = await openContent(service, await launchUnit(service, registration))
})

const without = (statement: Members, name: string): Members =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== name))
const withContext = (statement: Members, change: (context: Members) => Members): Members => ({
  ...statement,
  context: change(membersOf(statement.context)),
})
const categories = (statement: Members, ...ids: readonly string[]): Members =>
  withContext(statement, (context) => ({
    ...context,
    contextActivities: { ...membersOf(context.contextActivities), category: ids.map((id) => ({ id })) },
  }))
const scored = (result: Members, score: Members): Members => ({ ...result, score })

interface Row {
  /** What went before, besides `initialized`. */
  readonly before?: () => Promise<unknown>
  readonly bad: () => Members
}
const row = (bad: () => Members, before?: () => Promise<unknown>): Row => ({
  bad,
  ...(before === undefined ? {} : { before }),
})
const send = async (...statements: readonly Members[]): Promise<void> => {
  for (const statement of statements) expect((await content.send(statement)).status).toBe(200)
}
/** Another launch in the same registration. */
const again = async (mode = 'Normal'): Promise<void> => {
  content = await openContent(service, await launchUnit(service, registration, { mode }))
  await content.begin()
}

const rows: Readonly<Record<string, readonly Row[]>> = {
  '9.1.0.0-1': [row(() => without(content.allowed(), 'id'))],
  '9.7.0.0-1': [row(() => without(content.allowed(), 'timestamp'))],
  '9.7.0.0-2': [row(() => content.allowed({ timestamp: '2026-11-22T12:00:00-06:00' }))],
  '6.3.0.0-1': [
    row(() =>
      content.allowed({
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
        object: { objectType: 'StatementRef', id: crypto.randomUUID() },
      }),
    ),
  ],
  '9.2.0.0-2': [row(() => content.allowed({ actor: { ...content.actor, objectType: 'Group' } }))],
  '9.2.0.0-3': [row(() => content.allowed({ actor: { mbox: 'mailto:ada@school.example' } }))],
  '8.1.3.0-3': [
    row(() => content.allowed({ actor: { account: { homePage: 'https://school.example', name: 'bob' } } })),
  ],
  '9.6.0.0-1': [row(() => without(content.allowed(), 'context'))],
  '9.6.1.0-1': [
    row(() => withContext(content.allowed(), (context) => without(context, 'registration'))),
    row(() => withContext(content.allowed(), (context) => ({ ...context, registration: crypto.randomUUID() }))),
  ],
  '9.6.3.1-4': [
    row(() => withContext(content.allowed(), (context) => ({ ...context, extensions: {} }))),
    row(() =>
      withContext(content.allowed(), (context) => ({
        ...context,
        extensions: { [cmi5Extensions.sessionId]: crypto.randomUUID() },
      })),
    ),
  ],
  '10.2.1.0-6': [row(() => withContext(content.allowed(), (context) => without(context, 'contextActivities')))],
  '9.6.2.2-2': [
    row(() => categories(content.allowed(), cmi5Categories.moveOn)),
    row(() => categories(content.defined('terminated', terminated), cmi5Categories.defined, cmi5Categories.moveOn)),
  ],
  '9.3.0.0-1': [
    row(() => content.defined('satisfied')),
    row(() => categories(content.allowed(), cmi5Categories.defined)),
  ],
  '8.1.5.0-6': [row(() => ({ ...content.defined('completed', completed), object: { id: `${ID}au/a` } }))],
  '9.3.2.0-3': [row(() => content.defined('initialized'))],
  '10.2.2.0-5': ['Browse', 'Review'].flatMap((mode) => [
    row(
      () => content.defined('completed', completed),
      () => again(mode),
    ),
    row(
      () => content.defined('passed', passed),
      () => again(mode),
    ),
    row(
      () => content.defined('failed', failed),
      () => again(mode),
    ),
  ]),
  '9.3.0.0-2': [
    row(
      () => content.defined('completed', completed),
      () => send(content.defined('completed', completed)),
    ),
    row(
      () => content.defined('failed', failed),
      () => send(content.defined('failed', failed)),
    ),
  ],
  '9.3.0.0-3': [
    row(
      () => content.defined('passed', passed),
      () => send(content.defined('failed', failed)),
    ),
  ],
  '9.3.0.0-6': [
    row(
      () => content.defined('completed', completed),
      async () => {
        await send(content.defined('completed', completed))
        await again()
      },
    ),
  ],
  '9.3.0.0-7': [
    row(
      () => content.defined('passed', passed),
      async () => {
        await send(content.defined('passed', passed))
        await again()
      },
    ),
  ],
  '9.3.0.0-8': [
    row(
      () => content.defined('failed', failed),
      async () => {
        await send(content.defined('passed', passed))
        await again()
      },
    ),
  ],
  '9.5.4.1-1': [row(() => content.defined('terminated', {})), row(() => content.defined('terminated'))],
  '9.5.4.1-2': [row(() => content.defined('completed', { completion: true }))],
  '9.5.4.1-3': [row(() => content.defined('passed', { success: true }))],
  '9.5.4.1-4': [row(() => content.defined('failed', { success: false }))],
  '9.5.2.0-1': [
    row(() => content.defined('passed', { duration: 'PT1S' })),
    row(() => content.defined('passed', { ...passed, success: false })),
  ],
  '9.5.2.0-2': [row(() => content.defined('failed', { ...failed, success: true }))],
  '9.5.2.0-3': [row(() => content.defined('completed', { ...completed, success: true }))],
  '9.5.3.0-1': [row(() => content.defined('completed', { ...completed, completion: false }))],
  '9.5.3.0-2': [row(() => content.defined('passed', { ...passed, completion: true }))],
  '9.5.1.0-2': [row(() => content.defined('completed', scored(completed, { scaled: 0.5 })))],
  '9.5.1.0-3': [
    row(() => content.defined('passed', scored(passed, { scaled: 0.9, raw: 90, max: 100 }), 0.8)),
    row(() => content.defined('passed', scored(passed, { scaled: 0.9, raw: 90, min: 0 }), 0.8)),
  ],
  '9.6.3.2-2': [
    row(() => content.defined('passed', scored(passed, { scaled: 0.9 }))),
    row(() => content.defined('passed', scored(passed, { scaled: 0.9 }), 0.7)),
  ],
  '9.3.4.0-2': [row(() => content.defined('passed', scored(passed, { scaled: 0.79 }), 0.8))],
  '9.3.5.0-2': [
    row(() => content.defined('failed', scored(failed, { scaled: 0.8 }), 0.8)),
    row(() => content.defined('failed', scored(failed, { scaled: 0.9 }), 0.8)),
  ],
  '9.6.2.2-1': [row(() => categories(content.defined('passed', passed), cmi5Categories.defined))],
}

/** Requirements about what comes first and last, which have tests of their own below. */
const elsewhere = ['9.3.6.0-2', '9.3.0.0-5', '9.3.0.0-4', '11.0.0.0-3']

test('every rule has a row', () => {
  expect([...Object.keys(rows), ...elsewhere].sort()).toEqual(gateRules.map(({ requirement }) => requirement).sort())
})

describe.each(Object.entries(rows))('%s', (requirement, cases) => {
  test.each(cases.map((one, i) => [i + 1, one] as const))('case %i is refused and changes nothing', async (_, one) => {
    await content.begin()
    await one.before?.()
    const before = await verbsOf(service, registration)
    const answer = await content.send(one.bad())
    const { rule, message } = membersOf(await answer.json())
    expect([answer.status, rule]).toEqual([403, `cmi5 ${requirement}`])
    expect(message).toContain(requirement)
    expect(await verbsOf(service, registration)).toEqual(before)
    expect((await content.send(content.allowed())).status).toBe(200)
  })
})

test('what the rules ask for is taken: the table fails for no other reason', async () => {
  await content.begin()
  await send(
    content.allowed(),
    content.allowed({ verb: { id: 'http://adlnet.gov/expapi/verbs/passed' } }),
    content.defined('passed', scored(passed, { scaled: 0.8, raw: 80, min: 0, max: 100 }), 0.8),
    content.defined('completed', completed),
    content.defined('terminated', terminated),
  )
  expect(await verbsOf(service, registration)).toEqual([
    'launched',
    'initialized',
    'experienced',
    'passed',
    'passed',
    'completed',
    'satisfied',
    'satisfied',
    'terminated',
  ])
})

test('a failed session may be followed by a passed one, whatever mode the launches between had', async () => {
  await content.begin()
  await send(
    content.defined('failed', scored(failed, { scaled: 0.79 }), 0.8),
    content.defined('terminated', terminated),
  )
  await again('Review')
  await again()
  await send(content.defined('passed', passed))
})

describe('first and last', () => {
  test('9.3.0.0-4: nothing before initialized', async () => {
    await content.profile('GET')
    for (const early of [content.allowed(), content.defined('completed', completed)]) {
      const answer = await content.send(early)
      expect([answer.status, membersOf(await answer.json()).rule]).toEqual([403, 'cmi5 9.3.0.0-4'])
    }
  })

  test('11.0.0.0-3: initialized only after the learner preferences were asked for, found or not', async () => {
    const answer = await content.send(content.defined('initialized'))
    expect([answer.status, membersOf(await answer.json()).rule]).toEqual([403, 'cmi5 11.0.0.0-3'])
    expect((await content.profile('GET')).status).toBe(404)
    expect((await content.send(content.defined('initialized'))).status).toBe(200)
  })

  test('9.3.0.0-5, 9.3.8.0-4: nothing after terminated, not even what was stored before', async () => {
    await content.begin()
    const said = content.allowed()
    await send(said, said, content.defined('terminated', terminated))
    for (const late of [said, content.allowed(), content.defined('terminated', terminated)]) {
      const answer = await content.send(late)
      expect([answer.status, membersOf(await answer.json()).rule]).toEqual([403, 'cmi5 9.3.0.0-5'])
    }
  })

  test('a terminated whose answer was lost may be sent again for a minute', async () => {
    await content.begin()
    const end = content.defined('terminated', terminated)
    await send(end, end)
    service.advance(60_001)
    expect((await content.send(end)).status).toBe(401)
    expect((await verbsOf(service, registration)).filter((verb) => verb === 'terminated')).toHaveLength(1)
  })

  test('9.3.6.0-2: nothing after abandoned', async () => {
    await content.begin()
    expect((await manage(service, 'POST', `/api/cmi5/sessions/${content.session}/abandon`)).status).toBe(200)
    expect((await content.send(content.allowed())).status).toBe(401)
  })
})

describe('batches', () => {
  test('are all or nothing, each statement against what the ones before it left', async () => {
    await content.profile('GET')
    const good = [content.defined('initialized'), content.defined('completed', completed)]
    const refused = await content.send([...good, content.defined('completed', completed)])
    expect([refused.status, membersOf(await refused.json()).statement]).toEqual([403, 2])
    expect(await verbsOf(service, registration)).toEqual(['launched'])
    expect(
      (await content.send([...good, content.defined('passed', passed), content.defined('terminated', terminated)]))
        .status,
    ).toBe(200)
    expect(await verbsOf(service, registration)).toEqual([
      'launched',
      'initialized',
      'completed',
      'passed',
      'satisfied',
      'satisfied',
      'terminated',
    ])
  })

  test('a statement sent again is taken and changes nothing; another with its id is a conflict', async () => {
    await content.begin()
    const once = content.defined('completed', completed)
    await send(once, once)
    const other = await content.send({ ...content.allowed(), id: once.id })
    expect(other.status).toBe(409)
    expect((await verbsOf(service, registration)).filter((verb) => verb === 'completed')).toHaveLength(1)
  })

  test('two at once: one completed is stored, the other refused', async () => {
    await content.begin()
    const answers = await Promise.all([1, 2].map(() => content.send(content.defined('completed', completed))))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403])
  })
})

test('statements are stored under the word of the registration, and content reads back those only', async () => {
  await content.begin()
  await send(content.allowed())
  const mine = membersOf(await (await content.request('/statements')).json())
  expect(mine.statements).toHaveLength(2)
  const [launched] = await statementsOf(service, registration)
  expect((await content.request(`/statements?statementId=${String(launched?.id)}`)).status).toBe(404)
})

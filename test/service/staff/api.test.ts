/** Who may do what staff do, over HTTP: one row per action, one answer per actor. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPEN_API_PATH } from '../../../src/service/api/mount.ts'
import { isStaffAction, type StaffActionName, staffActions } from '../../../src/service/staff/actions.ts'
import { type Members, membersOf, operator } from '../../support/cmi5.ts'
import { type RosterWorld, rosterWorld } from '../../support/rosters.ts'

let world: RosterWorld
const actors: Record<string, Record<string, string>> = {}

beforeAll(async () => {
  world = await rosterWorld()
  const { service, ada, staff } = world
  const made = await service.request('/api/keys', {
    method: 'POST',
    headers: { ...operator, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'all', scopes: ['all'] }),
  })
  const { key, secret } = membersOf(await made.json())
  Object.assign(actors, {
    nobody: {},
    learner: { cookie: await service.signIn(ada) },
    instructor: { cookie: await service.signIn(staff) },
    'key all': { Authorization: `Basic ${Buffer.from(`${String(key)}:${String(secret)}`).toString('base64')}` },
    operator,
  })
})
afterAll(() => world.service.close())

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const roster = () => ({
  course: 'minimal',
  completedOn: '2026-11-20',
  file: { name: 'x.csv', content: base64(`learner,score %\n${world.bob.id},90\n`) },
})
let key = 0
const manual = () => {
  key += 1
  return {
    key: `key-${key}`,
    learner: world.ada.id,
    title: `Workshop ${key}`,
    type: 'conference',
    credits: 1,
    minutes: 60,
    domains: ['coding-and-classification'],
    completedOn: '2026-11-01',
    provider: 'Example Society',
    reason: 'A letter came.',
  }
}

/** A certificate of somebody new. */
async function freshNumber(): Promise<string> {
  const person = await world.service.addPerson('Carl Example', 'learner')
  const file = { name: 'x.csv', content: base64(`learner,score %\n${person.id},90\n`) }
  const done = membersOf(await (await ask(operator, 'importRoster', { ...roster(), file, reason: 'Class' })).json())
  const [first] = Array.isArray(done.credited) ? done.credited.map(membersOf) : []
  return String(first?.certificate)
}
async function freshEntry(): Promise<string> {
  return String(membersOf(await (await ask(operator, 'addCredit', manual())).json()).entry)
}

/** For every action a request that is fine. */
const fine: { readonly [Name in StaffActionName]: () => Promise<Members> } = {
  previewRoster: async () => roster(),
  importRoster: async () => ({ ...roster(), reason: 'Autumn class' }),
  listCertificates: async () => ({}),
  showCertificate: async () => ({ number: await freshNumber() }),
  revokeCertificates: async () => ({ numbers: [await freshNumber()], reason: 'Copied answers' }),
  reissueCertificates: async () => ({ numbers: [await freshNumber()], reason: 'Married', name: 'Carl Sample' }),
  listCredits: async () => ({ learner: world.ada.id }),
  addCredit: async () => manual(),
  correctCredit: async () => ({ entry: await freshEntry(), reason: 'Mistyped', changes: { credits: 0.5 } }),
  revokeCredit: async () => ({ entry: await freshEntry(), reason: 'Not theirs' }),
  restoreCredit: async () => {
    const entry = await freshEntry()
    await ask(operator, 'revokeCredit', { entry, reason: 'Not theirs' })
    return { entry, reason: 'It was theirs' }
  },
}
const names = Object.keys(staffActions).filter(isStaffAction)

function ask(headers: Record<string, string>, name: StaffActionName, asked: Members): Promise<Response> {
  const { method, path } = staffActions[name]
  const about = new URLSearchParams(Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]))
  return world.service.request(method === 'get' ? `${path}?${about.toString()}` : path, {
    method: method.toUpperCase(),
    headers: { ...headers, ...(method === 'get' ? {} : { 'Content-Type': 'application/json' }) },
    ...(method === 'get' ? {} : { body: JSON.stringify(asked) }),
    ...(headers.cookie === undefined ? {} : { cookie: headers.cookie }),
  })
}

const everything = async () => {
  const { store } = world.service.service
  return [await store.ledger.all(0, 1000), await store.certificates.all('', 1000), await store.upkeep.audit()]
}

describe('who may do what', () => {
  test.each([
    ['nobody', 401],
    ['learner', 403],
    ['key all', 401],
  ])('%s: %i, and nothing happens', async (actor, status) => {
    for (const name of names) {
      const asked = await fine[name]()
      const before = await everything()
      const answer = await ask(actors[actor] ?? {}, name, asked)
      expect([name, answer.status]).toEqual([name, status])
      expect(await answer.text()).not.toMatch(/Example|CW-/)
      expect(await everything()).toEqual(before)
    }
  })

  test.each(['instructor', 'operator'])('%s: done, and it stands there who did it', async (actor) => {
    for (const name of names) {
      const answer = await ask(actors[actor] ?? {}, name, await fine[name]())
      expect([name, answer.status]).toEqual([name, 200])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    const { store } = world.service.service
    const who = actor === 'operator' ? 'operator' : `staff:${world.staff.id}`
    const did = (await store.upkeep.audit()).filter((line) => line.who === who).map((line) => line.action)
    expect(did).toEqual(expect.arrayContaining(['credit-added', 'credit-corrected', 'credit-revoked']))
    const entries = (await store.ledger.all(0, 1000)).map(({ entry }) => entry)
    expect(entries.some(({ recordedBy, kind }) => recordedBy === who && kind === 'revocation')).toBe(true)
  })

  test("another site cannot use an instructor's session", async () => {
    const answer = await world.service.request('/api/credits/revoke', {
      method: 'POST',
      cookie: actors.instructor?.cookie ?? '',
      headers: { 'Content-Type': 'text/plain', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify(await fine.revokeCredit()),
    })
    expect([403, 415]).toContain(answer.status)
  })
})

describe('requests that are not as described', () => {
  test.each([
    ['no reason', 'revokeCertificates', { numbers: ['CW'] }, 'reason is missing'],
    ['a blank reason', 'revokeCertificates', { numbers: ['CW'], reason: '  ' }, 'Say why'],
    ['an unknown member', 'revokeCredit', { entry: 'x', reason: 'x', force: true }, 'nothing is known as force'],
    ['no number', 'showCertificate', {}, 'number is missing'],
    [
      'a file that is not base64',
      'previewRoster',
      { course: 'minimal', file: { name: 'x', content: '#' } },
      'not base64',
    ],
    [
      'a day that is none',
      'previewRoster',
      { course: 'minimal', file: { name: 'x', content: '' }, completedOn: '2026-02-30' },
      'completedOn must be a day of the calendar, such as 2026-11-22',
    ],
    [
      'points that are none',
      'previewRoster',
      { course: 'minimal', file: { name: 'x', content: '' }, outOf: 0 },
      'outOf must be more than 0',
    ],
    [
      'a figure in words',
      'correctCredit',
      { entry: 'x', reason: 'x', changes: { credits: 'one' } },
      'changes.credits must be a number',
    ],
    ['numbers nobody has', 'revokeCertificates', { numbers: ['CW-1'], reason: 'x' }, 'Nothing was done.'],
  ] as const)('%s', async (_, name, asked, words) => {
    const answer = await ask(operator, name, asked)
    expect(answer.status).toBe(400)
    expect(membersOf(await answer.json()).message).toContain(words)
  })

  test('what the form refuses is refused, and each fault says which member it is', async () => {
    const changes = { title: '   ', provider: ' ', completedOn: '1826-11-01' }
    const answer = await ask(operator, 'addCredit', { ...manual(), ...changes })
    expect(answer.status).toBe(400)
    const { message, faults } = membersOf(await answer.json())
    expect(message).toMatch(/^Nothing was done\. title: Write the title/)
    expect(faults).toMatchObject([{ about: 'title' }, { about: 'provider' }, { about: 'completedOn' }])
  })

  test('a list tells every fault', async () => {
    const answer = await ask(operator, 'revokeCertificates', { numbers: ['CW-1', 'CW-2'], reason: 'x' })
    expect(membersOf(await answer.json()).faults).toHaveLength(2)
  })
})

test('the document describes every action, and who may use it', async () => {
  const document = membersOf(await (await world.service.request(OPEN_API_PATH)).json())
  const paths = membersOf(document.paths)
  for (const name of names) {
    const { method, path } = staffActions[name]
    expect(membersOf(membersOf(paths[path])[method])).toMatchObject({
      operationId: name,
      security: [{ session: [] }, { operator: [] }],
    })
  }
})

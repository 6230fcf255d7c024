/** What staff do to credit and certificates: each one transaction, with who, when and why, all of a list or nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CreditEntry, standings } from '../../../src/model/ledger.ts'
import { readSnapshot } from '../../../src/service/awards/snapshot.ts'
import { rotateKeys } from '../../../src/service/badges/keys.ts'
import { importRoster } from '../../../src/service/rosters/import.ts'
import { addCredit, type NewCredit } from '../../../src/service/staff/add-credit.ts'
import type { Wrong } from '../../../src/service/staff/by.ts'
import { correctCredit, reissueCertificates } from '../../../src/service/staff/correct.ts'
import { revokeCertificates, revokeCredit } from '../../../src/service/staff/revoke.ts'
import { sha256 } from '../../../src/storage/canonical.ts'
import { type RosterWorld, rosterCourse, rosterWorld } from '../../support/rosters.ts'

const by = { who: 'staff:ina', reason: 'The name was wrong' }

let world: RosterWorld
/** Certificate numbers of Ada and Bob. */
let numbers: { ada: string; bob: string }

beforeEach(async () => {
  world = await rosterWorld({ validMonths: 24 })
  const { service } = world.service
  const content = new TextEncoder().encode(`learner,score %\n${world.ada.id},90\n${world.bob.id},90\n`)
  const done = await importRoster(
    service.store,
    service,
    { name: 'x.csv', content },
    { course: 'minimal', completedOn: '2026-11-20' },
    { who: 'operator', reason: 'Autumn class' },
  )
  if ('wrong' in done) throw new Error(done.wrong)
  const [ada, bob] = done.credited.map(({ certificate }) => certificate)
  numbers = { ada: ada ?? '', bob: bob ?? '' }
})
afterEach(() => world.service.close())

const store = () => world.service.service.store
const deps = () => world.service.service
function fine<T extends object>(done: T | Wrong): T {
  if ('wrong' in done) throw new Error(done.wrong)
  return done
}
const standingsOf = async (learner: string) =>
  standings(await store().ledger.ofLearner(learner)).map(({ entry, standing }) => [entry.id, standing.kind])
const snapshotOf = async (number = '') => {
  const kept = await store().certificates.get(number)
  if (kept === undefined) throw new Error(`no certificate ${number}`)
  return readSnapshot(kept.snapshot)
}
const everything = async () => [
  await store().ledger.all(0, 100),
  await store().certificates.all('', 100),
  await store().upkeep.audit(),
]

describe('revoking', () => {
  test('takes certificate and credit back, and says who, when and why', async () => {
    world.service.advance(60_000)
    const { revoked } = fine(await revokeCertificates(store(), deps(), { numbers: [numbers.ada] }, by))
    expect(revoked).toEqual([{ entry: expect.any(String), learner: world.ada.id, certificate: numbers.ada }])
    expect(await standingsOf(world.ada.id)).toEqual([[revoked[0]?.entry, 'revoked']])
    expect((await store().ledger.ofLearner(world.ada.id)).at(-1)).toMatchObject({
      kind: 'revocation',
      reason: by.reason,
      recordedBy: by.who,
      recordedAt: deps().now(),
    })
    const events = (await store().certificates.get(numbers.ada))?.events
    expect(events).toMatchObject([{ kind: 'issued' }, { kind: 'revoked', at: deps().now(), reason: by.reason }])
    const line = (await store().upkeep.audit()).at(-1)
    expect(line).toMatchObject({ at: deps().now(), who: by.who, action: 'credit-revoked' })
    expect(JSON.parse(line?.detail ?? '')).toEqual({ reason: by.reason, entries: [revoked[0]?.entry] })
    expect(await store().ledger.verify()).toMatchObject({ whole: true })
  })

  test('takes numbers as people type them, and a list as a whole', async () => {
    const typed = [numbers.ada.toLowerCase().replaceAll('-', ' '), numbers.bob]
    fine(await revokeCertificates(store(), deps(), { numbers: typed }, by))
    for (const { id } of [world.ada, world.bob])
      expect(await standingsOf(id)).toMatchObject([[expect.any(String), 'revoked']])
  })

  test('a preview writes nothing', async () => {
    const before = await everything()
    const seen = fine(await revokeCertificates(store(), deps(), { numbers: [numbers.ada], preview: true }, by))
    expect(seen).toMatchObject({ preview: true, revoked: [{ certificate: numbers.ada }] })
    expect(await everything()).toEqual(before)
  })

  test('nothing is done when one of the list cannot be, and every fault is told', async () => {
    fine(await revokeCertificates(store(), deps(), { numbers: [numbers.bob] }, by))
    const before = await everything()
    const list = [numbers.ada, numbers.ada, numbers.bob, 'CW-0000', 'CW-0000-0000-0000-0000']
    const done = await revokeCertificates(store(), deps(), { numbers: list }, by)
    expect(done).toMatchObject({
      wrong: expect.stringContaining('Nothing was done.'),
      faults: [
        { about: numbers.ada, reason: 'It is in the list twice.' },
        { about: numbers.bob, reason: `It was revoked before: ${by.reason}` },
        { about: 'CW-0000', reason: expect.stringContaining('not a certificate number') },
        { about: 'CW-0000-0000-0000-0000', reason: expect.any(String) },
      ],
    })
    expect(await everything()).toEqual(before)
  })

  test('by the id of the entry', async () => {
    const [entry] = await store().ledger.ofLearner(world.ada.id)
    fine(await revokeCredit(store(), deps(), { entry: entry?.id ?? '' }, by))
    expect(await revokeCredit(store(), deps(), { entry: entry?.id ?? '' }, by)).toHaveProperty('wrong')
    expect(await revokeCredit(store(), deps(), { entry: 'nothing' }, by)).toEqual({
      wrong: 'There is no credit with the id nothing.',
    })
  })
})

describe('reissuing', () => {
  test('with a name put right: a new certificate that replaces the old one, linked both ways', async () => {
    world.service.advance(86_400_000)
    const old = await snapshotOf(numbers.ada)
    const asked = { numbers: [numbers.ada], name: ' Ada  Lovelace ' }
    const [done] = fine(await reissueCertificates(store(), deps(), asked, by)).corrected
    expect(done).toMatchObject({ learner: world.ada.id, replaced: { certificate: numbers.ada } })
    expect(await snapshotOf(done?.certificate)).toEqual({
      ...old,
      number: done?.certificate,
      learnerName: 'Ada Lovelace',
      issuedOn: '2026-11-23',
      verifyUrl: `http://localhost/verify/${done?.certificate ?? ''}`,
      replaces: numbers.ada,
    })
    expect(old.validUntil).toBe('2028-11-20')
    expect(await snapshotOf(numbers.ada)).toEqual(old)
    expect(await store().certificates.get(numbers.ada)).toMatchObject({ replacedBy: done?.certificate })
    expect(await standingsOf(world.ada.id)).toEqual([
      [done?.replaced.entry, 'replaced'],
      [done?.entry, 'active'],
    ])
    const correction = await store().ledger.entry(done?.entry ?? '')
    expect(correction).toMatchObject({
      replaces: done?.replaced.entry,
      reason: by.reason,
      recordedBy: by.who,
      source: 'roster',
      evidence: { certificate: done?.certificate, roster: { line: 2 } },
    })
    expect(await store().ledger.verify()).toMatchObject({ whole: true, entries: 3 })
    expect((await store().upkeep.audit()).at(-1)?.detail).not.toContain('Lovelace')
  })

  test('a name put right is the name from then on, in correcting too', async () => {
    fine(await reissueCertificates(store(), deps(), { numbers: [numbers.ada], name: 'Ada Lovelace' }, by))
    expect(await store().learners.get(world.ada.id)).toMatchObject({ name: 'Ada Lovelace' })
    world.service.advance(366 * 86_400_000)
    const content = new TextEncoder().encode(`learner,score %\n${world.ada.id},90\n`)
    const asked = { course: 'minimal', completedOn: '2027-11-20', again: true }
    const later = fine(await importRoster(store(), deps(), { name: 'y.csv', content }, asked, by)).credited[0]
    expect(await snapshotOf(later?.certificate)).toMatchObject({ learnerName: 'Ada Lovelace' })
    const changes = { entry: later?.entry ?? '', changes: {}, name: ' Ada  King ' }
    const [done] = fine(await correctCredit(store(), deps(), changes, by)).corrected
    expect(await snapshotOf(done?.certificate)).toMatchObject({ learnerName: 'Ada King' })
    expect(await store().learners.get(world.ada.id)).toMatchObject({ name: 'Ada King' })
    expect(await snapshotOf(numbers.ada)).toMatchObject({ learnerName: 'Ada Example' })
  })

  test.each([
    ['of 300 characters', 'A'.repeat(300), 'The name has more than 120 characters.'],
    ['with a character that has no glyph', 'Ada 😀', '😀'],
  ])('a name %s is refused, and nothing is done', async (_, name, words) => {
    const before = await everything()
    const done = await reissueCertificates(store(), deps(), { numbers: [numbers.ada], name }, by)
    expect(done).toMatchObject({ wrong: expect.stringContaining(words) })
    const [entry] = await store().ledger.ofLearner(world.ada.id)
    const corrected = await correctCredit(store(), deps(), { entry: entry?.id ?? '', changes: {}, name }, by)
    expect(corrected).toMatchObject({ wrong: expect.stringContaining(words) })
    expect(await everything()).toEqual(before)
    expect(await store().learners.get(world.ada.id)).toMatchObject({ name: 'Ada Example' })
  })

  test('a replaced one is not replaced again; the newer one is named', async () => {
    const [first] = fine(await reissueCertificates(store(), deps(), { numbers: [numbers.ada] }, by)).corrected
    const again = await reissueCertificates(store(), deps(), { numbers: [numbers.ada] }, by)
    expect(again).toMatchObject({ wrong: expect.stringContaining(first?.certificate ?? '?') })
    expect(await revokeCertificates(store(), deps(), { numbers: [numbers.ada] }, by)).toHaveProperty('wrong')
    const [second] = fine(
      await reissueCertificates(store(), deps(), { numbers: [first?.certificate ?? ''] }, by),
    ).corrected
    expect(await standingsOf(world.ada.id)).toMatchObject([
      [expect.any(String), 'replaced'],
      [first?.entry, 'replaced'],
      [second?.entry, 'active'],
    ])
  })

  test('a list as a whole or not at all; no name for several', async () => {
    const before = await everything()
    const list = [numbers.ada, numbers.bob]
    expect(await reissueCertificates(store(), deps(), { numbers: [...list, 'CW'] }, by)).toHaveProperty('faults')
    expect(await reissueCertificates(store(), deps(), { numbers: list, name: 'X' }, by)).toHaveProperty('wrong')
    expect(await reissueCertificates(store(), deps(), { numbers: [numbers.ada], name: 'A\u0007' }, by)).toHaveProperty(
      'wrong',
    )
    fine(await reissueCertificates(store(), deps(), { numbers: list, preview: true }, by))
    expect(await everything()).toEqual(before)
    expect(fine(await reissueCertificates(store(), deps(), { numbers: list }, by)).corrected).toHaveLength(2)
  })

  test('what was revoked is not issued anew', async () => {
    fine(await revokeCertificates(store(), deps(), { numbers: [numbers.ada] }, by))
    expect(await reissueCertificates(store(), deps(), { numbers: [numbers.ada] }, by)).toHaveProperty('wrong')
  })
})

describe('correcting', () => {
  const entryId = async (): Promise<string> => (await store().ledger.ofLearner(world.ada.id)).at(-1)?.id ?? ''

  test('facts: the certificate is replaced by one that says them', async () => {
    const changes = { completedOn: '2026-11-19', credits: 0.25, domains: ['hiim'] }
    const [done] = fine(await correctCredit(store(), deps(), { entry: await entryId(), changes }, by)).corrected
    expect(await store().ledger.entry(done?.entry ?? '')).toMatchObject(changes)
    expect(await snapshotOf(done?.certificate)).toMatchObject({
      completedOn: '2026-11-19',
      credits: 0.25,
      domain: 'hiim',
    })
  })

  test.each([
    ['nothing', {}, 'There is nothing to correct.'],
    ['a day to come', { completedOn: '2026-11-23' }, 'yet to come'],
    ['a blank title', { title: ' \t ' }, 'title: Write the title'],
    ['an unknown domain', { domains: ['made-up'] }, 'domains: There is no domain "made-up" here. Known are: '],
    ['an unknown credential', { credentials: ['no-such'] }, 'credentials: There is no credential "no-such" here.'],
    ['a year long gone', { completedOn: '1826-11-01' }, 'completedOn: Check the year'],
    [
      'more credits than minutes',
      { credits: 1 },
      '1 CEU stands for 60 minutes, so 30 minutes cannot give more than 0.5.',
    ],
    ['a title that no certificate can print', { title: 'Sepsis 😀' }, 'Certificates cannot print 😀.'],
  ])('%s is refused', async (_, changes, words) => {
    const before = await everything()
    const done = await correctCredit(store(), deps(), { entry: await entryId(), changes }, by)
    expect(done).toMatchObject({ wrong: expect.stringContaining(words) })
    expect(await everything()).toEqual(before)
  })

  test('a day outside the approval that the certificate quotes is refused', async () => {
    await world.service.close()
    const [award] = rosterCourse().awards
    const approval = {
      approver: 'A',
      number: 'ECA-1',
      title: award?.title ?? '',
      from: '2026-11-01',
      until: '2026-12-31',
    }
    world = await rosterWorld({ approval })
    const content = new TextEncoder().encode(`learner,score %\n${world.ada.id},90\n`)
    const asked = { course: 'minimal', completedOn: '2026-11-20' }
    fine(await importRoster(store(), deps(), { name: 'x.csv', content }, asked, by))
    const before = await everything()
    const correct = async (completedOn: string) =>
      correctCredit(store(), deps(), { entry: await entryId(), changes: { completedOn } }, by)
    expect(await correct('2026-10-31')).toMatchObject({ wrong: expect.stringContaining('outside the approval ECA-1') })
    expect(await everything()).toEqual(before)
    fine(await correct('2026-11-01'))
  })

  test('an entry without a certificate shows no name', async () => {
    const { entry } = fine(await addCredit(store(), deps(), credit(), by))
    expect(await correctCredit(store(), deps(), { entry, changes: {}, name: 'X' }, by)).toHaveProperty('wrong')
    const [done] = fine(await correctCredit(store(), deps(), { entry, changes: { title: 'Query' } }, by)).corrected
    expect(done).not.toHaveProperty('certificate')
    expect(await store().ledger.entry(done?.entry ?? '')).toMatchObject({ title: 'Query', replaces: entry })
  })
})

const credit = (changes: Partial<NewCredit> = {}): NewCredit => ({
  key: 'letter-of-2026-11-01',
  learner: world.ada.id,
  title: 'Query writing workshop',
  type: 'conference',
  credits: 1,
  minutes: 60,
  domains: ['coding-and-classification'],
  completedOn: '2026-11-01',
  provider: 'Example Society',
  ...changes,
})

describe('entering credit by hand', () => {
  test('with a reason and the file that proves it', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      'base64',
    )
    const content = new Uint8Array(png)
    const done = fine(await addCredit(store(), deps(), credit({ file: { name: 'letter.png', content } }), by))
    expect(await store().ledger.entry(done.entry)).toMatchObject({
      source: 'manual',
      reason: by.reason,
      recordedBy: by.who,
      unit: { name: 'CEU', minutes: 60 },
      evidence: { file: { sha256: sha256(content), name: 'letter.png', type: 'image/png', bytes: content.byteLength } },
    })
    expect(await store().files.get(sha256(content))).toMatchObject({ content })
  })

  test('what is sent twice is recorded once', async () => {
    const first = fine(await addCredit(store(), deps(), credit(), by))
    const before = await everything()
    expect(fine(await addCredit(store(), deps(), credit(), by))).toEqual({ entry: first.entry, repeated: true })
    expect(await everything()).toEqual(before)
    expect(fine(await addCredit(store(), deps(), credit({ key: 'another' }), by)).repeated).toBe(false)
  })

  test('the same activity is the same whoever reported it', async () => {
    const entries = await Promise.all(
      ['a', 'b'].map((key) => addCredit(store(), deps(), credit({ key, title: key === 'a' ? 'X' : 'x' }), by)),
    )
    const [a, b] = await Promise.all(entries.map((done) => store().ledger.entry(fine(done).entry)))
    const activity = (entry: typeof a): string | undefined => (entry as CreditEntry | undefined)?.activity
    expect(activity(a)).toBe(activity(b))
  })

  test.each([
    ['nobody', { learner: 'nobody' }, 'There is nobody with the id nobody.'],
    ['a blank title', { title: ' \t ' }, 'title: Write the title'],
    ['an unknown domain', { domains: ['made-up'] }, 'domains: There is no domain "made-up" here. Known are: '],
    ['an unknown credential', { credentials: ['no-such'] }, 'credentials: There is no credential "no-such" here.'],
    ['a year long gone', { completedOn: '1826-11-01' }, 'completedOn: Check the year'],
    ['nobody as the provider', { provider: '  ' }, 'provider: Write who held the activity.'],
    ['more credits than minutes', { credits: 2 }, '60 minutes cannot give more than 1.'],
    ['a day to come', { completedOn: '2027-01-01' }, 'yet to come'],
    ['another title than the approved', { approval: { approver: 'A', number: '1', title: 'B' } }, 'letter for letter'],
    ['a file that is not what it says', { file: { name: 'x.pdf', content: new TextEncoder().encode('<script>') } }, ''],
  ])('%s is refused', async (_, changes, words) => {
    const before = await everything()
    expect(await addCredit(store(), deps(), credit(changes), by)).toMatchObject({
      wrong: expect.stringContaining(words),
    })
    expect(await everything()).toEqual(before)
  })
})

test('nobody settles their own record', async () => {
  const { id } = world.staff
  const own = { who: `staff:${id}`, reason: 'x' }
  const before = await everything()
  expect(await addCredit(store(), deps(), credit({ learner: id }), own)).toHaveProperty('wrong')
  expect(await everything()).toEqual(before)
  const { entry } = fine(await addCredit(store(), deps(), credit({ learner: id }), by))
  expect(await revokeCredit(store(), deps(), { entry }, own)).toHaveProperty('wrong')
  expect(await correctCredit(store(), deps(), { entry, changes: { credits: 0.5 } }, own)).toHaveProperty('wrong')
  const ada = { who: `staff:${world.ada.id}`, reason: 'x' }
  expect(await revokeCertificates(store(), deps(), { numbers: [numbers.ada] }, ada)).toHaveProperty('faults')
})

test('a clock that was set back does not turn the order of records around', async () => {
  world.service.advance(60_000)
  const { entry } = fine(await addCredit(store(), deps(), credit(), by))
  world.service.advance(-3_600_000)
  fine(await revokeCredit(store(), deps(), { entry }, by))
  const times = (await store().ledger.ofLearner(world.ada.id)).map(({ recordedAt }) => recordedAt)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('while the clock stands before the signing keys were made, nothing is issued, and it is told why', async () => {
  const early = { ...deps(), now: () => Date.parse('2026-11-01T12:00:00Z') }
  const before = await everything()
  world.service.advance(86_400_000)
  await rotateKeys(deps())
  expect(await reissueCertificates(store(), early, { numbers: [numbers.ada] }, by)).toMatchObject({
    wrong: expect.stringMatching(/^Nothing was done\. .*clock/),
  })
  expect((await everything()).slice(0, 2)).toEqual(before.slice(0, 2))
})

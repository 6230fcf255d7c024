/** What staff do to credit, and the keys it is signed with, on every database the service can have. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkBadge } from '../../../src/certificates/badge/check.ts'
import { standings } from '../../../src/model/ledger.ts'
import { addPerson } from '../../../src/service/auth/people.ts'
import { readSnapshot } from '../../../src/service/awards/snapshot.ts'
import { publicKeys, rotateKeys, signingKeys } from '../../../src/service/badges/keys.ts'
import { importRoster } from '../../../src/service/rosters/import.ts'
import { addCredit } from '../../../src/service/staff/add-credit.ts'
import type { Wrong } from '../../../src/service/staff/by.ts'
import { correctCredit, reissueCertificates } from '../../../src/service/staff/correct.ts'
import { restoreCredit } from '../../../src/service/staff/restore.ts'
import { revokeCertificates, revokeCredit } from '../../../src/service/staff/revoke.ts'
import { checkCredit } from '../../../src/storage/credit-check.ts'
import { openSnapshot } from '../../../src/storage/open.ts'
import { onEveryDatabase } from '../../storage/databases.ts'
import { bareService } from '../../support/pass-course.ts'
import { rosterCourse } from '../../support/rosters.ts'
import { NOON } from '../../support/service.ts'

const by = { who: 'staff:ina', reason: 'So it was' }
function fine<T extends object>(done: T | Wrong): T {
  if ('wrong' in done) throw new Error(done.wrong)
  return done
}

onEveryDatabase(({ store, url, clock }) => {
  async function begin() {
    const world = { ...bareService(store(), rosterCourse({ validMonths: 24 })), now: () => clock.now }
    clock.now = NOON
    const ada = await addPerson(world, 'Ada Example', 'learner')
    const content = new TextEncoder().encode(`learner,score %\n${ada.id},90\n`)
    const roster = (completedOn: string, again = false) =>
      importRoster(store(), world, { name: 'x.csv', content }, { course: 'minimal', completedOn, again }, by).then(fine)
    const kinds = async () => standings(await store().ledger.ofLearner(ada.id)).map(({ standing }) => standing.kind)
    return { world, ada, roster, kinds }
  }
  const whole = async (entries: number): Promise<void> => {
    const snapshot = await openSnapshot(url())
    try {
      expect(await checkCredit(snapshot)).toMatchObject({ entries, faults: [] })
    } finally {
      await snapshot.close()
    }
  }

  test('two at once do a thing once', async () => {
    const { world, ada, roster, kinds } = await begin()
    const done = await Promise.all([roster('2026-11-20'), roster('2026-11-20'), roster('2026-11-20')])
    expect(done.flatMap(({ credited }) => credited)).toHaveLength(1)
    const entry = done.flatMap(({ credited }) => credited)[0]?.entry ?? ''
    const revoked = await Promise.all([1, 2, 3].map(() => revokeCredit(store(), world, { entry }, by)))
    expect(revoked.filter((one) => 'wrong' in one)).toHaveLength(2)
    const restored = await Promise.all([1, 2, 3].map(() => restoreCredit(store(), world, { entry }, by)))
    expect(restored.filter((one) => 'wrong' in one)).toHaveLength(2)
    const [again] = restored.flatMap((one) => ('wrong' in one ? [] : (one.restored.certificate ?? '')))
    const reissued = await Promise.all(
      [1, 2, 3].map(() => reissueCertificates(store(), world, { numbers: [again ?? ''] }, by)),
    )
    expect(reissued.filter((one) => 'wrong' in one)).toHaveLength(2)
    const manual = {
      key: randomBytes(8).toString('hex'),
      learner: ada.id,
      title: 'Workshop',
      type: 'conference' as const,
      credits: 1,
      minutes: 60,
      domains: ['coding'],
      completedOn: '2026-11-01',
      provider: 'Example Society',
    }
    const added = await Promise.all([1, 2, 3].map(() => addCredit(store(), world, manual, by).then(fine)))
    expect(new Set(added.map((one) => one.entry)).size).toBe(1)
    expect(added.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(await kinds()).toEqual(['revoked', 'replaced', 'active', 'active'])
    await whole(5)
  })

  test('credit taken back is given again by staff alone, with a certificate of its own', async () => {
    const { world, ada, roster, kinds } = await begin()
    const { credited } = await roster('2026-11-20')
    const { entry = '', certificate = '' } = credited[0] ?? {}
    expect(await restoreCredit(store(), world, { entry }, by)).toMatchObject({
      wrong: expect.stringContaining('not revoked'),
    })
    fine(await revokeCertificates(store(), world, { numbers: [certificate] }, by))
    expect((await roster('2026-11-20', true)).credited).toEqual([])
    const own = { who: `staff:${ada.id}`, reason: 'x' }
    expect(await restoreCredit(store(), world, { entry }, own)).toMatchObject({
      wrong: expect.stringContaining('your own'),
    })
    clock.now += 86_400_000
    const { restored } = fine(await restoreCredit(store(), world, { entry }, { ...by, reason: 'It was somebody else' }))
    const given = await store().ledger.entry(restored.entry)
    expect(given).toMatchObject({
      follows: entry,
      source: 'roster',
      completedOn: '2026-11-20',
      reason: 'It was somebody else',
      recordedBy: by.who,
      evidence: { certificate: restored.certificate, roster: { line: 2 } },
    })
    const [old, next] = await Promise.all(
      [certificate, restored.certificate ?? ''].map(async (number) => store().certificates.get(number)),
    )
    expect(old?.events.map(({ kind }) => kind)).toEqual(['issued', 'revoked'])
    expect(next?.events.map(({ kind }) => kind)).toEqual(['issued'])
    expect(readSnapshot(next?.snapshot ?? '')).toMatchObject({
      completedOn: '2026-11-20',
      issuedOn: '2026-11-23',
      validUntil: '2028-11-20',
    })
    expect(readSnapshot(next?.snapshot ?? '')).not.toHaveProperty('replaces')
    expect(await restoreCredit(store(), world, { entry }, by)).toMatchObject({
      wrong: expect.stringContaining(restored.entry),
    })
    expect((await roster('2026-11-20')).credited).toEqual([])
    // And so once more, should it be taken back again.
    fine(await revokeCredit(store(), world, { entry: restored.entry }, by))
    fine(await restoreCredit(store(), world, { entry: restored.entry }, by))
    expect(await kinds()).toEqual(['revoked', 'revoked', 'active'])
    await whole(5)
  })

  test('credit that staff entered, taken back by mistake, is given again', async () => {
    const { world, ada, kinds } = await begin()
    const { entry } = fine(
      await addCredit(
        store(),
        world,
        {
          key: 'one',
          learner: ada.id,
          title: 'Workshop',
          type: 'conference',
          credits: 1,
          minutes: 60,
          domains: ['coding'],
          completedOn: '2026-11-01',
          provider: 'Example Society',
        },
        by,
      ),
    )
    fine(await revokeCredit(store(), world, { entry }, by))
    expect(fine(await restoreCredit(store(), world, { entry }, by)).restored).not.toHaveProperty('certificate')
    expect(await kinds()).toEqual(['revoked', 'active'])
    await whole(3)
  })

  test('a later completion, a correction, a name put right, and keys that are changed in between', async () => {
    const { world, ada, roster, kinds } = await begin()
    await roster('2026-11-20')
    clock.now += 366 * 86_400_000
    await rotateKeys(world)
    const { credited } = await roster('2027-11-20', true)
    const { entry = '', certificate = '' } = credited[0] ?? {}
    const changes = { credits: 0.25 }
    const [corrected] = fine(
      await correctCredit(store(), world, { entry, changes, name: 'Ada Lovelace' }, by),
    ).corrected
    expect((await store().learners.get(ada.id))?.name).toBe('Ada Lovelace')
    expect(await kinds()).toEqual(['active', 'replaced', 'active'])
    await whole(3)

    const keys = publicKeys(await signingKeys(store(), world))
    const verdictOf = async (number: string): Promise<string> => {
      const credential = (await store().certificates.get(number))?.credential?.credential ?? ''
      return (await checkBadge(credential, { keys, now: clock.now, status: async () => 'good' })).verdict
    }
    const [first] = standings(await store().ledger.ofLearner(ada.id))
    const old = first?.entry.evidence.certificate ?? ''
    expect([await verdictOf(old), await verdictOf(corrected?.certificate ?? '')]).toEqual(['valid', 'valid'])
    const place = (await store().certificates.get(certificate))?.credential
    expect(await store().certificates.byStatus(place?.list ?? -1)).toContainEqual({
      index: place?.index,
      because: 'replaced',
    })
  })
})

/** Rosters over a real store: who is credited, once, with the file kept, and what becomes of every other line. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requirementsOf } from '../../../src/service/awards/requirements.ts'
import type { RosterAsked } from '../../../src/service/rosters/asked.ts'
import { importRoster } from '../../../src/service/rosters/import.ts'
import { emailKey } from '../../../src/service/rosters/people.ts'
import { planRoster } from '../../../src/service/rosters/preview.ts'
import { correctCredit } from '../../../src/service/staff/correct.ts'
import { revokeCredit } from '../../../src/service/staff/revoke.ts'
import { sha256 } from '../../../src/storage/canonical.ts'
import {
  blackboard,
  canvas,
  moodle,
  plain,
  type RosterWorld,
  rosterCourse,
  rosterWorld,
} from '../../support/rosters.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

let world: RosterWorld
beforeEach(async () => {
  world = await rosterWorld()
})
afterEach(() => world.service.close())

const day = { course: 'minimal', completedOn: '2026-11-20' }
const by = { who: 'operator', reason: 'Autumn class' }

async function preview(content: Uint8Array, asked: Partial<RosterAsked> = {}) {
  const { service } = world.service
  const file = { name: 'grades.csv', content }
  const planned = await planRoster(service.store, service, file, { ...day, ...asked }, by.who)
  return 'wrong' in planned ? planned.wrong : planned.preview
}
async function lines(content: Uint8Array, asked: Partial<RosterAsked> = {}) {
  const seen = await preview(content, asked)
  return typeof seen === 'string' ? seen : seen.lines
}
async function bring(content: Uint8Array, asked: Partial<RosterAsked> = {}) {
  const { service } = world.service
  const done = await importRoster(service.store, service, { name: 'grades.csv', content }, { ...day, ...asked }, by)
  if ('wrong' in done) throw new Error(done.wrong)
  return done
}

describe('the preview', () => {
  test('says what becomes of every line, and writes nothing', async () => {
    const { ada, bob } = world
    expect(await preview(moodle)).toEqual({
      format: 'moodle',
      columns: {
        email: 'Email address',
        id: 'ID number',
        first: 'First name',
        last: 'Last name',
        score: 'Course total (Percentage)',
      },
      file: { name: 'grades.csv', sha256: sha256(moodle), bytes: moodle.byteLength },
      course: 'minimal',
      award: 'completion',
      vouchedFor: ['that the course was completed', 'that the results are those of the exam'],
      lines: [
        {
          line: 2,
          name: 'Ada Example',
          email: 'ada@college.example',
          id: '1001',
          kind: 'credit',
          learner: ada.id,
          completedOn: '2026-11-20',
          percent: 91.5,
        },
        expect.objectContaining({
          line: 3,
          kind: 'not-earned',
          reason: '62 % is less than the 70 % that the award asks for.',
        }),
        expect.objectContaining({ line: 4, kind: 'unknown', same: [] }),
        expect.objectContaining({ line: 5, kind: 'not-earned', reason: 'No result.' }),
      ],
    })
    const { store } = world.service.service
    expect(await store.ledger.all(0, 10)).toEqual([])
    expect(await store.upkeep.audit()).toEqual([])
    expect(await store.files.get(sha256(moodle))).toBeUndefined()
    expect(await store.identities.ofLearner(bob.id)).toEqual([])
  })

  test('asks nobody to vouch for no minutes', async () => {
    await world.service.close()
    const [award] = rosterCourse().awards
    if (award === undefined) throw new Error('no award')
    for (const [seatMinutes, vouched] of [
      [0, false],
      [30, true],
    ] as const) {
      const course = rosterCourse({ requires: { ...award.requires, seatMinutes } })
      const [wanted] = course.awards
      if (wanted === undefined) throw new Error('no award')
      const verified = { state: undefined, outcomes: [], minutesSinceStart: 0, completedOn: '2026-11-20' }
      expect(requirementsOf(course, wanted, verified).some(({ kind }) => kind === 'time')).toBe(vouched)
      world = await rosterWorld({ requires: { ...award.requires, seatMinutes } })
      expect(await preview(moodle)).toMatchObject({
        vouchedFor: vouched
          ? expect.arrayContaining(['30 minutes spent in the course'])
          : expect.not.arrayContaining(['0 minutes spent in the course']),
      })
      if (!vouched) await world.service.close()
    }
  })

  test('tells people who are not known from those of the same name', async () => {
    const found = await lines(
      utf8('name,email,score %\nBob Example,bob@college.example,90\nDee,dee@college.example,90\n'),
    )
    expect(found).toEqual([
      expect.objectContaining({
        kind: 'unknown',
        same: [world.bob.id],
        reason: expect.stringContaining(`bob@college.example=${world.bob.id}`),
      }),
      expect.objectContaining({
        kind: 'unknown',
        same: [],
        reason: expect.stringContaining('Add the person on import'),
      }),
    ])
  })

  test('finds the same person on two lines, under whatever they are known by', async () => {
    const file = utf8(
      `name,email,learner,score %\nAda,ada@college.example,,90\nAda,ADA@college.example,,95\nAda,,${world.ada.id},80\nX,x@college.example,,80\nX,x@college.example,,80\n`,
    )
    expect(await lines(file)).toMatchObject([
      { kind: 'credit', line: 2 },
      { kind: 'duplicate', line: 3, of: 2 },
      { kind: 'duplicate', line: 4, of: 2 },
      { kind: 'unknown', line: 5 },
      { kind: 'duplicate', line: 6, of: 5 },
    ])
  })

  test('of several lines of a person the one that earns counts, whichever comes first', async () => {
    const file = utf8(
      'name,email,score %\nAda,ada@college.example,Ex\nAda,ada@college.example,55\nAda,ada@college.example,90\nAda,ada@college.example,80\n',
    )
    expect(await lines(file)).toMatchObject([
      { kind: 'not-earned', reason: 'No result.' },
      { kind: 'not-earned' },
      { kind: 'credit', line: 4, percent: 90 },
      { kind: 'duplicate', of: 4 },
    ])
  })

  test('says how somebody can be named who is known by a number alone', async () => {
    const file = utf8('name,id,score %\nDee,1009,90\nBob Example,1002,90\n')
    expect(await lines(file)).toMatchObject([
      { kind: 'unknown', reason: expect.stringContaining('(1009=<id>)') },
      { kind: 'unknown', reason: expect.stringContaining(`(1002=${world.bob.id})`) },
    ])
    expect(await lines(file, { links: { '1002': world.bob.id } })).toMatchObject([{}, { kind: 'credit' }])
  })

  test('tells lines that cannot be read, each with its number', async () => {
    const file = utf8(
      'name,email,score %,completed on\nAda,ada@college,,\nAda,ada at college,90,2026-11-20\nAda,ada@college.example,A+,2026-11-20\nAda,ada@college.example,90,20/11/2026\n,,90,2026-11-20\nAda,ada@college.example,90,2026-11-23\n',
    )
    expect(await lines(file)).toMatchObject([
      { line: 2, kind: 'not-earned' },
      { line: 3, kind: 'wrong', reason: '"ada at college" is not an e-mail address.' },
      { line: 4, kind: 'wrong', reason: '"A+" is not a result. Write it in percent or points.' },
      { line: 5, kind: 'wrong', reason: expect.stringContaining('two ways') },
      { line: 6, kind: 'wrong', reason: 'Nothing says who this is.' },
      { line: 7, kind: 'wrong', reason: 'The day of completion, 2026-11-23, is yet to come.' },
    ])
  })

  test('a line that names two people is refused', async () => {
    const file = utf8(`email,learner,score %\nada@college.example,${world.bob.id},90\n`)
    expect(await lines(file)).toMatchObject([{ kind: 'wrong', reason: expect.stringContaining('names two people') }])
  })

  test.each([
    ['no course of that name', { course: 'nothing' }, 'There is no course "nothing" here. There are: minimal.'],
    ['no award of that name', { award: 'nothing' }, 'Say which award'],
    ['no column of results', { columns: {} }, 'no column is known to hold the result'],
  ])('%s', async (_, asked, words) => {
    expect(await lines(utf8('email\nada@college.example\n'), asked)).toContain(words)
  })

  test('no day of completion anywhere', async () => {
    expect(await lines(canvas, { completedOn: undefined })).toContain('No column has the day of completion')
  })

  test('an award that does not take rosters is left alone', async () => {
    await world.service.close()
    world = await rosterWorld({ acceptedSources: ['hosted'] })
    expect(await lines(moodle)).toContain('No award of minimal takes rosters')
  })

  test('days outside approval and window are refused', async () => {
    await world.service.close()
    const [award] = rosterCourse().awards
    const approval = { approver: 'A', number: '1', title: award?.title ?? '', from: '2026-01-01', until: '2026-11-19' }
    world = await rosterWorld({ approval })
    expect(await lines(canvas)).toMatchObject([
      { kind: 'wrong', reason: expect.stringContaining('outside the approval') },
      {},
    ])
    await world.service.close()
    world = await rosterWorld({ window: { from: '2026-11-21', until: '2026-12-31' } })
    expect(await lines(canvas)).toMatchObject([
      { kind: 'wrong', reason: expect.stringContaining('outside the days') },
      {},
    ])
  })
})

describe('the import', () => {
  test('gives credit with a certificate, and keeps file, reason and who', async () => {
    const { credited } = await bring(moodle)
    const { store } = world.service.service
    const [entry] = await store.ledger.ofLearner(world.ada.id)
    expect(credited).toEqual([
      { line: 2, learner: world.ada.id, entry: entry?.id, certificate: expect.stringMatching(/^CW-/) },
    ])
    expect(entry).toMatchObject({
      kind: 'credit',
      source: 'roster',
      completedOn: '2026-11-20',
      credits: 0.5,
      reason: 'Autumn class',
      recordedBy: 'operator',
      evidence: { roster: { sha256: sha256(moodle), line: 2 }, certificate: credited[0]?.certificate },
    })
    const file = await store.files.get(sha256(moodle))
    expect(file).toMatchObject({ name: 'grades.csv', content: moodle })
    const [audit, ...more] = await store.upkeep.audit()
    expect(more).toEqual([])
    expect(audit).toMatchObject({ who: 'operator', action: 'roster-import' })
    expect(JSON.parse(audit?.detail ?? '')).toMatchObject({ reason: 'Autumn class', file: sha256(moodle), credited: 1 })
    expect(audit?.detail).not.toContain('Ada')
    expect(await store.certificates.get(credited[0]?.certificate ?? '')).toMatchObject({ learner: world.ada.id })
    expect(await store.ledger.verify()).toMatchObject({ whole: true, entries: 1 })
  })

  test('a second time changes nothing', async () => {
    await bring(moodle)
    const { store } = world.service.service
    const state = async () => [
      await store.ledger.all(0, 10),
      await store.upkeep.audit(),
      await store.certificates.all('', 10),
    ]
    const before = await state()
    world.service.advance(60_000)
    const again = await bring(moodle)
    expect(again.credited).toEqual([])
    expect(again.preview.lines[0]).toMatchObject({ kind: 'known', learner: world.ada.id })
    expect(await state()).toEqual(before)
  })

  test('the same people in another file are not credited twice', async () => {
    await bring(moodle)
    const other = await bring(canvas)
    expect(other.credited).toEqual([])
    expect(other.preview.lines[0]).toMatchObject({ kind: 'known' })
  })

  test('a completion of a later day is credited once more where staff say so, and once', async () => {
    const { store } = world.service.service
    const {
      credited: [first],
    } = await bring(moodle)
    world.service.advance(366 * 86_400_000)
    const later = { completedOn: '2027-11-20' }
    expect(await lines(moodle, later)).toMatchObject([{ kind: 'known' }, {}, {}, {}])
    const again = { ...later, again: true }
    expect(await lines(moodle, again)).toMatchObject([
      { kind: 'credit', again: '2026-11-20', learner: world.ada.id },
      {},
      {},
      {},
    ])
    const {
      credited: [second],
    } = await bring(moodle, again)
    expect(second?.certificate).not.toBe(first?.certificate)
    expect(await store.ledger.ofLearner(world.ada.id)).toMatchObject([
      { completedOn: '2026-11-20' },
      { completedOn: '2027-11-20', registration: '2027-11-20', evidence: { certificate: second?.certificate } },
    ])
    const snapshot = (await store.certificates.get(second?.certificate ?? ''))?.snapshot ?? '{}'
    expect(JSON.parse(snapshot)).toMatchObject({ completedOn: '2027-11-20', issuedOn: '2027-11-23' })
    // The same completion is never credited twice: not of this day, nor of the earlier one, nor after a correction.
    for (const completedOn of ['2027-11-20', '2026-11-20', '2027-01-01']) {
      expect((await bring(moodle, { completedOn, again: true })).credited).toEqual([])
    }
    const changes = { completedOn: '2027-11-19' }
    await correctCredit(store, world.service.service, { entry: second?.entry ?? '', changes }, by)
    expect((await bring(moodle, again)).credited).toEqual([])
    expect(await store.ledger.verify()).toMatchObject({ whole: true, entries: 3 })
  })

  test('what was taken back does not come back with the same file, also where completions may be further ones', async () => {
    const { store } = world.service.service
    const {
      credited: [first],
    } = await bring(moodle)
    await revokeCredit(store, world.service.service, { entry: first?.entry ?? '' }, by)
    for (const again of [false, true]) expect((await bring(moodle, { again })).credited).toEqual([])
  })

  test('a later file with a lower grade takes nothing back, and says which entry stands', async () => {
    const file = (grade: number, day = '') =>
      utf8(`name,email,score %,completed on\nAda,ada@college.example,${grade},${day}\n`)
    const { credited } = await bring(file(90))
    const stands = expect.stringContaining(`by the entry ${credited[0]?.entry}; revoke it`)
    expect(await lines(file(55))).toMatchObject([{ kind: 'not-earned', reason: stands }])
    expect(await lines(file(55, '2026-11-20'))).toMatchObject([{ reason: stands }])
    // A failure of a later day says nothing against the first.
    expect(await lines(file(55, '2026-11-21'))).toMatchObject([{ reason: expect.not.stringContaining('revoke') }])
    await revokeCredit(world.service.service.store, world.service.service, { entry: credited[0]?.entry ?? '' }, by)
    expect(await lines(file(55))).toMatchObject([{ reason: expect.not.stringContaining('revoke') }])
  })

  test('links people by what the caller says, and adds unknown ones when asked to', async () => {
    const { store } = world.service.service
    const done = await bring(plain, { create: true, links: { 'BOB@college.example': world.bob.id }, columns: {} })
    expect(done.preview.lines).toMatchObject([
      { kind: 'credit', learner: world.ada.id },
      { kind: 'not-earned' },
      { kind: 'create' },
    ])
    const [dee] = done.created
    expect(await store.learners.get(dee ?? '')).toMatchObject({ name: 'Dee Unquoted', role: 'learner' })
    expect(await store.identities.learnerOf(emailKey('dee@college.example'))).toBe(dee)
    expect(await store.ledger.ofLearner(dee ?? '')).toHaveLength(1)
    const bobs = utf8('email,score %\nbob@college.example,90\n')
    await bring(bobs, { links: { 'bob@college.example': world.bob.id } })
    expect(await store.identities.learnerOf(emailKey('bob@college.example'))).toBe(world.bob.id)
    expect(await store.ledger.ofLearner(world.bob.id)).toHaveLength(1)
  })

  test('does not add somebody who has the name of a person here', async () => {
    const done = await bring(utf8('name,email,score %\nBob Example,bob@college.example,90\n'), { create: true })
    expect(done).toMatchObject({ credited: [], created: [], preview: { lines: [{ kind: 'unknown' }] } })
  })

  test('knows people by their number in an LMS that is named', async () => {
    const { store } = world.service.service
    const system = 'https://lms.college.example'
    await store.identities.add(JSON.stringify(['account', system, '1002']), world.bob.id)
    expect(await lines(blackboard, { system })).toMatchObject([{ kind: 'unknown' }, { kind: 'not-earned' }])
    expect(await lines(blackboard, { system, outOf: 20 })).toMatchObject([
      {},
      { kind: 'credit', learner: world.bob.id },
    ])
    expect(await lines(blackboard, { outOf: 20 })).toMatchObject([{}, { kind: 'unknown' }])
  })

  test('nobody imports their own credit', async () => {
    const { service } = world.service
    const file = { name: 'x.csv', content: utf8(`learner,score %\n${world.staff.id},90\n${world.bob.id},90\n`) }
    const own = { who: `staff:${world.staff.id}`, reason: 'x' }
    const done = await importRoster(service.store, service, file, day, own)
    expect(done).toMatchObject({
      credited: [{ learner: world.bob.id }],
      preview: { lines: [{ kind: 'wrong', reason: expect.stringContaining('your own record') }, {}] },
    })
  })

  test('writes nothing at all when one line fails', async () => {
    const { service } = world.service
    let calls = 0
    const broken = {
      ...service,
      uuid: () => {
        calls += 1
        if (calls === 2) throw new Error('no more ids')
        return service.uuid()
      },
    }
    const file = { name: 'x.csv', content: utf8(`learner,score %\n${world.ada.id},90\n${world.bob.id},90\n`) }
    await expect(importRoster(service.store, broken, file, day, by)).rejects.toThrow('no more ids')
    expect(await service.store.ledger.all(0, 10)).toEqual([])
    expect(await service.store.files.get(sha256(file.content))).toBeUndefined()
    expect(await service.store.certificates.all('', 10)).toEqual([])
  })

  test('a class', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `Person ${'ABCDEFGHIJ'[i % 10]}${i},p${i}@college.example,90`)
    const done = await bring(utf8(`name,email,score %\n${rows.join('\n')}\n`), { create: true })
    expect(done.credited).toHaveLength(60)
  })
})

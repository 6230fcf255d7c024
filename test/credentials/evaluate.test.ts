/** The evaluator, rule by rule, on small ledgers. */
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/credentials/evaluate.ts'
import type { RevocationEntry } from '../../src/model/ledger.ts'
import { active, credentialWith, credit, evaluated, max, min, question, reasonsOf, version } from './sample.ts'

describe('what is asked for', () => {
  it('names file, version and source of the rules', () => {
    const { rule } = evaluated({ origin: { file: 'sample.yaml', sha256: 'ab'.repeat(32) } })
    expect(rule).toMatchObject({
      credential: 'sample',
      version: 'one',
      from: '2020-01-01',
      source: { document: 'A guide', retrieved: '2026-11-22' },
      file: 'sample.yaml',
      sha256: 'ab'.repeat(32),
      retention: 'unknown',
      fees: 'unknown',
    })
  })

  it.each([
    [0, 20],
    [1, 30],
    [3, 50],
    [9, 50],
  ])('asks for more with %i further credentials, up to a most: %i', (extra, need) => {
    const credential = credentialWith([version({ total: { base: 20, perExtra: 10, max: 50 } })])
    expect(evaluated({ credential, holding: { since: '2026-01-01', extra } }).total.need).toBe(need)
  })

  it('takes the version that was in force when the cycle began, not the newest', () => {
    const credential = credentialWith([
      version({ version: 'new', from: '2025-01-01', total: { base: 30 } }),
      version({ version: 'old', from: '2020-01-01', total: { base: 10 } }),
    ])
    const heldSince = (since: string) => evaluated({ credential, holding: { since, extra: 0 }, today: '2026-01-15' })
    expect(heldSince('2024-12-31').rule.version).toBe('old')
    expect(heldSince('2025-01-01').rule.version).toBe('new')
    // The second cycle of somebody who began under the old rules.
    expect(heldSince('2023-06-01')).toMatchObject({ rule: { version: 'new' }, cycle: { start: '2025-06-01' } })
  })

  it('says nothing where no version covers the cycle', () => {
    const credential = credentialWith([version({ from: '2025-01-01', until: '2025-12-31' })])
    const asked = (since: string) => evaluate(question({ credential, holding: { since, extra: 0 }, today: since }))
    expect(asked('2024-12-31')).toBeUndefined()
    expect(asked('2026-01-01')).toBeUndefined()
    expect(asked('2025-12-31')).toBeDefined()
  })

  it('finds the cycle of somebody who has held the credential for longer than its file goes back', () => {
    const credential = credentialWith([
      version({ version: 'new', from: '2026-01-01', cycle: { months: 36, anchor: 'holder' } }),
      version({ version: 'old', from: '2019-01-01', until: '2023-12-31' }),
    ])
    const on = (today: string) => evaluate(question({ credential, holding: { since: '2014-05-31', extra: 0 }, today }))
    expect(on('2019-01-01')).toBeUndefined()
    expect(on('2020-05-31')).toMatchObject({ rule: { version: 'old' }, cycle: { start: '2020-05-31' } })
    // 2024-05-31 begins in the gap; as the version after it, it lasts three years.
    expect(on('2025-01-01')).toBeUndefined()
    expect(on('2027-05-31')).toMatchObject({
      rule: { version: 'new' },
      cycle: { start: '2027-05-31', end: '2030-05-30' },
    })
  })

  it('rounds a share up for a min and down for a max', () => {
    const share = { text: 'A third', share: 33.33, of: { domains: ['coding'] } }
    const rules = [
      { id: 'least', kind: 'min' as const, ...share },
      { id: 'most', kind: 'max' as const, ...share },
    ]
    const { rules: results } = evaluated({ credential: credentialWith([version({ total: { base: 0.5 }, rules })]) })
    expect(results.map(({ need }) => need)).toEqual([0.17, 0.16])
  })
})

describe('cycles', () => {
  const cycleOf = (since: string, today: string, cycle: Parameters<typeof version>[0] = {}) =>
    evaluated({
      credential: credentialWith([version({ from: '1990-01-01', ...cycle })]),
      holding: { since, extra: 0 },
      today,
    }).cycle

  it.each([
    ['2026-01-31', '2026-11-22', '2026-01-31', '2028-01-30', 434],
    ['2024-02-29', '2026-02-27', '2024-02-29', '2026-02-27', 0],
    // In a year without it the day is the last of the month; four years on it is back.
    ['2024-02-29', '2026-02-28', '2026-02-28', '2028-02-28', 730],
    ['2024-02-29', '2028-02-29', '2028-02-29', '2030-02-27', 729],
    ['2027-01-01', '2026-11-22', '2027-01-01', '2028-12-31', 770],
  ])('of a holder since %s, on %s: %s to %s, %i days left', (since, today, start, end, daysLeft) => {
    expect(cycleOf(since, today)).toEqual({ start, end, daysLeft })
  })

  it('begin on the first of a month, or with a calendar that is the same for everybody', () => {
    expect(cycleOf('2026-03-31', '2026-04-01', { cycle: { months: 12, anchor: 'month' } })).toMatchObject({
      start: '2026-03-01',
      end: '2027-02-28',
    })
    const calendar = { cycle: { months: 24, anchor: 'calendar' as const, from: '2025-01-01' } }
    expect(cycleOf('2025-12-31', '2026-01-01', calendar)).toMatchObject({ start: '2025-01-01', end: '2026-12-31' })
    expect(cycleOf('2022-05-05', '2022-05-05', calendar)).toMatchObject({ start: '2021-01-01', end: '2022-12-31' })
  })
})

describe('what counts', () => {
  it('says of every entry that does not count why not', () => {
    const revocation: RevocationEntry = {
      kind: 'revocation',
      id: 'r1',
      learner: 'ada',
      entry: 'revoked',
      reason: 'Entered twice.',
      recordedBy: 'staff:lee',
      recordedAt: 2,
    }
    const corrected = credit('corrected')
    const evaluation = evaluated({
      credential: credentialWith([
        version({
          earnOnce: 'cycle',
          accept: ['hosted', 'cmi5'],
          evidenceRequired: [{ anyOf: ['certificate', 'file'] }],
        }),
      ]),
      standings: [
        active(credit('counted')),
        { entry: credit('revoked'), standing: { kind: 'revoked', by: revocation } },
        { entry: credit('replaced'), standing: { kind: 'replaced', by: corrected } },
        active(corrected),
        active(credit('other', { credentials: ['ahima-cca'] })),
        active(credit('own', { credentials: ['ahima-cca', 'sample'] })),
        active(credit('external', { source: 'external' })),
        active(credit('unproven', { evidence: { statements: ['s1'] } })),
        active(credit('nothing', { credits: 0 })),
        active(credit('early', { completedOn: '2025-12-31' })),
        active(credit('late', { completedOn: '2028-01-01' })),
        active(credit('again', { activity: 'https://example.org/counted', completedOn: '2026-06-16' })),
      ],
    })
    expect(evaluation.counted.map(({ entry }) => entry)).toEqual(['corrected', 'counted', 'own'])
    expect(reasonsOf(evaluation)).toEqual([
      'early: before-holding',
      'external: source-not-accepted',
      'nothing: no-credit',
      'other: other-credential',
      'replaced: replaced',
      'revoked: revoked',
      'unproven: evidence-missing',
      'again: repeated',
      'late: after-cycle',
    ])
    expect(evaluation.rejected.map(({ text }) => text)).toContain('It was revoked: Entered twice.')
    expect(evaluation.total).toMatchObject({ need: 20, have: 3, met: false })
  })

  it('adds hundredths without drift', () => {
    const standings = Array.from({ length: 30 }, (_, i) =>
      active(credit(`${i}`, { credits: i % 2 === 0 ? 0.1 : 0.29 })),
    )
    expect(evaluated({ standings }).total.have).toBe(5.85)
  })
})

describe('units and rounding', () => {
  const have = (unit: Parameters<typeof credentialWith>[1], entry: Parameters<typeof credit>[1]) =>
    evaluated({ credential: credentialWith([version()], unit), standings: [active(credit('a', entry))] }).total.have

  it.each([
    // AHIMA's guide of 2014: a rest under 45 minutes does not count.
    [{ step: 1, mode: 'down', upFrom: 45 } as const, 104, 1],
    [{ step: 1, mode: 'down', upFrom: 45 } as const, 105, 2],
    [{ step: 1, mode: 'down', upFrom: 45 } as const, 44, 0],
    [{ step: 0.25, mode: 'down' } as const, 104, 1.5],
    [{ step: 0.5, mode: 'nearest' } as const, 75, 1.5],
    [{ step: 0.5, mode: 'up' } as const, 61, 1.5],
    [undefined, 50, 0.83],
  ])('reckons by %j: %i minutes recorded in another unit are %f', (rounding, minutes, credits) => {
    const unit = { name: 'CEU', minutes: 60, ...(rounding === undefined ? {} : { rounding }) }
    expect(have({ unit }, { unit: { name: 'contact hour', minutes: 60 }, credits: 99, minutes })).toBe(credits)
  })

  it.each([
    [30, 0.1],
    [29, 0],
    [17 * 60, 1.7],
    [630, 1.1],
  ])('gives %i minutes as %f IACET CEUs', (minutes, credits) => {
    const unit = { name: 'IACET CEU', minutes: 600, rounding: { step: 0.1, mode: 'nearest' as const, least: 0.1 } }
    expect(have({ unit }, { credits: 99, minutes })).toBe(credits)
  })

  it('takes credits recorded in the very unit as they are, whatever the minutes, and rounds them', () => {
    const unit = { name: 'CEU', minutes: 60, rounding: { step: 1, mode: 'down' as const, upFrom: 45 } }
    expect(have({ unit }, { credits: 2, minutes: 600 })).toBe(2)
    expect(have({ unit }, { credits: 1.5, minutes: 90 })).toBe(1)
    expect(have({ unit }, { credits: 1.75, minutes: 105 })).toBe(2)
  })
})

describe('rules', () => {
  it('counts for a min what fits every list of its selector', () => {
    const rules = [min('both', 3, { domains: ['coding', 'hiim'], approvers: ['ahima'] })]
    const evaluation = evaluated({
      credential: credentialWith([version({ rules })]),
      standings: [
        active(credit('a', { approver: 'AHIMA' })),
        active(credit('b', { provider: 'AHIMA', domains: ['other', 'hiim'] })),
        active(credit('c', { approver: 'AAPC' })),
        active(credit('d', { approver: 'AHIMA', domains: ['other'] })),
      ],
    })
    expect(evaluation.rules).toEqual([
      { id: 'both', text: 'At least 3 of both', kind: 'min', need: 3, have: 2, met: false, over: 0 },
    ])
    expect(evaluation.total.have).toBe(4)
  })

  it('asks for a subject of named providers, as some AAPC specialties do', () => {
    const rules = [min('auditing', 16, { topics: ['auditing'], approvers: ['One Vendor', 'Another Vendor'] })]
    const evaluation = evaluated({
      credential: credentialWith([version({ total: { base: 36, perExtra: 4 }, rules })]),
      standings: [
        active(credit('a', { topic: 'auditing', provider: 'Another Vendor', credits: 12 })),
        active(credit('b', { topic: 'auditing', provider: 'A third vendor', credits: 12 })),
        active(credit('c', { provider: 'One Vendor', credits: 12 })),
        active(
          credit('d', { topic: 'auditing', approval: { approver: 'One Vendor', number: '1', title: 'D' }, credits: 4 }),
        ),
      ],
    })
    expect(evaluation).toMatchObject({ total: { have: 40, met: true }, rules: [{ have: 16, met: true }], met: true })
  })

  it('takes the source of a completion for a rule like any other of its facts', () => {
    const rules = [max('external', 1, { sources: ['external', 'manual'] })]
    const standings = (['hosted', 'external', 'manual'] as const).map((source) => active(credit(source, { source })))
    expect(evaluated({ credential: credentialWith([version({ rules })]), standings }).total.have).toBe(2)
  })

  it('lets no more count than a max allows, and says which part of which entry is over', () => {
    const rules = [max('self-study', 2, { types: ['self-study'] })]
    const evaluation = evaluated({
      credential: credentialWith([version({ rules })]),
      standings: [
        active(credit('late', { type: 'self-study', credits: 1.5, completedOn: '2026-06-16' })),
        active(credit('early', { type: 'self-study', credits: 1.5 })),
        active(credit('live', { credits: 3 })),
      ],
    })
    expect(evaluation.total.have).toBe(5)
    expect(evaluation.rules).toMatchObject([{ need: 2, have: 2, over: 1, met: true }])
    expect(evaluation.counted.map(({ entry, credits }) => [entry, credits])).toEqual([
      ['early', 1.5],
      ['live', 3],
      ['late', 0.5],
    ])
    expect(evaluation.rejected).toEqual([
      {
        entry: 'late',
        title: 'Activity late',
        completedOn: '2026-06-16',
        reason: 'over-limit',
        text: '1 CEU of it are over a limit: At most 2 of self-study.',
        credits: 1,
      },
    ])
  })

  it('counts under a limit first what a min asks for', () => {
    const rules = [max('self-study', 2, { types: ['self-study'] }), min('ethics', 2, { domains: ['ethics'] })]
    const evaluation = evaluated({
      credential: credentialWith([version({ total: { base: 4 }, rules })]),
      standings: [
        active(credit('a', { type: 'self-study', credits: 2 })),
        active(credit('b', { type: 'self-study', credits: 2, domains: ['ethics'], completedOn: '2026-07-01' })),
        active(credit('c', { credits: 2 })),
      ],
    })
    expect(evaluation.met).toBe(true)
    expect(evaluation.counted.map(({ entry }) => entry)).toEqual(['c', 'b'])
    expect(reasonsOf(evaluation)).toEqual(['a: over-limit'])
  })

  it('is not met where a limit keeps the same credits from serving two rules, and says so', () => {
    const rules = [
      max('self-study', 2, { types: ['self-study'] }),
      min('ethics', 2, { domains: ['ethics'] }),
      min('coding', 2, { domains: ['coding'] }),
    ]
    const evaluation = evaluated({
      credential: credentialWith([version({ total: { base: 4 }, rules })]),
      standings: [
        active(credit('a', { type: 'self-study', credits: 2 })),
        active(credit('b', { type: 'self-study', credits: 2, domains: ['ethics'] })),
        active(credit('c', { credits: 2, domains: ['other'] })),
      ],
    })
    expect(evaluation.rules.map(({ met }) => met)).toEqual([true, true, true])
    expect(evaluation).toMatchObject({ total: { have: 4, met: true }, together: false, met: false })
  })
})

describe('carry-over', () => {
  // AAPC: what was earned in the renewal month counts for either.
  const credential = credentialWith([version({ carryOver: { months: 1 }, total: { base: 10 } })])
  const standings = [
    active(credit('old', { credits: 8, completedOn: '2026-05-05' })),
    active(credit('renewal', { credits: 5, completedOn: '2027-12-15' })),
    active(credit('new', { credits: 4, completedOn: '2028-02-02' })),
  ]

  it('brings over what exceeds the total of the cycle before, of its last months only', () => {
    const evaluation = evaluated({ credential, standings, today: '2028-03-01' })
    expect(evaluation.total).toMatchObject({ need: 10, have: 7 })
    expect(evaluation.counted.map(({ entry, credits, carried }) => [entry, credits, carried])).toEqual([
      ['renewal', 3, true],
      ['new', 4, false],
    ])
    expect(reasonsOf(evaluation)).toEqual(['old: before-cycle', 'renewal: over-limit'])
    expect(evaluation.rejected.at(-1)?.text).toBe(
      '2 CEU of it are over a limit: 3 CEU are carried over from the cycle before.',
    )
  })

  it('brings over nothing where the cycle before needed all, and no more than a limit allows', () => {
    const needed = standings.filter(({ entry }) => entry.id !== 'old')
    expect(evaluated({ credential, standings: needed, today: '2028-03-01' }).total.have).toBe(4)
    const limited = credentialWith([version({ carryOver: { months: 1, credits: 2 }, total: { base: 10 } })])
    expect(evaluated({ credential: limited, standings, today: '2028-03-01' }).total.have).toBe(6)
    const none = credentialWith([version({ total: { base: 10 } })])
    expect(evaluated({ credential: none, standings, today: '2028-03-01' }).total.have).toBe(4)
  })
})

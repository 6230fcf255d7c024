/** Activities that were completed more than once, and completions that gave more than one award. */
import { describe, expect, it } from 'vitest'
import type { RevocationEntry } from '../../src/model/ledger.ts'
import { active, credentialWith, credit, evaluated, reasonsOf, version } from './sample.ts'

describe('an activity', () => {
  it('counts an activity once ever, once in a cycle, or every time', () => {
    const standings = ['2026-03-01', '2026-04-01', '2028-03-01'].map((completedOn) =>
      active(credit(completedOn, { activity: 'https://example.org/same', completedOn })),
    )
    const have = (earnOnce: 'ever' | 'cycle' | 'no', today: string) =>
      evaluated({ credential: credentialWith([version({ earnOnce })]), standings, today }).total.have
    expect([have('no', '2026-11-22'), have('no', '2028-11-22')]).toEqual([2, 1])
    expect([have('cycle', '2026-11-22'), have('cycle', '2028-11-22')]).toEqual([1, 1])
    expect([have('ever', '2026-11-22'), have('ever', '2028-11-22')]).toEqual([1, 0])
  })

  it('counts every award of one completion, and none of a later one', () => {
    const same = { activity: 'https://example.org/same', course: { id: 'same', version: '1', hash: 'h' } }
    const awards = (registration: string, completedOn: string) =>
      ['coding', 'ethics'].map((award) =>
        credit(`${award} ${registration}`, { ...same, award, registration, completedOn }),
      )
    const [coding, ethics, ...later] = [...awards('r1', '2026-03-01'), ...awards('r2', '2026-04-01')].map(active)
    const by = (
      earnOnce: 'ever' | 'cycle',
      standings = [coding, ethics, ...later].filter((one) => one !== undefined),
    ) => evaluated({ credential: credentialWith([version({ earnOnce })]), standings })
    for (const earnOnce of ['ever', 'cycle'] as const) {
      expect(by(earnOnce).total.have).toBe(2)
      expect(reasonsOf(by(earnOnce))).toEqual(['coding r2: repeated', 'ethics r2: repeated'])
    }
    // Of the second completion alone, one award: the activity was completed before.
    expect(
      reasonsOf(
        by(
          'ever',
          [coding, later[1]].filter((one) => one !== undefined),
        ),
      ),
    ).toEqual(['ethics r2: repeated'])
  })

  it('lets a completion that could be carried over take the place of none in the cycle', () => {
    const same = { activity: 'https://example.org/same' }
    const carrying = version({ earnOnce: 'cycle', carryOver: { months: 1 }, total: { base: 4 } })
    const evaluation = evaluated({
      credential: credentialWith([carrying]),
      today: '2028-11-22',
      standings: [
        active(credit('before', { ...same, completedOn: '2027-12-15', credits: 4 })),
        active(credit('within', { ...same, completedOn: '2028-02-02', credits: 2 })),
      ],
    })
    expect(evaluation.counted.map(({ entry }) => entry)).toEqual(['within'])
    expect(evaluation.rejected.map(({ text }) => text)).toEqual([
      'The same activity was completed on 2028-02-02; it counts once in a cycle.',
    ])
  })

  it('does not let a revoked entry stand in the way of a later one of the same activity', () => {
    const same = { activity: 'https://example.org/same' }
    const by: RevocationEntry = {
      kind: 'revocation',
      id: 'r',
      learner: 'ada',
      entry: 'a',
      reason: 'x',
      recordedBy: 'operator',
      recordedAt: 2,
    }
    const evaluation = evaluated({
      credential: credentialWith([version({ earnOnce: 'ever' })]),
      standings: [
        { entry: credit('a', { ...same, completedOn: '2026-02-01' }), standing: { kind: 'revoked', by } },
        active(credit('b', { ...same, completedOn: '2026-03-01' })),
      ],
    })
    expect(evaluation.counted.map(({ entry }) => entry)).toEqual(['b'])
  })
})

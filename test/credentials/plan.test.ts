/** Which offered courses close which gap before the cycle ends. */
import { describe, expect, it } from 'vitest'
import { type Offer, plan } from '../../src/credentials/plan.ts'
import { active, credentialWith, credit, evaluated, max, min, question, version } from './sample.ts'

const offer = (id: string, changes: Partial<Offer> = {}): Offer => {
  const { title, type, domains, credentials, credits, unit, minutes, source, activity } = credit(id)
  const proof = new Set(['certificate'] as const)
  return { id, title, type, domains, credentials, credits, unit, minutes, source, activity, proof, ...changes }
}

const credential = credentialWith([
  version({
    total: { base: 6 },
    earnOnce: 'cycle',
    evidenceRequired: [{ anyOf: ['certificate'] }],
    rules: [max('self-study', 2, { types: ['self-study'] }), min('ethics', 2, { domains: ['ethics'] })],
  }),
])
const held = question({
  credential,
  standings: [active(credit('done', { credits: 2, type: 'self-study', activity: 'https://example.org/done' }))],
})

describe('plan', () => {
  it('takes what closes most first, and says which rule each step closes, how far and until when', () => {
    const offers = [
      offer('coding', { credits: 2 }),
      offer('ethics', { credits: 2, domains: ['ethics'], until: '2027-03-31' }),
      offer('more', { credits: 2, minutes: 300 }),
    ]
    expect(plan(held, offers)).toEqual({
      missing: [
        { rule: 'total', missing: 4 },
        { rule: 'ethics', missing: 2 },
      ],
      steps: [
        {
          offer: 'ethics',
          title: 'Activity ethics',
          credits: 2,
          minutes: 60,
          by: '2027-03-31',
          closes: [
            { rule: 'total', by: 2, closed: false },
            { rule: 'ethics', by: 2, closed: true },
          ],
        },
        {
          offer: 'coding',
          title: 'Activity coding',
          credits: 2,
          minutes: 60,
          by: '2027-12-31',
          closes: [{ rule: 'total', by: 2, closed: true }],
        },
      ],
      left: [],
      passedOver: [
        {
          offer: 'more',
          title: 'Activity more',
          reason: { code: 'closes-nothing', text: 'It closes none of the gaps that are left.' },
        },
      ],
    })
  })

  it('passes over what cannot help, each with its reason, and says what would be left', () => {
    const offers = [
      offer('again', { activity: 'https://example.org/done' }),
      offer('over', { type: 'self-study' }),
      offer('ended', { until: '2026-11-21' }),
      offer('future', { from: '2028-01-01' }),
      offer('foreign', { credentials: ['ahima-cca'] }),
      offer('unproven', { proof: new Set() }),
      offer('last-day', { until: '2026-11-22', credits: 1 }),
    ]
    const planned = plan(held, offers)
    expect(planned?.steps.map((step) => step.offer)).toEqual(['last-day'])
    expect(planned?.passedOver.map((one) => [one.offer, one.reason.code])).toEqual([
      ['again', 'earned'],
      ['over', 'closes-nothing'],
      ['ended', 'not-in-time'],
      ['future', 'not-in-time'],
      ['foreign', 'other-credential'],
      ['unproven', 'evidence-missing'],
    ])
    expect(planned?.left).toEqual([
      { rule: 'total', missing: 3 },
      { rule: 'ethics', missing: 2 },
    ])
  })

  it('promises what evaluate finds once the steps are done', () => {
    const offers = Array.from({ length: 8 }, (_, i) =>
      offer(`o${i}`, {
        credits: 0.5 + i / 4,
        domains: i % 3 === 0 ? ['ethics'] : ['coding'],
        type: i % 2 === 0 ? 'self-study' : 'course',
      }),
    )
    const planned = plan(held, offers)
    const earned = (planned?.steps ?? []).map((step) => {
      const { credits, domains, type } = offers.find(({ id }) => id === step.offer) ?? offer('none')
      return active(credit(step.offer, { credits, domains, type, completedOn: step.by }))
    })
    expect(earned.length).toBeGreaterThan(1)
    expect(planned?.left).toEqual([])
    expect(evaluated({ ...held, standings: [...held.standings, ...earned] }).met).toBe(true)
  })

  it('plans all awards of a course, which count beside each other', () => {
    const course = { activity: 'https://example.org/course' }
    const planned = plan(held, [
      offer('course/coding', { ...course, credits: 1, domains: ['coding'] }),
      offer('course/ethics', { ...course, credits: 2, domains: ['ethics'] }),
    ])
    expect(planned?.steps.map((step) => step.offer)).toEqual(['course/ethics', 'course/coding'])
  })

  it('has nothing to say where no version of the rules covers the cycle', () => {
    expect(plan({ ...held, holding: { since: '2019-01-01', extra: 0 }, today: '2019-06-01' }, [])).toBeUndefined()
  })
})

describe('an activity that counts once ever', () => {
  it('is not planned again in a later cycle', () => {
    const once = credentialWith([version({ total: { base: 6 }, earnOnce: 'ever' })])
    const { standings } = held
    const planned = plan({ ...held, credential: once, standings, today: '2028-05-05' }, [
      offer('again', { activity: 'https://example.org/done' }),
    ])
    expect(planned?.passedOver.map(({ reason }) => reason.code)).toEqual(['earned'])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { approverOf, filledIn, minutesFor } from '../../src/model/award.ts'
import { completionSources } from '../../src/model/completion-sources.ts'
import type { AwardFile } from '../../src/model/schema-types.ts'
import fc from '../support/properties.ts'

const bare: AwardFile = {
  id: 'completion',
  title: 'A course',
  type: 'self-study',
  domain: 'coding',
  requires: { completed: true },
  statement: 'It was completed.',
}

describe('credits and minutes', () => {
  it.each([
    ['both as written', { credits: 1, minutes: 90 }, { credits: 1, minutes: 90 }],
    ['credits from minutes', { minutes: 90 }, { credits: 1.5, minutes: 90 }],
    ['rounded down to hundredths', { minutes: 50 }, { credits: 0.83, minutes: 50 }],
    ['of another unit', { minutes: 600, unit: { name: 'IACET CEU', minutes: 600 } }, { credits: 1, minutes: 600 }],
    ['minutes from credits', { credits: 1.5 }, { credits: 1.5, minutes: 90 }],
    ['minutes of no credits', { credits: 0 }, { credits: 0, minutes: 1 }],
  ])('%s', (_, written, expected) => {
    expect(filledIn({ ...bare, ...written })).toMatchObject(expected)
  })

  it('neither is nothing', () => {
    expect(filledIn(bare)).toBeUndefined()
  })

  it('what is filled in never claims more than the minutes allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 6000 }), (minutes, per) => {
        const award = filledIn({ ...bare, minutes, unit: { name: 'CEU', minutes: per } })
        expect(minutesFor(award?.credits ?? Number.NaN, per)).toBeLessThanOrEqual(minutes)
      }),
    )
  })

  it('a float that comes near a whole number of minutes is that number', () => {
    expect(minutesFor(1.1, 60)).toBe(66)
    expect(minutesFor(0.29, 100)).toBe(29)
  })
})

it('the approver is the one of the approval where there is no other', () => {
  const approval = { approver: 'A', number: '1', title: 'A course', from: '2026-01-01', until: '2026-12-31' }
  expect(approverOf({ approval })).toBe('A')
  expect(approverOf({ approver: 'B' })).toBe('B')
  expect(approverOf({})).toBeUndefined()
})

it('what an award may accept are sources of completions', () => {
  const text = readFileSync(new URL('../../schemas/award.schema.json', import.meta.url), 'utf8')
  const { properties } = JSON.parse(text) as { properties: { acceptedSources: { items: { enum: string[] } } } }
  const allowed = properties.acceptedSources.items.enum
  expect(allowed).toEqual(Object.keys(completionSources).filter((source) => !['manual', 'external'].includes(source)))
})

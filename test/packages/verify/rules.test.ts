import { describe, expect, it, test } from 'vitest'
import { type RuleId, rules, topics, verifyPackage } from '../../../src/packages/verify/index.ts'
import { defaultLimits } from '../../../src/packages/verify/limits.ts'
import type { Rule } from '../../../src/packages/verify/rule.ts'
import { badPackages } from './bad-packages.ts'
import { goodPackages, packed } from './good-packages.ts'

const ids = Object.keys(rules) as RuleId[]

describe('the record of rules', () => {
  it('has each rule in one topic', () => {
    const listed = Object.values(topics).flatMap((topic) => Object.keys(topic))
    expect(listed.toSorted()).toEqual(ids.toSorted())
    expect(ids.length).toBeGreaterThan(100)
  })

  it('has a bad package for each rule, and none for rules that are gone', () => {
    expect(Object.keys(badPackages).toSorted()).toEqual(ids.toSorted())
  })

  it.each(ids)('%s has its words', (id) => {
    const { title, hint, clause }: Rule = rules[id]
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const words of [title, hint, clause]) expect(words.trim().length).toBeGreaterThan(4)
    expect(title).not.toMatch(/\.$/)
    expect(hint).toMatch(/[.]$/)
  })
})

describe('good packages', () => {
  test.each(Object.entries(goodPackages))('%s breaks no rule', async (kind, entries) => {
    expect(await verifyPackage(packed(entries))).toMatchObject({ standard: kind, violations: [] })
  })
})

describe('a package with one fault breaks', () => {
  test.each(Object.entries(badPackages))(
    '%s and nothing else',
    async (id, { zip, alongside = [], limits, schemas }) => {
      const { violations } = await verifyPackage(zip, { ...defaultLimits, ...limits }, schemas)
      expect([...new Set(violations.map(({ rule }) => rule))].toSorted()).toEqual([id, ...alongside].toSorted())
      for (const { message } of violations) {
        expect(message).toMatch(/\.$/)
        expect(message).not.toContain('undefined')
      }
    },
  )
})

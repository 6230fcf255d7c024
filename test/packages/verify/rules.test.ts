import { describe, expect, it, test } from 'vitest'
import { type RuleId, rules, topics, verifyPackage } from '../../../src/packages/verify/index.ts'
import { defaultLimits } from '../../../src/packages/verify/limits.ts'
import type { Rule } from '../../../src/packages/verify/rule.ts'
import { badPackages, edited } from './bad-packages.ts'
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

describe('SCORM 2004 words and numbers that only some places take', () => {
  const edition = ['2004 4th Edition', '2004 3rd Edition'] as const
  const threshold = (text: string) => `<adlcp:completionThreshold>${text}</adlcp:completionThreshold>`
  test.each<[string, readonly (readonly [string | RegExp, string])[], RuleId, string]>([
    [
      'an action of another kind of rule',
      [['action="skip"', 'action="retry"']],
      'rule-action',
      'action is "retry"; allowed: skip, ',
    ],
    [
      'a threshold in percent, before the 4th Edition',
      [edition, [/<adlcp:completionThreshold .*>/, threshold('80')]],
      'completion-threshold-range',
      'completionThreshold is "80".',
    ],
    [
      'a word of adlseq',
      [
        [
          '<imsss:deliveryControls tracked="true"/>',
          '<imsss:deliveryControls tracked="true"/><s:rollupConsiderations xmlns:s="http://www.adlnet.org/xsd/adlseq_v1p3" requiredForCompleted="sometimes"/>',
        ],
        ['xsi:schemaLocation="', 'xsi:schemaLocation="http://www.adlnet.org/xsd/adlseq_v1p3 imscp_v1p1.xsd '],
      ],
      'sequencing-word',
      'requiredForCompleted is "sometimes"; allowed: always, ',
    ],
    [
      'a weight in percent',
      [['<imsss:rollupRules>', '<imsss:rollupRules objectiveMeasureWeight="50">']],
      'sequencing-number',
      'objectiveMeasureWeight is "50", not a number from 0 to 1.',
    ],
  ])('%s', async (_, changes, rule, words) => {
    const { violations } = await verifyPackage(
      packed({ ...goodPackages.scorm2004, 'imsmanifest.xml': edited('scorm2004', ...changes) }),
    )
    expect(violations).toEqual([expect.objectContaining({ rule, message: expect.stringContaining(words) })])
  })

  it('takes a threshold as text before the 4th Edition', async () => {
    const manifest = edited('scorm2004', edition, [/<adlcp:completionThreshold .*>/, threshold(' 0.8 ')])
    const { violations } = await verifyPackage(packed({ ...goodPackages.scorm2004, 'imsmanifest.xml': manifest }))
    expect(violations).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { completionSources, DEFAULT_SOURCES } from '../../src/model/completion-sources.ts'
import {
  type CreditEntry,
  keyOf,
  type LedgerEntry,
  type RevocationEntry,
  readEntry,
  standings,
} from '../../src/model/ledger.ts'
import { creditEntry } from '../storage/credit-entry.ts'
import fc from '../support/properties.ts'

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schemas/ledger-entry.schema.json', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020({ strict: false })
addFormats.default(ajv)
const validate = ajv.compile(schema as object)

const revocation = (entry: string, changes: Partial<RevocationEntry> = {}): RevocationEntry => ({
  kind: 'revocation',
  id: `r-${entry}`,
  learner: 'ada',
  entry,
  reason: 'a mistake',
  recordedBy: 'operator',
  recordedAt: 9,
  ...changes,
})
/** As the first version wrote them. */
const first = {
  id: 'e1',
  learner: 'ada',
  course: { id: 'c', version: '1.0.0', hash: 'h' },
  award: 'completion',
  registration: 'r1',
  title: 'T',
  type: 'self-study',
  domain: 'coding',
  credential: 'ahima-ccs',
  credits: 1,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 60,
  completedOn: '2026-11-22',
  timeZone: 'UTC',
  source: 'hosted',
  evidence: { statements: ['s'], state: 'etag', certificate: 'CW-1' },
  recordedBy: 'service',
  recordedAt: 5,
}

describe('an entry', () => {
  const full = creditEntry({
    topic: 'ICD-10-PCS',
    credentials: ['ahima-ccs'],
    provider: 'P',
    approver: 'A',
    approval: { approver: 'A', number: '1', title: 'T' },
    evidence: {
      statements: ['s'],
      exam: { id: 'final', attempt: 1, percent: 9000 },
      file: { sha256: 'a'.repeat(64), name: 'x.pdf', type: 'application/pdf', bytes: 3 },
      roster: { sha256: 'b'.repeat(64), line: 2 },
    },
    replaces: 'e0',
    reason: 'why',
  })

  test.each<[string, LedgerEntry]>([
    ['of a hosted course', creditEntry()],
    ['with everything', full],
    ['that takes credit back', revocation('e1')],
  ])('%s is as the schema says, and is read back as it was', (_, entry) => {
    expect([validate(entry), validate.errors]).toEqual([true, null])
    expect(readEntry(JSON.stringify(entry))).toEqual(entry)
  })

  test('of the first version is read as the credit it is', () => {
    const entry = readEntry(JSON.stringify(first))
    expect(entry).toMatchObject({
      kind: 'credit',
      activity: 'https://chartwright.example/courses/c',
      domains: ['coding'],
      credentials: ['ahima-ccs'],
    })
    expect(entry).not.toHaveProperty('domain')
    expect(entry).not.toHaveProperty('credential')
    expect(validate(entry)).toBe(true)
    expect(keyOf(entry)).toEqual(['c', 'completion', 'r1'])
    const { credential: _, ...without } = first
    expect(readEntry(JSON.stringify(without))).toMatchObject({ credentials: [] })
  })

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', '{}'],
    ['another kind', JSON.stringify({ ...creditEntry(), kind: 'debit' })],
    ['another source', JSON.stringify({ ...creditEntry(), source: 'hearsay' })],
    ['negative credits', JSON.stringify(creditEntry({ credits: -1 }))],
    ['one domain in place of a list', JSON.stringify({ ...creditEntry(), domains: 'coding' })],
    ['evidence that is a text', JSON.stringify({ ...creditEntry(), evidence: 'it is true' })],
    ['a revocation without a reason', JSON.stringify({ ...revocation('e1'), reason: undefined })],
    ['the first version without an award', JSON.stringify({ ...first, award: undefined })],
  ])('that is %s is refused', (_, text) => expect(() => readEntry(text)).toThrow(TypeError))

  test.each<[string, CreditEntry | RevocationEntry, readonly string[]]>([
    ['an award', creditEntry(), ['course', 'completion', 'r1']],
    ['an award earned anew', creditEntry({ follows: 'e1' }), ['course', 'completion', 'r1 after e1']],
    ['a correction', creditEntry({ replaces: 'e1' }), ['', 'correction', 'e1']],
    ['a revocation', revocation('e1'), ['', 'revocation', 'e1']],
    ['an external activity', creditEntry({ id: 'x', source: 'external', registration: 'k' }), ['', 'external', 'k']],
  ])('has the key of %s', (_, entry, key) => expect(keyOf(entry)).toEqual(key))

  test('of a roster has one key for each learner and award', () => {
    const { registration: _, ...entry } = creditEntry({ source: 'roster' })
    expect(keyOf(entry)).toEqual(['course', 'completion', 'roster:ada'])
  })
})

test('an entry counts until it is revoked or replaced, and a revocation is final', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => creditEntry({ id })) as [CreditEntry, CreditEntry, CreditEntry]
  const correction = creditEntry({ id: 'b2', replaces: 'b' })
  const kinds = (entries: readonly LedgerEntry[]) => standings(entries).map(({ standing }) => standing.kind)
  expect(kinds([a, b, c, revocation('a'), correction])).toEqual(['revoked', 'replaced', 'active', 'active'])
  expect(kinds([b, correction, revocation('b2'), revocation('b')])).toEqual(['revoked', 'revoked'])
})

test('however entries are corrected and revoked, each line of corrections has at most one that counts', () => {
  const steps = fc.array(fc.record({ revoke: fc.boolean(), of: fc.nat() }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, (done) => {
      const entries: LedgerEntry[] = [creditEntry({ id: '0' })]
      for (const [i, { revoke, of }] of done.entries()) {
        // What the store would take: a key that is there is not written again.
        const target = entries[of % entries.length]
        if (target?.kind !== 'credit') continue
        const next = revoke ? revocation(target.id) : creditEntry({ id: `${i + 1}`, replaces: target.id })
        const key = keyOf(next).join()
        if (!entries.some((entry) => keyOf(entry).join() === key)) entries.push(next)
      }
      const active = standings(entries).filter(({ standing }) => standing.kind === 'active')
      expect(active.length).toBeLessThanOrEqual(1)
    }),
  )
})

test('what is graded here and what is launched from here is accepted by default, and nothing else', () => {
  expect(DEFAULT_SOURCES).toEqual(['hosted', 'cmi5'])
  expect(Object.values(completionSources).every(({ trust }) => trust.length > 0)).toBe(true)
})

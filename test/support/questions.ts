import { stateKey } from '../../src/model/key.ts'
import type { CodeLine, Question } from '../../src/model/schema-types.ts'

/** One question of each type, small enough to read in a test. */
const common = (id: string, domain = 'diagnosis') => ({
  id,
  key: stateKey(id),
  bank: 'demo',
  stem: `<p>Stem of ${id}</p>`,
  stemText: `Stem of ${id}`,
  rationale: '<p>Because.</p>',
  difficulty: 'medium' as const,
  domain,
  points: 1,
  partial: false,
  source: { file: 'questions/demo.md', line: 1 },
})
const item = (id: string) => ({ id, html: `<p>${id}</p>`, text: `Item ${id}` })
const option = (id: string, correct: boolean, pinned = false) => ({ ...item(id), correct, pinned })

/** A line of a key that must be reported. */
export const codeLine = (
  role: CodeLine['role'],
  code: string,
  points = 1,
  extra: Partial<CodeLine> = {},
): CodeLine => ({
  role,
  need: 'required',
  system: 'icd10cm',
  accepts: [{ code, match: 'exact' }],
  points,
  evidence: [],
  ...extra,
})

type Extra = Partial<Pick<Question, 'domain' | 'points' | 'partial'>>

export const sample = {
  'single-choice': (id = 'single', extra: Extra = {}) => ({
    ...common(id),
    type: 'single-choice' as const,
    shuffle: true,
    options: [option('a', false), option('b', true), option('c', false), option('d', false, true)],
    ...extra,
  }),
  'multiple-response': (id = 'multiple', extra: Extra = {}) => ({
    ...common(id),
    type: 'multiple-response' as const,
    shuffle: true,
    options: [option('a', true), option('b', false), option('c', true), option('d', false)],
    ...extra,
  }),
  'true-false': (id = 'truth', extra: Extra = {}) => ({
    ...common(id),
    type: 'true-false' as const,
    answer: false,
    ...extra,
  }),
  ordering: (id = 'order', extra: Extra = {}) => ({
    ...common(id),
    type: 'ordering' as const,
    items: [item('a'), item('b'), item('c')],
    ...extra,
  }),
  matching: (id = 'match', extra: Extra = {}) => ({
    ...common(id),
    type: 'matching' as const,
    sources: [item('a'), item('b')],
    targets: [item('a'), item('b'), item('c')],
    pairs: ['c', 'a'],
    sourceLabel: 'Left',
    targetLabel: 'Right',
    ...extra,
  }),
  numeric: (id = 'number', extra: Extra = {}) => ({
    ...common(id),
    type: 'numeric' as const,
    value: 42,
    tolerance: 0.5,
    unit: 'minutes',
    ...extra,
  }),
  'short-text': (id = 'text', extra: Extra = {}) => ({
    ...common(id),
    type: 'short-text' as const,
    accepted: ['principal diagnosis', 'first-listed diagnosis'],
    caseSensitive: false,
    ...extra,
  }),
  codes: (id = 'codes', extra: Extra = {}) => ({
    ...common(id),
    type: 'codes' as const,
    setting: 'inpatient' as const,
    asks: ['diagnoses' as const, 'poa' as const, 'procedures' as const, 'days' as const],
    rule: { poa: 0.25, sequence: 0.5, day: 0.25, penalty: 0.5 },
    lines: [
      codeLine('principal', 'A41.51', 0.5, { poa: 'Y' }),
      codeLine('secondary', 'N39.0', 0.25, { poa: 'Y' }),
      codeLine('procedure', '0DTJ4ZZ', 0.25, { day: 2, system: 'icd10pcs' }),
    ],
    instead: [],
    documents: [],
    ...extra,
  }),
} satisfies { [T in Question['type']]: (id?: string, extra?: Extra) => Extract<Question, { type: T }> }

export const samples: readonly Question[] = Object.values(sample).map((make) => make())

import { stateKey } from '../../src/model/key.ts'
import type { Question } from '../../src/model/schema-types.ts'

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
} satisfies { [T in Question['type']]: (id?: string, extra?: Extra) => Extract<Question, { type: T }> }

export const samples: readonly Question[] = Object.values(sample).map((make) => make())

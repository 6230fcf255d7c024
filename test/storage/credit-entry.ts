import type { CreditEntry } from '../../src/model/ledger.ts'
import { uuid } from './databases.ts'

/** An award of a hosted course, or what the changes make of it. */
export const creditEntry = (changes: Partial<CreditEntry> = {}): CreditEntry => ({
  kind: 'credit',
  id: uuid(),
  learner: 'ada',
  course: { id: 'course', version: '1.0.0', hash: 'h' },
  award: 'completion',
  registration: 'r1',
  activity: 'https://chartwright.example/courses/course',
  title: 'Zweite Übung ✓',
  type: 'self-study',
  domains: ['coding'],
  credentials: [],
  credits: 1.5,
  unit: { name: 'CEU', minutes: 60 },
  minutes: 90,
  completedOn: '2026-11-22',
  timeZone: 'UTC',
  source: 'hosted',
  evidence: { statements: ['s'], state: 'etag', certificate: 'CW-1' },
  recordedBy: 'service',
  recordedAt: 5,
  ...changes,
})

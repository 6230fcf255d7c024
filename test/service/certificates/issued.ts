/** A service in which somebody has a certificate, issued as awards are. */

import { issueAward } from '../../../src/service/awards/issue.ts'
import type { Learner } from '../../../src/storage/records.ts'
import { compiledFixture } from '../../support/compiled.ts'
import type { TestService } from '../../support/service.ts'

const course = compiledFixture('minimal')

export interface IssueOptions {
  readonly registration?: string
  readonly validMonths?: number
  readonly template?: string
  readonly approver?: string
}

/** Number of the certificate. */
export async function issue(
  { service }: Pick<TestService, 'service'>,
  learner: Learner,
  { registration = 'r', validMonths, template, approver }: IssueOptions = {},
): Promise<string> {
  const issued = await service.store.transaction((tx) =>
    issueAward(tx, service, {
      course,
      award: {
        id: 'completion',
        title: 'A minimal course',
        type: 'self-study',
        domain: 'coding-and-classification',
        credits: 1.5,
        minutes: 90,
        statement: 'What it means.',
        requires: { completed: true },
        ...(validMonths === undefined ? {} : { validMonths }),
        ...(template === undefined ? {} : { template }),
        ...(approver === undefined ? {} : { approver }),
      },
      registration,
      learner,
      completedOn: '2026-11-20',
      source: 'hosted',
      exam: undefined,
      evidence: { statements: [] },
      recordedBy: 'service',
    }),
  )
  if (issued === undefined) throw new Error('The certificate was not issued')
  return issued.number
}

/** An entry by staff, for a certificate that is written by hand. */
export async function appendEntry(
  { service }: Pick<TestService, 'service'>,
  learner: Learner,
  id: string,
): Promise<string> {
  await service.store.ledger.append({
    kind: 'credit',
    id,
    learner: learner.id,
    activity: 'https://college.example/seminar',
    title: 'A seminar',
    type: 'course',
    domains: ['coding-and-classification'],
    credentials: [],
    credits: 1,
    unit: { name: 'CEU', minutes: 60 },
    minutes: 60,
    completedOn: '2026-11-20',
    timeZone: 'UTC',
    source: 'manual',
    evidence: { statements: [] },
    reason: 'For a test',
    recordedBy: 'operator',
    recordedAt: service.now(),
  })
  return id
}

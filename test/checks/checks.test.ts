/** Every rule with a course that keeps it and one that breaks it, and exactly what is said about the latter. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checks, runChecks } from '../../src/checks/index.ts'
import { canonical } from '../../src/compiler/canonical.ts'
import type { Award, CompiledCourse, Credential, CredentialVersion, Question } from '../../src/model/schema-types.ts'
import { textReport } from '../../src/problems/text.ts'
import { compiledFixture } from '../support/compiled.ts'
import { expectGolden } from '../support/golden.ts'

type Change = (course: CompiledCourse) => CompiledCourse
/** Rules over what authors wrote about codes and patients are tested on written courses: coding.test.ts, phi.test.ts. */
type Name = Exclude<keyof typeof checks, 'phi' | 'distractor-right' | `key-${string}`>

/** The minimal course, whose award asks for time spent in it. */
const fixture = compiledFixture('minimal')
const minimal: CompiledCourse = {
  ...fixture,
  awards: fixture.awards.map((one) => ({ ...one, requires: { ...one.requires, seatMinutes: 20 } })),
}

const award =
  (changes: Partial<Award>): Change =>
  (course) => ({ ...course, awards: course.awards.map((one) => ({ ...one, ...changes })) })
const split =
  (...parts: readonly Partial<Award>[]): Change =>
  (course) => ({
    ...course,
    purpose: 'continuing-education',
    awards: course.awards.flatMap((one) => parts.map((part, i) => ({ ...one, ...part, id: `part-${i}` }))),
  })
const continuing: Change = (course) => ({ ...course, purpose: 'continuing-education' })
const exam =
  (changes: Partial<CompiledCourse['exams'][number]>): Change =>
  (course) => ({ ...course, exams: course.exams.map((one) => ({ ...one, ...changes })) })
const all =
  (...changes: readonly Change[]): Change =>
  (course) =>
    changes.reduce((result, change) => change(result), course)

const approval: Award['approval'] = {
  approver: 'Example Association',
  number: '12345',
  title: 'A minimal course',
  from: '2026-01-01',
  until: '2026-12-31',
}

const credential = (id: string, unit: Credential['unit'], changes: Partial<CredentialVersion>): Credential => ({
  id,
  name: id,
  body: 'Example Association',
  unit,
  versions: [
    {
      version: '2026',
      from: '2026-01-01',
      source: { document: 'An invented rule', retrieved: '2026-01-01' },
      cycle: { months: 24, anchor: 'holder' },
      total: { base: 20 },
      earnOnce: 'ever',
      carryOver: 'none',
      rules: [],
      fees: 'unknown',
      retention: 'unknown',
      ...changes,
    },
  ],
})

const credentials = new Map(
  [
    credential(
      'example-body',
      { name: 'CEU', minutes: 60 },
      {
        accept: ['hosted', 'cmi5', 'roster'],
        evidenceRequired: [{ anyOf: ['approval'] }, { anyOf: ['exam'] }, { anyOf: ['certificate', 'file'] }],
      },
    ),
    credential('example-hours', { name: 'CEU', minutes: 60 }, {}),
  ].map((one) => [one.id, one]),
)

/** Each exam draws everything its banks hold. */
const drawAll: Change = (course) => ({
  ...course,
  exams: course.exams.map((one) => ({
    ...one,
    sections: one.sections.map((section) => ({
      ...section,
      draws: section.draws.map((draw) => ({ ...draw, count: draw.questions.length })),
    })),
  })),
})

/** `count` short-text questions, asked in the text or in the exam. */
function typed(count: number, where: 'check' | 'exam'): Change {
  return (course) => {
    const model = course.questions.find((question) => question.type === 'short-text')
    const added = Array.from({ length: count }, (_, i): Question => {
      if (model === undefined) throw new Error('the fixture has no short text')
      return { ...model, id: `typed-${String(i).padStart(3, '0')}`, key: `t${String(i).padStart(3, '0')}` }
    })
    const ids = added.map(({ id }) => id)
    const questions = [...course.questions, ...added]
    if (where === 'exam') {
      const sections = [{ id: 'typed', title: 'Typed', draws: [{ count, questions: ids }] }]
      return { ...course, questions, exams: course.exams.map((one) => ({ ...one, sections })) }
    }
    const section = {
      id: 'basics/typed',
      title: 'Typed',
      blocks: [{ kind: 'check' as const, id: 'basics/typed#1', questions: ids, pick: count }],
    }
    const modules = course.modules.map((module, i) =>
      i === 0 ? { ...module, sections: [...module.sections, section] } : module,
    )
    return { ...course, questions, modules }
  }
}

/** Twelve single-choice questions; in the first `telling` the right option is by far the longest. */
const singleChoices =
  (telling: number): Change =>
  (course) => {
    const model = course.questions.find((question) => question.type === 'single-choice')
    if (model === undefined) throw new Error('the fixture has no single choice')
    const questions = Array.from(
      { length: 12 },
      (_, i): Question => ({
        ...model,
        id: `choice-${i}`,
        options: ['a', 'b', 'c'].map((id) => {
          const correct = id === 'b'
          const text = correct && i < telling ? 'The whole truth with all its conditions' : 'Something short'
          return { id, html: text, text, correct, pinned: false }
        }),
      }),
    )
    return { ...course, questions }
  }

const cases: {
  readonly [N in Name]: {
    readonly good: Readonly<Record<string, Change>>
    readonly bad: Readonly<Record<string, Change>>
  }
} = {
  'state-budget': {
    good: { 'the fixture': (course) => course },
    bad: { 'many typed answers in the text': typed(40, 'check'), 'many typed answers in an exam': typed(40, 'exam') },
  },
  'approval-guard': {
    good: {
      'no claim': award({ credits: 0 }),
      'an exam-prep course without credits': (course) => ({ ...course, purpose: 'exam-prep' }),
      'credits of a continuing-education course': all(award({ credits: 0.5, approval }), continuing),
      'the last day of an approval': award({ approval: { ...approval, until: '2026-11-22' } }),
      'a longer unit': award({ credits: 0.6, unit: { name: 'CEU', minutes: 50 } }),
      'a score in an exam': award({ requires: { completed: true, exam: 'final', score: 80, attempts: 2 } }),
      'the first day of an approval': award({ approval: { ...approval, from: '2026-11-22' } }),
      'a window inside the approval': award({ approval, window: { from: '2026-06-01', until: '2026-12-31' } }),
      'an approver without a number': award({ approver: 'Example Association' }),
      'a credential whose rules it keeps': award({
        credits: 0.5,
        credentials: ['example-body', 'example-hours'],
        approval,
        requires: { completed: true, exam: 'final', seatMinutes: 20 },
      }),
      'the exam that completing the course takes': award({
        credits: 0.5,
        credentials: ['example-body'],
        approval,
        requires: { completed: true, seatMinutes: 20 },
      }),
      'credits that are meant to need no time': all(
        award({ credits: 0.5, requires: { completed: true, seatMinutes: 0 } }),
        continuing,
      ),
      'credits that other systems alone give': all(
        award({ credits: 0.5, requires: { completed: true }, acceptedSources: ['roster'] }),
        continuing,
      ),
    },
    bad: {
      'exam-prep with credits': all(award({ credits: 0.5 }), (course) => ({ ...course, purpose: 'exam-prep' })),
      'more credits than minutes': award({ credits: 1 }),
      'more credits than minutes of a longer unit': award({ credits: 1, unit: { name: 'CEU', minutes: 50 } }),
      'another title': award({ approval: { ...approval, title: 'A Minimal Course' } }),
      'dates the wrong way round': award({ approval: { ...approval, from: '2027-01-01' } }),
      'an approval that has ended': award({ approval: { ...approval, until: '2026-11-21' } }),
      'an approval that has not begun': award({ approval: { ...approval, from: '2026-11-23' } }),
      'exam-prep with an approval': all(award({ approval }), (course) => ({ ...course, purpose: 'exam-prep' })),
      'exam-prep with an approver': all(award({ approver: 'Example Association' }), (course) => ({
        ...course,
        purpose: 'exam-prep',
      })),
      'two approvers': award({ approval, approver: 'Another Association' }),
      'a score without an exam': award({ requires: { completed: true, score: 80 } }),
      'attempts without an exam': award({ requires: { completed: true, attempts: 1 } }),
      'a window the wrong way round': award({ window: { from: '2026-12-01', until: '2026-11-01' } }),
      'a window that begins before the approval': award({
        approval,
        window: { from: '2025-12-31', until: '2026-12-31' },
      }),
      'a window that ends after the approval': award({ approval, window: { from: '2026-01-01', until: '2027-01-01' } }),
      'a window that has ended': award({ window: { from: '2026-01-01', until: '2026-11-21' } }),
      'a credential nobody knows': award({ credentials: ['exampel-body'] }),
      'more credits than the credential gives': award({
        credits: 0.6,
        minutes: 30,
        unit: { name: 'CEU', minutes: 50 },
        credentials: ['example-hours'],
      }),
      'no time asked for': all(award({ credits: 0.5, requires: { completed: true, exam: 'final' } }), continuing),
      'what the body requires is missing': award({ credits: 0.5, credentials: ['example-body'] }),
      'a source the body refuses': award({
        approval,
        credentials: ['example-body'],
        requires: { completed: true, exam: 'final' },
        acceptedSources: ['hosted', 'lms-key'],
      }),
    },
  },
  'award-minutes': {
    good: {
      'as long as modules and exam': award({ minutes: 60 }),
      'hours shared among two awards': split({ minutes: 40, credits: 0.5 }, { minutes: 20, credits: 0.25 }),
      'the same hours for different credentials': split(
        { minutes: 60, credits: 1, credentials: ['example-hours'] },
        { minutes: 60, credits: 1, credentials: ['example-body'], approval },
      ),
      'the same hours without credits': split({ minutes: 60, credits: 1 }, { minutes: 60, credits: 0 }),
    },
    bad: {
      'a minute longer': award({ minutes: 61 }),
      'the same hours twice': split({ minutes: 40, credits: 0.5 }, { minutes: 21, credits: 0.25 }),
    },
  },
  'exam-pace': {
    good: {
      'no clock': exam({ minutes: 0 }),
      'half a minute each': exam({ minutes: 4 }),
      'ten minutes each': exam({ minutes: 80 }),
    },
    bad: { hurried: exam({ minutes: 3 }), endless: exam({ minutes: 81 }) },
  },
  'exam-retake': {
    good: {
      'more in the banks than drawn': exam({ attempts: 3 }),
      'one attempt': all(drawAll, exam({ attempts: 1 })),
      'keys only after passing': all(drawAll, exam({ feedback: 'after-pass' })),
    },
    bad: { 'several attempts': drawAll, 'attempts without end': all(drawAll, exam({ attempts: 0 })) },
  },
  'longest-key': {
    good: { 'some of many': singleChoices(7), 'too few to say': (course) => course },
    bad: { 'most of many': singleChoices(8) },
  },
}

const run = (change: Change) =>
  runChecks({
    course: canonical(change(minimal)),
    at: {
      course: (pointer) => ({ file: `course.yaml${pointer}` }),
      exam: (id, pointer) => ({ file: `exams/${id}.yaml${pointer}` }),
      bank: (id) => ({ file: `questions/${id}.md` }),
    },
    targets: [{ name: 'scorm12', stateLimit: 4096 }, { name: 'unlimited' }],
    texts: [],
    codes: { cited: [], lock: undefined, installed: undefined },
    today: '2026-11-22',
    credentials,
  })

describe.each(Object.entries(cases))('%s', (name, { good, bad }) => {
  it.each(Object.entries(good))('takes %s', (_, change) => {
    expect(run(change)).toEqual([])
  })

  it.each(Object.entries(bad))('tells %s', (what, change) => {
    const problems = run(change)
    expect(problems).not.toEqual([])
    expectGolden(`checks/${name}/${what.replaceAll(' ', '-')}.txt`, textReport(problems))
  })
})

it('every rule has a summary of one line', () => {
  for (const { summary } of Object.values(checks)) expect(summary).toMatch(/^[^\n]{10,100}$/)
})

it('every rule stands in docs/checks.md', () => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')
  const named = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)
  expect([...named, 'phi'].sort()).toEqual(Object.keys(checks).sort())
})

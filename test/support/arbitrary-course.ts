import { drawExam, examSeed } from '../../src/model/draw.ts'
import { stateKey } from '../../src/model/key.ts'
import { typeOf } from '../../src/model/question-types/index.ts'
import type { Response } from '../../src/model/response.ts'
import type { Codes, CompiledCourse, CompiledExam, CompiledModule, Question } from '../../src/model/schema-types.ts'
import { checkQuestions } from '../../src/model/state/codec.ts'
import { type ExamRecord, type LearnerState, noExam } from '../../src/model/state/learner-state.ts'
import { NUMBER_LIMIT, TEXT_LIMIT, textFits } from '../../src/model/state/pack.ts'
import fc from './properties.ts'
import { sample } from './questions.ts'

/** Whole courses and learner states for property tests: few rules, every shape. */
const TYPES = Object.keys(sample) as (keyof typeof sample)[]

export const courseOf = (shape: {
  modules: readonly number[]
  questions: readonly { type: keyof typeof sample; points: number; partial: boolean; domain: string }[]
  checks: readonly { module: number; pick: number; from: number }[]
  exams: readonly {
    counts: readonly number[]
    attempts: number
    shuffle: boolean
    clock: 'runs' | 'pauses'
    book?: boolean
  }[]
  id?: string
}): CompiledCourse => {
  const questions: Question[] = shape.questions.map((q, i) =>
    sample[q.type](`q-${i}`, { points: q.points, partial: q.partial, domain: q.domain }),
  )
  const ids = questions.map((q) => q.id).sort()
  const modules = shape.modules.map((count, m): CompiledModule => {
    const id = `module-${m}`
    const own = shape.checks.filter((check) => check.module % shape.modules.length === m)
    return {
      id,
      key: stateKey(id),
      title: id,
      objectives: [],
      minutes: 5,
      sections: Array.from({ length: count }, (_, s) => ({
        id: `${id}/section-${s}`,
        title: `Section ${s}`,
        blocks: [
          { kind: 'text' as const, html: '<p>Text.</p>' },
          ...(s === 0
            ? own.map((check, c) => {
                const pool = ids.slice(check.from % ids.length)
                return {
                  kind: 'check' as const,
                  id: `${id}/section-${s}#${c + 1}`,
                  questions: pool,
                  pick: Math.min(check.pick, pool.length),
                }
              })
            : []),
        ],
      })),
    }
  })
  const exams = shape.exams.map(
    (exam, e): CompiledExam => ({
      id: `exam-${e}`,
      title: `Exam ${e}`,
      minutes: 30,
      clock: exam.clock,
      attempts: exam.attempts,
      pass: 70,
      feedback: 'after-submit',
      shuffle: exam.shuffle,
      ...(exam.book === true ? { codebook: 'open' as const } : {}),
      sections: exam.counts.map((count, s) => ({
        id: `s-${s}`,
        title: 'Part',
        draws: [{ count: Math.min(count, ids.length), questions: ids }],
      })),
    }),
  )
  return {
    format: 1,
    id: shape.id ?? 'arbitrary',
    title: 'Arbitrary',
    version: '1.0.0',
    language: 'en',
    direction: 'ltr',
    description: 'A course.',
    authors: [{ name: 'Nobody' }],
    purpose: 'training',
    domains: [
      { id: 'diagnosis', title: 'Diagnosis' },
      { id: 'procedure', title: 'Procedure' },
    ],
    modules,
    questions,
    exams,
    glossary: [],
    completion: { sections: 100, checks: 'answered', ...(exams[0] === undefined ? {} : { exam: exams[0].id }) },
    awards: [],
    targets: ['scorm12'],
    assets: [],
    minutes: 5 * modules.length,
    hash: '0'.repeat(64),
  }
}

export const arbitraryShape = fc.record({
  modules: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 6 }),
  questions: fc.array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      points: fc.constantFrom(0.5, 1, 2, 3),
      partial: fc.boolean(),
      domain: fc.constantFrom('diagnosis', 'procedure'),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  checks: fc.array(fc.record({ module: fc.nat(5), pick: fc.integer({ min: 1, max: 6 }), from: fc.nat(39) }), {
    maxLength: 6,
  }),
  exams: fc.array(
    fc.record({
      counts: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
      attempts: fc.nat(4),
      shuffle: fc.boolean(),
      clock: fc.constantFrom('runs' as const, 'pauses' as const),
      book: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
})

const typedText = (limit: number) =>
  fc.string({ unit: 'grapheme', maxLength: limit / 2 }).filter((text) => text !== '' && textFits(text, limit))

/** A response the question accepts, or none. */
export function arbitraryResponse(question: Question): fc.Arbitrary<Response> {
  switch (question.type) {
    case 'single-choice':
      return fc.constantFrom(...question.options.map((o) => [o.id]))
    case 'multiple-response':
      return fc.subarray(
        question.options.map((o) => o.id),
        { minLength: 1 },
      )
    case 'true-false':
      return fc.constantFrom(['true'], ['false'])
    case 'ordering':
      return fc.shuffledSubarray(
        question.items.map((i) => i.id),
        { minLength: question.items.length },
      )
    case 'matching':
      return fc.tuple(...question.sources.map(() => fc.constantFrom('', ...question.targets.map((t) => t.id))))
    case 'numeric':
      return typedText(NUMBER_LIMIT).map((text) => [text])
    case 'short-text':
      return typedText(TEXT_LIMIT).map((text) => [text])
    case 'codes':
      return arbitraryCodes(question)
  }
}

const arbitrarySeed = fc.stringMatching(/^[A-Za-z0-9_-]{6}$/)

function arbitraryExam(course: CompiledCourse, seed: string, exam: CompiledExam): fc.Arbitrary<ExamRecord> {
  return fc.integer({ min: 1, max: 9 }).chain((number) => {
    const drawn = drawExam(examSeed(seed, exam.id, number), exam)
    const questions = drawn.flatMap((id) => course.questions.filter((q) => q.id === id))
    return fc.record({
      submitted: fc.nat(9),
      best: fc.nat(10_000),
      passed: fc.boolean(),
      attempt: fc.record(
        {
          number: fc.constant(number),
          startedAt: fc.integer({ min: 1_700_000_000, max: 4_000_000_000 }),
          usedSeconds: fc.nat(100_000),
          submitted: fc.boolean(),
          current: fc.nat(Math.max(0, drawn.length - 1)),
          responses: someOf(questions),
          flags: fc.subarray(drawn),
          ...(exam.codebook === 'open' ? { lookUps: fc.nat(1295) } : {}),
        },
        { requiredKeys: ['number', 'startedAt', 'usedSeconds', 'submitted', 'current', 'responses', 'flags'] },
      ),
    })
  })
}

/** Responses to some of the questions. */
const someOf = (questions: readonly Question[]): fc.Arbitrary<Record<string, Response>> =>
  fc
    .subarray([...questions])
    .chain((some) => fc.record(Object.fromEntries(some.map((question) => [question.id, arbitraryResponse(question)]))))

/** Any state a learner of this course can be in. */
export const arbitraryState = (course: CompiledCourse): fc.Arbitrary<LearnerState> =>
  arbitrarySeed.chain((seed) => {
    const sections = course.modules.flatMap((module) => module.sections.map((section) => section.id))
    const asked = new Set(checkQuestions(course, seed))
    const places = [...sections, ...course.exams.map((exam) => exam.id)]
    return fc
      .record({
        seed: fc.constant(seed),
        seconds: fc.nat(2_000_000),
        completed: fc.boolean(),
        bookmark: fc.constantFrom(...places),
        visited: fc.subarray(sections),
        checks: someOf(course.questions.filter((q) => asked.has(q.id))),
        exams: fc.record(
          Object.fromEntries(
            course.exams.map((exam) => [exam.id, fc.oneof(fc.constant(noExam), arbitraryExam(course, seed, exam))]),
          ),
        ),
      })
      .map((state) => ({ ...state }))
  })

/** Sorted option lists, as every state has them once it was stored. */
export function settled(course: CompiledCourse, state: LearnerState): LearnerState {
  const sort = (responses: Readonly<Record<string, Response>>): Record<string, Response> =>
    Object.fromEntries(
      Object.entries(responses).map(([id, response]) => {
        const question = course.questions.find((q) => q.id === id)
        if (question === undefined) return [id, response]
        const packed = typeOf(question).pack(question, response)
        return [id, typeOf(question).unpack(question, packed) ?? response]
      }),
    )
  const exams = Object.fromEntries(
    Object.entries(state.exams).map(([id, record]) => [
      id,
      record.attempt === undefined
        ? record
        : { ...record, attempt: { ...record.attempt, responses: sort(record.attempt.responses) } },
    ]),
  )
  return { ...state, checks: sort(state.checks), exams }
}

/** Codes of the key and others, each at most once, in any order and with any marks. */
const arbitraryCodes = (question: Codes): fc.Arbitrary<Response> =>
  fc
    .record({
      diagnoses: fc.uniqueArray(
        fc.tuple(fc.constantFrom('A41.51', 'N39.0', 'I10', 'E11.22', 'Z79.4'), fc.constantFrom('', ':Y', ':N', ':E')),
        {
          minLength: 1,
          selector: ([code]) => code,
        },
      ),
      procedures: fc.uniqueArray(
        fc.tuple(fc.constantFrom('0DTJ4ZZ', '0DTJ0ZZ', '99213'), fc.constantFrom('', ':1', ':36', ':366')),
        {
          selector: ([code]) => code,
        },
      ),
    })
    .map(({ diagnoses, procedures }) => [
      ...diagnoses.map(
        ([code, mark], i) => `${i === 0 ? 'P' : 'S'}:${code}${question.asks.includes('poa') ? mark : ''}`,
      ),
      ...(question.asks.includes('procedures')
        ? procedures.map(([code, mark]) => `R:${code}${question.asks.includes('days') ? mark : ''}`)
        : []),
    ])

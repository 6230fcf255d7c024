import type { CompiledCourse, CompiledExam, Question, Section } from '../../src/model/schema-types.ts'
import { arbitraryShape, arbitraryState, courseOf, settled } from '../support/arbitrary-course.ts'
import fc from '../support/properties.ts'
import { sample } from '../support/questions.ts'

/** A change an author makes; `n` says where. */
type Change = (course: CompiledCourse, n: number) => CompiledCourse

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const replaced = <T>(list: readonly T[], one: T | undefined, by: readonly T[]): T[] =>
  list.flatMap((item) => (item === one ? by : [item]))

type Check = Extract<Section['blocks'][number], { kind: 'check' }>

const editChecks = (course: CompiledCourse, change: (check: Check) => Partial<Check>): CompiledCourse => ({
  ...course,
  modules: course.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => (block.kind === 'check' ? { ...block, ...change(block) } : block)),
    })),
  })),
})

const mapPools = (course: CompiledCourse, pool: (ids: readonly string[]) => string[]): CompiledCourse => ({
  ...course,
  modules: course.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({
      ...section,
      blocks: section.blocks.flatMap((block): Section['blocks'] => {
        if (block.kind !== 'check') return [block]
        const questions = pool(block.questions)
        return questions.length === 0 ? [] : [{ ...block, questions, pick: Math.min(block.pick, questions.length) }]
      }),
    })),
  })),
  exams: course.exams.map((exam) => ({
    ...exam,
    sections: exam.sections.map((section) => ({
      ...section,
      draws: section.draws.map((draw) => {
        const questions = pool(draw.questions)
        return { count: Math.min(draw.count, questions.length), questions }
      }),
    })),
  })),
})

const edit = (course: CompiledCourse, n: number, change: (question: Question) => Question): CompiledCourse => {
  const question = at(course.questions, n)
  return question === undefined
    ? course
    : { ...course, questions: replaced(course.questions, question, [change(question)]) }
}

const editExam = (
  course: CompiledCourse,
  n: number,
  change: (exam: CompiledExam) => CompiledExam[],
): CompiledCourse => {
  const exam = at(course.exams, n)
  return exam === undefined ? course : { ...course, exams: replaced(course.exams, exam, change(exam)) }
}

const changes: Readonly<Record<string, Change>> = {
  nothing: (course) => course,
  'a question goes': (course, n) => {
    const gone = at(course.questions, n)?.id
    if (course.questions.length < 2) return course
    const rest = { ...course, questions: course.questions.filter(({ id }) => id !== gone) }
    return mapPools(rest, (ids) => ids.filter((id) => id !== gone))
  },
  'a question comes': (course, n) => {
    const types = Object.values(sample)
    const id = `fresh-${n % 5}`
    const question = at(types, n)?.(id)
    if (question === undefined || course.questions.some((one) => one.id === id)) return course
    return mapPools({ ...course, questions: [...course.questions, question] }, (ids) => [...ids, id])
  },
  'points change': (course, n) => edit(course, n, (question) => ({ ...question, points: question.points + 1 })),
  'partial credit changes': (course, n) => edit(course, n, (question) => ({ ...question, partial: !question.partial })),
  'a key changes': (course, n) => edit(course, n, otherKey),
  'an option goes': (course, n) =>
    edit(course, n, (question) =>
      'options' in question ? { ...question, options: question.options.slice(0, -1) } : question,
    ),
  'options change places': (course, n) =>
    edit(course, n, (question) =>
      'options' in question
        ? {
            ...question,
            options: question.options.map((option, i) => ({
              ...option,
              text: question.options[(i + 1) % question.options.length]?.text ?? '',
            })),
          }
        : question,
    ),
  'a type changes': (course, n) =>
    edit(course, n, ({ id, points }) => at(Object.values(sample), n)?.(id, { points }) ?? sample.numeric(id)),
  'words change': (course, n) => edit(course, n, (question) => ({ ...question, stemText: 'Asked otherwise' })),
  'a section comes': (course, n) => {
    const module = at(course.modules, n)
    if (module === undefined) return course
    const section = { id: `${module.id}/extra-${n}`, title: 'Extra', blocks: [] }
    return {
      ...course,
      modules: replaced(course.modules, module, [{ ...module, sections: [...module.sections, section] }]),
    }
  },
  'a section goes': (course, n) => {
    const module = at(course.modules, n)
    if (module === undefined || module.sections.length < 2) return course
    return { ...course, modules: replaced(course.modules, module, [{ ...module, sections: module.sections.slice(1) }]) }
  },
  'a module goes': (course, n) =>
    course.modules.length < 2 ? course : { ...course, modules: replaced(course.modules, at(course.modules, n), []) },
  'modules change places': (course) => ({ ...course, modules: course.modules.toReversed() }),
  'checks ask more': (course) =>
    editChecks(course, ({ pick, questions }) => ({ pick: Math.min(pick + 1, questions.length) })),
  'checks ask less': (course) => editChecks(course, ({ pick }) => ({ pick: Math.max(1, pick - 1) })),
  'an exam goes': (course, n) => {
    const next = editExam(course, n, () => [])
    return { ...next, completion: { sections: 100, checks: 'answered' } }
  },
  'an exam shuffles otherwise': (course, n) => editExam(course, n, (exam) => [{ ...exam, shuffle: !exam.shuffle }]),
  'an exam asks less': (course, n) =>
    editExam(course, n, (exam) => [
      {
        ...exam,
        sections: exam.sections.map((section) => ({
          ...section,
          draws: section.draws.map((draw) => ({ ...draw, count: Math.max(1, draw.count - 1) })),
        })),
      },
    ]),
  'an exam has other rules': (course, n) =>
    editExam(course, n, (exam) => [{ ...exam, pass: 80, attempts: 1, minutes: 5 }]),
  'completion asks for the right answers': (course) => ({
    ...course,
    completion: { ...course.completion, checks: 'correct' },
  }),
  'completion asks for half': (course) => ({
    ...course,
    completion: { ...course.completion, sections: 50, checks: 'none' },
  }),
}

function otherKey(question: Question): Question {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return { ...question, options: question.options.map((option) => ({ ...option, correct: !option.correct })) }
    case 'true-false':
      return { ...question, answer: !question.answer }
    case 'ordering':
      return { ...question, items: question.items.toReversed() }
    case 'matching':
      return { ...question, pairs: question.pairs.toReversed() }
    case 'numeric':
      return { ...question, value: question.value + 1 }
    case 'short-text':
      return { ...question, accepted: ['something else'] }
    case 'codes':
      return {
        ...question,
        lines: question.lines.map((line) => ({ ...line, accepts: [{ code: 'Z00.00', match: 'exact' as const }] })),
      }
  }
}

/** A course, what its author made of it by some of these changes, and what a learner has of the first. */
export const versions = arbitraryShape
  .chain((shape) => {
    const before = courseOf(shape)
    return fc.tuple(
      fc.constant(before),
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(changes)), fc.nat()), { minLength: 1, maxLength: 4 }),
      arbitraryState(before),
    )
  })
  .map(([before, made, state]) => ({
    before,
    after: made.reduce((course, [name, n]) => changes[name]?.(course, n) ?? course, before),
    state: settled(before, state),
  }))

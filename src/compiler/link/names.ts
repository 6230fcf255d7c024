import { stateKey } from '../../model/key.ts'
import type { Question } from '../../model/schema-types.ts'
import type { Place, Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { frontMatterPlace } from '../front-matter.ts'
import { moduleId } from '../ids.ts'
import { unknownName } from '../unknown.ts'
import { isWhole, type ValidCourse } from '../valid-course.ts'

/** Domains, objectives and exams that are named but do not exist, and ids that saved progress could not tell apart. */
export const nameProblems = (course: ValidCourse, questions: readonly Question[]): Problem[] => [
  ...domainProblems(course),
  ...objectiveProblems(course),
  ...examProblems(course),
  ...worthProblems(course),
  ...keyCollisions(course, questions),
]

function domainProblems({ course, inventory, modules, fragments, banks, exams, cases }: ValidCourse): Problem[] {
  if (course === undefined) return []
  const domains = new Set(course.domains.map(({ id }) => id))
  const check = (domain: string | undefined, place: () => Place): Problem[] => {
    if (domain === undefined || domains.has(domain)) return []
    const unknown = unknownName(domain, domains)
    return [problem('domain-unknown', unknown, place(), { actual: domain, expected: unknown.known })]
  }
  const inFront = (file: string) => (): Place => frontMatterPlace(inventory, file, 'domain')
  return [
    ...modules.flatMap(({ file, meta }) => check(meta?.domain, inFront(file))),
    ...[...modules.flatMap(({ sections }) => sections), ...fragments.values()].flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'quiz' ? check(block.domain, () => block.place) : [])),
    ),
    ...banks.flatMap(({ file, meta }) => check(meta?.domain, inFront(file))),
    ...banks.flatMap(({ meta, questions }) =>
      // What a question takes from its bank has been said there.
      questions.flatMap(({ question, place }) =>
        question?.domain === meta?.domain ? [] : check(question?.domain, () => place),
      ),
    ),
    ...exams.flatMap(({ exam, placeOf }) =>
      (exam?.sections ?? []).flatMap(({ draws }, s) =>
        draws.flatMap(({ domain }, d) => check(domain, () => placeOf(`/sections/${s}/draws/${d}/domain`))),
      ),
    ),
    ...cases.flatMap(({ domain, places }) => check(domain, () => places.domain)),
  ]
}

function objectiveProblems(course: ValidCourse): Problem[] {
  if (!isWhole(course)) return []
  const { modules, banks } = course
  const objectives = new Set(modules.flatMap(({ meta }) => (meta?.objectives ?? []).map(({ id }) => id)))
  return banks.flatMap(({ questions }) =>
    questions.flatMap(({ question, place }) => {
      const objective = question?.objective
      if (objective === undefined || objectives.has(objective)) return []
      const unknown = unknownName(objective, objectives)
      return [problem('objective-unknown', unknown, place, { actual: objective, expected: unknown.known })]
    }),
  )
}

function examProblems({ course, courseAt, exams }: ValidCourse): Problem[] {
  const known = new Set(exams.flatMap(({ id }) => id ?? []))
  // An exam file that could not be read may have the id, and that it could not be read has been said.
  const listed = (course?.exams ?? []).length
  if (exams.some(({ id }) => id === undefined) || exams.length < listed) return []
  const named = [
    { exam: course?.completion.exam, pointer: '/completion/exam' },
    ...(course?.awards ?? []).map(({ requires }, i) => ({
      exam: requires.exam,
      pointer: `/awards/${i}/requires/exam`,
    })),
  ]
  return named.flatMap(({ exam, pointer }) => {
    if (exam === undefined || known.has(exam)) return []
    const unknown = unknownName(exam, known)
    return [problem('exam-unknown', unknown, courseAt(pointer), { actual: exam, expected: unknown.known })]
  })
}

const worthProblems = ({ course, courseAt }: ValidCourse): Problem[] =>
  (course?.awards ?? []).flatMap(({ id, credits, minutes }, i) =>
    credits === undefined && minutes === undefined
      ? [problem('award-worth', { award: id }, courseAt(`/awards/${i}`))]
      : [],
  )

function keyCollisions({ inventory, modules, exams }: ValidCourse, questions: readonly Question[]): Problem[] {
  return [
    ...collisions(
      'question',
      questions.map(({ id, source }) => ({ id, place: () => ({ ...source, column: 1 }) })),
    ),
    ...collisions(
      'module',
      modules.map((module) => ({ id: moduleId(module), place: () => frontMatterPlace(inventory, module.file, 'id') })),
    ),
    ...collisions(
      'exam',
      exams.flatMap(({ id, placeOf }) => (id === undefined ? [] : [{ id, place: () => placeOf('/id') }])),
    ),
  ]
}

function collisions(what: string, named: readonly { readonly id: string; readonly place: () => Place }[]): Problem[] {
  const first = new Map<string, string>()
  return named.flatMap(({ id, place }) => {
    const key = stateKey(id)
    const other = first.get(key)
    first.set(key, other ?? id)
    return other === undefined || other === id
      ? []
      : [problem('state-key-collision', { what, id, other, key }, place())]
  })
}

import { indexOf } from '../course-index.ts'
import { drawCheck } from '../draw.ts'
import { hash53, toBase64Url } from '../hash.ts'
import { KEY_LENGTH, stateKey } from '../key.ts'
import { typeOf } from '../question-types/index.ts'
import type { Response } from '../response.ts'
import type { CompiledCourse } from '../schema-types.ts'
import { packExam, unpackExam } from './exams.ts'
import type { ExamRecord, LearnerState } from './learner-state.ts'
import { splitEntries } from './pack.ts'
import { packSections, unpackSections } from './sections.ts'

/**
 * Saved progress as one short ASCII string:
 *
 *     1 ; seed ; seconds ; c|- ; bookmark ; sections,… ; checks… ; exam/… ; checksum
 *
 * The checksum covers all before it and the course id, so a string that was cut off or belongs to another course is
 * refused rather than misread. Everything is found again by keys made from stable ids, so a new version of the course
 * keeps what it still has.
 */
const VERSION = '1'
/** Stands before a packed response that has not been handed in. */
export const DRAFT = '+'
const checksum = (courseId: string, body: string): string => toBase64Url(hash53(`${courseId}\n${body}`), 4)

export function encodeState(course: CompiledCourse, state: LearnerState): string {
  const { questions } = indexOf(course)
  const visited = new Set(state.visited)
  const checks = checkQuestions(course, state.seed)
    .flatMap((id) => {
      const question = questions.get(id)
      const response = state.checks[id]
      if (question === undefined) return []
      if (response !== undefined && response.length > 0)
        return [question.key + typeOf(question).pack(question, response)]
      const draft = state.drafts?.[id] ?? []
      return draft.length === 0 ? [] : [question.key + DRAFT + typeOf(question).pack(question, draft)]
    })
    .sort()
  const exams = course.exams.flatMap((exam) => {
    const record = state.exams[exam.id]
    return record === undefined ? [] : [packExam(state.seed, exam, record, questions)]
  })
  const body = [
    VERSION,
    state.seed,
    Math.floor(state.seconds).toString(36),
    state.completed ? 'c' : '-',
    state.bookmark === undefined ? '' : stateKey(state.bookmark),
    course.modules
      .map((module) => packSections(module, visited))
      .filter(Boolean)
      .join(','),
    checks.join(''),
    exams.join('/'),
  ].join(';')
  return `${body};${checksum(course.id, body)}`
}

/** Why a string was refused. */
export type Refusal = 'damaged' | 'newer'

export type Decoded = { readonly state: LearnerState } | { readonly refused: Refusal }

export function decodeState(course: CompiledCourse, text: string): Decoded {
  const cut = text.lastIndexOf(';')
  const body = text.slice(0, cut)
  if (cut < 0 || text.slice(cut + 1) !== checksum(course.id, body)) return { refused: 'damaged' }
  const [version, seed = '', seconds = '', done = '', bookmark = '', sections = '', checks = '', exams = '', ...more] =
    body.split(';')
  if (version !== VERSION) return { refused: 'newer' }
  if (!/^[\w-]{6}$/.test(seed) || !/^[0-9a-z]{1,9}$/.test(seconds) || !/^[c-]$/.test(done) || more.length > 0)
    return { refused: 'damaged' }
  const visited = decodeSections(course, sections)
  const responses = decodeChecks(course, checks)
  const records = decodeExams(course, seed, exams)
  if (visited === undefined || responses === undefined || records === undefined) return { refused: 'damaged' }
  const place = [...indexOf(course).sections.keys(), ...course.exams.map((exam) => exam.id)].find(
    (id) => stateKey(id) === bookmark,
  )
  return {
    state: {
      seed,
      seconds: Number.parseInt(seconds, 36),
      completed: done === 'c',
      ...(place === undefined ? {} : { bookmark: place }),
      visited,
      checks: responses.given,
      ...(Object.keys(responses.drafts).length === 0 ? {} : { drafts: responses.drafts }),
      exams: records,
    },
  }
}

function decodeSections(course: CompiledCourse, run: string): string[] | undefined {
  const modules = new Map(course.modules.map((module) => [module.key, module]))
  const visited = new Set<string>()
  for (const entry of run === '' ? [] : run.split(',')) {
    const ids = unpackSections(entry, modules)
    if (ids === undefined) return undefined
    for (const id of ids) visited.add(id)
  }
  return [...indexOf(course).sections.keys()].filter((id) => visited.has(id))
}

function decodeChecks(
  course: CompiledCourse,
  run: string,
): { given: Record<string, Response>; drafts: Record<string, Response> } | undefined {
  const entries = splitEntries(run, KEY_LENGTH)
  if (entries === undefined) return undefined
  const byKey = new Map(course.questions.map((question) => [question.key, question]))
  const given: Record<string, Response> = {}
  const drafts: Record<string, Response> = {}
  for (const { prefix, packed } of entries) {
    const question = byKey.get(prefix)
    const draft = packed.startsWith(DRAFT)
    const response =
      question === undefined
        ? undefined
        : typeOf(question).unpack(question, draft ? packed.slice(DRAFT.length) : packed)
    if (question === undefined || response === undefined) continue
    if (draft) drafts[question.id] = response
    else given[question.id] = response
  }
  return { given, drafts }
}

function decodeExams(course: CompiledCourse, seed: string, run: string): Record<string, ExamRecord> | undefined {
  const byKey = new Map(course.exams.map((exam) => [stateKey(exam.id), exam]))
  const records: Record<string, ExamRecord> = {}
  for (const entry of run === '' ? [] : run.split('/')) {
    const found = unpackExam(seed, entry, byKey, indexOf(course).questions)
    if (found === undefined) return undefined
    if (found !== 'gone') records[found.exam] = found.record
  }
  return records
}

/** Ids of the knowledge-check questions this learner is asked, in course order. */
export const checkQuestions = (course: CompiledCourse, seed: string): string[] => [
  ...new Set(indexOf(course).checks.flatMap((check) => drawCheck(seed, check))),
]

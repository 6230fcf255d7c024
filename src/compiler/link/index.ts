import type { Lock } from '../../codes/lock.ts'
import { CASES_BANK } from '../../markdown/cases/bank.ts'
import type { ParsedBank } from '../../markdown/parsed.ts'
import type { CompiledCourse, CompiledExam, CompiledModule, CourseFile, Question } from '../../model/schema-types.ts'
import { compareText, type Problem } from '../../problems/problem.ts'
import { isWhole, type ValidCourse } from '../valid-course.ts'
import { addressBook } from './addresses.ts'
import { type LinkedAsset, linkAssets } from './assets.ts'
import { codeTitles, titleList } from './code-titles.ts'
import { linkExams } from './exams.ts'
import { linkModules } from './modules.ts'
import { nameProblems } from './names.ts'
import { questionPool } from './pool.ts'
import { allReferences, referenceProblems } from './references.ts'
import { rewriteQuestion } from './rewrite.ts'
import { linkGlossary } from './terms.ts'
import { unusedProblems } from './unused.ts'

/**
 * Phase 4, link: `ValidCourse` → `LinkedCourse`. Everything that one file says about another is looked up: includes are
 * spliced in, quizzes and draws become lists of question ids, addresses become what the player and packages use.
 */
export interface LinkedCourse {
  readonly course: CourseFile | undefined
  readonly modules: readonly CompiledModule[]
  readonly exams: readonly CompiledExam[]
  /** Those a learner can meet, sorted by id. */
  readonly questions: readonly Question[]
  /** Terms that the text uses, sorted. */
  readonly glossary: readonly { readonly term: string; readonly html: string }[]
  /** Sorted by path in the package. */
  readonly assets: readonly LinkedAsset[]
  /** Titles for forms into which codes are typed; undefined when the course has none, or no lock. */
  readonly codes: CompiledCourse['codes']
  /** Whether every module, exam and question could be read, and every quiz and draw be resolved. */
  readonly whole: boolean
  readonly problems: readonly Problem[]
}

/** @param lock what the codes of the course are; without it they stay without titles */
export function linkCourse(course: ValidCourse, lock?: Lock): LinkedCourse {
  const domains = course.course?.domains.map(({ id }) => id)
  const pool = questionPool(withCases(course), domains === undefined ? undefined : new Set(domains))
  const references = allReferences(course)
  const assets = linkAssets(course, references)
  const rewrite = addressBook(course.modules, assets.paths)
  const titles = codeTitles(course, lock)
  const modules = linkModules(course, pool)
  const exams = linkExams(course, pool)

  // Most banks refer to nothing; their questions need not be looked through.
  const linking = new Set(references.filter(({ kind }) => kind !== 'code').map(({ place }) => place.file))
  const drawn = [...modules.drawn, ...exams.drawn]
  const met = new Set(drawn.flatMap((one) => one.questions))
  const questions = [...met]
    .sort(compareText)
    .flatMap((id) => pool.question(id)?.question ?? [])
    .map((question) => (linking.has(question.source.file) ? rewriteQuestion(question, rewrite.html) : question))
    .map(titles.question)
  const compiledModules = modules.modules.map((module) => titles.module(rewriteModule(module, rewrite.html)))
  const glossary = linkGlossary(
    course,
    compiledModules,
    questions.filter(({ source }) => linking.has(source.file)),
    (html) => titles.text(rewrite.html(html)),
  )

  return {
    course: course.course,
    modules: compiledModules,
    exams: exams.exams,
    questions,
    glossary,
    assets: assets.used(rewrite.usedAssets()),
    codes: titleList(questions, lock),
    whole:
      isWhole(course) &&
      withCases(course).every(({ meta, questions: all }) => meta && all.every(({ question }) => question)) &&
      modules.problems.length + exams.problems.length === 0,
    problems: [
      ...course.problems,
      ...assets.problems,
      ...modules.problems,
      ...exams.problems,
      ...referenceProblems(course, references, rewrite),
      ...nameProblems(course, questions),
      ...unusedProblems(course, references, drawn, [...modules.failed, ...exams.failed]),
    ],
  }
}

/** The banks, and one that is made of the cases. */
function withCases({ banks, cases }: ValidCourse): readonly ParsedBank[] {
  const questions = cases.flatMap(({ id, places, question }) =>
    id === undefined ? [] : [{ id, place: places.id, question }],
  )
  if (questions.length === 0) return banks
  const meta = { bank: CASES_BANK, domain: '' }
  return [...banks, { file: 'cases', meta, questions, references: [], problems: [] }]
}

const rewriteModule = (module: CompiledModule, html: (text: string) => string): CompiledModule => ({
  ...module,
  sections: module.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => (block.kind === 'text' ? { ...block, html: html(block.html) } : block)),
  })),
})

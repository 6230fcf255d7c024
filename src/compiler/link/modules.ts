import { CASES_BANK } from '../../markdown/cases/bank.ts'
import type { ParsedBlock, ParsedCase, ParsedModule, ParsedSection } from '../../markdown/parsed.ts'
import { stateKey } from '../../model/key.ts'
import type { CompiledModule, Section } from '../../model/schema-types.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { moduleId } from '../ids.ts'
import { unknownName } from '../unknown.ts'
import type { ValidCourse } from '../valid-course.ts'
import { spliceIncludes } from './includes.ts'
import type { Drawn, QuestionPool } from './pool.ts'

export interface LinkedModules {
  readonly modules: readonly CompiledModule[]
  readonly drawn: readonly Drawn[]
  /** Banks from which something is asked that cannot be had. */
  readonly failed: readonly string[]
  readonly problems: readonly Problem[]
}

/** Sections with their includes spliced in and their quizzes resolved; text still holds `course:` addresses. */
export function linkModules({ modules, fragments, cases }: ValidCourse, pool: QuestionPool): LinkedModules {
  const problems: Problem[] = []
  const drawn: Drawn[] = []
  const failed: string[] = []

  const check = (block: Exclude<ParsedBlock, { kind: 'text' | 'include' }>): Drawn | undefined => {
    const found =
      block.kind === 'quiz'
        ? quizDraw(block, pool)
        : block.kind === 'case'
          ? caseDraw(block, cases, pool)
          : questionDraw(block, pool)
    if (block.kind === 'case') problems.push(...followUpProblems(block, cases, pool))
    if (found === undefined) return undefined
    if ('code' in found) {
      problems.push(found)
      if (block.kind === 'quiz') failed.push(block.bank)
      return undefined
    }
    drawn.push(found)
    return found
  }

  const section = (id: string, { title, blocks }: ParsedSection, file: string): Section => {
    const spliced = spliceIncludes(blocks, file, fragments)
    problems.push(...spliced.problems)
    let checks = 0
    return {
      id,
      title,
      blocks: spliced.blocks.flatMap((block): Section['blocks'] => {
        if (block.kind === 'text') return [block]
        const found = check(block)
        if (found === undefined || found.questions.length === 0) return []
        checks += 1
        const { questions, count } = found
        const ordered = block.kind === 'case' ? { ordered: true as const } : {}
        return [{ kind: 'check', id: `${id}#${checks}`, questions: [...questions], pick: count, ...ordered }]
      }),
    }
  }

  const compiled = modules.map((module): CompiledModule => {
    const id = moduleId(module)
    return {
      id,
      key: stateKey(id),
      title: module.meta?.title ?? id,
      objectives: module.meta?.objectives ?? [],
      minutes: module.meta?.minutes ?? 0,
      ...domainOf(module),
      sections: module.sections.map((parsed) => section(`${id}/${parsed.slug}`, parsed, module.file)),
    }
  })
  return { modules: compiled, drawn, failed, problems }
}

const domainOf = ({ meta }: ParsedModule): { domain?: string } =>
  meta?.domain === undefined ? {} : { domain: meta.domain }

const quizDraw = (block: Extract<ParsedBlock, { kind: 'quiz' }>, pool: QuestionPool): Drawn | Problem =>
  pool.draw({ ...block, count: block.pick, countPlace: block.place })

type CaseBlock = Extract<ParsedBlock, { kind: 'case' }>

/** The case, then those of its follow-up questions that there are, all in this order. */
function caseDraw(
  { case: id, place }: CaseBlock,
  cases: readonly ParsedCase[],
  pool: QuestionPool,
): Drawn | Problem | undefined {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) {
    // The case may be one that could not be read, and that has been said.
    if (cases.some((one) => one.id === undefined)) return undefined
    const { name, nearest } = unknownName(
      id,
      cases.flatMap((one) => one.id ?? []),
    )
    return problem('case-unknown', { name, ...(nearest === undefined ? {} : { nearest }) }, place, { actual: id })
  }
  const asked = found.followUp.map((one) => one.id).filter((one) => pool.question(one) !== undefined)
  return { bank: CASES_BANK, questions: [id, ...asked], count: 1 + asked.length }
}

const followUpProblems = (block: CaseBlock, cases: readonly ParsedCase[], pool: QuestionPool): Problem[] =>
  (cases.find(({ id }) => id === block.case)?.followUp ?? []).flatMap(({ id: question, place }) => {
    const found = questionDraw({ kind: 'question', question, place }, pool)
    return found !== undefined && 'code' in found ? [found] : []
  })

function questionDraw(
  { question: id, place }: Extract<ParsedBlock, { kind: 'question' }>,
  pool: QuestionPool,
): Drawn | Problem | undefined {
  const found = pool.question(id)
  if (found !== undefined) return { bank: found.bank ?? '', questions: [id], count: 1 }
  if (!pool.complete) return undefined
  const { name, nearest } = unknownName(id, pool.ids)
  return problem('question-unknown', { name, ...(nearest === undefined ? {} : { nearest }) }, place, { actual: id })
}

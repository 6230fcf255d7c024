import { CASES_BANK } from '../../markdown/cases/bank.ts'
import type { Reference } from '../../markdown/parsed.ts'
import type { Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { frontMatterPlace } from '../front-matter.ts'
import { isWhole, type ValidCourse } from '../valid-course.ts'
import type { Drawn } from './pool.ts'

/** Files that belong to every folder of texts and are no part of the course. */
const PASSED_OVER =
  /^(course\.yaml|glossary\.yaml|codes\.lock\.json|README(\.md)?|LICEN[CS]E(\.md|\.txt)?|CHANGELOG\.md|NOTICE(\.md|\.txt)?)$/i

/**
 * Warnings of files, banks, cases and terms that nothing uses.
 *
 * @param failed banks from which something is asked that cannot be had: they are used all the same
 */
export function unusedProblems(
  course: ValidCourse,
  references: readonly Reference[],
  drawn: readonly Drawn[],
  failed: readonly string[],
): Problem[] {
  if (!isWhole(course)) return []
  return [
    ...unusedFiles(course, references),
    ...unusedBanks(course, drawn, failed),
    ...(failed.includes(CASES_BANK) ? [] : unusedCases(course, drawn)),
    ...unusedTerms(course, references),
  ]
}

function unusedFiles(course: ValidCourse, references: readonly Reference[]): Problem[] {
  const used = new Set([
    ...course.modules.map(({ file }) => file),
    ...course.exams.map(({ file }) => file),
    ...course.fragments.keys(),
    ...references.flatMap(({ kind, target }) => (kind === 'asset' ? [target] : [])),
  ])
  return [...course.inventory.files.keys()].flatMap((path) =>
    used.has(path) || PASSED_OVER.test(path) || /^(questions|cases)\/.*\.md$/.test(path)
      ? []
      : [problem('file-unused', { path }, { file: path })],
  )
}

function unusedBanks({ banks, inventory }: ValidCourse, drawn: readonly Drawn[], failed: readonly string[]): Problem[] {
  const used = new Set([...drawn.map(({ bank }) => bank), ...failed])
  return banks.flatMap(({ file, meta }) =>
    meta === undefined || used.has(meta.bank)
      ? []
      : [problem('bank-unused', { bank: meta.bank }, frontMatterPlace(inventory, file, 'bank'))],
  )
}

function unusedCases({ cases }: ValidCourse, drawn: readonly Drawn[]): Problem[] {
  const used = new Set(drawn.flatMap(({ questions }) => questions))
  return cases.flatMap(({ id, places }) =>
    id === undefined || used.has(id) ? [] : [problem('case-unused', { id }, places.id)],
  )
}

function unusedTerms(course: ValidCourse, references: readonly Reference[]): Problem[] {
  const used = new Set(references.flatMap(({ kind, target }) => (kind === 'term' ? [target] : [])))
  return (course.glossary?.terms ?? []).flatMap(({ term, place }) =>
    used.has(term) ? [] : [problem('term-unused', { term }, place)],
  )
}

import type { Reference } from '../../markdown/parsed.ts'
import { hasErrors, type Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { nearest } from '../../validation/nearest.ts'
import { missing } from '../load.ts'
import { isWhole, type ValidCourse } from '../valid-course.ts'
import type { AddressBook } from './addresses.ts'

/** Every reference of every parsed file. */
export const allReferences = ({ modules, fragments, banks, cases, glossary }: ValidCourse): Reference[] =>
  [...modules, ...fragments.values(), ...banks, ...cases, ...(glossary === undefined ? [] : [glossary])].flatMap(
    ({ references }) => references,
  )

/** Links to modules that are none or lack the heading, and terms that the glossary does not define. */
export function referenceProblems(
  course: ValidCourse,
  references: readonly Reference[],
  addresses: AddressBook,
): Problem[] {
  const terms = new Set(course.glossary?.terms.map(({ term }) => term))
  // A glossary that could not be read may define them all, and that it could not be read has been said.
  const defined = hasErrors(course.glossary?.problems ?? [])
  return references.flatMap((reference): Problem[] => {
    if (reference.kind === 'module') return moduleProblems(reference, course, addresses)
    if (reference.kind === 'term' && !defined && !terms.has(reference.target)) return [unknownTerm(reference, terms)]
    return []
  })
}

function moduleProblems({ target, detail, place }: Reference, course: ValidCourse, addresses: AddressBook): Problem[] {
  const { files } = course.inventory
  if (!files.has(target)) return [missing(target, files.keys(), place)]
  const anchors = addresses.anchors(target)
  if (anchors === undefined) {
    if (!isWhole(course)) return []
    const listed = course.modules.map(({ file }) => file)
    return [problem('link-not-a-module', { path: target }, place, { actual: target, expected: listed })]
  }
  if (detail === undefined || anchors.includes(detail)) return []
  const near = nearest(detail, anchors)
  const params = { path: target, anchor: detail, known: anchors, ...(near === undefined ? {} : { nearest: near }) }
  return [problem('link-anchor-missing', params, place, { actual: detail, expected: anchors })]
}

function unknownTerm({ target, place }: Reference, terms: Iterable<string>): Problem {
  const near = nearest(target, terms)
  return problem('term-unknown', { term: target, ...(near === undefined ? {} : { nearest: near }) }, place, {
    actual: target,
  })
}

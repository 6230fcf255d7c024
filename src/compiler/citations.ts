import type { Citation, GuidelineCitation } from '../codes/citation.ts'
import { isSystem } from '../codes/system.ts'
import type { Reference } from '../markdown/parsed.ts'
import type { Place } from '../problems/problem.ts'
import type { ValidCourse } from './valid-course.ts'

export interface Cited {
  readonly codes: readonly Citation[]
  readonly guidelines: readonly GuidelineCitation[]
}

/** A part of a file, from its first line to the next part. */
interface Part {
  readonly name: string
  readonly place: Place
}

/** Every code and every guideline section that the course names, in the order of its files, with who names it. */
export function citationsOf({ course, modules, fragments, banks, glossary, cases }: ValidCourse): Cited {
  const codes: Citation[] = []
  const guidelines: GuidelineCitation[] = []
  const take = (references: readonly Reference[], asOf: string | undefined, by: (place: Place) => string): void => {
    for (const { kind, target, detail, category, place } of [...references].sort(byPlace)) {
      const common = { place, by: by(place), ...(asOf === undefined ? {} : { asOf }) }
      if (kind === 'code' && detail !== undefined && isSystem(detail))
        codes.push({ system: detail, code: target, ...common, ...(category === true ? { category } : {}) })
      if (kind === 'guideline')
        guidelines.push({ section: target, ...(detail === undefined ? {} : { edition: detail }), ...common })
    }
  }
  for (const { references, meta, sections } of modules) {
    take(
      references,
      meta?.asOf ?? course?.asOf,
      within(sections.map(({ title, place }) => ({ name: `section "${title}"`, place }))),
    )
  }
  for (const { references, file } of fragments.values()) take(references, course?.asOf, () => `included file ${file}`)
  for (const { references, meta, questions } of banks) {
    take(
      references,
      meta?.asOf ?? course?.asOf,
      within(questions.map(({ id, place }) => ({ name: `question "${id}"`, place }))),
    )
  }
  for (const { references, asOf, id, bodyLine } of cases) {
    take(references, asOf ?? course?.asOf, ({ line = 1 }) => `${line < bodyLine ? 'key of the case' : 'case'} "${id}"`)
  }
  take(glossary?.references ?? [], course?.asOf, () => 'glossary')
  return { codes, guidelines }
}

const byPlace = ({ place: a }: Reference, { place: b }: Reference): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)

/** Names the part of a file that a line lies in. */
function within(parts: readonly Part[]): (place: Place) => string {
  return ({ line = 1, file }) => parts.findLast(({ place }) => (place.line ?? 1) <= line)?.name ?? file
}

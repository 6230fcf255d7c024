import type { GuidelineCitation } from './citation.ts'
import type { GuidelineSections } from './formats/guideline-sections.ts'

export type GuidelineStatus =
  | { readonly is: 'valid' }
  /** No list of the edition that the reference names is installed. */
  | { readonly is: 'edition-missing'; readonly edition: string }
  | { readonly is: 'unknown'; readonly edition: string }
  /** Was in the edition the reference was written for, is not in the newer one. */
  | { readonly is: 'gone'; readonly edition: string; readonly heading: string; readonly moved: readonly string[] }
  | {
      readonly is: 'heading-changed'
      readonly edition: string
      readonly before: string
      readonly after: string
      readonly moved: readonly string[]
    }

export interface GuidelineFinding {
  readonly citation: GuidelineCitation
  readonly status: GuidelineStatus
}

/** References such as A1 or B3.2a are to the ICD-10-PCS guidelines, which are in no list. */
const PCS_GUIDELINE = /^[A-D]\d/i

/**
 * Holds references against the installed section lists: the id must be in the edition it was written for, and in the edition
 * that is checked it must stand for the same heading.
 *
 * @param lists by the day from which they are in force
 * @param target the edition checked, the newest when left out
 */
export function checkGuidelines(
  citations: readonly GuidelineCitation[],
  lists: readonly GuidelineSections[],
  target: GuidelineSections | undefined = lists.at(-1),
): GuidelineFinding[] {
  if (target === undefined) return []
  return citations
    .filter(({ section }) => !PCS_GUIDELINE.test(section))
    .map((citation) => ({ citation, status: statusOf(citation, lists, target) }))
}

function statusOf(
  { section, edition, asOf }: GuidelineCitation,
  lists: readonly GuidelineSections[],
  target: GuidelineSections,
): GuidelineStatus {
  const written =
    edition === undefined
      ? lists.filter(({ validFrom }) => validFrom <= (asOf ?? target.validFrom)).at(-1)
      : lists.find((list) => list.edition === edition)
  if (written === undefined && edition !== undefined) return { is: 'edition-missing', edition }
  const before = written?.headings.get(section)
  const after = target.headings.get(section)
  if (after === undefined) {
    if (before === undefined) return { is: 'unknown', edition: (written ?? target).edition }
    return { is: 'gone', edition: target.edition, heading: before, moved: withHeading(before, target) }
  }
  if (before === undefined) return written === undefined ? { is: 'valid' } : { is: 'unknown', edition: written.edition }
  if (plain(before) === plain(after)) return { is: 'valid' }
  return { is: 'heading-changed', edition: target.edition, before, after, moved: withHeading(before, target) }
}

const withHeading = (heading: string, { headings }: GuidelineSections): string[] =>
  [...headings].flatMap(([id, other]) => (plain(other) === plain(heading) ? [id] : []))

/** Case, spacing and the colon that some headings end with say nothing. */
const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[:.\s]+/g, ' ')
    .trim()

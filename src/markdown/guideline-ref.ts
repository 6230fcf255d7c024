import { labels } from './labels.ts'

export interface GuidelineRef {
  readonly section: string
  /** Such as `fy2026` or `fy2026-april`. */
  readonly edition?: string
}

/** How a reference to the official guidelines is written, in words. The pattern is the one of `ref` in the authors' schemas. */
export const GUIDELINE_FORM =
  'a section of the guidelines in full, such as I.C.9.a.1, or with its edition I.C.9.a.1@fy2026'

/** @example readGuidelineRef('I.C.9.a.1@fy2026') → { section: 'I.C.9.a.1', edition: 'fy2026' } */
export function readGuidelineRef(ref: string): GuidelineRef | undefined {
  const [, section, edition] = /^((?!\d)[A-Za-z0-9.]+)(?:@(fy\d{4}(?:-april)?))?$/.exec(ref) ?? []
  if (section === undefined) return undefined
  return edition === undefined ? { section } : { section, edition }
}

/** @example guidelineTitle({ section: 'I.C.9.a.1', edition: 'fy2026' }) → 'Guideline I.C.9.a.1 (FY 2026)' */
export function guidelineTitle({ section, edition }: GuidelineRef): string {
  const title = `${labels.guideline} ${section}`
  if (edition === undefined) return title
  return `${title} (${labels.edition(edition.slice(2, 6), edition.endsWith('-april'))})`
}

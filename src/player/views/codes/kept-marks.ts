import type { Span } from './marks.ts'

/** Where the browser stores nothing, what was set off lasts as long as the page does. */
const here = new Map<string, readonly Span[]>()

/**
 * What a learner has set off in a document. It survives a reload of the page, in this tab, and is never sent anywhere. Names
 * hold the seed of the learner's progress, so that two learners at one computer do not see each other's.
 */
export function keptMarks(name: string): readonly Span[] {
  const spans = here.get(name) ?? read(name)
  here.set(name, spans)
  return spans
}

/** @param spans highlights and strikes */
export function keepMarks(name: string, spans: readonly Span[]): void {
  here.set(name, spans)
  try {
    sessionStorage.setItem(name, spans.map(({ from, to, kind }) => `${from}-${to}${kind}`).join())
  } catch {
    // Refused or full.
  }
}

function read(name: string): Span[] {
  try {
    const found = (sessionStorage.getItem(name) ?? '').matchAll(/(\d+)-(\d+)(h|strike)/g)
    return Array.from(found, ([, from, to, kind]) => ({
      from: Number(from),
      to: Number(to),
      kind: kind === 'h' ? 'highlight' : 'strike',
    }))
  } catch {
    return []
  }
}

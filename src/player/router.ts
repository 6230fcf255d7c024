import { indexOf } from '../model/course-index.ts'
import type { CompiledCourse } from '../model/schema-types.ts'

/** What the address after the # shows. Slugs hold no `~`, so the progress page cannot clash with a module. */
export type Route =
  | { readonly kind: 'section'; readonly id: string }
  | { readonly kind: 'exam'; readonly id: string }
  | { readonly kind: 'progress' }

export const hrefOf = (route: Route): string => {
  if (route.kind === 'progress') return '#/~progress'
  return route.kind === 'exam' ? `#/exam/${route.id}` : `#/${route.id}`
}

/** The route an address names; undefined for one that leads nowhere in this course. A module leads to its beginning. */
export function readRoute(course: CompiledCourse, hash: string): Route | undefined {
  const path = decode(hash.replace(/^#\/?/, '')).replace(/\/$/, '')
  const { sections, exams } = indexOf(course)
  if (path === '~progress') return { kind: 'progress' }
  if (sections.has(path)) return { kind: 'section', id: path }
  const exam = /^exam\/(.+)$/.exec(path)?.[1]
  if (exam !== undefined && exams.has(exam)) return { kind: 'exam', id: exam }
  const first = course.modules.find((module) => module.id === path)?.sections[0]
  return first === undefined ? undefined : { kind: 'section', id: first.id }
}

/** The route of a bookmark: a section's or an exam's id. */
export function routeOf(course: CompiledCourse, id: string): Route | undefined {
  if (indexOf(course).sections.has(id)) return { kind: 'section', id }
  return indexOf(course).exams.has(id) ? { kind: 'exam', id } : undefined
}

/** Every place in reading order: sections, exams, the progress page. */
export const places = (course: CompiledCourse): Route[] => [
  ...[...indexOf(course).sections.keys()].map((id): Route => ({ kind: 'section', id })),
  ...course.exams.map(({ id }): Route => ({ kind: 'exam', id })),
  { kind: 'progress' },
]

export const sameRoute = (a: Route, b: Route): boolean => hrefOf(a) === hrefOf(b)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

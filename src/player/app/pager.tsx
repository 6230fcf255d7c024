/** @jsxImportSource preact */
import { indexOf } from '../../model/course-index.ts'
import { hrefOf, places, type Route, sameRoute } from '../router.ts'
import { useApp } from './context.ts'

/** Previous and next place, each by its name. */
export function Pager({ route }: { readonly route: Route }) {
  const { session, words } = useApp()
  const all = places(session.course)
  const at = all.findIndex((place) => sameRoute(place, route))
  const previous = all[at - 1]
  const next = all[at + 1]
  const { sections, exams } = indexOf(session.course)
  const title = (place: Route): string => {
    if (place.kind === 'progress') return words.yourProgress
    return (place.kind === 'exam' ? exams.get(place.id)?.title : sections.get(place.id)?.title) ?? ''
  }
  const link = (place: Route, label: string, className: string) => (
    <a href={hrefOf(place)} class={className}>
      <span class="pager-label">{label}</span>
      <span class="pager-title">{title(place)}</span>
    </a>
  )
  return (
    <nav class="pager" aria-label={words.pager}>
      {previous !== undefined && link(previous, words.previous, 'pager-previous')}
      {next !== undefined && link(next, words.next, 'pager-next')}
    </nav>
  )
}

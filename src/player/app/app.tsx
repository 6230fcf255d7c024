/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { ExamPage } from '../exam/exam-page.tsx'
import type { Messages } from '../messages/index.ts'
import { hrefOf, places, type Route, readRoute, routeOf, sameRoute } from '../router.ts'
import type { Session } from '../session/session.ts'
import { Banners } from './banners.tsx'
import { AppProvider, useLearnerState } from './context.ts'
import { Guard } from './guard.tsx'
import { Header } from './header.tsx'
import { Outline } from './outline.tsx'
import { Pager } from './pager.tsx'
import { ProgressPage } from './progress-page.tsx'
import { SectionPage } from './section.tsx'

/** Where a session opens: the place asked for, else where the learner left off, else the beginning. */
function startRoute(session: Session, hash: string): { route: Route; resumed: boolean } {
  const { course } = session
  const beginning = places(course)[0] ?? { kind: 'progress' }
  const asked = readRoute(course, hash)
  const { bookmark } = session.state()
  const left = bookmark === undefined ? undefined : routeOf(course, bookmark)
  const route = asked ?? left ?? beginning
  return {
    route,
    resumed: session.resumed && left !== undefined && sameRoute(route, left) && !sameRoute(route, beginning),
  }
}

export function App({
  session,
  whole,
  words,
  refusedKept,
}: {
  readonly session: Session
  /** The course that the session's is, or is a part of. */
  readonly whole: CompiledCourse
  readonly words: Messages
  readonly refusedKept: boolean
}) {
  const { course } = session
  const state = useLearnerState(session)
  const [start] = useState(() => startRoute(session, location.hash))
  const [route, setRoute] = useState(start.route)
  const [outlineOpen, setOutlineOpen] = useState(false)
  const [ended, setEnded] = useState(false)
  const main = useRef<HTMLElement>(null)
  const panel = useRef<HTMLElement>(null)
  const live = useRef<HTMLParagraphElement>(null)
  const arrived = useRef(false)

  const app = useMemo(() => {
    const announce = (text: string): void => {
      if (live.current === null) return
      // Emptied first, or the same words twice would not be spoken again.
      live.current.textContent = ''
      setTimeout(() => {
        if (live.current !== null) live.current.textContent = text
      }, 60)
    }
    return { session, whole, words, announce }
  }, [session, whole, words])

  useEffect(() => {
    location.replace(hrefOf(start.route))
    const follow = (): void => {
      const next = readRoute(course, location.hash)
      if (next !== undefined) setRoute((old) => (sameRoute(old, next) ? old : next))
      setOutlineOpen(false)
    }
    addEventListener('hashchange', follow)
    document.addEventListener('click', followFragment)
    return () => {
      removeEventListener('hashchange', follow)
      document.removeEventListener('click', followFragment)
    }
  }, [course, start])

  // Before the page is painted: a key pressed right after it must find the focus where it will stay.
  useLayoutEffect(() => {
    const learner = arrived.current
    arrived.current = true
    if (route.kind !== 'progress') session.visit(route.id, learner)
    const heading = main.current?.querySelector<HTMLElement>('h1')
    document.title = words.pageTitle(heading?.textContent ?? '', course.title)
    if (!learner) return
    scrollTo(0, 0)
    heading?.focus({ preventScroll: true })
    app.announce(heading?.textContent ?? '')
  }, [route, session, words, course, app])

  useEffect(() => {
    if (!outlineOpen || panel.current === null) return
    const current = panel.current.querySelector<HTMLElement>('[aria-current=page]')
    ;(current ?? panel.current.querySelector('a'))?.focus()
  }, [outlineOpen])

  const closeOutline = (): void => {
    setOutlineOpen(false)
    document.querySelector<HTMLElement>('.outline-button')?.focus()
  }
  const exam = route.kind === 'exam' ? course.exams.find(({ id }) => id === route.id) : undefined
  const attempt = exam === undefined ? undefined : state.exams[exam.id]?.attempt
  const sitting = attempt !== undefined && !attempt.submitted && !session.readOnly
  const module = course.modules.find(
    ({ sections }) => route.kind === 'section' && sections.some((s) => s.id === route.id),
  )
  const section = module?.sections.find(({ id }) => route.kind === 'section' && id === route.id)

  if (ended) {
    return (
      <main class="ended">
        <h1>{session.readOnly ? words.closedTitle : words.endedTitle}</h1>
        <p>{words.endedText}</p>
      </main>
    )
  }
  return (
    <AppProvider value={app}>
      <div
        class={sitting ? 'shell sitting' : 'shell'}
        {...(course.language === words.language ? {} : { lang: words.language })}
      >
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <Header
          route={route}
          outlineOpen={outlineOpen}
          toggleOutline={() => setOutlineOpen(!outlineOpen)}
          exited={() => setEnded(true)}
        />
        <div class="columns">
          <nav
            id="outline"
            class={outlineOpen ? 'panel open' : 'panel'}
            aria-label={words.outline}
            ref={panel}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && outlineOpen) closeOutline()
            }}
            onFocusOut={(event) => {
              const to = event.relatedTarget
              // The button closes it itself; closing it here first would make its click open it again.
              if (!outlineOpen || !(to instanceof Element) || to.closest('#outline, .outline-button') !== null) return
              setOutlineOpen(false)
            }}
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest('a') !== null) setOutlineOpen(false)
            }}
          >
            <Outline route={route} />
          </nav>
          <main id="content" ref={main}>
            <Banners resumed={start.resumed} refusedKept={refusedKept} route={route} />
            <Guard key={hrefOf(route)} words={words}>
              {module !== undefined && section !== undefined ? (
                <SectionPage key={section.id} module={module} section={section} />
              ) : exam !== undefined ? (
                <ExamPage key={exam.id} exam={exam} />
              ) : (
                <ProgressPage />
              )}
            </Guard>
            {!sitting && <Pager route={route} />}
          </main>
        </div>
        <p class="hidden" aria-live="polite" ref={live} />
      </div>
    </AppProvider>
  )
}

/** Footnotes and other places within the page: the address after the # belongs to the router, so jumps to them are made here. */
function followFragment(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  const href = link?.getAttribute('href') ?? '#/'
  if (href.startsWith('#/')) return
  event.preventDefault()
  const target = document.getElementById(decodeURIComponent(href.slice(1)))
  if (target === null) return
  target.tabIndex = -1
  target.focus()
  target.scrollIntoView({ block: 'center' })
}

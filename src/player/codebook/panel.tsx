/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Hit, type OpenBook, openBook, type Volume } from './book.ts'
import { Browse } from './browse.tsx'
import { Builder } from './builder.tsx'
import { EntryView } from './entry-view.tsx'
import type { BookHost } from './host.ts'
import { SearchBox } from './search-box.tsx'
import type { View } from './view.ts'
import { bookWords as words } from './words.ts'

/** From this width on the book is beside the page; below it, it covers the page. */
const BESIDE = '(min-width: 64rem)'

export function Panel({
  host,
  open,
  close,
}: {
  readonly host: BookHost
  readonly open: boolean
  readonly close: () => void
}) {
  const [book, setBook] = useState<OpenBook | undefined>(undefined)
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const beside = useMedia(BESIDE)
  const panel = useRef<HTMLElement>(null)

  const load = async (): Promise<void> => {
    setFailed(undefined)
    try {
      setBook(await openBook(host.volumes, (done, of) => setProgress({ done, of })))
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    }
  }
  useEffect(() => {
    void load()
  }, [])

  useLayoutEffect(() => {
    if (open) (panel.current?.querySelector<HTMLElement>('.book-search') ?? panel.current)?.focus()
  }, [open, book === undefined])

  // Where the book covers the page, nothing behind it can be reached.
  useLayoutEffect(() => {
    const app = document.getElementById('app')
    if (app === null) return
    const covered = open && !beside
    app.toggleAttribute('inert', covered)
    if (covered) app.setAttribute('aria-hidden', 'true')
    else app.removeAttribute('aria-hidden')
  }, [open, beside])

  return (
    <section
      class="book"
      role="dialog"
      aria-modal={!beside}
      aria-labelledby="book-title"
      tabIndex={-1}
      hidden={!open}
      ref={panel}
      lang="en"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <header class="book-head">
        <h2 id="book-title">{words.title}</h2>
        <button type="button" class="square" aria-label={words.close} title={words.close} onClick={close}>
          <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M4 4l8 8M12 4l-8 8" />
          </svg>
        </button>
      </header>
      <ul class="book-editions">
        {host.volumes.map(({ system, effective }) => (
          <li key={system}>{words.edition(system, effective)}</li>
        ))}
      </ul>
      {failed !== undefined ? (
        <div class="book-body">
          <p role="alert">{words.failed(failed)}</p>
          <p>
            <button type="button" onClick={() => void load()}>
              {words.again}
            </button>
          </p>
        </div>
      ) : book === undefined ? (
        <p class="book-body" role="status">
          {words.loading(progress.done, progress.of)}
        </p>
      ) : (
        <Pages book={book} host={host} beside={beside} close={close} />
      )}
    </section>
  )
}

/** The search and what was opened, one after the other. */
function Pages({
  book,
  host,
  beside,
  close,
}: {
  readonly book: OpenBook
  readonly host: BookHost
  readonly beside: boolean
  readonly close: () => void
}) {
  const [views, setViews] = useState<readonly View[]>([{ kind: 'contents' }])
  const [query, setQuery] = useState('')
  const [searching, setSearching] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const arrived = useRef(false)
  const view = views[views.length - 1] ?? { kind: 'contents' }

  useLayoutEffect(() => {
    if (!arrived.current || searching) return
    body.current?.scrollTo(0, 0)
    body.current?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true })
  }, [view, searching])

  const go = (next: View): void => {
    arrived.current = true
    if (next.kind === 'code') host.lookedUp()
    setSearching(false)
    setViews([...views, next])
  }
  const open = ({ chapter, ...entry }: Hit): void =>
    go(chapter.tables === undefined ? { kind: 'code', chapter, entry } : { kind: 'build', chapter, typed: entry.code })
  const back = (): void => {
    arrived.current = true
    setViews(views.length > 1 ? views.slice(0, -1) : [{ kind: 'contents' }])
  }
  const insert = (code: string): void => {
    // Before the page, it would hide the field.
    if (!beside) close()
    host.insert(code)
  }
  const actions = host.canInsert() ? { insert } : {}

  return (
    <>
      <SearchBox
        find={book.find}
        query={query}
        open={searching}
        change={(next) => {
          setQuery(next)
          setSearching(next.trim() !== '')
        }}
        reopen={() => setSearching(query.trim() !== '')}
        choose={open}
        insert={(code) => {
          if (!host.canInsert()) return
          host.lookedUp()
          insert(code)
        }}
      />
      <div class="book-body" ref={body} hidden={searching}>
        {views.length > 1 && (
          <p class="book-back">
            <button type="button" onClick={back}>
              {words.back}
            </button>
          </p>
        )}
        {view.kind === 'code' ? (
          <EntryView key={view.entry.code} chapter={view.chapter} entry={view.entry} go={go} {...actions} />
        ) : view.kind === 'build' ? (
          <Builder key={views.length} chapter={view.chapter} start={view.typed} lookedUp={host.lookedUp} {...actions} />
        ) : (
          <Browse book={book} view={view} go={go} />
        )}
        <footer class="book-foot">
          <p>{[...host.volumes.flatMap(sourcesOf), words.notAffiliated].join(' ')}</p>
        </footer>
      </div>
    </>
  )
}

/** What the reader must know of where notes and marks come from, or that there are none. */
const sourcesOf = ({ system, notesOf, before, poa }: Volume): string[] => [
  ...(notesOf === undefined ? [] : [words.notesOf(notesOf)]),
  ...(system === 'icd10cm' && poa === undefined ? [words.noPoa] : []),
  ...(system !== 'icd10pcs' && before === undefined ? [words.noFresh] : []),
]

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = (): void => setMatches(list.matches)
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [query])
  return matches
}

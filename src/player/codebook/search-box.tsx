/** @jsxImportSource preact */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Found } from '../../codes/book/search.ts'
import { written } from '../../codes/system.ts'
import type { Hit } from './book.ts'
import { Marks } from './marks.tsx'
import { bookWords as words } from './words.ts'

const SHOWN = 50
const LIST = 'book-results'
const NOTHING: Found<Hit> = { hits: [], total: 0 }
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** A combobox (WAI-ARIA APG) whose list is below it in the page. */
export function SearchBox({
  find,
  query,
  open,
  change,
  reopen,
  choose,
  insert,
}: {
  readonly find: (query: string, limit: number) => Found<Hit>
  readonly query: string
  readonly open: boolean
  readonly change: (query: string) => void
  readonly reopen: () => void
  readonly choose: (hit: Hit) => void
  readonly insert: (code: string) => void
}) {
  const { hits, total } = useMemo(() => (open ? find(query, SHOWN) : NOTHING), [find, query, open])
  const [at, setAt] = useState(0)
  const active = hits[Math.min(at, hits.length - 1)]
  const idOf = (i: number): string => `${LIST}-${i}`
  useEffect(() => {
    if (open) document.getElementById(idOf(at))?.scrollIntoView({ block: 'nearest' })
  }, [at, open])

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step !== undefined && !open) {
      event.preventDefault()
      reopen()
    } else if (step !== undefined && hits.length > 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(hits.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (!open) reopen()
      else if (active !== undefined && (event.ctrlKey || event.metaKey)) insert(shownCode(active))
      else if (active !== undefined) choose(active)
    } else if (event.key === 'Escape' && query !== '') {
      event.preventDefault()
      change('')
    }
  }
  return (
    <>
      <div class="book-searching">
        <label for="book-search">{words.search}</label>
        <input
          type="text"
          id="book-search"
          class="book-search"
          role="combobox"
          aria-expanded={open && hits.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-describedby="book-keys"
          {...(open && active !== undefined ? { 'aria-activedescendant': idOf(hits.indexOf(active)) } : {})}
          inputMode="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={query}
          onInput={(event) => {
            setAt(0)
            change(event.currentTarget.value)
          }}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
        />
        <p id="book-keys" class="hint">
          {words.keys}
        </p>
        <p class="book-count" role="status">
          {open ? words.found(total, hits.length) : ''}
        </p>
      </div>
      {open && total === 0 && <p class="book-body hint">{words.nothing}</p>}
      <div id={LIST} class="book-results" role="listbox" aria-label={words.results} hidden={!open || total === 0}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox never take the focus
          <div
            key={`${hit.chapter.volume.system}${hit.code}`}
            id={idOf(i)}
            role="option"
            aria-selected={hit === active}
            onClick={() => choose(hit)}
          >
            <code class="code">{shownCode(hit)}</code>
            <span>
              {hit.title} <Marks entry={hit} brief table={hit.chapter.tables !== undefined} />
            </span>
          </div>
        ))}
      </div>
    </>
  )
}

const shownCode = ({ code, chapter }: Hit): string => written(chapter.volume.system, code)

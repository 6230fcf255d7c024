/** @jsxImportSource preact */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ChartProps } from './host.ts'
import { keepMarks, keptMarks } from './kept-marks.ts'
import { findWords, type Span, selectedIn, toggled, wrapSpans } from './marks.ts'
import { useCoding } from './words.ts'

interface Place {
  readonly document: string
  readonly from: number
  readonly to: number
}

/** The documents of a record on tabs, to be searched, highlighted and struck. */
export function Chart({ documents, memory, evidence = [], shown }: ChartProps) {
  const { words, announce } = useCoding()
  const [open, setOpen] = useState(documents[0]?.id ?? '')
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const [, redraw] = useState(0)
  const tabs = useRef<HTMLDivElement>(null)
  const panels = useRef(new Map<string, HTMLElement>())

  const texts = useMemo(() => new Map(documents.map(({ id, html }) => [id, textOf(html)])), [documents])
  const hits = documents.flatMap(({ id }): Place[] =>
    findWords(texts.get(id) ?? '', sought).map((place) => ({ document: id, ...place })),
  )
  const hit = hits[Math.min(at, hits.length - 1)]

  useLayoutEffect(() => {
    if (shown === undefined) return
    setOpen(shown.document)
    reveal(shown.document, findWords(texts.get(shown.document) ?? '', shown.quote)[0]?.from)
  }, [shown])

  /** Scrolls the document, not the page, after it has been drawn. */
  function reveal(document: string, from: number | undefined): void {
    if (from === undefined) return
    requestAnimationFrame(() => {
      const panel = panels.current.get(document)
      const mark = panel === undefined ? undefined : markAt(panel, from)
      if (panel !== undefined && mark !== undefined)
        panel.scrollTop += mark.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3
    })
  }

  function find(step: number): void {
    if (hits.length === 0) {
      announce(words.foundNothing)
      return
    }
    const next = (at + step + hits.length) % hits.length
    const place = hits[next]
    setAt(next)
    if (place === undefined) return
    setOpen(place.document)
    reveal(place.document, place.from)
    const title = documents.find(({ id }) => id === place.document)?.title ?? ''
    announce(words.foundAt(next + 1, hits.length, title))
  }

  function setOff(kind: 'highlight' | 'strike'): void {
    const panel = panels.current.get(open)
    const selected = panel === undefined ? undefined : selectedIn(panel)
    const place = selected ?? (hit?.document === open ? hit : undefined)
    if (place === undefined) {
      announce(words.selectFirst)
      return
    }
    const name = `${memory}/${open}`
    keepMarks(name, toggled(keptMarks(name), { from: place.from, to: place.to, kind }))
    panel?.ownerDocument.getSelection()?.removeAllRanges()
    announce(words.setOff[kind])
    redraw((n) => n + 1)
  }

  const go = (index: number): void => {
    const next = documents[(index + documents.length) % documents.length]
    if (next === undefined) return
    setOpen(next.id)
    tabs.current?.querySelector<HTMLElement>(`[data-document="${next.id}"]`)?.focus()
  }
  const keys: Readonly<Record<string, (i: number) => number>> = {
    ArrowRight: (i) => i + 1,
    ArrowLeft: (i) => i - 1,
    Home: () => 0,
    End: () => documents.length - 1,
  }
  const tool = (kind: 'highlight' | 'strike') => (
    // The selection must survive the press of the button.
    <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => setOff(kind)}>
      {words.setOffTool[kind]}
    </button>
  )

  return (
    <section class="chart" aria-label={words.record}>
      <div class="chart-tabs" role="tablist" aria-label={words.documents} ref={tabs}>
        {documents.map(({ id, title }, i) => {
          const found = sought === '' ? 0 : hits.filter(({ document }) => document === id).length
          return (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${memory}-${id}-tab`}
              data-document={id}
              aria-selected={id === open}
              aria-controls={`${memory}-${id}`}
              tabIndex={id === open ? 0 : -1}
              onClick={() => setOpen(id)}
              onKeyDown={(event) => {
                const to = keys[event.key]
                if (to === undefined) return
                event.preventDefault()
                go(to(i))
              }}
            >
              {title}
              {found > 0 && <span class="count">{words.number(found)}</span>}
            </button>
          )
        })}
      </div>
      <div class="chart-tools">
        <input
          type="text"
          inputMode="search"
          aria-label={words.searchRecord}
          placeholder={words.searchRecord}
          autocomplete="off"
          spellcheck={false}
          value={sought}
          onInput={(event) => {
            setSought(event.currentTarget.value)
            setAt(-1)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            find(event.shiftKey ? -1 : 1)
          }}
        />
        {sought !== '' && <span class="hint">{words.foundCount(hits.length)}</span>}
        {tool('highlight')}
        {tool('strike')}
      </div>
      {documents.map((document) => {
        const spans: Span[] = [
          ...keptMarks(`${memory}/${document.id}`),
          ...evidence
            .filter((one) => one.document === document.id)
            .flatMap(({ quote }) => findWords(texts.get(document.id) ?? '', quote).slice(0, 1))
            .map((place): Span => ({ ...place, kind: 'evidence' })),
          ...hits
            .filter((one) => one.document === document.id)
            .map((one): Span => ({ from: one.from, to: one.to, kind: one === hit && at >= 0 ? 'current' : 'found' })),
        ]
        return (
          <div
            key={document.id}
            id={`${memory}-${document.id}`}
            class="chart-document"
            role="tabpanel"
            aria-labelledby={`${memory}-${document.id}-tab`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing that takes the focus
            tabIndex={0}
            hidden={document.id !== open}
          >
            <DocumentText
              html={document.html}
              spans={spans}
              hold={(element) => panels.current.set(document.id, element)}
            />
          </div>
        )
      })}
    </section>
  )
}

function DocumentText({
  html,
  spans,
  hold,
}: {
  readonly html: string
  readonly spans: readonly Span[]
  readonly hold: (element: HTMLElement) => void
}) {
  const { session, words } = useCoding()
  const holder = useRef<HTMLDivElement>(null)
  const drawn = JSON.stringify(spans)
  useLayoutEffect(() => {
    const root = holder.current
    if (root === null) return
    // HTML that the compiler has sanitised; the spans are wrapped in a fresh copy.
    root.innerHTML = html
    hold(root.parentElement ?? root)
    wrapSpans(root, spans)
  }, [html, drawn])
  const { language } = session.course
  return <div class="course-text" ref={holder} {...(language === words.language ? {} : { lang: language })} />
}

/** The text that a browser makes of HTML. */
function textOf(html: string): string {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.textContent ?? ''
}

/** The element that sets off what begins at this character. */
function markAt(panel: HTMLElement, from: number): Element | undefined {
  let at = 0
  const walker = panel.ownerDocument.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    at += node.textContent?.length ?? 0
    if (at > from) return node.parentElement ?? undefined
  }
  return undefined
}

/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Messages } from '../messages/index.ts'
import { readRoute } from '../router.ts'
import { type AppContext, useApp } from './context.ts'

/**
 * Text of the course: HTML that the compiler has sanitised. Once it is in the page, glossary terms become buttons
 * that show their definition.
 */
export function Html({ html, inline = false, id }: { html: string; inline?: boolean; id?: string }) {
  const app = useApp()
  const { session, words } = app
  const { course } = session
  const holder = useRef<HTMLElement>(null)
  // New text needs its terms made anew.
  useLayoutEffect(() => {
    if (holder.current !== null) enhance(holder.current, app)
  }, [html, app])
  const Tag = inline ? 'span' : 'div'
  return (
    <Tag
      ref={(element: HTMLElement | null) => {
        holder.current = element
      }}
      class={inline ? 'course-inline' : 'course-text'}
      {...(id === undefined ? {} : { id })}
      {...(course.language === words.language ? {} : { lang: course.language })}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

let definitions = 0

/** The definition comes right after its button, so that it is read next, prints, and never covers the text. */
function enhance(holder: HTMLElement, app: AppContext): void {
  const { session, words } = app
  const { course } = session
  leadOut(holder, words)
  closeLinks(holder, app)
  nameCodes(holder)
  for (const span of holder.querySelectorAll<HTMLElement>('span.term[data-term]')) {
    const entry = course.glossary.find(({ term }) => term === span.dataset.term)
    // A button within a label or link would take over its click.
    if (entry === undefined || span.closest('a, button, label, summary') !== null) continue
    const document = span.ownerDocument
    const button = document.createElement('button')
    const definition = document.createElement('span')
    definitions += 1
    definition.id = `definition-${definitions}`
    definition.className = 'definition'
    definition.hidden = true
    definition.innerHTML = entry.html
    leadOut(definition, words)
    closeLinks(definition, app)
    nameCodes(definition)
    button.type = 'button'
    button.className = 'term'
    button.append(...span.childNodes)
    button.title = words.showDefinition
    button.setAttribute('aria-expanded', 'false')
    button.setAttribute('aria-controls', definition.id)
    const show = (open: boolean): void => {
      definition.hidden = !open
      button.setAttribute('aria-expanded', String(open))
    }
    button.addEventListener('click', () => show(definition.hidden === true))
    button.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !definition.hidden) {
        event.stopPropagation()
        show(false)
      }
    })
    span.replaceWith(button, definition)
  }
}

/** The title of a medical code shows when it is pointed at; those who cannot point hear it after the code. */
function nameCodes(holder: HTMLElement): void {
  for (const code of holder.querySelectorAll<HTMLElement>('code.code[title]')) {
    const title = code.ownerDocument.createElement('span')
    title.className = 'hidden'
    title.textContent = ` (${code.title})`
    code.after(title)
  }
}

/** A frame inside an LMS has no way back: what leads out of the course opens beside it. */
function leadOut(holder: HTMLElement, words: Messages): void {
  for (const link of holder.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="#"])')) {
    const note = link.ownerDocument.createElement('span')
    note.className = 'hidden'
    note.textContent = ` ${words.newTab}`
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
    link.append(note)
  }
}

/**
 * In a part of a course, a link to another part cannot be followed: only the LMS can open that, and a page that opened it by
 * itself would end the session of this one. The words of the link stay, followed by where to find what they name.
 */
function closeLinks(holder: HTMLElement, { session, whole, words }: AppContext): void {
  if (session.course === whole) return
  for (const link of holder.querySelectorAll<HTMLAnchorElement>('a[href^="#/"]')) {
    const address = link.getAttribute('href') ?? ''
    const route = readRoute(whole, address)
    if (readRoute(session.course, address) !== undefined || route?.kind !== 'section') continue
    const module = whole.modules.find(({ sections }) => sections.some(({ id }) => id === route.id))
    const text = link.ownerDocument.createElement('span')
    text.className = 'elsewhere'
    text.append(...link.childNodes, ` ${words.inModule(module?.title ?? '')}`)
    link.replaceWith(text)
  }
}

/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CompiledCourse } from '../../model/schema-types.ts'
import type { Messages } from '../messages/index.ts'
import { useApp } from './context.ts'

/**
 * Text of the course: HTML that the compiler has sanitised. After it stands in the page, glossary terms become buttons
 * that show their definition.
 */
export function Html({ html, inline = false, id }: { html: string; inline?: boolean; id?: string }) {
  const { session, words } = useApp()
  const { course } = session
  const holder = useRef<HTMLElement>(null)
  // New text needs its terms made anew.
  useLayoutEffect(() => {
    if (holder.current !== null) enhance(holder.current, course, words)
  }, [html, course, words])
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

/** The definition stands right behind its button, so that it is read next, prints, and never covers the text. */
function enhance(holder: HTMLElement, course: CompiledCourse, words: Messages): void {
  // A frame inside an LMS has no way back: what leads out of the course opens beside it.
  for (const link of holder.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="#"])')) {
    const note = link.ownerDocument.createElement('span')
    note.className = 'hidden'
    note.textContent = ` ${words.newTab}`
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
    link.append(note)
  }
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

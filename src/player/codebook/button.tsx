/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useApp, useLearnerState } from '../app/context.ts'
import { Icon } from '../app/icon.tsx'
import { type BookHost, codeBookPlayer, runScript, type Volumes } from './host.ts'

/** Fields that take a code: those for codes and those for a short answer. */
const FIELDS = 'input.code-input, .typed input.long'

/** The button that opens the code book, and Ctrl+K or ⌘K, which does the same. */
export function CodeBookButton({ volumes }: { readonly volumes: Volumes }) {
  const { session, words, announce } = useApp()
  useLearnerState(session)
  const closedBy = session.bookClosedBy()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement | undefined>(undefined)
  const before = useRef<Element | null>(null)

  const backTo = (element: Element | null | undefined): void => {
    const target = element instanceof HTMLElement && element.isConnected ? element : button.current
    target?.focus()
  }
  const host: BookHost = {
    volumes,
    lookedUp: session.lookUp,
    canInsert: () => field.current?.isConnected === true && !field.current.disabled,
    insert: (code) => {
      const input = field.current
      if (input === undefined) return
      input.value = code
      // What a question keeps follows from what was typed.
      input.dispatchEvent(new Event('input', { bubbles: true }))
      input.focus()
      announce(words.codeInField(code))
    },
    closed: () => {
      setOpen(false)
      backTo(before.current)
    },
  }
  const show = async (): Promise<void> => {
    if (closedBy !== undefined) {
      announce(words.codeBookClosed(closedBy.title))
      return
    }
    before.current = document.activeElement
    try {
      const player = codeBookPlayer() ?? (await fetchPlayer())
      if (session.bookClosedBy() !== undefined) return
      player.show(host)
      setOpen(true)
    } catch {
      announce(words.codeBookFailed)
    }
  }
  const hide = (): void => {
    codeBookPlayer()?.hide()
    setOpen(false)
  }
  const toggle = useRef<() => void>(() => undefined)
  toggle.current = () => {
    if (!open) void show()
    else {
      hide()
      backTo(before.current)
    }
  }

  useEffect(() => {
    const follow = (event: FocusEvent): void => {
      if (event.target instanceof HTMLInputElement && event.target.matches(FIELDS)) field.current = event.target
    }
    const key = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      toggle.current()
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('keydown', key)
    }
  }, [])

  // An exam that keeps it closed has begun while it was open.
  useEffect(() => {
    if (closedBy !== undefined && open) hide()
  }, [closedBy, open])

  const label = closedBy === undefined ? words.codeBookOpen : words.codeBookClosed(closedBy.title)
  return (
    <button
      type="button"
      class="book-button"
      ref={button}
      title={label}
      aria-expanded={open}
      aria-keyshortcuts="Control+K Meta+K"
      aria-disabled={closedBy !== undefined}
      {...(closedBy === undefined ? {} : { 'aria-label': label })}
      onClick={() => toggle.current()}
    >
      <Icon name="book" />
      <span>{words.codeBook}</span>
    </button>
  )
}

async function fetchPlayer() {
  if (document.querySelector('link[href="codebook.css"]') === null) {
    const sheet = document.createElement('link')
    sheet.rel = 'stylesheet'
    sheet.href = 'codebook.css'
    document.head.append(sheet)
  }
  await runScript('codebook.js')
  const player = codeBookPlayer()
  if (player === undefined) throw new Error('codebook.js left nothing')
  return player
}

/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type CodeEntry, isRepeated, LAST_DAY, pointedCode } from '../../../model/codes/entry.ts'
import { roomFor } from '../../../model/question-types/codes.ts'
import type { Codes } from '../../../model/schema-types.ts'
import { Icon } from '../../app/icon.tsx'
import { useTitles } from './titles.ts'
import { moved, readTyped } from './typed.ts'
import { useCoding } from './words.ts'

interface ListProps {
  readonly question: Codes
  readonly kind: 'S' | 'R'
  readonly name: string
  readonly entries: readonly CodeEntry[]
  readonly replace: (entries: readonly CodeEntry[]) => void
}

/** A list of codes with a field at its end: Enter adds what was typed or pasted. */
export function CodeList({ question, kind, name, entries, replace }: ListProps) {
  const { words, announce } = useCoding()
  const title = useTitles()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<string | undefined>(undefined)
  const room = roomFor(question)[kind === 'R' ? 'procedures' : 'diagnoses']
  const sequenced = kind === 'S' && question.lines.some((line) => line.role === 'principal')

  // Rows that change places lose the focus; what was pressed gets it back.
  useLayoutEffect(() => {
    if (focus.current === undefined) return
    list.current?.querySelector<HTMLElement>(focus.current)?.focus()
    focus.current = undefined
  })

  const days = question.asks.includes('days')
  /** Which of the rows with its code a row is: a procedure may be listed for several days. */
  const nthOf = (at: number): number => entries.slice(0, at + 1).filter(({ code }) => code === entries[at]?.code).length
  const twice = entries.find((entry, i) => entries.slice(0, i).some((one) => isRepeated(one, entry, days)))

  const dotted = (code: string): string => pointedCode(kind, code)
  const add = (typed: string): void => {
    const read = readTyped(typed, kind, entries, days)
    const added = read.entries.slice(0, room - entries.length)
    const problems = [
      ...read.refused.map((word) => words.notACode(word, kind)),
      ...read.repeated.map((code) => words.codeRepeated(dotted(code))),
      ...(added.length < read.entries.length ? [words.listFull(room)] : []),
    ]
    setText(read.refused.join(' '))
    setProblem(problems.join(' '))
    if (added.length > 0) {
      replace([...entries, ...added])
      announce(added.map(({ code }, i) => words.codeAdded(dotted(code), entries.length + i + 1, title(code))).join(' '))
    }
  }
  const move = (from: number, step: -1 | 1): void => {
    const to = from + step
    const code = entries[from]?.code
    if (code === undefined || to < 0 || to >= entries.length) return
    focus.current = `li:nth-child(${to + 1}) [data-step="${step}"]`
    replace(moved(entries, from, step))
    announce(words.movedTo(to + 1, entries.length))
  }
  const remove = (at: number): void => {
    const code = entries[at]?.code ?? ''
    replace(entries.filter((_, i) => i !== at))
    announce(words.codeRemoved(dotted(code)))
    field.current?.focus()
  }
  const mark = (at: number, value: string): void =>
    replace(entries.map((entry, i) => (i === at ? { ...entry, mark: value } : entry)))

  return (
    <fieldset class="code-list">
      <legend>{kind === 'R' ? words.procedures : words.diagnoses}</legend>
      {entries.length > 0 && (
        <ol ref={list}>
          {entries.map(({ code, mark: marked }, i) => {
            const name = nthOf(i) === 1 ? dotted(code) : `${dotted(code)} (${words.number(nthOf(i))})`
            const button = (step: -1 | 1, label: string) => (
              <button
                type="button"
                class="square"
                data-step={step}
                aria-label={label}
                title={label}
                aria-disabled={step < 0 ? i === 0 : i === entries.length - 1}
                onClick={() => move(i, step)}
              >
                <Icon name={step < 0 ? 'up' : 'down'} />
              </button>
            )
            return (
              <li
                key={`${code} ${nthOf(i)}`}
                data-code={code}
                onKeyDown={(event) => {
                  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
                  event.preventDefault()
                  move(i, event.key === 'ArrowUp' ? -1 : 1)
                }}
              >
                <span class="position">
                  {i === 0 && sequenced ? words.firstDiagnosis[question.setting] : words.number(i + 1)}
                </span>
                <code class="code">{dotted(code)}</code>
                <span class="code-title">{title(code) ?? ''}</span>
                <span class="code-controls">
                  {kind === 'S' && question.asks.includes('poa') && (
                    <label class="small">
                      {words.poaLabel}
                      <select
                        aria-label={words.poaOf(name)}
                        value={marked}
                        onChange={(event) => mark(i, event.currentTarget.value)}
                      >
                        {words.poa.map(([value, label]) => (
                          <option key={value} value={value}>
                            {label}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                  {kind === 'R' && question.asks.includes('days') && (
                    <label class="small">
                      {words.day}
                      <input
                        type="text"
                        inputMode="numeric"
                        maxLength={3}
                        aria-label={words.dayOf(name)}
                        value={marked}
                        onInput={(event) => {
                          const day = event.currentTarget.value.trim()
                          if (day === '' || (/^[1-9]\d{0,2}$/.test(day) && Number(day) <= LAST_DAY)) mark(i, day)
                          else event.currentTarget.value = marked
                        }}
                        onKeyDown={(event) => {
                          if (event.key === 'Enter') event.preventDefault()
                        }}
                      />
                    </label>
                  )}
                  {button(-1, words.moveUp(name))}
                  {button(1, words.moveDown(name))}
                  <button
                    type="button"
                    class="square"
                    aria-label={words.removeCode(name)}
                    title={words.removeCode(name)}
                    onClick={() => remove(i)}
                  >
                    <Icon name="cross" />
                  </button>
                </span>
              </li>
            )
          })}
        </ol>
      )}
      <label for={name}>{kind === 'R' ? words.addProcedure : words.addDiagnosis}</label>
      <span class="code-entry">
        <input
          type="text"
          id={name}
          ref={field}
          class="code-input"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={text}
          aria-invalid={problem !== ''}
          aria-describedby={`${name}-hint ${name}-problem`}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setProblem('')
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // Enter in a form would hand it in.
            event.preventDefault()
            if (text.trim() !== '') add(text)
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text') ?? ''
            if (!/[\n\t,;]/.test(pasted.trim())) return
            event.preventDefault()
            add(`${text} ${pasted}`)
          }}
        />
        <button
          type="button"
          onClick={() => {
            if (text.trim() !== '') add(text)
            field.current?.focus()
          }}
        >
          {words.addCode}
        </button>
      </span>
      <p id={`${name}-hint`} class="hint">
        {words.codeHint(kind, question.asks.includes(kind === 'R' ? 'days' : 'poa'))}
      </p>
      <p id={`${name}-problem`} class="problem" role="alert">
        {problem === '' && twice !== undefined ? words.codeRepeated(dotted(twice.code)) : problem}
      </p>
    </fieldset>
  )
}

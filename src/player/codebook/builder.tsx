/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { buildPcs, pcsTitle } from '../../codes/book/pcs.ts'
import type { Definition } from '../../codes/book/shard.ts'
import { CodeActions } from './actions.tsx'
import { fetchShard, type OpenChapter } from './book.ts'
import { bookWords as words } from './words.ts'

/** Builds a code of ICD-10-PCS from the tables: only what is in one row with the characters before it can be chosen. */
export function Builder({
  chapter,
  start,
  lookedUp,
  insert,
}: {
  readonly chapter: OpenChapter
  readonly start: string
  readonly lookedUp: () => void
  readonly insert?: (code: string) => void
}) {
  const [typed, setTyped] = useState(start)
  const [definitions, setDefinitions] = useState<readonly Definition[]>([])
  const heading = useRef<HTMLHeadingElement>(null)
  const { chosen, next, operation } = buildPcs(chapter.tables ?? [], typed)
  const code = chosen.map(({ value }) => value).join('')
  const begun = useRef(code)

  useEffect(() => {
    if (chapter.notes === undefined) return
    // Without them the tables still say which codes there are.
    void fetchShard(chapter.notes).then(
      (shard) => shard.kind === 'definitions' && setDefinitions(shard.definitions),
      () => undefined,
    )
  }, [chapter])
  useEffect(() => {
    if (code.length === 7) lookedUp()
  }, [code])
  useLayoutEffect(() => {
    if (begun.current === code) return
    begun.current = code
    heading.current?.focus()
  }, [code])

  const meaningOf = (position: number, label: string): Definition | undefined =>
    definitions.find((one) => one.position === position && one.title === label)
  const told = operation && meaningOf(3, operation.label)
  return (
    <article class="book-entry">
      <h3 tabIndex={-1}>{words.builder}</h3>
      <p class="book-built">
        <span class="hint">{words.codeSoFar}</span> <code class="code">{code.padEnd(7, '·')}</code>
      </p>
      <ol class="book-chosen">
        {chosen.map(({ position, axis, value, label }) => (
          <li key={position}>
            <span class="hint">{axis}</span>
            <span>
              <code class="code">{value}</code> {label}
            </span>
            {position > 1 && (
              <button
                type="button"
                class="linkish"
                aria-label={words.change(axis)}
                onClick={() => setTyped(code.slice(0, position - 1))}
              >
                {words.changeShort}
              </button>
            )}
          </li>
        ))}
      </ol>
      {operation !== undefined && (
        <section class="book-notes">
          <h4>{operation.label}</h4>
          <p>{told?.definition ?? operation.definition}</p>
          {told !== undefined && told.explanation !== '' && <p>{told.explanation}</p>}
          {told !== undefined && told.includes.length > 0 && <p>{words.includesTerms(told.includes.join('; '))}</p>}
        </section>
      )}
      {next === undefined ? (
        <section>
          <h4 tabIndex={-1} ref={heading}>
            <code class="code">{code}</code> {pcsTitle(chosen)}
          </h4>
          <p>{words.whole}</p>
          <CodeActions code={code} insert={insert} />
        </section>
      ) : (
        <section>
          <h4 tabIndex={-1} ref={heading}>
            {words.choose(next.position, next.axis)}
          </h4>
          <ul class="book-nodes">
            {next.choices.map(({ value, label }) => {
              const meaning = meaningOf(next.position, label)
              return (
                <li key={value}>
                  <button type="button" onClick={() => setTyped(code + value)}>
                    <span class="book-node code">{value}</span>
                    <span>
                      {label}
                      {meaning !== undefined && meaning.definition !== '' && (
                        <span class="book-meaning">{meaning.definition}</span>
                      )}
                    </span>
                  </button>
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </article>
  )
}

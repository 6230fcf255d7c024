/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { BookEntry } from '../../codes/book/front-code.ts'
import { notesFor, seventhFor } from '../../codes/book/notes.ts'
import type { NotesShard } from '../../codes/book/shard.ts'
import { written } from '../../codes/system.ts'
import { CodeActions } from './actions.tsx'
import { fetchShard, type OpenChapter } from './book.ts'
import { Nodes } from './browse.tsx'
import { Marks } from './marks.tsx'
import { type View, viewOf } from './view.ts'
import { bookWords as words } from './words.ts'

/** One code: what it is, where it is, what is noted at it and above it, what is below it. */
export function EntryView({
  chapter,
  entry,
  go,
  insert,
}: {
  readonly chapter: OpenChapter
  readonly entry: BookEntry
  readonly go: (view: View) => void
  readonly insert?: (code: string) => void
}) {
  const { system } = chapter.volume
  const code = written(system, entry.code)
  const above = chapter.tree.above(entry.code)
  const below = chapter.tree.children({ kind: 'code', entry })
  return (
    <article class="book-entry">
      <h3 tabIndex={-1}>
        <code class="code">{code}</code> {entry.title}
      </h3>
      <p>
        <Marks entry={entry} volume={chapter.volume} />
      </p>
      <CodeActions code={code} insert={insert} />
      <nav aria-label={words.where}>
        <ol class="book-path">
          <li>
            <button type="button" class="linkish" onClick={() => go({ kind: 'chapter', chapter })}>
              {words.chapter(system, chapter.id)}
            </button>
          </li>
          {above.map((node) => (
            <li key={node.kind === 'block' ? node.id : node.entry.code}>
              <button
                type="button"
                class="linkish"
                title={node.kind === 'block' ? node.title : node.entry.title}
                onClick={() => go(viewOf(chapter, node))}
              >
                {node.kind === 'block' ? node.id : written(system, node.entry.code)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {chapter.notes !== undefined && <Notes name={chapter.notes} chapter={chapter} code={entry.code} />}
      {below.length > 0 && (
        <section>
          <h4>{words.below}</h4>
          <Nodes chapter={chapter} nodes={below} go={go} />
        </section>
      )}
    </article>
  )
}

function Notes({
  name,
  chapter,
  code,
}: {
  readonly name: string
  readonly chapter: OpenChapter
  readonly code: string
}) {
  const [shard, setShard] = useState<NotesShard | undefined>(undefined)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const load = async (): Promise<void> => {
    try {
      const loaded = await fetchShard(name)
      if (loaded.kind === 'notes') setShard(loaded)
      setFailed(undefined)
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    }
  }
  useEffect(() => {
    void load()
  }, [name])
  if (failed !== undefined) {
    return (
      <div role="alert">
        <p>{words.failed(failed)}</p>
        <button type="button" onClick={() => void load()}>
          {words.again}
        </button>
      </div>
    )
  }
  if (shard === undefined) return null
  const above = placesAbove(chapter, code)
  const groups = notesFor(shard, code, above)
  const seventh = seventhFor(shard, code, above)
  const { system } = chapter.volume
  const nameOf = (place: string): string => {
    if (place === chapter.id) return words.chapter(system, place)
    return place.includes('-') ? place : written(system, place)
  }
  return (
    <section class="book-notes">
      <h4>{words.notes}</h4>
      {groups.length === 0 && <p class="hint">{words.noNotes}</p>}
      <dl>
        {groups.map(({ kind, texts, from }) => (
          <div key={`${kind}${from}`} class={`book-note ${kind}`}>
            <dt>
              {words.kind[kind]}
              {from !== undefined && <span class="book-from"> {words.from(nameOf(from))}</span>}
            </dt>
            {texts.map((text) => (
              <dd key={text}>{text}</dd>
            ))}
          </div>
        ))}
      </dl>
      {seventh !== undefined && (
        <table>
          <caption>{words.seventh(nameOf(seventh.from))}</caption>
          <thead>
            <tr>
              <th scope="col">{words.character}</th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(seventh.values).map(([character, meaning]) => (
              <tr key={character}>
                <th scope="row">
                  <code class="code">{character}</code>
                </th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Everything above a code that may have notes, also headers that the book does not list. */
function placesAbove({ id, tree }: OpenChapter, code: string): string[] {
  const blocks = tree.above(code).flatMap((node) => (node.kind === 'block' ? node.id : []))
  const headers = [3, 4, 5, 6].filter((length) => length < code.length).map((length) => code.slice(0, length))
  return [id, ...blocks, ...headers]
}

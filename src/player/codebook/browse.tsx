/** @jsxImportSource preact */

import type { Node } from '../../codes/book/tree.ts'
import { written } from '../../codes/system.ts'
import type { OpenBook, OpenChapter } from './book.ts'
import { Marks } from './marks.tsx'
import { type View, viewOf } from './view.ts'
import { bookWords as words } from './words.ts'

/** The classification from the top: chapters, blocks, categories. */
export function Browse({
  book,
  view,
  go,
}: {
  readonly book: OpenBook
  readonly view: Extract<View, { kind: 'contents' | 'chapter' | 'block' }>
  readonly go: (view: View) => void
}) {
  if (view.kind === 'contents') {
    return (
      <>
        <h3 tabIndex={-1}>{words.contents}</h3>
        <ul class="book-nodes">
          {book.chapters.map((chapter) => (
            <li key={`${chapter.volume.system}${chapter.id}`}>
              <button
                type="button"
                onClick={() =>
                  go(
                    chapter.tables === undefined
                      ? { kind: 'chapter', chapter }
                      : { kind: 'build', chapter, typed: chapter.id },
                  )
                }
              >
                <span class="book-node">{words.chapter(chapter.volume.system, chapter.id)}</span>
                <span>{chapter.title}</span>
              </button>
            </li>
          ))}
        </ul>
      </>
    )
  }
  const { chapter } = view
  const place = words.chapter(chapter.volume.system, chapter.id)
  return (
    <>
      <h3 tabIndex={-1}>
        {view.kind === 'chapter' ? `${place}: ${chapter.title}` : `${view.block.id} ${view.block.title}`}
      </h3>
      <Nodes
        chapter={chapter}
        nodes={chapter.tree.children(view.kind === 'chapter' ? 'chapter' : view.block)}
        go={go}
      />
    </>
  )
}

/** Places of a chapter to go on to. */
export function Nodes({
  chapter,
  nodes,
  go,
}: {
  readonly chapter: OpenChapter
  readonly nodes: readonly Node[]
  readonly go: (view: View) => void
}) {
  return (
    <ul class="book-nodes">
      {nodes.map((node) => (
        <li key={node.kind === 'block' ? node.id : node.entry.code}>
          <button type="button" onClick={() => go(viewOf(chapter, node))}>
            <span class="book-node code">
              {node.kind === 'block' ? node.id : written(chapter.volume.system, node.entry.code)}
            </span>
            <span>
              {node.kind === 'block' ? node.title : node.entry.title}
              {node.kind === 'code' && (
                <>
                  {' '}
                  <Marks entry={node.entry} brief />
                </>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

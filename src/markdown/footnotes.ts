import type { ElementContent } from 'hast'
import type { FootnoteDefinition } from 'mdast'
import { type Context, placeOf, report } from './context.ts'
import { element, type State, text } from './hast.ts'
import { labels } from './labels.ts'
import { slug } from './slug.ts'

/** Begins the footnotes of a new section. */
export const beginFootnotes = ({ footnotes }: Context): void => {
  footnotes.shown.push(new Map())
}

/** Whether the section that was begun last refers to footnotes. */
export const hasFootnotes = ({ footnotes }: Context): boolean => (footnotes.shown.at(-1)?.size ?? 0) > 0

/** Numbers a reference; returns the number and the ids that link it with its note. */
export function useFootnote(
  { footnotes, file }: Context,
  identifier: string,
): { number: number; id: string; target: string } {
  const shown = footnotes.shown.at(-1)
  const number = footnotes.numbers.get(identifier) ?? footnotes.numbers.size + 1
  footnotes.numbers.set(identifier, number)
  const uses = (shown?.get(identifier) ?? 0) + 1
  shown?.set(identifier, uses)
  const target = footnoteId(file, footnotes.shown.length, number)
  return { number, target, id: `${target}-ref${uses === 1 ? '' : uses}` }
}

// File and section stand in the id because a page may show several of them.
const footnoteId = (file: string, section: number, number: number): string =>
  `fn-${slug(file.replace(/\.md$/, '').replaceAll('/', '-'))}-${section}-${number}`

/** The notes of the section that was begun last, as one block. */
export function footnoteList(state: State, context: Context): ElementContent {
  const shown = context.footnotes.shown.at(-1) ?? new Map<string, number>()
  const items = new Map<number, ElementContent>()
  // A note may refer to further notes; the map grows while it is walked.
  for (const identifier of shown.keys()) {
    const definition = context.footnotes.written.get(identifier)
    const number = context.footnotes.numbers.get(identifier)
    if (definition === undefined || number === undefined) continue
    const id = footnoteId(context.file, context.footnotes.shown.length, number)
    const back = element('a', { href: `#${id}-ref`, role: 'doc-backlink', ariaLabel: labels.footnoteBack(number) }, [
      text('↩'),
    ])
    const content = renderOnce(state, context, definition, identifier)
    const last = content.at(-1)
    if (last?.type === 'element' && last.tagName === 'p') last.children.push(text(' '), back)
    else content.push(back)
    items.set(number, element('li', { id, value: String(number) }, content))
  }
  const inOrder = [...items].sort(([a], [b]) => a - b)
  const properties = { className: ['footnotes'], role: 'doc-endnotes', ariaLabel: labels.footnotes }
  return element('section', properties, [
    element(
      'ol',
      {},
      inOrder.map(([, item]) => item),
    ),
  ])
}

/** A note shown in several sections is rendered in each, but what is wrong in it is told once. */
function renderOnce(
  state: State,
  context: Context,
  definition: FootnoteDefinition,
  identifier: string,
): ElementContent[] {
  const { problems, references, footnotes } = context
  const before = { problems: problems.length, references: references.length }
  const content = state.all(definition)
  if (footnotes.shown.slice(0, -1).some((section) => section.has(identifier))) {
    problems.length = before.problems
    references.length = before.references
  }
  return content
}

/** Warns of footnotes that no text of the file refers to. */
export function reportUnusedFootnotes(context: Context): void {
  for (const [identifier, definition] of context.footnotes.written) {
    if (context.footnotes.numbers.has(identifier)) continue
    const label = definition.label ?? identifier
    report(context, 'footnote-unused', { label }, placeOf(context, definition))
  }
}

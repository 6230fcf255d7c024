import { compareProblems, type Place } from '../problems/problem.ts'
import { newContext, report } from './context.ts'
import type { ParsedInline } from './parsed.ts'
import { prepare } from './prepare.ts'
import { parseMarkdown, renderInline } from './processor.ts'

const BLOCK_NAMES: Readonly<Record<string, string>> = {
  list: 'a list',
  table: 'a table',
  heading: 'a heading',
  blockquote: 'a quotation',
  code: 'a block of code',
  containerDirective: 'a box',
  paragraph: 'several paragraphs',
}

/** Reads a sentence with inline Markdown, such as a definition of the glossary. All is said to stand at `place`. */
export function parseInline(text: string, place: Place): ParsedInline {
  const context = newContext({ file: place.file, setting: 'definition', text, fixedPlace: place })
  const tree = parseMarkdown(text)
  prepare(tree, context)
  const [first, second] = tree.children
  const block = first !== undefined && first.type !== 'paragraph' ? first : second
  if (block !== undefined)
    report(context, 'inline-only', { what: BLOCK_NAMES[block.type] ?? 'more than one sentence' }, place)
  const html = first?.type === 'paragraph' ? renderInline(first.children, context) : ''
  return { html, references: context.references, problems: context.problems.sort(compareProblems) }
}

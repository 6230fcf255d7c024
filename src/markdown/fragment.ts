import { compareProblems } from '../problems/problem.ts'
import { readBlocks } from './blocks.ts'
import { newContext } from './context.ts'
import { reportUnusedFootnotes } from './footnotes.ts'
import type { ParsedFragment, SourceFile } from './parsed.ts'
import { prepare, showsSomething } from './prepare.ts'
import { parseMarkdown } from './processor.ts'

/** Reads a file that others include. It has no sections of its own: its headings begin at level 3. */
export function parseFragment({ path: file, text }: SourceFile): ParsedFragment {
  const context = newContext({ file, setting: 'fragment', text })
  const tree = parseMarkdown(text)
  prepare(tree, context)
  const blocks = readBlocks(tree.children.filter(showsSomething), context)
  reportUnusedFootnotes(context)
  return { file, blocks, references: context.references, problems: context.problems.sort(compareProblems) }
}

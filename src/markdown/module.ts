import type { Heading, Root, RootContent } from 'mdast'
import { compareProblems } from '../problems/problem.ts'
import { readBlocks } from './blocks.ts'
import { type Context, newContext, placeOf, report } from './context.ts'
import { reportUnusedFootnotes } from './footnotes.ts'
import { readFrontMatter } from './front-matter.ts'
import { claimSlug, useHeading } from './headings.ts'
import type { ParsedModule, ParsedSection, SourceFile } from './parsed.ts'
import { prepare, showsSomething } from './prepare.ts'
import { parseMarkdown, renderInline } from './processor.ts'

/** Reads a module: front matter and sections. Nothing is thrown; what is wrong stands in `problems`. */
export function parseModule({ path: file, text }: SourceFile): ParsedModule {
  const context = newContext({ file, setting: 'module', text })
  const tree = parseMarkdown(text)
  prepare(tree, context)
  const { value: meta, title = file } = readFrontMatter(tree, 'module', 'title', context)
  const sections: ParsedSection[] = []
  for (const part of splitSections(tree)) {
    const section = readSection(part, title, context)
    if (section !== undefined) sections.push(section)
  }
  reportUnusedFootnotes(context)
  if (sections.length === 0) report(context, 'module-empty', {}, placeOf(context, tree.children[0] ?? tree))
  return {
    file,
    meta,
    sections,
    anchors: [...context.headings.bySlug.keys()],
    references: context.references,
    problems: context.problems.sort(compareProblems),
  }
}

/** The slug of the section that holds what stands before the first level-2 heading. */
const FIRST_SECTION = 'overview'

interface Part {
  /** Undefined for what stands before the first level-2 heading. */
  readonly heading: Heading | undefined
  readonly nodes: RootContent[]
}

function splitSections(tree: Root): readonly Part[] {
  const parts: Part[] = [{ heading: undefined, nodes: [] }]
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 2) parts.push({ heading: node, nodes: [] })
    else if (showsSomething(node)) parts.at(-1)?.nodes.push(node)
  }
  return parts.filter(({ heading, nodes }) => heading !== undefined || nodes.length > 0)
}

function readSection({ heading, nodes }: Part, moduleTitle: string, context: Context): ParsedSection | undefined {
  const begin = heading ?? nodes[0]
  if (begin === undefined) return undefined
  const { title, slug } = heading === undefined ? overview(moduleTitle, begin, context) : useHeading(context, heading)
  // Rendered for its checks alone: a section's title is shown as plain text.
  if (heading !== undefined) renderInline(heading.children, context)
  const blocks = readBlocks(nodes, context)
  if (blocks.length === 0 && nodes.length === 0) report(context, 'section-empty', { title }, placeOf(context, begin))
  return slug === undefined ? undefined : { slug, title, place: placeOf(context, begin), blocks }
}

function overview(title: string, begin: RootContent, context: Context): { title: string; slug: string | undefined } {
  return { title, slug: claimSlug(context, FIRST_SECTION, title, begin) ? FIRST_SECTION : undefined }
}

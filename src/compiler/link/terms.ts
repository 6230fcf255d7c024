import type { CompiledModule, Question } from '../../model/schema-types.ts'
import type { ValidCourse } from '../valid-course.ts'
import { questionHtml } from './rewrite.ts'

/**
 * The glossary as far as learners can meet its terms, in the order of the terms.
 *
 * @param questions those that may use a term
 */
export function linkGlossary(
  { glossary }: ValidCourse,
  modules: readonly CompiledModule[],
  questions: readonly Question[],
  rewrite: (html: string) => string,
): { term: string; html: string }[] {
  const entries = glossary?.terms ?? []
  const used = new Set<string>()
  const collect = (html: string): void => {
    if (!html.includes('data-term="')) return
    for (const [, term = ''] of html.matchAll(/\sdata-term="([^"]*)"/g)) used.add(readCharacters(term))
  }
  for (const { sections } of modules)
    for (const { blocks } of sections) for (const block of blocks) if (block.kind === 'text') collect(block.html)
  for (const question of questions) questionHtml(question).forEach(collect)
  // A definition may use a term itself; such terms are shown with it.
  const byTerm = new Map(entries.map((entry) => [entry.term, entry]))
  for (const term of used) collect(byTerm.get(term)?.html ?? '')
  return entries.filter(({ term }) => used.has(term)).map(({ term, html }) => ({ term, html: rewrite(html) }))
}

/** Reads the character references that the serialiser writes into attributes. */
const readCharacters = (text: string): string =>
  text.replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))

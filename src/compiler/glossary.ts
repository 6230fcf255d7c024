import type { Reference, SourceFile } from '../markdown/parsed.ts'
import { compareText, type Place, type Problem } from '../problems/problem.ts'
import { validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'

export interface ParsedGlossary {
  readonly file: string
  /** Sorted by term. */
  readonly terms: readonly { readonly term: string; readonly html: string; readonly place: Place }[]
  readonly references: readonly Reference[]
  readonly problems: readonly Problem[]
}

/** Renders one line of Markdown (`markdown/index.ts`). */
type ParseInline = (
  text: string,
  place: Place,
) => { readonly html: string; readonly references: readonly Reference[]; readonly problems: readonly Problem[] }

/** Reads glossary.yaml: terms and their definitions, which are inline Markdown. */
export function parseGlossary({ path, text }: SourceFile, parseInline: ParseInline): ParsedGlossary {
  const yaml = parseYaml(text, path)
  const { value, problems } =
    yaml.problems.length > 0
      ? { value: undefined, problems: yaml.problems }
      : validate('glossary', yaml.value, yaml.placeOf)
  const parsed = Object.entries(value ?? {}).map(([term, definition]) => {
    const pointer = `/${term.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return { term, place: yaml.placeOf(pointer, { key: true }), ...parseInline(definition, yaml.placeOf(pointer)) }
  })
  return {
    file: path,
    terms: parsed.map(({ term, html, place }) => ({ term, html, place })).sort((a, b) => compareText(a.term, b.term)),
    references: parsed.flatMap(({ references }) => references),
    problems: [...problems, ...parsed.flatMap((one) => one.problems)],
  }
}

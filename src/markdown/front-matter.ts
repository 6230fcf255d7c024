import type { Root } from 'mdast'
import type { Place } from '../problems/problem.ts'
import type { SchemaName, SchemaTypes } from '../validation/schemas.ts'
import { validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'
import { type Context, report } from './context.ts'

interface FrontMatter<T> {
  /** Undefined when it is missing or not what the schema asks for; the context's problems say why. */
  readonly value: T | undefined
  /** The title as written, even when something else in the front matter is wrong. */
  readonly title: string | undefined
}

/** Reads and checks the front matter of a file: YAML between two lines `---` at its very beginning. */
export function readFrontMatter<N extends SchemaName>(
  tree: Root,
  schema: N,
  firstField: string,
  context: Context,
): FrontMatter<SchemaTypes[N]> {
  const [first] = tree.children
  if (first?.type !== 'yaml') {
    const place: Place = { file: context.file, line: 1, column: 1 }
    report(context, 'front-matter-missing', { first: firstField, begun: context.text.startsWith('---') }, place)
    return { value: undefined, title: undefined }
  }
  const yaml = parseYaml(first.value, context.file, first.position?.start.line ?? 1)
  context.problems.push(...yaml.problems)
  if (yaml.problems.length > 0) return { value: undefined, title: undefined }
  const content = yaml.value ?? {}
  const { value, problems } = validate(schema, content, yaml.placeOf)
  context.problems.push(...problems)
  return { value, title: titleOf(content) }
}

function titleOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('title' in content)) return undefined
  return typeof content.title === 'string' ? content.title : undefined
}

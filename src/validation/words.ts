/** How schemas and values are put into an author's words. */

/** How many characters a person counts, or nearly: code points, as JSON Schema counts them (2020-12, 6.3.1). */
export const lengthOf = (text: string): number => Array.from(text).length

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  null: 'empty',
}

/** A JSON Schema type in words. */
export const wantedType = (type: unknown): string =>
  Array.isArray(type) ? type.map(wantedType).join(' or ') : (TYPES[String(type)] ?? String(type))

/** A value as it would stand in YAML, short enough for a message. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'empty'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return `a group of fields (${Object.keys(value).slice(0, 3).join(', ')})`
  const text = JSON.stringify(value)
  return text.length <= 80 ? text : `${text.slice(0, 76)}…"`
}

const annotation = (schema: unknown, key: 'description' | 'examples'): unknown =>
  typeof schema === 'object' && schema !== null && key in schema ? (schema as Record<string, unknown>)[key] : undefined

/** The description of a field's schema. */
export const describe = (schema: unknown): string => {
  const text = annotation(schema, 'description')
  return typeof text === 'string' ? text : ''
}

/** The first example of a field's schema as YAML flow text, if it is short. */
export function example(schema: unknown): string {
  const examples = annotation(schema, 'examples')
  if (!Array.isArray(examples) || examples.length === 0) return ''
  const text = JSON.stringify(examples[0]).replace(/^"([^":#]*)"$/, '$1')
  return text.length <= 80 ? text : ''
}

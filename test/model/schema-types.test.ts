import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/toolchain/generate-types.mjs'

const root = new URL('../../', import.meta.url)
const schemas = readdirSync(new URL('schemas/', root)).filter((name) => name.endsWith('.schema.json'))

/** Every place of a schema that describes a field. */
function* fields(node: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) {
      for (const [name, field] of Object.entries(value)) yield [`${path}/${name}`, field as Record<string, unknown>]
    }
    yield* fields(value, `${path}/${key}`)
  }
}

describe('schemas', () => {
  it('generate exactly the types in the repository', async () => {
    expect(readFileSync(new URL('src/model/schema-types.ts', root), 'utf8')).toBe(await generate())
  })

  it.each(schemas)('%s gives every field a title, a description and an example', (name) => {
    const schema: unknown = JSON.parse(readFileSync(new URL(`schemas/${name}`, root), 'utf8'))
    const bare = [...fields(schema)].filter(
      ([, field]) => field.$ref === undefined && (field.title === undefined || field.description === undefined),
    )
    expect(bare.map(([path]) => path)).toEqual([])
    const withoutExample = [...fields(schema)].filter(
      ([, field]) =>
        field.$ref === undefined && field.examples === undefined && !['array', 'object'].includes(String(field.type)),
    )
    expect(withoutExample.map(([path]) => path)).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import type { CompiledCourse } from '../../src/model/schema-types.ts'

/**
 * A compiled course for tests of what comes after the compiler. `test/compiler/compiled-fixtures.test.ts` makes sure that
 * it is what the compiler makes of `test/fixtures/courses/<name>` and that it is valid against the schema.
 */
export function compiledFixture(name: string): CompiledCourse {
  const text = readFileSync(new URL(`../fixtures/compiled/${name}.json`, import.meta.url), 'utf8')
  const course: CompiledCourse = JSON.parse(text)
  return course
}

/** The files of that course by their path in packages. */
export function compiledAssets(name: string): Map<string, Uint8Array> {
  const folder = new URL(`../fixtures/courses/${name}/`, import.meta.url)
  return new Map(
    compiledFixture(name).assets.map(({ path }) => [path, new Uint8Array(readFileSync(new URL(path, folder)))]),
  )
}

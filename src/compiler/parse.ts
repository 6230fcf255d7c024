import type { ParsedBank, ParsedBlock, ParsedCase, ParsedFragment, ParsedModule } from '../markdown/parsed.ts'
import { compareText, type Place, type Problem } from '../problems/problem.ts'
import type { PlaceOf } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'
import type { ParseCache } from './cache.ts'
import { type ParsedGlossary, parseGlossary } from './glossary.ts'
import { type Inventory, type LoadedText, readText } from './load.ts'

/**
 * Phase 2, parse: `Inventory` → `ParsedCourse`. Each file by itself becomes plain data; nothing yet is known about what
 * stands in another file. An unchanged file comes from the cache.
 */
export interface ParsedCourse {
  readonly inventory: Inventory
  readonly course: ParsedYaml
  readonly exams: readonly ParsedYaml[]
  /** In the order of course.yaml. */
  readonly modules: readonly ParsedModule[]
  readonly banks: readonly ParsedBank[]
  /** Files that modules include, and files that those include, by path. */
  readonly fragments: ReadonlyMap<string, ParsedFragment>
  readonly glossary: ParsedGlossary | undefined
  readonly cases: readonly ParsedCase[]
  readonly problems: readonly Problem[]
}

/** A YAML file as it was read; phase 3 holds it against its schema. */
export interface ParsedYaml {
  readonly file: string
  readonly value: unknown
  readonly placeOf: PlaceOf
}

export interface ParseOptions {
  readonly cache?: ParseCache
  /** Called after each file that was looked at. */
  readonly onFile?: (path: string) => void
}

const COURSE = 'course.yaml'
const GLOSSARY = 'glossary.yaml'

/** Parses every file that course.yaml names, every bank and case, and what they include. */
export async function parseCourse(inventory: Inventory, options: ParseOptions = {}): Promise<ParsedCourse> {
  const problems: Problem[] = []
  const reader = await makeReader(inventory, options, problems)
  const course = reader.yaml(COURSE, { file: COURSE }) ?? {
    file: COURSE,
    value: undefined,
    placeOf: () => ({ file: COURSE }),
  }
  const named = (field: string): { path: string; at: Place }[] => namedFiles(course, field)

  const exams = named('exams').flatMap(({ path, at }) => reader.yaml(path, at) ?? [])
  const modules = named('modules').flatMap(({ path, at }) => reader.module(path, at) ?? [])
  const banks = markdownIn(inventory, 'questions/').flatMap((path) => reader.bank(path) ?? [])
  const cases = markdownIn(inventory, 'cases/').flatMap((path) => reader.case(path) ?? [])
  const glossary = inventory.files.has(GLOSSARY) ? reader.glossary(GLOSSARY) : undefined
  const fragments = parseIncluded(modules, reader.fragment)
  return { inventory, course, exams, modules, banks, fragments, glossary, cases, problems }
}

/** The paths in a list of course.yaml, taken as they are even when other fields are wrong, so that all files are checked. */
function namedFiles({ value, placeOf }: ParsedYaml, field: string): { path: string; at: Place }[] {
  const list: unknown =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === field)?.[1] : []
  if (!Array.isArray(list)) return []
  const paths = list.map((path: unknown, i) => ({ path, at: placeOf(`/${field}/${i}`) }))
  return paths.flatMap(({ path, at }, i) =>
    // What is no path, or one that stands twice, the schema reports.
    typeof path === 'string' && paths.findIndex((other) => other.path === path) === i && !leavesFolder(path)
      ? [{ path, at }]
      : [],
  )
}

const leavesFolder = (path: string): boolean =>
  path.startsWith('/') || path.includes('\\') || path.split('/').includes('..') || path === ''

const markdownIn = ({ files }: Inventory, folder: string): string[] =>
  [...files.keys()].filter((path) => path.startsWith(folder) && path.endsWith('.md')).sort(compareText)

/** Follows includes until no new file turns up. A file is parsed once, however often it is included. */
function parseIncluded(
  modules: readonly ParsedModule[],
  parse: (path: string, at: Place) => ParsedFragment | undefined,
): Map<string, ParsedFragment> {
  const fragments = new Map<string, ParsedFragment>()
  const waiting = modules.flatMap(({ sections }) => sections.flatMap(({ blocks }) => includesOf(blocks)))
  const seen = new Set<string>()
  for (const { src, place } of waiting) {
    if (seen.has(src)) continue
    seen.add(src)
    const fragment = parse(src, place)
    if (fragment === undefined) continue
    fragments.set(src, fragment)
    waiting.push(...includesOf(fragment.blocks))
  }
  return fragments
}

const includesOf = (blocks: readonly ParsedBlock[]) => blocks.filter((block) => block.kind === 'include')

interface Reader {
  readonly yaml: (path: string, at: Place) => ParsedYaml | undefined
  readonly module: (path: string, at: Place) => ParsedModule | undefined
  readonly bank: (path: string) => ParsedBank | undefined
  readonly fragment: (path: string, at: Place) => ParsedFragment | undefined
  readonly case: (path: string) => ParsedCase | undefined
  readonly glossary: (path: string) => ParsedGlossary | undefined
}

async function makeReader(inventory: Inventory, { cache, onFile }: ParseOptions, problems: Problem[]): Promise<Reader> {
  const markdown = await import('../markdown/index.ts')
  const read = (path: string, at: Place): LoadedText | undefined => {
    onFile?.(path)
    const text = readText(inventory, path, at)
    if (!('problem' in text)) return text
    problems.push(text.problem)
    return undefined
  }
  const cached =
    <T extends { readonly problems: readonly Problem[] }>(kind: string, parse: (source: LoadedText['source']) => T) =>
    (path: string, at: Place = { file: path }): T | undefined => {
      const text = read(path, at)
      if (text === undefined) return undefined
      const parsed = cache?.get<T>(kind, path, text.sha256) ?? parse(text.source)
      cache?.set(kind, path, text.sha256, parsed)
      problems.push(...parsed.problems)
      return parsed
    }
  return {
    yaml: (path, at) => {
      const text = read(path, at)
      if (text === undefined) return undefined
      const { value, placeOf, problems: found } = parseYaml(text.source.text, path)
      problems.push(...found)
      return { file: path, value, placeOf }
    },
    module: cached('module', markdown.parseModule),
    bank: cached('bank', markdown.parseBank),
    fragment: cached('fragment', markdown.parseFragment),
    case: cached('case', markdown.parseCase),
    glossary: cached('glossary', (source) => parseGlossary(source, markdown.parseInline)),
  }
}

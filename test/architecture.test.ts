/** Who may import whom. The table is the rule; docs/architecture.md explains it. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src/', import.meta.url))
const test = fileURLToPath(new URL('./', import.meta.url))

const pure = ['model', 'problems']
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  problems: [],
  codes: pure,
  credentials: pure,
  validation: pure,
  markdown: [...pure, 'validation'],
  compiler: [...pure, 'validation', 'markdown', 'codes'],
  checks: [...pure, 'codes', 'credentials'],
  packages: pure,
  exports: [...pure, 'packages'],
  handout: [...pure, 'certificates'],
  player: ['model', 'codes'],
  certificates: [...pure, 'credentials'],
  verifier: [...pure, 'certificates'],
  storage: pure,
  service: [...pure, 'validation', 'credentials', 'certificates', 'storage'],
  cli: [
    ...pure,
    'codes',
    'credentials',
    'validation',
    'compiler',
    'checks',
    'packages',
    'exports',
    'handout',
    'service',
    'storage',
    'certificates',
  ],
  'index.ts': [...pure, 'compiler', 'checks', 'packages', 'certificates', 'service'],
}

/** Folders that run anywhere: neither Node's modules nor packages that need them. */
const NEUTRAL = new Set(['model', 'problems', 'codes', 'credentials', 'checks', 'player', 'verifier'])

interface Import {
  readonly from: string
  readonly to: string
}

const scriptsIn = (folder: string, without: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|tsx|mts|mjs)$/.test(path) && !path.startsWith(without))
    .sort()
const sources = scriptsIn(src, 'toolchain/')
const tests = scriptsIn(test, 'fixtures/')

function importsOf(path: string, text: string): Import[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"\n]|\n(?!\n))*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => ({ from: path, to: match[1] ?? match[2] ?? match[3] ?? '' }))
}

const area = (path: string): string => path.split('/')[0] ?? path
const target = ({ from, to }: Import): string => relative(src, join(src, dirname(from), to)).replaceAll('\\', '/')

function violations(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const from = area(one.from)
    if (!one.to.startsWith('.')) {
      return NEUTRAL.has(from) && one.to.startsWith('node:')
        ? [`src/${one.from} imports ${one.to}: src/${from} runs without Node`]
        : []
    }
    const to = area(target(one))
    const allowed = MAY_IMPORT[from]
    if (allowed === undefined) return [`src/${from} has no line in the import table`]
    if (to === from || allowed.includes(to)) return []
    return [`src/${one.from} imports ${one.to}: src/${from} may import only ${[...allowed, 'itself'].join(', ')}`]
  })
}

function cycles(imports: readonly Import[]): string[] {
  const edges = new Map<string, string[]>()
  for (const one of imports) {
    if (one.to.startsWith('.')) edges.set(one.from, [...(edges.get(one.from) ?? []), target(one)])
  }
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    else if (!done.has(path)) {
      for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
      done.add(path)
    }
  }
  for (const path of edges.keys()) walk(path, [])
  return found
}

const all = sources.flatMap((path) => importsOf(path, readFileSync(join(src, path), 'utf8')))

describe('architecture', () => {
  it('sees the imports of every folder', () => {
    expect(all.length).toBeGreaterThan(100)
    expect([...new Set(sources.map(area))].sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })

  it('lets each folder import only what the table allows', () => {
    expect(violations(all)).toEqual([])
  })

  it('is the table of docs/architecture.md', () => {
    const page = readFileSync(join(src, '../docs/architecture.md'), 'utf8')
    const folders = Object.keys(MAY_IMPORT)
    const named = (words: string): string[] => folders.filter((folder) => new RegExp(`\\b${folder}\\b`).test(words))
    const rows = page.matchAll(/^\| (`[^|]+`) \| ([^|]+) \| (?:anywhere|Node|browser) \|$/gm)
    const table = [...rows].flatMap(([, left = '', right = '']) =>
      named(left).map((folder): [string, string[]] => {
        const words = named(right.replace(/ \(.*\)/, ''))
        const others = folders.filter((one) => ![folder, 'index.ts', ...words].includes(one))
        return [folder, right.startsWith('everything but') ? others : words]
      }),
    )
    const rule = Object.entries(MAY_IMPORT).map(([folder, may]) => [folder, folders.filter((one) => may.includes(one))])
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(rule))
  })

  it('has no import cycles', () => {
    expect(cycles(all)).toEqual([])
  })

  it('keeps every file to one readable thing', () => {
    const files = [
      ...sources.filter((path) => path !== 'model/schema-types.ts').map((path) => join(src, path)),
      ...tests.map((path) => join(test, path)),
    ]
    const long = files
      .map((path) => ({ path: relative(test, path), lines: readFileSync(path, 'utf8').trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(tests.length).toBeGreaterThan(200)
    expect(long).toEqual([])
  })

  it('draws every property from the one place that fixes the cases', () => {
    const direct = tests
      .filter((path) => !path.endsWith('properties.ts'))
      .filter((path) => readFileSync(join(test, path), 'utf8').match(/^import .* from 'fast-check'$/m))
    expect(direct).toEqual([])
  })

  it('fails on a planted import, a planted cycle and a planted Node module', () => {
    const planted = importsOf(
      'model/bad.ts',
      `import { x } from '../storage/store.ts'\nimport fs from 'node:fs'\nimport type {\n  A,\n  B,\n} from '../model/good.ts'\nconst y = await import('../cli/main.ts')\n`,
    )
    expect(violations(planted)).toEqual([
      'src/model/bad.ts imports ../storage/store.ts: src/model may import only itself',
      'src/model/bad.ts imports node:fs: src/model runs without Node',
      'src/model/bad.ts imports ../cli/main.ts: src/model may import only itself',
    ])
    expect(
      cycles([
        { from: 'a/one.ts', to: './two.ts' },
        { from: 'a/two.ts', to: './one.ts' },
      ]),
    ).toEqual(['a/one.ts → a/two.ts → a/one.ts'])
  })
})

/** What the pages for readers name is there: links, headings, files, commands, options, scripts, and a first course. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Command } from '../src/cli/command.ts'
import { commands } from '../src/cli/commands/index.ts'
import { run } from '../src/cli/main.ts'
import { temporaryFolder } from './support/course-folder.ts'
import { testIo } from './support/io.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((path) => `docs/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.md'))
const pages = ['README.md', 'CONTRIBUTING.md', ...docs].map((path) => {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, prose: text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '') }
})
const verbs = new Map<string, Command>(Object.entries(commands))

/** The anchor of a heading, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchor(heading)))

/** What is wrong with the links of a page to other files and headings of the project. */
function brokenLinks({ path, prose }: (typeof pages)[number]): string[] {
  const shown = prose.replace(/`([^`\n]*)`/g, (span, code: string) => (code.includes('](') ? '' : span))
  return [...shown.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([link, file = '', heading]) => {
    const target = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(root, target))) return [`${path}: ${link}`]
    const linked = heading === undefined || anchorsOf(readFileSync(join(root, target), 'utf8')).has(heading)
    return linked ? [] : [`${path}: ${link}`]
  })
}

/** Lines that begin with `chartwright <verb>`, and what stands so between backticks. */
const commandLines = (text: string): string[] =>
  [...text.matchAll(/^(?:\$ )?chartwright ([^\n#]+)|`chartwright ([^`]+)`/gm)].map(
    ([, line, inline]) => line ?? inline ?? '',
  )

function wrongCommand(line: string): string | undefined {
  const [verb = '', ...words] = line.split(/\s+/)
  if (/^[-<…]/.test(verb)) return undefined
  const known = verbs.get(verb)
  if (known === undefined) return `there is no verb ${verb}`
  const options = words.join(' ').match(/(?<![\w-])--[a-z][a-z-]*/g) ?? []
  return options.find((option) => !new RegExp(`^  ${option}( |$)`, 'm').test(known.help))
}

describe('the pages', () => {
  it('link to files and headings that are there', () => {
    expect(pages.length).toBeGreaterThan(30)
    expect(pages.flatMap(brokenLinks)).toEqual([])
  })

  it('name files of the project that are there', () => {
    const named = pages.flatMap(({ path, prose }) =>
      [...prose.matchAll(/`((?:src|test|schemas|courses|docs)\/[\w./-]*)`/g)].map(([, file = '']) => ({ path, file })),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter(({ file }) => !existsSync(join(root, file)))).toEqual([])
  })

  it('show commands and options that there are', () => {
    const lines = pages.flatMap(({ path, text }) => commandLines(text).map((line) => ({ path, line })))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.flatMap(({ path, line }) => (wrongCommand(line) === undefined ? [] : [`${path}: ${line}`]))).toEqual(
      [],
    )
    expect(wrongCommand('check x --stroe y')).toBe('--stroe')
    expect(wrongCommand('chek x')).toBe('there is no verb chek')
  })

  it('show a first course that can be checked and built without a problem', async () => {
    const cwd = temporaryFolder()
    const page = pages.find(({ path }) => path === 'docs/authoring.md')?.text ?? ''
    const files = [...page.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm)]
    expect(files.map(([, path]) => path)).toHaveLength(3)
    for (const [, path = '', text = ''] of files) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), text)
    }
    const io = testIo({ cwd })
    expect(await run(['check', 'my-course'], io)).toBe(0)
    expect(io.written()).toEqual({ stdout: 'no problems\n', stderr: '' })
    expect(await run(['build', 'my-course', '--target', 'web'], io)).toBe(0)
    expect(existsSync(join(cwd, 'dist/my-course-web/index.html'))).toBe(true)
  })

  it('show scripts that package.json has', () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    )
    const named = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/npm (?:run )?((?<=run )[\w:]+|start|test)/g)].map(([, script = '']) => ({ path, script })),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter(({ script }) => !Object.hasOwn(scripts, script))).toEqual([])
  })

  it('find help with examples that can be given', () => {
    const examples = [...verbs.values()].map(({ name, help }) => ({
      name,
      lines: [...(help.split('\nExamples\n')[1] ?? '').matchAll(/^ {2}chartwright (.+)$/gm)].map(
        ([, line = '']) => line,
      ),
    }))
    expect(examples.filter(({ lines }) => lines.length === 0)).toEqual([])
    expect(examples.flatMap(({ name, lines }) => lines.filter((line) => !line.startsWith(`${name} `)))).toEqual([])
    expect(examples.flatMap(({ lines }) => lines.filter((line) => wrongCommand(line) !== undefined))).toEqual([])
  })

  it('are all found from the README, and so is every command', () => {
    const readme = pages[0]?.text ?? ''
    expect(docs.filter((path) => !path.startsWith('docs/decisions/') && !readme.includes(`](${path}`))).toEqual([])
    expect([...verbs.keys()].filter((verb) => !readme.includes(`chartwright ${verb} `))).toEqual([])
  })
})

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Problem } from '../../src/problems/problem.ts'

const root = new URL('../fixtures/markdown/', import.meta.url)

/** The Markdown files of one folder of test/fixtures/markdown, without their ending. */
export function fixtures(folder: string): string[] {
  const names = readdirSync(new URL(`${folder}/`, root)).filter((name) => name.endsWith('.md'))
  expect(names.length, `no fixtures in ${folder}`).toBeGreaterThan(0)
  return names.map((name) => name.slice(0, -'.md'.length)).sort()
}

export const fixtureText = (folder: string, name: string): string =>
  readFileSync(new URL(`${folder}/${name}.md`, root), 'utf8')

/** Compares with the expected file. `UPDATE=1` writes it, except in CI; a missing one fails. */
export function expectFixture(folder: string, file: string, actual: string): void {
  const url = new URL(`${folder}/${file}`, root)
  if (process.env.UPDATE === '1') {
    if (process.env.CI) throw new Error('UPDATE is not allowed in CI: it would make every fixture pass')
    writeFileSync(url, actual)
  }
  if (!existsSync(url)) throw new Error(`${folder}/${file} is missing; run with UPDATE=1, then read what was written`)
  expect(actual).toBe(readFileSync(url, 'utf8'))
}

/** Everything a problem says, as text. */
export const printed = (problems: readonly Problem[]): string =>
  problems
    .map(({ code, severity, message, hint, place, actual, expected }) => {
      const span = `${place.line}:${place.column}–${place.endLine ?? ''}:${place.endColumn ?? ''}`
      const values = [
        ...(actual === undefined ? [] : [`  actual: ${actual}`]),
        ...(expected === undefined ? [] : [`  expected: ${expected.join(' | ')}`]),
      ]
      return [`${place.file}:${span} ${severity} ${code}`, `  ${message}`, `  ${hint}`, ...values].join('\n')
    })
    .join('\n\n')
    .concat('\n')

/** The parsed file as JSON, and its rendered HTML beside it, where it can be read. */
export function splitHtml(parsed: unknown): { json: string; html: string } {
  const html: string[] = []
  const keys = new Set(['html', 'stem', 'rationale', 'feedback', 'feedbackTrue', 'feedbackFalse'])
  const json = JSON.stringify(
    parsed,
    (key, value: unknown) => {
      if (!keys.has(key) || typeof value !== 'string') return value
      html.push(value)
      return `html ${html.length}`
    },
    1,
  )
  return { json: `${json}\n`, html: html.map((text, index) => `<!-- ${index + 1} -->\n${text}\n`).join('') }
}

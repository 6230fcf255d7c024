import { readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../compiler/load.ts'
import { compareText } from '../problems/problem.ts'
import { packageRoot } from '../validation/package-root.ts'
import { version } from './version.ts'

/** The parts whose code decides what a course compiles to. */
const PARTS = ['model', 'problems', 'validation', 'markdown', 'compiler', 'checks', 'credentials', 'packages']

/**
 * Changes whenever chartwright itself may make something else of the same course: a hash over its own code and schemas.
 * What earlier runs have kept counts only while this is the same.
 */
export function toolHash(): string {
  const code = new URL('../', import.meta.url)
  const files = [
    ...PARTS.flatMap((part) => filesBelow(new URL(`${part}/`, code))),
    ...filesBelow(new URL('schemas/', packageRoot())),
  ]
  return sha256([version(), ...files.map((file) => sha256(readFileSync(file)))].join('\n'))
}

const filesBelow = (folder: URL): URL[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      if (entry.isDirectory()) return filesBelow(new URL(`${entry.name}/`, folder))
      return /(?<!\.d)\.(ts|js|json|ya?ml)$/.test(entry.name) ? [new URL(entry.name, folder)] : []
    })

import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestModule } from 'vitest/node'
import { targets } from '../../src/packages/index.ts'
import { type ConformanceCheck, conformanceChecks, type Proof } from './conformance.ts'

type State = 'passed' | 'failed' | 'skipped' | 'pending'
interface Result extends Proof {
  readonly state: State
  readonly file: string
}

const docs = new URL('../../docs/conformance.md', import.meta.url)
const [begin, end] = ['<!-- table: npm run conformance -->', '<!-- end of table -->']

/**
 * A vitest reporter. With `CONFORMANCE=write` it writes the table of docs/conformance.md, with `CONFORMANCE=check` it
 * fails the run when the table says something else than the tests did.
 */
export default function conformanceReporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      const text = readFileSync(docs, 'utf8')
      const [before = '', rest = ''] = text.split(begin)
      const [, after = ''] = rest.split(end)
      const made = `${before}${begin}\n\n${table(modules.flatMap(resultsOf))}\n\n${end}${after}`
      if (process.env.CONFORMANCE === 'write') writeFileSync(docs, made)
      else if (made !== text) {
        console.error('docs/conformance.md does not say what the tests found. Run: npm run conformance')
        process.exitCode = 1
      }
    },
  }
}

function resultsOf(module: TestModule): readonly Result[] {
  const file = relative(fileURLToPath(new URL('../..', import.meta.url)), module.moduleId)
  return [...module.children.allTests()].flatMap((test) =>
    (test.meta().proofs ?? []).map((proof) => ({ ...proof, file, state: test.result().state })),
  )
}

function table(results: readonly Result[]): string {
  const checks = Object.keys(conformanceChecks) as ConformanceCheck[]
  const rows = Object.keys(targets).map((target) => {
    const cells = checks.map((check) => cell(results.filter((one) => one.target === target && one.check === check)))
    return [`\`${target}\``, ...cells]
  })
  return [['target', ...checks], checks.map(() => '---').concat('---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function cell(results: readonly Result[]): string {
  if (results.length === 0) return '–'
  const files = [...new Set(results.map(({ file }) => file))].sort()
  const links = files.map((file) => `[${file.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](../${file})`)
  return `${verdict(results)}: ${links.join(', ')}`
}

const verdict = (results: readonly Result[]): string =>
  results.some(({ state }) => state === 'failed')
    ? 'FAILS'
    : results.every(({ ifAtHand }) => ifAtHand)
      ? "passes where the standard's file is at hand"
      : 'passes'

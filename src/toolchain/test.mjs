// `npm test`: everything that must hold before a change is taken. Ends with one line `N passed, N failed`.
// `--checks-only` leaves out the tests themselves (types, lint and dead code only).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installTestTools } from './test-tools.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const node = (script, ...args) => [process.execPath, [join(root, script), ...args]]

/** Each is one command; a step that fails does not stop the next, so that one run shows everything. */
const checks = {
  build: node('src/toolchain/build.mjs'),
  'schema types': node('src/toolchain/generate-types.mjs', '--check'),
  types: node('node_modules/typescript/bin/tsc', '-b'),
  'format and lint': node('node_modules/@biomejs/biome/bin/biome', 'ci', '.'),
  'type-aware lint': node('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', 'src', 'test'),
  'unused code': node('node_modules/knip/bin/knip.js', '--no-progress'),
}

let passed = 0
let failed = 0
let skipped = 0
for (const [name, [command, args]] of Object.entries(checks)) {
  const began = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status === 0) passed += 1
  else failed += 1
}

if (!process.argv.includes('--checks-only')) {
  installTestTools()
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-test-'))
  const report = join(folder, 'report.json')
  const [command, args] = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--coverage',
    '--reporter=default',
    '--reporter=json',
    '--reporter=./test/support/conformance-reporter.ts',
    `--outputFile.json=${report}`,
  )
  const env = { ...process.env, CONFORMANCE: 'check' }
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env })
  const result = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  passed += result.numPassedTests
  failed += result.numFailedTests
  skipped += result.numPendingTests + result.numTodoTests
  // A file that does not load, or a coverage floor missed, or a table of
  // docs/conformance.md that is not true, fails the run without a failed test of its own.
  if (status !== 0 && result.numFailedTests === 0) failed += 1
}

console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed === 0 ? 0 : 1)

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
  }
}

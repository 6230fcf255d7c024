// `npm run conformance`: runs the tests that prove something of a package format and writes the table of
// docs/conformance.md. `npm test` holds the table against what the tests find.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installTestTools } from './test-tools.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
installTestTools()
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`)
  .filter((file) => readFileSync(join(root, file), 'utf8').includes('/conformance.ts'))
const reporters = ['default', './test/support/conformance-reporter.ts'].map((name) => `--reporter=${name}`)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CONFORMANCE: 'write' } },
)
process.exit(status ?? 1)

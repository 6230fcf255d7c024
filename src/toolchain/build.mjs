// Makes dist/app, the compiled product: TypeScript, the player bundle, and the files that are read at run time.
// npm runs it after `npm ci`, so that `npx chartwright` works from a fresh checkout.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
if (!existsSync(`${root}node_modules/typescript`)) {
  console.error('chartwright: the compiled product is missing its build tools. Run `npm ci` without --omit=dev.')
  process.exit(1)
}
if (process.argv.includes('--clean')) rmSync(`${root}dist/app`, { recursive: true, force: true })

const run = (script, ...args) => {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
run(
  'node_modules/typescript/bin/tsc',
  '-b',
  'src/tsconfig.node.json',
  'src/player/tsconfig.json',
  'src/verifier/tsconfig.json',
)
run('src/toolchain/build-player.mjs')

// Read at run time beside the compiled code: SQL migrations, page styles, credential files.
const copied = new Set(['.sql', '.css', '.yaml'])
for (const folder of ['storage', 'service', 'certificates', 'credentials', 'cli']) {
  // A migration or credential file that an earlier state of the sources had would be read as well.
  for (const file of readdirSync(`${root}dist/app/${folder}`, { encoding: 'utf8', recursive: true })) {
    if (copied.has(extname(file)) && !existsSync(`${root}src/${folder}/${file}`)) {
      rmSync(`${root}dist/app/${folder}/${file}`)
    }
  }
  cpSync(`${root}src/${folder}`, `${root}dist/app/${folder}`, {
    recursive: true,
    filter: (from) => extname(from) === '' || copied.has(extname(from)) || dirname(from) === root,
  })
}

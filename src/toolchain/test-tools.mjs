// What the tests need beyond npm packages: a browser, a PDF rasteriser and a database server. Installed from Debian where that is
// possible (as root), otherwise named, so that nobody has to guess.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0

const TOOLS = [
  {
    tool: 'chromium',
    debian: 'chromium',
    there: () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'),
  },
  { tool: 'pdftoppm', debian: 'poppler-utils', there: () => onPath('pdftoppm') },
  // Debian keeps the server's programs off the path.
  {
    tool: 'PostgreSQL server',
    debian: 'postgresql',
    there: () => onPath('initdb') || existsSync('/usr/lib/postgresql'),
  },
]

export function installTestTools() {
  const missing = TOOLS.filter(({ there }) => !there())
  if (missing.length === 0) return
  const packages = missing.map(({ debian }) => debian)
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`Installing ${packages.join(', ')} for the tests …`)
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  }
  const still = missing.filter(({ there }) => !there())
  if (still.length === 0) return
  const named = still.map(({ tool, debian }) => `${tool} (Debian package ${debian})`)
  console.error(`The tests need ${named.join(' and ')}.`)
  console.error('Install them, or set CHROMIUM_PATH to a Chromium or Chrome, then run `npm test` again.')
}

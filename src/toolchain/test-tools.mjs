// What the tests need beyond npm packages: a browser and a PDF rasteriser. Installed from Debian where that is
// possible (as root), otherwise named, so that nobody has to guess.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0

/** Tool → [Debian package, whether it is there]. */
const TOOLS = {
  chromium: ['chromium', () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium') || onPath('chromium')],
  pdftoppm: ['poppler-utils', () => onPath('pdftoppm')],
}

export function installTestTools() {
  const missing = Object.entries(TOOLS).filter(([, [, there]]) => !there())
  if (missing.length === 0) return
  const packages = missing.map(([, [name]]) => name)
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
  const still = missing.filter(([, [, there]]) => !there())
  if (still.length === 0) return
  console.error(`The tests need ${still.map(([tool, [name]]) => `${tool} (Debian package ${name})`).join(' and ')}.`)
  console.error('Install them, or set CHROMIUM_PATH to a Chromium or Chrome, then run `npm test` again.')
}

// Bundles src/player into dist/app/player: index.html, player.js, player.css. The same bytes go into every package.
// codebook.js and codebook.css go into those with a code book, and are loaded when it is first opened.
// tokens.css stands beside them for the pages of the service.
import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = `${root}dist/app/player`
mkdirSync(out, { recursive: true })
await build({
  entryPoints: { player: `${root}src/player/main.tsx`, codebook: `${root}src/player/codebook/main.tsx` },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2018', 'safari14.1'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  charset: 'ascii',
  logLevel: 'warning',
})
await build({
  entryPoints: { verify: `${root}src/verifier/main.ts` },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  // A package of contexts names its files by where it stands; nothing reads them from there.
  define: { 'import.meta.url': '"https://www.w3.org/"' },
  target: ['es2022', 'safari15.4'],
  legalComments: 'none',
  charset: 'ascii',
  logLevel: 'warning',
})
copyFileSync(`${root}src/player/index.html`, `${out}/index.html`)
copyFileSync(`${root}src/player/style/tokens.css`, `${out}/tokens.css`)

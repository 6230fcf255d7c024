// Bundles src/player into dist/app/player: index.html, player.js, player.css. The same bytes go into every package.
// coding.js and coding.css go into those with codes to be entered; codebook.js and codebook.css into those with a code book,
// and are loaded when it is first opened.
// tokens.css stands beside them for the pages of the service.
import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = `${root}dist/app/player`
mkdirSync(out, { recursive: true })

/**
 * What coding.js has of player.js, by module. It draws inside the player, so both must have one Preact and one context; what
 * scores is there in any case. A name that is missing here fails the build.
 */
const SHARED = {
  'preact/hooks': ['useLayoutEffect', 'useMemo', 'useRef', 'useState'],
  'preact/jsx-runtime': ['Fragment', 'jsx', 'jsxs'],
  'src/player/app/context.ts': ['useApp'],
  'src/player/app/html.tsx': ['Html'],
  'src/player/app/icon.tsx': ['Icon'],
  'src/player/views/mark.tsx': ['Mark'],
  'src/model/codes/entry.ts': [
    'LAST_DAY',
    'bareCode',
    'isDiagnosis',
    'isRepeated',
    'pointedCode',
    'readEntries',
    'writeEntries',
  ],
  'src/model/codes/explain.ts': ['explain', 'poaMark'],
  'src/model/question-types/codes.ts': ['roomFor'],
}
const GLOBAL = 'chartwrightShared'
const shared = Object.entries(SHARED)
const specifier = (name) => (name.startsWith('src/') ? root + name : name)
const inRoot = (path) => path.replaceAll('\\', '/').slice(root.length)

/** player.js leaves under a global what it shares. */
const lend = {
  name: 'lend',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^player-and-shared$/ }, () => ({ path: 'player', namespace: 'lend' }))
    onLoad({ filter: /.*/, namespace: 'lend' }, () => ({
      resolveDir: root,
      contents: [
        ...shared.map(([name, names], i) => {
          const as = names.map((one) => `${one} as ${one}_${i}`)
          return `import { ${as.join(', ')} } from ${JSON.stringify(specifier(name))}`
        }),
        `globalThis.${GLOBAL} = [${shared.map(([, names], i) => `{ ${names.map((one) => `${one}: ${one}_${i}`).join(', ')} }`).join(', ')}]`,
        `import ${JSON.stringify(`${root}src/player/main.tsx`)}`,
      ].join('\n'),
    }))
  },
}

/** coding.js takes it from there. */
const borrow = {
  name: 'borrow',
  setup({ onResolve, onLoad }) {
    const borrowed = (name) => {
      const i = shared.findIndex(([one]) => one === name)
      return i === -1
        ? undefined
        : { contents: `export const { ${SHARED[name].join(', ')} } = globalThis.${GLOBAL}[${i}]`, loader: 'js' }
    }
    onResolve({ filter: /^preact/ }, ({ path }) => ({ path, namespace: 'borrow' }))
    onLoad({ filter: /.*/, namespace: 'borrow' }, ({ path }) => borrowed(path))
    onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path }) => borrowed(inRoot(path)))
  },
}

const common = {
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  // Chrome and Edge 80, Firefox 78, Safari 14.1.
  target: ['es2020', 'safari14.1'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  charset: 'ascii',
  logLevel: 'warning',
}
await build({ ...common, entryPoints: { player: 'player-and-shared' }, plugins: [lend] })
await build({ ...common, entryPoints: { coding: `${root}src/player/views/codes/main.ts` }, plugins: [borrow] })
await build({ ...common, entryPoints: { codebook: `${root}src/player/codebook/main.tsx` } })
await build({
  ...common,
  entryPoints: { verify: `${root}src/verifier/main.ts` },
  // A package of contexts names its files by where it stands; nothing reads them from there.
  define: { 'import.meta.url': '"https://www.w3.org/"' },
  target: ['es2022', 'safari15.4'],
})
copyFileSync(`${root}src/player/index.html`, `${out}/index.html`)
copyFileSync(`${root}src/player/style/tokens.css`, `${out}/tokens.css`)

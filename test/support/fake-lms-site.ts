import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { unzip } from './unzip.ts'

const page = (body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>${body}`

const sco = '<iframe id="sco" title="Course" src="/sco/index.html" style="width:100%;height:900px;border:0"></iframe>'

/** Frames within frames, the course inmost. */
const nested = (depth: number): string =>
  page(
    depth === 0 ? sco : `<iframe title="Frame" src="/deep-${depth - 1}.html" style="width:100%;height:950px"></iframe>`,
  )

/** A frame at another name of this machine, which is another origin to a browser. */
const framed = (host: string, path: string): string =>
  page(`<script>
    const frame = document.createElement('iframe')
    frame.src = 'http://${host}:' + location.port + '${path}'
    frame.style = 'width:100%;height:950px'
    document.documentElement.append(frame)
  </script>`)

/** A button that opens a window; `address` is an expression. */
const launcher = (address: string): string =>
  `<button onclick="open(${address}, 'sco', 'width=1200,height=900')">Launch</button>`

const standards = {
  scorm12: {
    lms: new URL('fake-lms-browser.ts', import.meta.url),
    again: 'Scorm12API',
    api: 'API',
    prefix: 'LMS',
    end: 'LMSFinish',
  },
  scorm2004: {
    lms: new URL('fake-lms-2004-browser.ts', import.meta.url),
    again: 'Scorm2004API',
    api: 'API_1484_11',
    prefix: '',
    end: 'Terminate',
  },
} as const

type Standard = keyof typeof standards

/** scorm-again with what it keeps in localStorage, so that a second launch goes on from the first. */
const scormAgain = ({ again, api, prefix, end }: (typeof standards)[Standard]): string => `
  const api = new ${again}({ autocommit: false, logLevel: 5 })
  const kept = localStorage.getItem('again')
  if (kept !== null) api.loadFromJSON(JSON.parse(kept))
  window.errors = []
  api.on('${prefix}SetValue', () => {
    const code = String(api.${prefix}GetLastError())
    if (code !== '0') window.errors.push(code)
  })
  const save = () => localStorage.setItem('again', JSON.stringify(api.cmi))
  api.on('${prefix}Commit', save)
  api.on('${end}', save)
  window.${api} = api`

/**
 * The files of a small LMS that plays a package: the course below `sco/`, and around it `frame.html`, `popup.html`,
 * `deep-5.html`, `foreign.html` (the strict LMS on top, a frame of another origin between), `popup-frame.html` (a frame of
 * the LMS opens the course), `popup-foreign.html` (the LMS opens a page of another origin that has the course in a frame),
 * `alone.html` (no LMS), `again.html` (scorm-again on top) and `away.html` (somewhere else).
 */
export async function lmsSite(
  zip: Uint8Array,
  standard: Standard = 'scorm12',
): Promise<Map<string, Uint8Array | string>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(standards[standard].lms)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  const lms = `<script>${(outputFiles[0]?.text ?? '').replaceAll('</', '<\\/')}</script>`
  const library = createRequire(import.meta.url).resolve(`scorm-again/${standard}`)
  return new Map<string, Uint8Array | string>([
    ...(await unzip(zip)).map(({ name, bytes }) => [`sco/${name}`, bytes] as const),
    ['frame.html', page(lms + sco)],
    ['popup.html', page(lms + launcher("'/sco/index.html'"))],
    ['launcher.html', page(launcher("'/sco/index.html'"))],
    ['popup-frame.html', page(`${lms}<iframe id="menu" title="Menu" src="/launcher.html"></iframe>`)],
    ['popup-foreign.html', page(`${lms}${launcher("'http://localhost:' + location.port + '/between.html'")}`)],
    ['alone.html', page(sco)],
    ['deep-5.html', lms + nested(5)],
    ...Array.from({ length: 5 }, (_, depth) => [`deep-${depth}.html`, nested(depth)] as const),
    ['foreign.html', lms + framed('localhost', '/between.html')],
    ['between.html', framed('127.0.0.1', '/sco/index.html')],
    ['scorm-again.js', readFileSync(library, 'utf8')],
    [
      'again.html',
      page(`<script src="/scorm-again.js"></script><script>${scormAgain(standards[standard])}</script>${sco}`),
    ],
    ['away.html', page('<h1>Elsewhere</h1>')],
  ])
}

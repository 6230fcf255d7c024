import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { unzip } from './unzip.ts'

const standards = {
  scorm12: { module: './fake-lms.ts', api: 'API' },
  scorm2004: { module: './fake-lms-2004.ts', api: 'API_1484_11' },
} as const

export interface MenuEntry {
  readonly item: string
  readonly title: string
  readonly href: string
}

/** What a manifest lets a learner open: items with a resource, by a reader that knows no more of XML than it must. */
export function menuOf(manifest: string): MenuEntry[] {
  const hrefs = new Map(
    [...manifest.matchAll(/<resource identifier="([^"]*)"[^>]* href="([^"]*)"/g)].map(([, id, href]) => [id, href]),
  )
  const items = manifest.matchAll(/<item identifier="([^"]*)" identifierref="([^"]*)"[^>]*>\s*<title>([^<]*)</g)
  return [...items].map(([, item = '', resource, title = '']) => ({ item, title, href: hrefs.get(resource) ?? '' }))
}

/**
 * The files of an LMS that lists the SCOs of a package in a menu and plays one at a time, each with a record of its own: the
 * course below `sco/`, around it `menu.html`, and `menu.html?<item>` with that SCO in a frame. What each did to its record is
 * under its item in localStorage.
 */
export async function menuLmsSite(
  zip: Uint8Array,
  standard: keyof typeof standards,
): Promise<Map<string, Uint8Array | string>> {
  const entries = await unzip(zip)
  const manifest = new TextDecoder().decode(entries.find(({ name }) => name === 'imsmanifest.xml')?.bytes)
  const { module, api } = standards[standard]
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { createFakeLms } from '${module}'
        const menu = ${JSON.stringify(menuOf(manifest))}
        const chosen = menu.find(({ item }) => item === location.search.slice(1))
        document.body.innerHTML = '<nav aria-label="LMS menu">' +
          menu.map(({ item, title }) => '<a href="menu.html?' + item + '">' + title + '</a> ').join('') + '</nav>'
        if (chosen !== undefined) {
          const name = (what) => what + ':' + chosen.item
          const refusals = JSON.parse(localStorage.getItem('refusals') ?? '[]')
          const lms = createFakeLms({
            record: JSON.parse(localStorage.getItem(name('record')) ?? '{}'),
            keep: (record) => {
              localStorage.setItem(name('record'), JSON.stringify(record))
              localStorage.setItem('refusals', JSON.stringify([...refusals, ...lms.refusals]))
            },
          })
          globalThis.${api} = lms.open()
          const frame = document.createElement('iframe')
          frame.id = 'sco'
          frame.title = chosen.title
          frame.src = '/sco/' + chosen.href
          frame.style = 'width:100%;height:900px;border:0'
          document.body.append(frame)
        }`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  const script = (outputFiles[0]?.text ?? '').replaceAll('</', '<\\/')
  return new Map<string, Uint8Array | string>([
    ...entries.map(({ name, bytes }) => [`sco/${name}`, bytes] as const),
    [
      'menu.html',
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title><body><script>${script}</script>`,
    ],
  ])
}

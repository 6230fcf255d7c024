import type { Element, ElementContent, Root } from 'hast'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Asset } from '../model/schema-types.ts'
import type { HandoutContent } from './content.ts'
import { element, stringOf, text } from './hast.ts'
import { style } from './style.ts'
import { words } from './words.ts'

/** Files of the course that a handout may show. */
export interface HandoutAssets {
  readonly list: readonly Asset[]
  readonly bytes: ReadonlyMap<string, Uint8Array>
}

/** The handout as one file that needs no other: pictures are embedded as data, and nothing runs or is fetched. */
export function htmlHandout(content: HandoutContent, assets: HandoutAssets): Uint8Array {
  const { course, module } = content
  const place = (nodes: readonly ElementContent[]): ElementContent[] => nodes.map((node) => withPictures(node, assets))
  const answers = place(content.answers)
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: course.language, dir: course.direction }, [
        element('head', {}, [
          element('meta', { charSet: 'utf-8' }),
          element('meta', { httpEquiv: ['content-security-policy'], content: policy }),
          element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          element('title', {}, [text(`${module.title} – ${course.title}`)]),
          element('style', {}, [text(style)]),
        ]),
        element('body', {}, [
          element('header', {}, [text(words.version(course.title, course.version))]),
          element('main', {}, [
            ...place(content.body),
            ...(answers.length === 0 ? [] : [element('section', { className: ['answers'] }, answers)]),
          ]),
          element('footer', {}, [text(words.notAffiliated)]),
        ]),
      ]),
    ],
  }
  return new TextEncoder().encode(`${unified().use(rehypeStringify).stringify(root)}\n`)
}

function withPictures(node: ElementContent, assets: HandoutAssets): ElementContent {
  if (node.type !== 'element') return node
  if (node.tagName !== 'img') return { ...node, children: node.children.map((child) => withPictures(child, assets)) }
  const path = stringOf(node, 'src')
  const bytes = assets.bytes.get(path)
  const type = assets.list.find((asset) => asset.path === path)?.mediaType
  if (bytes === undefined || type === undefined) throw new Error(`The bytes of the picture ${path} were not handed in.`)
  const data: Element = {
    ...node,
    properties: { ...node.properties, src: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` },
  }
  return data
}

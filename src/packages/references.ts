import type { Files } from './target.ts'
import { isSafeName } from './zip.ts'

/**
 * What keeps the pages of a package from working wherever its folder lies: a name that a server may change, or a reference
 * from a page that leads to no file beside it. One sentence each. Built pages quote their attributes.
 */
export function brokenReferences(files: Files): string[] {
  const unsafe = [...files.keys()]
    .filter((name) => !isSafeName(name))
    .map((name) => `${name} is not a name that every server can serve.`)
  const lost = [...files].flatMap(([page, bytes]) => {
    if (!page.endsWith('.html')) return []
    const references = new TextDecoder().decode(bytes).matchAll(/<[a-z][^>]*?\s(?:src|href)="([^"]*)"/gi)
    return [...references]
      .map(([, reference]) => reference ?? '')
      .filter((reference) => !reference.startsWith('data:') && !files.has(reference))
      .map((reference) => `${page} refers to ${reference}, which is not in the package.`)
  })
  return [...unsafe, ...lost]
}

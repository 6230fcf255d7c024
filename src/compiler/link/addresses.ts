import type { ParsedModule } from '../../markdown/parsed.ts'
import { moduleId } from '../ids.ts'

/** Turns the `course:…` addresses of parsed HTML into what stands in packages. */
export interface AddressBook {
  readonly html: (html: string) => string
  /** Module file → whether it can be linked to, and its addresses. */
  readonly anchors: (file: string) => readonly string[] | undefined
  /** Course paths of the assets met in `html` so far. */
  readonly usedAssets: () => ReadonlySet<string>
}

/** A whole tag; its values stand in double quotes, in which the serialiser leaves no other (`markdown/processor.ts`). */
const TAG = /<[a-z][a-z0-9]*(?:\s+[^\s"=<>]+(?:="[^"]*")?)*\s*\/?>/g
const ADDRESS = /(\s(?:href|src)=")course:([^"#]*)(?:#([^"]*))?"/g

/** @param assets course path → path in the package */
export function addressBook(modules: readonly ParsedModule[], assets: ReadonlyMap<string, string>): AddressBook {
  const byFile = new Map(modules.map((module) => [module.file, module]))
  const sections = new Map<ParsedModule, ReadonlyMap<string, string>>()
  const used = new Set<string>()

  const sectionOf = (module: ParsedModule, anchor: string): string | undefined => {
    const known = sections.get(module) ?? anchorSections(module)
    sections.set(module, known)
    return known.get(anchor)
  }
  const resolve = (path: string, anchor: string | undefined): string => {
    const module = byFile.get(path)
    if (module !== undefined) {
      const section = anchor === undefined ? undefined : sectionOf(module, anchor)
      return `#/${moduleId(module)}${section === undefined ? '' : `/${section}`}`
    }
    used.add(path)
    return assets.get(path) ?? '#'
  }
  const replace = (_: string, attribute: string, path: string, anchor: string | undefined): string =>
    `${attribute}${resolve(decodeURIComponent(path), anchor === undefined ? undefined : decodeURIComponent(anchor))}"`

  return {
    html: (html) => (html.includes('"course:') ? html.replace(TAG, (tag) => tag.replace(ADDRESS, replace)) : html),
    anchors: (file) => byFile.get(file)?.anchors,
    usedAssets: () => used,
  }
}

/** Address of each heading → slug of the section it stands in; the player opens whole sections. */
function anchorSections({ sections }: ParsedModule): Map<string, string> {
  const found = new Map<string, string>()
  for (const { slug, blocks } of sections) {
    found.set(slug, slug)
    for (const block of blocks) {
      if (block.kind !== 'text') continue
      for (const [, id] of block.html.matchAll(/<h[3-6][^<>]*\sid="([^"]*)"/g))
        if (id !== undefined) found.set(id, slug)
    }
  }
  return found
}

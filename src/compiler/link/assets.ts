import { isUtf8 } from 'node:buffer'
import type { Reference } from '../../markdown/parsed.ts'
import { compareText, type Place, type Problem } from '../../problems/problem.ts'
import { problem } from '../../problems/report.ts'
import { ASSET_BYTES, missing, sha256, tooLarge } from '../load.ts'
import type { ValidCourse } from '../valid-course.ts'

export interface LinkedAsset {
  /** In the package. */
  readonly path: string
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface LinkedAssets {
  /** Course path → path in the package. */
  readonly paths: ReadonlyMap<string, string>
  /** Those among the given course paths, sorted by path in the package; equal files once. */
  readonly used: (sources: ReadonlySet<string>) => LinkedAsset[]
  readonly problems: readonly Problem[]
}

/** Reads the files that text refers to, and gives each a name that every LMS keeps. */
export function linkAssets({ inventory }: ValidCourse, references: readonly Reference[]): LinkedAssets {
  const problems: Problem[] = []
  const sources = new Map<string, Place>()
  for (const { kind, target, place } of references) {
    if (kind !== 'asset') continue
    const entry = inventory.files.get(target)
    if (entry === undefined) problems.push(missing(target, inventory.files.keys(), place))
    else if (entry.bytes > ASSET_BYTES) problems.push(tooLarge(entry, ASSET_BYTES, place))
    else if (!sources.has(target)) sources.set(target, place)
  }
  const read = [...sources]
    .sort(([a], [b]) => compareText(a, b))
    .map(([source, place]) => {
      const bytes = inventory.folder.read(source)
      if (isActive(source, bytes)) problems.push(problem('file-active', { path: source }, place))
      return { source, bytes, sha256: sha256(bytes) }
    })
  const names = packageNames(read)
  return {
    paths: names,
    problems,
    used: (wanted) => {
      const byPath = new Map<string, LinkedAsset>()
      for (const { source, ...asset } of read) {
        const path = names.get(source)
        if (path !== undefined && wanted.has(source)) byPath.set(path, { path, ...asset })
      }
      return [...byPath.values()].sort((a, b) => compareText(a.path, b.path))
    },
  }
}

/** What browsers open as a page with scripts, or run as one. */
const PAGES = /\.(?:[msx]?html?|xht|xml|xslt?|[cm]?js|swf|wasm)$/i
/** What in an SVG runs scripts or may hold some, written out or hidden in entities. */
const SCRIPTS =
  /<(?:[\w-]+:)?(?:script|foreignObject|handler|iframe)\b|[\s"'/]on[a-z]+\s*=\s*["']|javascript\s*:|<!ENTITY|(?:href|to|from|values)\s*=\s*["'][^"']*&#/i

/** Whether a file could act in the learner's name once it is opened by itself. Pictures that are only shown cannot. */
const isActive = (path: string, bytes: Uint8Array): boolean =>
  PAGES.test(path) || (/\.svgz?$/i.test(path) && (!isUtf8(bytes) || SCRIPTS.test(new TextDecoder().decode(bytes))))

/**
 * `media/` and the file's own name in lower-case ASCII; where two different files would get one name, each gets the
 * beginning of its hash. So a name depends on nothing but the files.
 */
function packageNames(files: readonly { readonly source: string; readonly sha256: string }[]): Map<string, string> {
  const hashes = new Map<string, Set<string>>()
  for (const { source, sha256: hash } of files) {
    const name = safeName(source)
    hashes.set(name, (hashes.get(name) ?? new Set()).add(hash))
  }
  return new Map(
    files.map(({ source, sha256: hash }) => {
      const name = safeName(source)
      const alone = (hashes.get(name)?.size ?? 0) < 2
      return [source, `media/${alone ? name : name.replace(/(\.[^.]*)?$/, `-${hash.slice(0, 12)}$1`)}`]
    }),
  )
}

/** @example safeName('media/Code Übersicht.PNG') → 'code-ubersicht.png' */
function safeName(source: string): string {
  const name = source
    .slice(source.lastIndexOf('/') + 1)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
  return name === '' || /^[^a-z0-9]*\./.test(name) ? `file${name}` : name
}

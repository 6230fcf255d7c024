import { type Part, partsOf } from '../model/part.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import type { Files } from './target.ts'
import type { XmlElement } from './xml.ts'

/** The page that plays the whole course, and where the player is in it. */
const WHOLE = 'index.html'
const ROOT = '<div id="app">'

/**
 * The page that plays a part. A file of its own for each, not one address with a query: some LMSs drop the query, and
 * checkers ask that a file is called exactly as the manifest says.
 */
export const partPage = ({ id }: Part): string => `part-${id}.html`

/** The files of a package in which the LMS lists the parts: a page for each in the place of the one for the whole course. */
export function partFiles(content: Files, course: CompiledCourse): Files {
  const page = new TextDecoder().decode(content.get(WHOLE))
  if (page.split(ROOT).length !== 2) throw new Error(`The player's ${WHOLE} has no place for the name of a part.`)
  const pages = partsOf(course).map((part): readonly [string, Uint8Array] => [
    partPage(part),
    new TextEncoder().encode(page.replace(ROOT, `${ROOT.slice(0, -1)} data-part="${part.id}">`)),
  ])
  return new Map([...[...content].filter(([name]) => name !== WHOLE), ...pages])
}

/** Identifiers in `imsmanifest.xml`, all NCNames; those of parts and those of the course begin differently. */
const partItem = ({ id }: Part): string => `sco-${id}`
const partResource = ({ id }: Part): string => `page-${id}`
const SHARED = 'shared-files'

/** The item of a part, and what else its standard says of it. */
export const partElement = (part: Part, title: XmlElement, more: readonly XmlElement[] = []): XmlElement => ({
  name: 'item',
  attributes: { identifier: partItem(part), identifierref: partResource(part), isvisible: 'true' },
  children: [title, ...more],
})

/**
 * Resources of a package of parts: each is a SCO with its page, and depends on one with the files they share.
 *
 * @param typed how the standard spells the attribute that tells SCOs from assets
 */
export function partResources(
  course: CompiledCourse,
  files: readonly string[],
  typed: 'adlcp:scormtype' | 'adlcp:scormType',
): XmlElement[] {
  const parts = partsOf(course)
  const pages = new Set(parts.map(partPage))
  const listed = (names: readonly string[]): XmlElement[] =>
    [...names].sort(compareText).map((href) => ({ name: 'file', attributes: { href } }))
  return [
    ...parts.map((part) => ({
      name: 'resource',
      attributes: { identifier: partResource(part), type: 'webcontent', [typed]: 'sco', href: partPage(part) },
      children: [...listed([partPage(part)]), { name: 'dependency', attributes: { identifierref: SHARED } }],
    })),
    {
      name: 'resource',
      attributes: { identifier: SHARED, type: 'webcontent', [typed]: 'asset' },
      children: listed(files.filter((name) => !pages.has(name))),
    },
  ]
}

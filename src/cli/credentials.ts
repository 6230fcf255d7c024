import type { Inventory } from '../compiler/load.ts'
import { mediaType } from '../compiler/media-type.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import { credentialsIn } from '../packages/credentials.ts'
import type { Files } from '../packages/target.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'

/**
 * Credentials that would be written into every package, each at the place where an author wrote it. What is looked at is
 * the course as it was compiled; the files are read only to tell the place.
 */
export function credentialProblems(course: CompiledCourse, assets: Files, { files, folder }: Inventory): Problem[] {
  const inside = [...assets].filter(([path]) => isText(path)).map(([, bytes]) => decode(bytes))
  const [first] = [JSON.stringify(course), ...inside].flatMap(credentialsIn)
  if (first === undefined) return []
  const found = [...files.keys()]
    .filter(isText)
    .flatMap((path) => inText(path, decode(folder.read(path))).map(([what, place]) => told(what, place)))
  return found.length > 0 ? found : [told(first.what, { file: 'course.yaml' })]
}

const told = (what: string, place: Place): Problem => problem('credential-inside', { what }, place)

function inText(file: string, text: string): [string, Place][] {
  return credentialsIn(text).map(({ at, what }) => {
    const before = text.slice(0, at).split('\n')
    return [what, { file, line: before.length, column: (before.at(-1) ?? '').length + 1 }]
  })
}

const isText = (path: string): boolean =>
  /^text\/|\+xml$/.test(mediaType(path)) || /\.(?:ya?ml|json|xml|html?|m?js|css)$/i.test(path)

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { readBuiltFolder, readBuiltJson } from '../../packages/diff/read-built.ts'
import { compareText } from '../../problems/problem.ts'
import { EXIT } from '../exit-codes.ts'
import { pathIn } from '../report-words.ts'
import type { Product, Refusal } from './places.ts'

/**
 * Why a product cannot stand where it would: something is there that no build has made. A file of its name counts as one; of a
 * folder, every file has to be one that the last build wrote or that the course in the folder names. What desktops leave
 * behind does not count.
 *
 * @param out as it was written @param path absolute @param player names of the player's files
 */
export function replacesForeign(
  { out, path, player = [] }: { readonly out: string; readonly path: string; readonly player?: readonly string[] },
  products: readonly Product[],
): Refusal | undefined {
  const found = products.flatMap((product) => foreign(pathIn(out, product.file), join(path, product.file), product))[0]
  if (found === undefined) return undefined
  const hint = 'Nothing was written. Move it away, or choose another folder with --out.'
  return { message: found, hint, exit: EXIT.io }

  function foreign(name: string, at: string, { shape, before }: Product): string[] {
    const stat = lstatSync(at, { throwIfNoEntry: false })
    if (stat === undefined) return []
    const made = shape === 'zip' ? 'package' : shape
    if (stat.isDirectory() !== (shape === 'folder'))
      return [`${name} is ${kindOf(stat)} that no build has made, where the ${made} should go.`]
    if (shape !== 'folder') return []
    const ours = new Set([...before, ...namesIn(at, player)])
    const [stray] = filesBelow(at).filter((file) => !ours.has(file) && !LITTER.has(basename(file)))
    return stray === undefined ? [] : [`${name}/ would be replaced as a whole, but no build made ${name}/${stray}.`]
  }
}

const LITTER: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

const kindOf = (stat: Stats): string =>
  stat.isDirectory() ? 'a folder' : stat.isSymbolicLink() ? 'a link' : stat.isFile() ? 'a file' : 'something'

/** What is in a folder, folders aside. Links are not followed. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort(compareText)

/** The files that a folder of an earlier build says it holds; none when it is not such a folder. */
function namesIn(folder: string, player: readonly string[]): string[] {
  const compiled = textOf(join(folder, 'course.json'))
  const assets = compiled === undefined ? undefined : assetsOf(readBuiltJson(compiled))
  if (assets !== undefined) return ['course.json', ...assets]
  const packed = assetsOf(readBuiltFolder(textOf(join(folder, 'course.js'))))
  return packed === undefined ? [] : ['course.js', 'launch.js', ...player, ...packed]
}

/** What a compiled course says of the files beside it; undefined when it is none. */
function assetsOf(built: ReturnType<typeof readBuiltJson>): string[] | undefined {
  if ('because' in built || typeof built.json !== 'object' || built.json === null) return undefined
  const assets = 'format' in built.json && 'assets' in built.json ? built.json.assets : undefined
  if (!Array.isArray(assets)) return undefined
  return assets.flatMap((asset: unknown) =>
    typeof asset === 'object' && asset !== null && 'path' in asset && typeof asset.path === 'string' ? asset.path : [],
  )
}

const textOf = (path: string): string | undefined =>
  lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : undefined

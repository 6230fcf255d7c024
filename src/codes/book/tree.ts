import type { BookEntry } from './front-code.ts'
import type { Block } from './shard.ts'

/** A place in the classification: a block of categories, or a code. */
export type Node =
  | { readonly kind: 'block'; readonly id: string; readonly title: string; readonly level: number }
  | { readonly kind: 'code'; readonly entry: BookEntry }

/** The codes of a chapter as they lie below one another. */
export interface Tree {
  /** What stands directly below the chapter, a block or a code. */
  readonly children: (of: 'chapter' | Node) => readonly Node[]
  /** What stands above a code, from the top. @param code without a point */
  readonly above: (code: string) => readonly Node[]
  readonly entry: (code: string) => BookEntry | undefined
}

/** @param entries in order of their codes */
export function openTree(entries: readonly BookEntry[], blocks: readonly Block[]): Tree {
  const places = new Map(entries.map(({ code }, i) => [code, i]))
  /** The longest code that this one begins with. */
  const parentOf = (code: string): BookEntry | undefined => {
    for (let length = code.length - 1; length > 0; length--) {
      const at = places.get(code.slice(0, length))
      if (at !== undefined) return entries[at]
    }
    return undefined
  }
  const blockNodes = blocks.map((block) => ({ block, node: blockNode(block, blocks) }))
  const blocksOf = (code: string) =>
    blockNodes.filter(({ block }) => inBlock(block, code)).sort((a, b) => a.node.level - b.node.level)
  const tops = (): BookEntry[] => entries.filter(({ code }) => parentOf(code) === undefined)
  const asNode = (entry: BookEntry): Node => ({ kind: 'code', entry })

  return {
    entry: (code) => entries[places.get(code) ?? -1],
    above: (code) => {
      const codes: Node[] = []
      for (let entry = parentOf(code); entry !== undefined; entry = parentOf(entry.code)) codes.unshift(asNode(entry))
      return [...blocksOf(code).map(({ node }) => node), ...codes]
    },
    children: (of) => {
      if (of !== 'chapter' && of.kind === 'code') {
        const { code } = of.entry
        const below: Node[] = []
        for (let i = (places.get(code) ?? entries.length) + 1; entries[i]?.code.startsWith(code); i++) {
          const entry = entries[i]
          if (entry !== undefined && parentOf(entry.code)?.code === code) below.push(asNode(entry))
        }
        return below
      }
      const level = of === 'chapter' ? 0 : of.level + 1
      const within = of === 'chapter' ? undefined : blocks.find((block) => idOf(block) === of.id)
      const inside = (code: string): boolean => within === undefined || inBlock(within, code)
      const blocksHere = blockNodes.filter(({ block, node }) => node.level === level && inside(block[0]))
      const loose = tops().filter(({ code }) => inside(code) && !blocksHere.some(({ block }) => inBlock(block, code)))
      return [...blocksHere.map(({ node }) => node), ...loose.map(asNode)]
    },
  }
}

const idOf = ([from, to]: Block): string => (from === to ? from : `${from}-${to}`)

const inBlock = ([from, to]: Block, code: string): boolean =>
  code.slice(0, from.length) >= from && code.slice(0, to.length) <= to

/** Blocks may lie in blocks: C00-C96 holds C00-C14. */
const blockNode = (block: Block, blocks: readonly Block[]): Extract<Node, { kind: 'block' }> => ({
  kind: 'block',
  id: idOf(block),
  title: block[2],
  level: blocks.filter((one) => one !== block && inBlock(one, block[0]) && inBlock(one, block[1])).length,
})

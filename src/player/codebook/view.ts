import type { BookEntry } from '../../codes/book/front-code.ts'
import type { Node } from '../../codes/book/tree.ts'
import type { OpenChapter } from './book.ts'

/** What is open in the book. */
export type View =
  | { readonly kind: 'contents' }
  | { readonly kind: 'chapter'; readonly chapter: OpenChapter }
  | { readonly kind: 'block'; readonly chapter: OpenChapter; readonly block: Extract<Node, { kind: 'block' }> }
  | { readonly kind: 'code'; readonly chapter: OpenChapter; readonly entry: BookEntry }
  /** ICD-10-PCS: the characters chosen so far. */
  | { readonly kind: 'build'; readonly chapter: OpenChapter; readonly typed: string }

/** Where a node of a chapter leads. */
export const viewOf = (chapter: OpenChapter, node: Node): View =>
  node.kind === 'block' ? { kind: 'block', chapter, block: node } : { kind: 'code', chapter, entry: node.entry }

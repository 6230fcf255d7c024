import type { ElementContent } from 'hast'
import type { Nodes } from 'mdast'
import type { Place } from '../../problems/problem.ts'
import type { Context, Setting } from '../context.ts'
import type { State } from '../hast.ts'
import type { ParsedBlock } from '../parsed.ts'

export type DirectiveNode = Extract<Nodes, { type: 'textDirective' | 'leafDirective' | 'containerDirective' }>

/** A directive as used in a text, after its form, label and attributes were found to be allowed. */
export interface Used {
  readonly node: DirectiveNode
  /** With its colons, for messages: `:::note`. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Where an attribute's value stands; the directive itself when the attribute is not there. */
  readonly placeOf: (attribute: string) => Place
}

export interface AttributeRule {
  /** Why the directive is worth nothing without it; left out when it may be missing. */
  readonly required?: string
}

/** One construct of the language that is written with colons. */
export interface Directive {
  readonly form: 'text' | 'leaf' | 'container'
  /** How it is written, for hints. */
  readonly example: string
  readonly label: 'none' | 'optional' | 'required'
  readonly attributes: Readonly<Record<string, AttributeRule>>
  /** The texts it may stand in. */
  readonly settings: readonly Setting[]
  /** Where it belongs, in words. */
  readonly where: string
  /** What it becomes inside running text. A directive without it stands at section level, or is read by the bank. */
  readonly render?: (used: Used, context: Context, state: State) => ElementContent[]
  /** What it becomes at section level; undefined when it had an error. */
  readonly block?: (used: Used, context: Context) => ParsedBlock | undefined
}

export const EVERYWHERE: readonly Setting[] = ['module', 'fragment', 'question', 'definition']
export const IN_TEXT: readonly Setting[] = ['module', 'fragment', 'question']
export const IN_MODULES: readonly Setting[] = ['module', 'fragment']

/** Colons before the name. */
export const MARKERS = { textDirective: ':', leafDirective: '::', containerDirective: ':::' } as const
export const FORMS = { textDirective: 'text', leafDirective: 'leaf', containerDirective: 'container' } as const

/** Whether a child of a container is what stands in its brackets. */
export const isLabel = (node: DirectiveNode['children'][number] | undefined): boolean =>
  node?.type === 'paragraph' && node.data?.directiveLabel === true

import { nearest } from '../../validation/nearest.ts'
import { type Context, placeOf, report } from '../context.ts'
import { openingOf, writtenAttributes } from './attributes.ts'
import { type Directive, type DirectiveNode, FORMS, isLabel, MARKERS, type Used } from './directive.ts'
import { directives } from './index.ts'

const WRITTEN = {
  text: 'with one colon, inside a line',
  leaf: 'with two colons, on a line of its own',
  container: 'with three colons, and a line with three colons behind its text',
} as const

/**
 * Finds the directive a node names and checks how it is written. Undefined when it is not known; otherwise what was
 * wrong is reported, and `ok` says whether it can be taken over.
 */
export function useDirective(
  node: DirectiveNode,
  context: Context,
): { directive: Directive; used: Used; ok: boolean } | undefined {
  const directive = directiveNamed(node.name)
  if (directive === undefined) {
    reportUnknown(node, context)
    return undefined
  }
  const name = `${MARKERS[node.type]}${node.name}`
  const before = context.problems.length
  if (directive.form !== FORMS[node.type]) {
    const params = {
      name: node.name,
      marker: MARKERS[node.type],
      wanted: WRITTEN[directive.form],
      example: directive.example,
    }
    report(context, 'directive-form', params, openingOf(context, node))
  } else {
    checkLabel(node, name, directive, context)
    checkClosed(node, context)
  }
  const used = checkAttributes(node, name, directive, context)
  return { directive, used, ok: context.problems.length === before }
}

/** Where a directive belongs, said when it stands elsewhere. */
export function reportPlace(used: Used, directive: Directive, context: Context): void {
  report(context, 'directive-place', { name: used.name, where: directive.where }, openingOf(context, used.node))
}

const directiveNamed = (name: string): Directive | undefined =>
  Object.hasOwn(directives, name) ? directives[name as keyof typeof directives] : undefined

function reportUnknown(node: DirectiveNode, context: Context): void {
  const known = Object.entries<Directive>(directives)
    .filter(([, { form, settings }]) => form === FORMS[node.type] && settings.includes(context.setting))
    .map(([name]) => name)
  const near = nearest(node.name, Object.keys(directives))
  const params = {
    name: node.name,
    marker: MARKERS[node.type],
    known,
    ...(near === undefined ? {} : { nearest: near }),
  }
  report(context, 'directive-unknown', params, openingOf(context, node), { actual: node.name, expected: known })
}

function checkLabel(node: DirectiveNode, name: string, { label, example }: Directive, context: Context): void {
  const [first] = node.children
  const has = node.type === 'containerDirective' ? isLabel(first) : first !== undefined
  if (label === 'required' && !has) report(context, 'directive-label', { name, example }, openingOf(context, node))
  if (label === 'none' && has) report(context, 'directive-label-extra', { name }, placeOf(context, first ?? node))
}

/** The parser closes a box at the end of the text by itself, which would swallow everything below it. */
function checkClosed(node: DirectiveNode, context: Context): void {
  const { start, end } = node.position ?? {}
  if (node.type !== 'containerDirective' || start?.offset === undefined || end?.offset === undefined) return
  const written = context.text.slice(start.offset, end.offset)
  const lastLine = written.slice(written.lastIndexOf('\n') + 1)
  if (written.includes('\n') && /^[\s>]*:{3,}[ \t]*$/.test(lastLine)) return
  const colons = /^:+/.exec(written)?.[0] ?? ':::'
  report(context, 'directive-unclosed', { name: node.name, colons }, openingOf(context, node))
}

function checkAttributes(node: DirectiveNode, name: string, directive: Directive, context: Context): Used {
  const attributes: Record<string, string> = {}
  for (const [key, value] of Object.entries(node.attributes ?? {})) attributes[key] = value ?? ''
  const keys = Object.keys(attributes)
  const written = keys.length === 0 ? [] : writtenAttributes(context, node)
  const known = Object.keys(directive.attributes)
  for (const [index, attribute] of written.entries()) {
    if (!known.includes(attribute.name)) {
      const near = nearest(attribute.name, known)
      const params = { name, attribute: attribute.name, known, ...(near === undefined ? {} : { nearest: near }) }
      report(context, 'attribute-unknown', params, attribute.key(), {
        actual: attribute.name,
        ...(known.length === 0 ? {} : { expected: known }),
      })
    } else if (written.findIndex((other) => other.name === attribute.name) < index) {
      report(context, 'attribute-repeated', { name, attribute: attribute.name }, attribute.key())
    }
  }
  for (const [attribute, { required }] of Object.entries(directive.attributes)) {
    if (required !== undefined && (attributes[attribute] ?? '').trim() === '') {
      report(context, 'attribute-missing', { name, attribute, why: required }, openingOf(context, node))
    }
  }
  const place = (attribute: string): ReturnType<Used['placeOf']> =>
    written.find((one) => one.name === attribute)?.value() ?? openingOf(context, node)
  return { node, name, attributes, placeOf: place }
}

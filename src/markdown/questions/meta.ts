import type { RootContent } from 'mdast'
import type { QuestionMeta } from '../../model/schema-types.ts'
import { validate } from '../../validation/validate.ts'
import type { Context } from '../context.ts'
import { useDirective } from '../directives/use.ts'
import { readGuidelineRef } from '../guideline-ref.ts'

/** Attributes are text; these fields are not. What does not convert is left for the schema to complain of. */
const CONVERT: Readonly<Record<string, (value: string) => unknown>> = {
  points: (value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value),
  shuffle: toBoolean,
  partial: toBoolean,
}

function toBoolean(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : value
}

/** Reads the `::meta{…}` below a heading; an empty one when the node is something else or had an error. */
export function readMeta(node: RootContent | undefined, context: Context): QuestionMeta {
  if (!isMeta(node)) return {}
  const found = useDirective(node, context)
  if (found === undefined) return {}
  const { used, directive } = found
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(used.attributes)) {
    if (Object.hasOwn(directive.attributes, name)) fields[name] = CONVERT[name]?.(value) ?? value
  }
  const check = (some: Readonly<Record<string, unknown>>) =>
    validate('question-meta', some, (pointer) => used.placeOf(pointer.slice(1)))
  const { value, problems } = check(fields)
  context.problems.push(...problems)
  const meta = value ?? soundFields(fields, check)
  const ref = meta.ref === undefined ? undefined : readGuidelineRef(meta.ref)
  if (ref !== undefined) {
    const detail = ref.edition === undefined ? {} : { detail: ref.edition }
    context.references.push({ kind: 'guideline', target: ref.section, ...detail, place: used.placeOf('ref') })
  }
  return meta
}

/** The fields that have no mistake: what they say of the answers holds whatever is wrong beside them. */
function soundFields(
  fields: Readonly<Record<string, unknown>>,
  check: (some: Readonly<Record<string, unknown>>) => { readonly value: QuestionMeta | undefined },
): QuestionMeta {
  const sound = Object.entries(fields).filter(([name, value]) => check({ [name]: value }).value !== undefined)
  return check(Object.fromEntries(sound)).value ?? {}
}

type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>

export const isMeta = (node: RootContent | undefined): node is LeafDirective =>
  node?.type === 'leafDirective' && node.name === 'meta'

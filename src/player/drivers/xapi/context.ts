import { isMembers } from '../../../model/members.ts'

/** The context of a statement (xAPI 1.0.3 Data §2.4.6), as much of it as is looked into here. */
export interface Context {
  readonly contextActivities?: Readonly<Record<string, unknown>>
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly [property: string]: unknown
}

const idOf = (activity: unknown): unknown => (isMembers(activity) ? activity.id : undefined)

/** A list of activities; one alone need not be in a list. */
const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const isContext = (value: unknown): value is Context =>
  isMembers(value) &&
  (value.contextActivities === undefined || isMembers(value.contextActivities)) &&
  (value.extensions === undefined || isMembers(value.extensions))

/**
 * Our own context filled into the LMS's template: nothing of the template is changed or moved, and ours comes after it (cmi5
 * 10.2.1.0-6, 10.2.1.0-7).
 */
export function filled(own: Context, template: Context | undefined): Context {
  if (template === undefined) return own
  const names = [...new Set([own, template].flatMap(({ contextActivities }) => Object.keys(contextActivities ?? {})))]
  const activities = names.map((name): [string, unknown] => {
    const given = template.contextActivities?.[name]
    const known = new Set(listOf(given).map(idOf))
    const added = listOf(own.contextActivities?.[name]).filter((activity) => !known.has(idOf(activity)))
    return [name, added.length === 0 ? given : [...listOf(given), ...added]]
  })
  return {
    ...own,
    ...template,
    ...(activities.length === 0 ? {} : { contextActivities: Object.fromEntries(activities) }),
    ...(own.extensions === undefined && template.extensions === undefined
      ? {}
      : { extensions: { ...own.extensions, ...template.extensions } }),
  }
}

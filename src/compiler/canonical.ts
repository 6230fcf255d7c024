import { compareText } from '../problems/problem.ts'

/**
 * A frozen copy with the keys of every object in code-unit order, so that `JSON.stringify` gives the same bytes for equal
 * values, in whatever order their fields were set. Fields without a value are left out, as JSON leaves them out.
 */
export function canonical<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return withSortedKeys(value, canonical)
  // A copy has the type of what it copies.
  return Object.freeze(value.map(canonical)) as T
}

/** The same for one object alone; what stands in it goes through `each`. */
export function withSortedKeys<T extends object>(value: T, each: (inner: unknown) => unknown = (inner) => inner): T {
  const out: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => compareText(a, b))) {
    if (inner !== undefined) out[key] = each(inner)
  }
  // A copy has the type of what it copies.
  return Object.freeze(out) as T
}

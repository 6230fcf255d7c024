/** What a fake LMS keeps while a session runs; the same in both SCORM standards. */

/** `cmi.interactions.3.id` → `cmi.interactions.n.id`. */
export const patternOf = (element: string): string => element.replace(/\.\d+(?=\.|$)/g, '.n')

/** What a session holds: elements by name, and the length of every array. */
export interface Data {
  readonly values: Record<string, string>
  readonly counts: Map<string, number>
}

const indices = /\.(\d+)(?=\.|$)/g

export function put({ values, counts }: Data, element: string, value: string): void {
  values[element] = value
  for (const found of element.matchAll(indices)) {
    const array = element.slice(0, found.index)
    counts.set(array, Math.max(counts.get(array) ?? 0, Number(found[1]) + 1))
  }
}

export function load(record: Readonly<Record<string, string>>): Data {
  const data: Data = { values: {}, counts: new Map() }
  for (const [element, value] of Object.entries(record)) put(data, element, value)
  return data
}

/** Whether an index in the element leaves a gap: at most `room` more than its array has. */
export function beyond({ counts }: Data, element: string, room: number): boolean {
  return [...element.matchAll(indices)].some((found) => {
    const count = counts.get(element.slice(0, found.index)) ?? 0
    return !/^(0|[1-9]\d*)$/.test(found[1] ?? '') || Number(found[1]) >= count + room
  })
}

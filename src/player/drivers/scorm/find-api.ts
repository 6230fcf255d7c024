/** As many frames as one inside the other are searched; the walk ends sooner at the top or in a circle. */
const MAX_HOPS = 500

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** A property of something that may belong to another origin, whose windows throw when they are touched. */
function read(place: unknown, name: string): unknown {
  try {
    return isObject(place) ? Reflect.get(place, name) : undefined
  } catch {
    return undefined
  }
}

/** A window and the frames around it, inmost first. */
function upwards(start: unknown): object[] {
  const places: object[] = []
  for (let place = start; isObject(place) && places.length <= MAX_HOPS; ) {
    places.push(place)
    const parent = read(place, 'parent')
    if (parent === place) break
    place = parent
  }
  return places
}

/**
 * Looks for the run-time API an LMS has put near the course (SCORM 1.2 RTE §3.3.6.1, SCORM 2004 RTE §3.3.3): in this
 * window and its parents, then in the window that opened this one, then in the one that opened the topmost, and last in
 * that one's document, where Plateau keeps it. Never throws.
 */
export function findApi<T>(
  window: unknown,
  name: string,
  isApi: (candidate: unknown) => candidate is T,
): T | undefined {
  const outer = read(read(window, 'top'), 'opener')
  const places = [upwards(window), upwards(read(window, 'opener')), upwards(outer), [read(outer, 'document')]].flat()
  for (const place of places) {
    const candidate = read(place, name)
    try {
      if (isApi(candidate)) return candidate
    } catch {
      // An API of another origin; the next place may have one that can be used.
    }
  }
  return undefined
}

/** Whether an LMS could be anywhere but in this very window. */
export const hasSurroundings = (window: unknown): boolean =>
  upwards(window).length > 1 || isObject(read(window, 'opener')) || isObject(read(read(window, 'top'), 'opener'))

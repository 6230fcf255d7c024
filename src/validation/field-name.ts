/** The steps of a JSON pointer (RFC 6901), unescaped. */
export const pointerSteps = (pointer: string): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** One more step behind a JSON pointer. */
export const pointerTo = (pointer: string, step: string | number): string =>
  `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * How messages name a field: its own name and the way to it in words.
 *
 * @example fieldName('/awards/0/credits') → { field: 'credits', within: 'awards → entry 1' }
 */
export function fieldName(pointer: string): { field: string; within: string } {
  const words = pointerSteps(pointer).map((step) => (/^\d+$/.test(step) ? `entry ${Number(step) + 1}` : step))
  const field = words.pop() ?? 'the file'
  return { field, within: words.join(' → ') }
}

/** Reads `name=value` arguments; the first that is none is `wrong`. The name ends at the last `=` when `last`. */
export function readPairs(
  written: readonly string[] = [],
  last = false,
): { readonly pairs: Readonly<Record<string, string>> } | { readonly wrong: string } {
  const pairs: Record<string, string> = {}
  for (const one of written) {
    const at = last ? one.lastIndexOf('=') : one.indexOf('=')
    if (at < 1 || at === one.length - 1) return { wrong: one }
    pairs[one.slice(0, at)] = one.slice(at + 1)
  }
  return { pairs }
}

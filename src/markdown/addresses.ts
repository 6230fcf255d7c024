/** Addresses inside the course and out of it. */

/** What an address in a file leads to. Paths are relative to the course folder and decoded. */
export type Address =
  | { readonly kind: 'empty' }
  | { readonly kind: 'external'; readonly url: string }
  | { readonly kind: 'internal'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'forbidden'; readonly url: string }

/**
 * Reads the address of a link, picture or include that stands in `file`.
 *
 * @param url as the author wrote it, character references and escapes already read
 */
export function readAddress(url: string, file: string): Address {
  const trimmed = url.trim()
  if (trimmed === '') return { kind: 'empty' }
  // Browsers drop tabs and line ends inside an address, so "java\nscript:" would run; nothing honest holds them.
  if (hasControl(trimmed)) return { kind: 'forbidden', url }
  if (/^(https?:\/\/|mailto:)[^/\s]/i.test(trimmed)) return { kind: 'external', url: trimmed }
  if (/^[a-z]:[\\/]/i.test(trimmed) || trimmed.includes('\\')) return { kind: 'outside', path: url }
  if (/^[^/?#]*:/.test(trimmed) || trimmed.startsWith('//')) return { kind: 'forbidden', url }
  const hash = trimmed.indexOf('#')
  const anchor = hash === -1 ? '' : decode(trimmed.slice(hash + 1))
  const written = decode(hash === -1 ? trimmed : trimmed.slice(0, hash))
  if (written === '') return { kind: 'internal', path: file, anchor }
  const path = resolvePath(written, file)
  return path === undefined ? { kind: 'outside', path: written } : { kind: 'internal', path, anchor }
}

/** Where a relative path in `file` leads, from the course folder; undefined when it leaves the folder. */
export function resolvePath(path: string, file: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || hasControl(path)) return undefined
  const steps = file.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.pop() === undefined) return undefined
  }
  return steps.length === 0 ? undefined : steps.join('/')
}

/**
 * How an address inside the course stands in rendered HTML until the compiler's link phase replaces it. Path steps and
 * anchor are percent-encoded, so it holds neither quotes nor `&` and ends where the attribute ends.
 */
export const courseAddress = (path: string, anchor = ''): string =>
  `course:${path.split('/').map(encode).join('/')}${anchor === '' ? '' : `#${encode(anchor)}`}`

// Half a surrogate pair cannot be percent-encoded; the character that stands for unreadable text can.
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

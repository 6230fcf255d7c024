/** What is wrong with a JSON text that `JSON.parse` may well accept. */
export interface JsonFault {
  readonly error: 'json' | 'json-duplicate-key' | 'json-depth' | 'json-characters' | 'json-number'
  readonly message: string
}

/** Deeper than any statement needs, and shallow enough for every recursive function behind this one. */
export const DEEPEST = 100

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Reads JSON more strictly than `JSON.parse`: no name twice in an object (one reader would see the first value, another
 * the last), no nesting that exhausts a stack, and no characters that cannot be kept as text, which are NUL and halves
 * of surrogate pairs (RFC 8259 §4, §8.2). One pass over the text before it is parsed; memory grows with the depth only.
 */
export function parseStrictJson(text: string): { readonly json: unknown } | { readonly fault: JsonFault } {
  const fault = scan(text)
  if (fault !== undefined) return { fault }
  try {
    const json: unknown = JSON.parse(text)
    return MAYBE_TOO_LARGE.test(text) && holdsInfinity(json) ? { fault: TOO_LARGE } : { json }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { fault: { error: 'json', message: `It is not JSON: ${error.message.slice(0, 200)}.` } }
  }
}

/** A number with a long exponent or very many digits; what looks like one inside a text does, too. */
const MAYBE_TOO_LARGE = /(?:^|[:[,])\s*-?\d(?:[\d.]*[eE]\+?\d{3}|[\d.]{308})/
const TOO_LARGE: JsonFault = { error: 'json-number', message: 'A number in it is too large to be kept.' }

const holdsInfinity = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity)

/** Names seen in an object: a list while there are few, a set when there are many. */
type Names = string[] | Set<string>
const MANY = 16

/** Errors of syntax are left to `JSON.parse`, which runs after it and says them better. */
function scan(text: string): JsonFault | undefined {
  /** One entry per open bracket; an array has no names. */
  const open: (Names | undefined)[] = []
  let lastString = ''
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const end = endOfString(text, i)
        if (typeof end !== 'number') return end
        lastString = text.slice(i, end + 1)
        i = end
        break
      }
      case 0x3a: {
        // A colon: the string before it was a name.
        const names = open.at(-1)
        if (names === undefined) break
        const name = lastString.includes('\\') ? unescaped(lastString) : lastString
        if (Array.isArray(names) ? names.includes(name) : names.has(name)) {
          return {
            error: 'json-duplicate-key',
            message: `The name ${name.slice(0, 80)} stands twice in one object.`,
          }
        }
        if (!Array.isArray(names)) names.add(name)
        else if (names.length < MANY) names.push(name)
        else open[open.length - 1] = new Set([...names, name])
        break
      }
      case 0x7b:
        open.push([])
        break
      case 0x5b:
        open.push(undefined)
        break
      case 0x7d:
      case 0x5d:
        open.pop()
        break
    }
    if (open.length > DEEPEST) {
      return { error: 'json-depth', message: `It is nested more than ${DEEPEST} levels deep.` }
    }
  }
  return undefined
}

/** Index of the quote that closes the string opened at `start`, or what is wrong in between. */
function endOfString(text: string, start: number): number | JsonFault {
  let half = false
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return half ? HALF : i
    if (code !== BACKSLASH) {
      if (half) return HALF
      continue
    }
    i += 1
    if (text.charCodeAt(i) !== 0x75) {
      if (half) return HALF
      continue
    }
    const unit = Number.parseInt(text.slice(i + 1, i + 5), 16)
    i += 4
    if (unit === 0) return { error: 'json-characters', message: 'A text in it has the character NUL (\\u0000).' }
    const low = unit >= 0xdc00 && unit <= 0xdfff
    if (low !== half) return HALF
    half = unit >= 0xd800 && unit <= 0xdbff
  }
  return text.length
}

const HALF: JsonFault = { error: 'json-characters', message: 'A text in it has half of a surrogate pair.' }

/** `"\u0061"` and `"a"` are one name. */
function unescaped(quoted: string): string {
  try {
    return JSON.stringify(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

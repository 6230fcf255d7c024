/** Something that opens somebody's account, found in a text. */
export interface Credential {
  /** Where it begins, in UTF-16 units. */
  readonly at: number
  /** What it is, for a sentence; never the secret itself. */
  readonly what: string
}

/**
 * Credentials in a text: everybody who is given a package can read it, so none may be written into one. Told by their form:
 * a name and password in an address (RFC 3986 §3.2.1), an HTTP Basic or Bearer header (RFC 7617, RFC 6750), and address
 * parameters that carry either, as the launch of xAPI content does. Plain words about passwords are none.
 */
export function credentialsIn(text: string): Credential[] {
  return kinds
    .filter(({ needs }) => text.includes(needs))
    .flatMap(({ what, pattern, holds }) =>
      [...text.matchAll(pattern)]
        .filter((match) => holds?.(match[1] ?? '') ?? true)
        .map(({ index }) => ({ at: index, what })),
    )
}

const kinds: readonly {
  readonly what: string
  /** What every match holds. Looking for it is quick; a course is a text of megabytes that mostly has none of them. */
  readonly needs: string
  readonly pattern: RegExp
  /** Looks closer at the first group. */
  readonly holds?: (value: string) => boolean
}[] = [
  {
    what: 'a name and password in an address',
    needs: '@',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#@:"'<>\\]{0,200}:[^\s/?#@"'<>\\]{1,200}@[\w[]/gi,
  },
  {
    what: 'the name and password of an HTTP Basic header',
    needs: 'Basic',
    pattern: /\bBasic(?:\s+|%20|\+)([A-Za-z0-9+/]{8,}={0,2})/g,
    holds: (value) => /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(decodeBase64(value)),
  },
  {
    what: 'the token of an HTTP Bearer header',
    needs: 'Bearer',
    pattern: /\bBearer(?:\s+|%20|\+)([A-Za-z0-9._~+/-]{20,})/g,
    holds: (value) => /\d/.test(value),
  },
  {
    what: 'a credential among the parameters of an address',
    needs: '=',
    pattern:
      /[?&;](?:auth|authorization|access_token|auth[_-]?token|api[_-]?key|client_secret|password|secret)=[^\s&"'<>\\]{8,}/gi,
  },
]

/** Bytes as Latin-1 characters; nothing where they are not base64. */
function decodeBase64(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

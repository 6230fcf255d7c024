/**
 * What opens an account: the name and password of an address (RFC 3986 §3.2.1), also without a scheme; parameters and fields
 * that carry a secret; the values of HTTP Basic and Bearer headers (RFC 7617, RFC 6750).
 */
const SECRETS: readonly RegExp[] = [
  /:\/\/(?<secret>[^\s/?#"'<>]+)@/dg,
  /(?<![^\s"'<>(])[^\s:@/"'<>(]+:(?<secret>[^\s/"'<>]+)@(?=[\w[])/dg,
  /\b\w*(?:token|secret|password|passwd|passphrase|pwd|api[_-]?key|auth|signature|sig|session|sid|pin|otp|code)=(?<secret>[^\s&"'<>#;]+)/dgi,
  /\b(?:password|passphrase|passwd|pwd|pw|secret|token|api key)(?: is| was)?[:\s]\s*(?<secret>(?=\S*[\d!@#$%^&*])[^\s"'<>]{4,})/dgi,
  /\b(?:Basic|Bearer)(?:\s+|%20|\+)(?<secret>[^\s"'<>]{6,})/dg,
]

/** Part of a line with dots for every secret in it: a message is copied into logs and tickets. Offsets in UTF-16 units. */
export function withoutSecrets(line: string, start: number, end: number): string {
  const hidden = SECRETS.flatMap((pattern) => [...line.matchAll(pattern)].map(({ indices }) => indices?.groups?.secret))
    .filter((range) => range !== undefined)
    .map(([from, to]) => [Math.max(from, start), Math.min(to, end)] as const)
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b)
  let shown = ''
  let at = start
  for (const [from, to] of hidden) {
    if (to <= at) continue
    shown += `${line.slice(at, Math.max(at, from))}…`
    at = to
  }
  return shown + line.slice(at, end)
}

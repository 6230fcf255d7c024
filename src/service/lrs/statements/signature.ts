import { X509Certificate } from 'node:crypto'
import { compactVerify, decodeProtectedHeader } from 'jose'
import { isMembers, type Members } from '../../../model/members.ts'
import { canonicalJson } from '../../../storage/canonical.ts'
import { parseStrictJson } from '../json-text.ts'
import { essence } from './equality.ts'

/** Usage type of an attachment that signs its statement (Data §2.6). */
export const SIGNATURE = 'http://adlnet.gov/expapi/attachments/signature'
const ALGORITHMS = ['RS256', 'RS384', 'RS512']
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/
const LONGEST_CHAIN = 10

export const isSignature = (attachment: unknown): attachment is Members =>
  isMembers(attachment) && attachment.usageType === SIGNATURE

/**
 * What is wrong with a statement's signature: a JWS in compact form (RFC 7515) by RS256, RS384 or RS512 over a JSON text
 * of the statement as it was before it was signed. With a certificate chain in `x5c`, the signature must be made with
 * the key of the first certificate, and each certificate be signed by the next. Without one there is no key to check
 * with; whether a chain ends with somebody worth trusting is for readers of the statement to say.
 */
export async function signatureFault(statement: Members, jws: Uint8Array): Promise<string | undefined> {
  const text = Buffer.from(jws.buffer, jws.byteOffset, jws.byteLength).toString('latin1')
  if (!COMPACT.test(text)) return 'is not a JSON web signature in compact form'
  const header = headerOf(text)
  if (header === undefined) return 'has a header that is no JSON object'
  if (!ALGORITHMS.some((name) => name === header.alg)) return `must use one of ${ALGORITHMS.join(', ')}`
  const payload = parseStrictJson(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8'))
  if ('fault' in payload || !isMembers(payload.json)) return 'has a payload that is not a statement in JSON'
  if (header.x5c !== undefined) {
    const fault = await chainFault(text, header.x5c)
    if (fault !== undefined) return fault
  }
  return comparable(payload.json, payload.json) === comparable(statement, payload.json)
    ? undefined
    : 'signs another statement than the one it is attached to'
}

function headerOf(jws: string): Members | undefined {
  try {
    return { ...decodeProtectedHeader(jws) }
  } catch {
    return undefined
  }
}

async function chainFault(jws: string, x5c: unknown): Promise<string | undefined> {
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > LONGEST_CHAIN) {
    return `has an x5c that is not a list of up to ${LONGEST_CHAIN} certificates`
  }
  try {
    const chain = x5c.map((one: unknown) => new X509Certificate(Buffer.from(String(one), 'base64')))
    for (const [i, certificate] of chain.entries()) {
      const issuer = chain[i + 1]
      if (issuer !== undefined && !(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))) {
        return `has an x5c in which certificate ${i} is not signed by certificate ${i + 1}`
      }
    }
    const [leaf] = chain
    if (leaf !== undefined) await compactVerify(jws, leaf.publicKey, { algorithms: ALGORITHMS })
    return undefined
  } catch {
    return 'was not made with the key of the first certificate in x5c'
  }
}

/** The statement as it was before the signature was added, as far as the signed text says anything about it. */
function comparable(statement: Members, signed: Members): string {
  const { id, timestamp, attachments, ...own } = essence(statement)
  const others = Array.isArray(attachments) ? attachments.filter((one) => !isSignature(one)) : []
  return canonicalJson({
    ...own,
    ...(signed.id === undefined ? {} : { id }),
    ...(signed.timestamp === undefined ? {} : { timestamp }),
    ...(others.length === 0 ? {} : { attachments: others }),
  })
}

import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { isMembers, type Members } from '../../model/members.ts'
import { BADGE_CONTEXT } from './context.ts'
import { factsOf } from './facts.ts'
import { inForce, keyIdOf, type PublicKey } from './keys.ts'
import { documentLoader } from './loader.ts'
import { fromBase64url, jsonFromBase64url, membersOf, textOf, utf8 } from './multibase.ts'
import type { AskStatus, Doubt, FileVerdict } from './verdict.ts'

export interface CheckOptions {
  /** All keys of the issuer, retired ones too. */
  readonly keys: readonly PublicKey[]
  /** Milliseconds. */
  readonly now: number
  readonly status: AskStatus
}

/** A badge has about 5 kB. */
export const MOST_BADGE_CHARACTERS = 1_000_000
/** Clocks of those who issue and those who check differ by this much at most. */
const SKEW_MILLISECONDS = 300_000

/**
 * Checks a badge, JSON-LD or JWT, with the issuer's public keys and nothing else; only `status` may ask anybody. Never
 * rejects: whatever cannot be read is no certificate.
 */
export async function checkBadge(text: string, options: CheckOptions): Promise<FileVerdict> {
  if (text.length > MOST_BADGE_CHARACTERS) return { verdict: 'unknown', doubt: 'too-large' }
  const trimmed = text.trim()
  const check = COMPACT.test(trimmed) ? checkJwt : checkJson
  // What is nested too deeply, for one, cannot even be written again.
  const genuine = await check(trimmed, options).catch((): Doubt => 'signature')
  return typeof genuine === 'string' ? refusal(genuine) : standing(genuine, options)
}

/** The three parts of a compact JWS; the last is empty where the algorithm is `none`. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/

const refusal = (doubt: Doubt): FileVerdict => ({ verdict: VERDICTS[doubt], doubt })

const VERDICTS = {
  signature: 'altered',
  context: 'altered',
  algorithm: 'altered',
  'no-seal': 'altered',
  'no-badge': 'altered',
  'unknown-key': 'unknown-issuer',
  'key-not-in-force': 'unknown-issuer',
  'no-certificate': 'unknown',
  'too-large': 'unknown',
} as const satisfies Readonly<Record<Doubt, FileVerdict['verdict']>>

/** The credential when the proof is one of ours and fits, otherwise what is wrong. */
async function checkJson(text: string, { keys }: CheckOptions): Promise<Members | Doubt> {
  const credential = parseJson(text)
  if (!isMembers(credential) || credential['@context'] === undefined) return 'no-certificate'
  const proof = membersOf(credential.proof)
  const key = keys.find(({ id }) => id === keyIdOf(textOf(proof.verificationMethod)))
  if (key === undefined) return 'unknown-key'
  if (proof.cryptosuite !== 'eddsa-rdfc-2022' || key.algorithm !== 'Ed25519') return 'algorithm'
  const signedAt = Date.parse(textOf(proof.created))
  if (!Number.isFinite(signedAt)) return 'signature'
  // A context can give words another meaning without changing what is signed.
  if (JSON.stringify(credential['@context']) !== JSON.stringify(BADGE_CONTEXT) || hasKeywords(credential))
    return 'context'
  if (!(await provenAt(credential, keys, signedAt))) return 'signature'
  return inForce(key, signedAt) ? credential : 'key-not-in-force'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON-LD keywords below the top could hide from the reader what is signed, or show what is not. */
function hasKeywords(credential: Members): boolean {
  const { '@context': _, ...rest } = credential
  return /"@\w+":/.test(JSON.stringify(rest))
}

/** Whether the proof fits. Dates and status are for the caller: the library calls a revoked credential verified. */
export async function provenAt(credential: object, keys: readonly PublicKey[], signedAt: number): Promise<boolean> {
  try {
    const { verified } = await verifyCredential({
      credential,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: documentLoader(keys),
      now: new Date(signedAt),
      checkStatus: () => Promise.resolve({ verified: true }),
    })
    return verified
  } catch {
    return false
  }
}

async function checkJwt(jwt: string, { keys }: CheckOptions): Promise<Members | Doubt> {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const { alg, kid } = membersOf(jsonFromBase64url(header))
  const credential = jsonFromBase64url(payload)
  if (!isMembers(credential) || alg === undefined) return 'no-certificate'
  const key = keys.find(({ id }) => id === keyIdOf(textOf(kid)))
  if (key === undefined) return 'unknown-key'
  const bytes = fromBase64url(signature)
  if (alg !== 'ES256' || key.algorithm !== 'ES256') return 'algorithm'
  if (bytes === undefined) return 'signature'
  const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
  const imported = await crypto.subtle.importKey('jwk', { ...key.jwk }, curve, false, ['verify'])
  const how = { name: 'ECDSA', hash: 'SHA-256' } as const
  if (!(await crypto.subtle.verify(how, imported, bytes, utf8(`${header}.${payload}`)))) return 'signature'
  return inForce(key, Number(credential.iat) * 1000) ? credential : 'key-not-in-force'
}

/** What a genuine credential is worth today. */
async function standing(credential: Members, { now, status }: CheckOptions): Promise<FileVerdict> {
  const facts = factsOf(credential)
  if (facts === undefined) return refusal('no-certificate')
  const covers = 'facts'
  const found = await status(credential).catch(() => 'unknown' as const)
  const asked = found !== 'unknown'
  if (found === 'revoked' || found === 'replaced') return { verdict: found, facts, covers, asked }
  if (Date.parse(facts.validFrom) > now + SKEW_MILLISECONDS) return { verdict: 'not-yet-valid', facts, covers, asked }
  const over = facts.validUntil !== undefined && Date.parse(facts.validUntil) < now
  return { verdict: over ? 'expired' : 'valid', facts, covers, asked }
}

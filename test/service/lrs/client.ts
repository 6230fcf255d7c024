/** A program with a key, speaking to the record store of a real service with a real database. */
import { createHash, randomUUID } from 'node:crypto'
import { createKey } from '../../../src/service/lrs/keys/manage.ts'
import type { Scope } from '../../../src/service/lrs/keys/scopes.ts'
import type { XapiVersion } from '../../../src/service/lrs/versions.ts'
import { type TestService, testService } from '../../support/service.ts'

export interface Credentials {
  readonly key: string
  readonly secret: string
}

export interface Call {
  readonly version?: XapiVersion | null
  readonly headers?: Readonly<Record<string, string>>
  /** Objects are sent as JSON, everything else as it is. */
  readonly body?: object | string | Uint8Array
  readonly as?: Credentials | null
}

export interface Client {
  readonly service: TestService
  readonly credentials: Credentials
  call(method: string, path: string, call?: Call): Promise<Response>
  key(scopes: readonly Scope[], more?: object): Promise<Credentials>
  close(): Promise<void>
}

export const authorization = ({ key, secret }: Credentials): string => `Basic ${btoa(`${key}:${secret}`)}`

export async function lrsClient(): Promise<Client> {
  const service = await testService()
  const key: Client['key'] = async (scopes, more = {}) => {
    const made = await createKey(service.service, { name: 'test', scopes: [...scopes], ...more })
    if ('wrong' in made) throw new Error(made.wrong)
    return made
  }
  const credentials = await key(['all'])
  return {
    service,
    credentials,
    key,
    call: (method, path, { version = '2.0.0', headers = {}, body, as = credentials } = {}) => {
      const raw = typeof body === 'string' || body instanceof Uint8Array || body === undefined
      return Promise.resolve(
        service.app.request(`/xapi${path}`, {
          method,
          headers: {
            ...(version === null ? {} : { 'X-Experience-API-Version': version }),
            ...(as === null ? {} : { Authorization: authorization(as) }),
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined
            ? {}
            : {
                body: raw ? new Blob([body instanceof Uint8Array ? new Uint8Array(body) : body]) : JSON.stringify(body),
              }),
        }),
      )
    },
    close: () => service.close(),
  }
}

export const VERSIONS = ['1.0.3', '2.0.0'] as const satisfies readonly XapiVersion[]

/** A valid statement with an id of its own. */
export const statement = (changes: object = {}): Record<string, unknown> & { readonly id: string } => ({
  id: randomUUID(),
  actor: { mbox: 'mailto:ada@example.com' },
  verb: { id: 'http://example.com/verbs/did', display: { en: 'did' } },
  object: { id: 'http://example.com/activities/a' },
  ...changes,
})

export const ref = (id: string): object => ({ objectType: 'StatementRef', id })
export const voiding = (id: string): Record<string, unknown> & { readonly id: string } =>
  statement({ verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: ref(id) })

export const query = (parameters: Readonly<Record<string, string | object>>): string =>
  new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString()

export const sha2 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

export interface Page {
  readonly statements: readonly (Record<string, unknown> & { readonly id: string })[]
  readonly more: string
}

export const pageOf = async (response: Response): Promise<Page> => (await response.json()) as Page
export const objectOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>

/** A multipart/mixed body of statements and files. */
export function multipart(
  statements: unknown,
  files: readonly { readonly content: string; readonly headers?: Readonly<Record<string, string>> }[],
): { readonly body: string; readonly headers: Record<string, string> } {
  const parts = [
    { headers: { 'Content-Type': 'application/json' }, content: JSON.stringify(statements) },
    ...files.map(({ content, headers = {} }) => ({
      headers: {
        'Content-Type': 'text/plain',
        'Content-Transfer-Encoding': 'binary',
        'X-Experience-API-Hash': sha2(content),
        ...headers,
      },
      content,
    })),
  ]
  const written = parts.map(
    ({ headers, content }) =>
      `--edge\r\n${Object.entries(headers)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n${content}\r\n`,
  )
  return { body: `${written.join('')}--edge--\r\n`, headers: { 'Content-Type': 'multipart/mixed; boundary=edge' } }
}

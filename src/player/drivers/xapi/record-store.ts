import type { Statement } from './statements.ts'

/** What came back from the record store: its status, entity tag and text; status 0 when nothing came back. */
export interface Reply {
  readonly status: number
  readonly etag: string | undefined
  readonly text: string
}

/** The entity tag a write is built on; null: there was no document; undefined: written whatever is there. */
export type Condition = string | null | undefined

export interface RecordStore {
  readonly getState: () => Promise<Reply>
  readonly putState: (text: string, condition: Condition, keepalive?: boolean) => Promise<Reply>
  readonly postStatements: (statements: readonly Statement[], keepalive?: boolean) => Promise<Reply>
  readonly getStatement: (id: string) => Promise<Reply>
  /** Another document of the same store: a path below the endpoint, and its parameters. */
  readonly getDocument: (path: string, query: Readonly<Record<string, string>>) => Promise<Reply>
}

export interface Access {
  /** With or without trailing slash. */
  readonly endpoint: string
  /** The whole Authorization header, as the launch gave it. */
  readonly authorization: string
}

type Fetching = Window & Pick<typeof globalThis, 'fetch' | 'AbortController'>

/** How long a request may take before it counts as not answered. */
const PATIENCE_MILLISECONDS = 20_000

/** One request that never rejects, without cookies. */
export async function request(window: Fetching, url: string, init: RequestInit = {}): Promise<Reply> {
  const abort = new window.AbortController()
  const timer = window.setTimeout(() => abort.abort(), PATIENCE_MILLISECONDS)
  try {
    const response = await window.fetch(url, {
      ...init,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: abort.signal,
    })
    const etag = response.headers.get('ETag')?.replace(/^W\//, '')
    return { status: response.status, etag, text: await response.text() }
  } catch {
    return { status: 0, etag: undefined, text: '' }
  } finally {
    window.clearTimeout(timer)
  }
}

/** Speaks xAPI 1.0.3. `query` names the State document that holds saved progress. */
export function createRecordStore(
  window: Fetching,
  { endpoint, authorization }: Access,
  query: Readonly<Record<string, string>>,
): RecordStore {
  const base = endpoint.replace(/\/+$/, '')
  const headers = { 'X-Experience-API-Version': '1.0.3', Authorization: authorization }
  const at = (path: string, parameters: Readonly<Record<string, string>>): string =>
    `${base}/${path}?${new URLSearchParams(parameters).toString()}`
  const get = (path: string, parameters: Readonly<Record<string, string>>): Promise<Reply> =>
    request(window, at(path, parameters), { headers })
  const conditions = (condition: Condition): Record<string, string> =>
    condition === undefined ? {} : condition === null ? { 'If-None-Match': '*' } : { 'If-Match': condition }
  return {
    getState: () => get('activities/state', query),
    putState: (text, condition, keepalive = false) =>
      request(window, at('activities/state', query), {
        method: 'PUT',
        headers: { ...headers, 'Content-Type': 'text/plain', ...conditions(condition) },
        body: text,
        keepalive,
      }),
    postStatements: (statements, keepalive = false) =>
      request(window, `${base}/statements`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(statements),
        keepalive,
      }),
    getStatement: (statementId) => get('statements', { statementId }),
    getDocument: get,
  }
}

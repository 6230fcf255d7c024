import type { Statement } from './statements.ts'

/** What came back from the record store: its status, entity tag and text; status 0 when nothing came back. */
export interface Reply {
  readonly status: number
  readonly etag: string | undefined
  readonly text: string
}

export interface RecordStore {
  readonly getState: () => Promise<Reply>
  /** `base` is the entity tag the new text was built on, null where there was no document. */
  readonly putState: (text: string, base: string | null, keepalive?: boolean) => Promise<Reply>
  readonly postStatements: (statements: readonly Statement[], keepalive?: boolean) => Promise<Reply>
}

/** How long a request may take before it counts as not answered. */
const PATIENCE_MILLISECONDS = 20_000

/** Speaks xAPI 1.0.3 with a record store of the same origin, which knows the learner by its session cookie. */
export function createRecordStore(
  window: Window & Pick<typeof globalThis, 'fetch' | 'AbortController'>,
  endpoint: string,
  query: Readonly<Record<string, string>>,
): RecordStore {
  const address = `${endpoint}/activities/state?${new URLSearchParams(query).toString()}`
  const send = async (url: string, init: RequestInit): Promise<Reply> => {
    const abort = new window.AbortController()
    const timer = window.setTimeout(() => abort.abort(), PATIENCE_MILLISECONDS)
    try {
      const response = await window.fetch(url, {
        ...init,
        credentials: 'same-origin',
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
  const version = { 'X-Experience-API-Version': '1.0.3' }
  return {
    getState: () => send(address, { headers: version }),
    putState: (text, base, keepalive = false) =>
      send(address, {
        method: 'PUT',
        headers: {
          ...version,
          'Content-Type': 'text/plain',
          ...(base === null ? { 'If-None-Match': '*' } : { 'If-Match': base }),
        },
        body: text,
        keepalive,
      }),
    postStatements: (statements, keepalive = false) =>
      send(`${endpoint}/statements`, {
        method: 'POST',
        headers: { ...version, 'Content-Type': 'application/json' },
        body: JSON.stringify(statements),
        keepalive,
      }),
  }
}

/** A browser tab that an LMS opened: what the launched drivers touch of a window, with real HTTP below. */
import { memoryStorage } from './memory-storage.ts'

export interface LaunchedTab {
  readonly window: Window
  /** Path and query of the address bar. */
  readonly address: () => string
  /** Where the page was sent, and `close` where it closed itself. */
  readonly left: string[]
  /** Resolves to the first of them when the page is sent there. */
  readonly sent: Promise<string>
  /** Policies added to the page. */
  readonly policies: string[]
  readonly requests: { method: string; url: string; keepalive: boolean; credentials: string | undefined }[]
  intercept: ((url: string, init: RequestInit) => Promise<Response> | undefined) | undefined
}

export function launchedTab(
  search: string,
  {
    local = memoryStorage(),
    session = memoryStorage(),
    network = (to, init) => fetch(to, init),
  }: {
    local?: Storage
    session?: Storage
    network?: (url: string, init: RequestInit) => Promise<Response>
  } = {},
): LaunchedTab {
  const left: string[] = []
  let tell: (to: string) => void = () => undefined
  const sent = new Promise<string>((resolve) => {
    tell = resolve
  })
  const leave = (to: string): void => {
    left.push(to)
    tell(to)
  }
  const policies: string[] = []
  const requests: LaunchedTab['requests'] = []
  let url = new URL(`https://content.example/course/index.html${search}#/start`)
  const tab: LaunchedTab = {
    left,
    sent,
    policies,
    requests,
    address: () => `${url.pathname}${url.search}${url.hash}`,
    intercept: undefined,
    window: {
      localStorage: local,
      sessionStorage: session,
      AbortController,
      console: { error: () => undefined },
      setTimeout: (work: () => void, ms: number) => setTimeout(work, ms),
      clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
      close: () => leave('close'),
      document: {
        createElement: () => ({}),
        head: { append: ({ content }: { content: string }) => void policies.push(content) },
      },
      history: {
        replaceState: (_: unknown, __: string, to: string) => {
          url = new URL(to, url)
        },
      },
      location: {
        get href() {
          return url.href
        },
        get search() {
          return url.search
        },
        get pathname() {
          return url.pathname
        },
        get hash() {
          return url.hash
        },
        assign: leave,
        replace: leave,
      },
      fetch: (to: string, init: RequestInit = {}) => {
        requests.push({
          method: init.method ?? 'GET',
          url: to,
          keepalive: init.keepalive === true,
          credentials: init.credentials,
        })
        return tab.intercept?.(to, init) ?? network(to, init)
      },
    } as unknown as Window,
  }
  return tab
}

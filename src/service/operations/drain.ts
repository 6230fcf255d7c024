import type { Server, ServerResponse } from 'node:http'

/** How long requests under way may take to finish when the service stops. */
const LIMIT_MILLISECONDS = 10_000

export interface Drainer {
  /** From here on every answer asks its connection to be closed. */
  readonly begin: () => void
  /** Stops accepting, and resolves when all requests under way are answered or have had their time. */
  readonly finish: () => Promise<void>
}

/**
 * Lets requests under way finish. Browsers and programs also keep connections open that carry none, some of which never
 * did; those are closed as soon as nothing is under way.
 */
export function drainer(server: Server, limit = LIMIT_MILLISECONDS): Drainer {
  const underWay = new Set<ServerResponse>()
  let begun = false
  let whenIdle = (): void => undefined
  const last = (response: ServerResponse): void => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  server.prependListener('request', (_, response) => {
    underWay.add(response)
    if (begun) last(response)
    response.once('close', () => {
      underWay.delete(response)
      if (underWay.size === 0) whenIdle()
    })
  })
  return {
    begin: () => {
      begun = true
      for (const response of underWay) last(response)
    },
    finish: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), limit)
        server.close(() => {
          clearTimeout(late)
          resolve()
        })
        whenIdle = () => server.closeAllConnections()
        if (underWay.size === 0) whenIdle()
      }),
  }
}

import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { RefusedConnection } from '../operations/metrics.ts'

/** What a connection may ask of the server before there is a request that could be refused by itself. */
export const CONNECTION_LIMITS = {
  /** How often connections are checked against the time limits below. */
  connectionsCheckingInterval: 5_000,
  headersTimeout: 10_000,
  /** All of a request, the largest upload included; ordinary bodies have a shorter limit of their own. */
  requestTimeout: 610_000,
  /** Longer than the minute for which most proxies keep a connection open: the proxy must be the first to close it. */
  keepAliveTimeout: 72_000,
  /** Bytes of all headers of one request together. */
  maxHeaderSize: 16_384,
} as const
/** How long a client may read nothing of an answer that is being sent. */
const STALLED_MILLISECONDS = 60_000
/** Connections at one time: together with the size of bodies that need no reservation, this bounds memory. */
const MOST_CONNECTIONS = 1_000

const REFUSALS: Readonly<Record<string, readonly [reason: RefusedConnection, status: string]>> = {
  HPE_HEADER_OVERFLOW: ['headers', '431 Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['slow', '408 Request Timeout'],
}

/** Refuses connections that never become a request, and reports why. */
export function guardConnections(
  server: Server,
  refused: (reason: RefusedConnection) => void,
  stalledMilliseconds = STALLED_MILLISECONDS,
): void {
  server.maxConnections = MOST_CONNECTIONS
  server.on('drop', () => refused('full'))
  const answers = new WeakMap<Duplex, ServerResponse>()
  server.on('request', ({ socket }, response) => answers.set(socket, response))
  // An answer that nobody reads would be held for as long as they please. One still being made has its own deadline.
  server.setTimeout(stalledMilliseconds, (socket) => {
    if (answers.get(socket)?.headersSent !== false) socket.destroy()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const answer = answers.get(socket)
    // A client that left cannot be told; one in the middle of an answer would take this for a part of it.
    const begun = answer?.headersSent === true && !answer.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || begun) {
      socket.destroy()
      return
    }
    const [reason, status] = REFUSALS[error.code ?? ''] ?? (['malformed', '400 Bad Request'] as const)
    refused(reason)
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
  })
}

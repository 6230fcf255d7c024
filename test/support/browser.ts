/** A real browser and a plain file server for tests. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Chromium without sandbox (tests may run as root) and without anything that talks to the network by itself. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // What one page of a site writes to its localStorage, another reads at once, and not a little later.
      '--process-per-site',
    ],
  })

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
}

export interface StaticServer {
  /** `http://127.0.0.1:<port>/`, with the slash. */
  readonly url: string
  /** Paths asked for so far, without query. */
  readonly requests: string[]
  close(): Promise<void>
}

type Files = ReadonlyMap<string, Uint8Array | string>

/**
 * Serves files on a free port of this machine: a folder, or files in memory by path without leading slash. `/` and paths
 * that end in a slash give `index.html`. What is not there is answered with 404.
 */
export async function serveStatic(from: string | Files): Promise<StaticServer> {
  const read = typeof from === 'string' ? (path: string) => readInside(from, path) : (path: string) => from.get(path)
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, '')).replace(/^\//, '')
    requests.push(path)
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    const body = read(file)
    if (body === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    const type = MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function readInside(folder: string, path: string): Uint8Array | undefined {
  const full = normalize(join(folder, path))
  if (!full.startsWith(normalize(folder + sep)) || !existsSync(full) || !statSync(full).isFile()) return undefined
  return readFileSync(full)
}

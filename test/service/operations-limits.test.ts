/** What a client may ask of the server's time and memory. */
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { CONNECTION_LIMITS, guardConnections } from '../../src/service/http/connections.ts'
import { deadlines } from '../../src/service/http/deadline.ts'
import type { AppEnv } from '../../src/service/http/env.ts'
import { whenSent } from '../../src/service/http/when-sent.ts'
import { drainer } from '../../src/service/operations/drain.ts'
import { listening, testService } from '../support/service.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function listen(made: Server): Promise<number> {
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Sends text, keeps its side open, and collects what comes back until the server closes. */
const raw = (port: number, sent: string): Promise<string> =>
  new Promise((resolve) => {
    let answered = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('data', (data) => {
      answered += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answered))
  })

describe('a connection without a request', () => {
  const guarded = async (limits: Partial<typeof CONNECTION_LIMITS | { headersTimeout: number }> = {}) => {
    const refused: string[] = []
    const made = createServer({ ...CONNECTION_LIMITS, ...limits }, (_, response) => response.end('fine'))
    guardConnections(made, (reason) => refused.push(reason))
    return { refused, port: await listen(made) }
  }

  test.each([
    ['that makes no sense', 'malformed', 'NONSENSE\r\n\r\n', 400],
    ['with a flood of headers', 'headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
    [
      'with two lengths',
      'malformed',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
  ] as const)('%s is told so, counted and closed', async (_, reason, sent, status) => {
    const { refused, port } = await guarded()
    expect(await raw(port, sent)).toMatch(new RegExp(`^HTTP/1.1 ${status} .*Connection: close`, 's'))
    expect(refused).toEqual([reason])
  })

  test('that sends its headers too slowly is told so, counted and closed', async () => {
    const { refused, port } = await guarded({ headersTimeout: 100, connectionsCheckingInterval: 20 } as object)
    expect(await raw(port, 'GET / HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /)
    expect(refused).toEqual(['slow'])
  })

  test('whose answer nobody takes is closed; one whose answer is still being made is not', async () => {
    const made = createServer(CONNECTION_LIMITS, ({ url }, response) => {
      if (url === '/large') response.end(Buffer.alloc(50_000_000))
      else setTimeout(() => response.end('made'), 400)
    })
    guardConnections(made, () => undefined, 100)
    const port = await listen(made)
    const closed = new Promise<void>((resolve) => {
      made.once('connection', (socket) => socket.once('close', () => resolve()))
    })
    const silent = connect(port, '127.0.0.1', () => silent.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'))
    silent.pause()
    await closed
    expect(silent.bytesRead).toBeLessThan(50_000_000)
    silent.destroy()
    expect(await (await fetch(`http://127.0.0.1:${port}/made`)).text()).toBe('made')
  })

  test('has 16 KB for its headers', async () => {
    const { port } = await guarded()
    const sent = `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ${'x'.repeat(15_000)}\r\n\r\n`
    expect(await raw(port, sent)).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('a request', () => {
  const timed = (body: number, answer: number) => {
    const app = new Hono<AppEnv>()
    app.use(deadlines(() => ({ body, answer })))
    app.post('/', async (c) => c.text(`took ${(await c.req.text()).length}`))
    app.get('/never', () => new Promise(() => undefined))
    const listener = getRequestListener((request, env) => app.fetch(request, env))
    return listen(createServer((incoming, outgoing) => void listener(incoming, outgoing)))
  }

  test('whose body comes too slowly gets 408, and its connection is closed', async () => {
    const port = await timed(100, 5_000)
    const answer = await raw(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345')
    expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*connection: close/i)
  })

  test('whose body is whole gets more time, and 504 behind that', async () => {
    const port = await timed(50, 200)
    const began = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/never`)
    expect(answer.status).toBe(504)
    expect(performance.now() - began).toBeGreaterThan(190)
    expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' })).status).toBe(200)
  })
})

test('what an answer holds comes back, although its client left before it was ready', async () => {
  const app = new Hono<AppEnv>()
  const told = new Promise<void>((done) => {
    app.get('/', async (c) => {
      client.destroy()
      await new Promise<void>((left) => c.env.outgoing?.once('close', left))
      whenSent(c, done)
      return c.text('late')
    })
  })
  const listener = getRequestListener((request, env) => app.fetch(request, env))
  const port = await listen(createServer((incoming, outgoing) => void listener(incoming, outgoing)))
  const client = connect(port, '127.0.0.1', () => client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
  await told
})

test('stopping gives a request that never ends its time, and no more', async () => {
  const made = createServer(() => undefined)
  const drain = drainer(made, 200)
  const port = await listen(made)
  const answered = raw(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await new Promise((resolve) => made.once('request', resolve))
  const began = performance.now()
  drain.begin()
  await drain.finish()
  expect(performance.now() - began).toBeGreaterThan(190)
  expect(await answered).toBe('')
})

test('no route reads a body of any length', async () => {
  const service = await testService()
  const { url, close } = await listening(service)
  const port = Number(new URL(url).port)
  const routes = new Map(
    service.app.routes
      .filter(({ method }) => /^(POST|PUT|DELETE)$/.test(method))
      .map((one) => [`${one.method} ${one.path}`, one]),
  )
  expect(routes.size).toBeGreaterThan(20)
  const answers: string[] = []
  for (const { method, path } of routes.values()) {
    const target = path.replace(/:\w+(?:\{[^}]*\})?/g, '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11')
    const sent = flood(port, `${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000000\r\n\r\n`)
    const { status, bytes } = await sent
    if (status > 0 && bytes < 40_000_000) continue
    answers.push(`${method} ${path}: ${status} after ${bytes} bytes`)
  }
  expect(answers).toEqual([])
  await close()
  await service.close()
}, 60_000)

/** Goes on sending a body until there is an answer; how many bytes the server took until then. */
const flood = (port: number, head: string): Promise<{ readonly status: number; readonly bytes: number }> =>
  new Promise((resolve, reject) => {
    const piece = 'x'.repeat(65_536)
    let bytes = 0
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head)
      push()
    })
    const push = (): void => {
      while (!socket.destroyed && bytes < 100_000_000) {
        bytes += piece.length
        if (!socket.write(piece)) {
          socket.once('drain', push)
          return
        }
      }
    }
    socket.once('data', (data) => {
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]), bytes })
      socket.destroy()
    })
    socket.on('error', reject)
  })

/** What stopping means to those who are being served: the real server in a process of its own, and a real signal. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/storage/open.ts'
import { statement } from './lrs/client.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'chartwright-drain-'))
// Inside the project, so that the child finds the packages.
const built = join(project, `node_modules/.cache/drain-${process.pid}`)
const script = join(built, 'child.mjs')
const children: ChildProcess[] = []

beforeAll(async () => {
  mkdirSync(built, { recursive: true })
  cpSync(join(project, 'src/storage/migrations'), join(built, 'migrations'), { recursive: true })
  const pages = join(project, 'src/service/pages')
  for (const name of readdirSync(pages).filter((file) => file.endsWith('.css'))) {
    cpSync(join(pages, name), join(built, name))
  }
  const entry = join(project, 'test/service/operations-child.ts')
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
  })
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  for (const path of [folder, built]) rmSync(path, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly port: number
  readonly authorization: string
  readonly events: () => readonly string[]
  readonly ended: Promise<number | null>
}

async function start(name: string, notice: number): Promise<Started> {
  const data = join(folder, name)
  mkdirSync(data)
  const child = spawn(process.execPath, [script, data, String(notice)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let out = ''
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString()
  })
  const lines = () =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { event: string; url: string; key: string; secret: string })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => lines().length, { timeout: 20_000 }).toBe(1)
  const [first] = lines()
  if (first === undefined) throw new Error('no line')
  return {
    child,
    port: Number(new URL(first.url).port),
    authorization: `Basic ${btoa(`${first.key}:${first.secret}`)}`,
    events: () => lines().map(({ event }) => event),
    ended,
  }
}

/** A request that has sent half of its body; `finish` sends the rest and answers what came back. */
function half({ port, authorization }: Started): {
  readonly finish: () => Promise<string>
  readonly begun: Promise<void>
} {
  const body = JSON.stringify(statement({ id: undefined }))
  let answered = ''
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('data', (data) => {
    answered += data.toString()
  })
  const head = [
    'POST /xapi/statements HTTP/1.1',
    'Host: localhost',
    `Authorization: ${authorization}`,
    'X-Experience-API-Version: 2.0.0',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '\r\n',
  ].join('\r\n')
  const begun = new Promise<void>((resolve) => socket.write(head + body.slice(0, 50), () => resolve()))
  return {
    begun,
    finish: async () => {
      socket.write(body.slice(50))
      await closed
      return answered
    },
  }
}

const ask = (agent: Agent, port: number, path: string): Promise<{ status: number; connection: string; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ agent, port, path, host: '127.0.0.1' }, (answer) => {
      let text = ''
      answer.on('data', (piece: Buffer) => {
        text += piece.toString()
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection ?? '', text }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })

test('it says that it is not ready, finishes what is under way, closes what is idle, and ends', async () => {
  const server = await start('drain', 2000)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  expect(await ask(agent, server.port, '/readyz')).toMatchObject({ status: 200, connection: 'keep-alive' })
  const idle = connect(server.port, '127.0.0.1')
  const idleClosed = new Promise<void>((resolve) => idle.once('close', () => resolve()))
  const underWay = half(server)
  await underWay.begun
  // Connections are taken in the order they come: this one is answered when the server has read of the others.
  expect((await ask(new Agent(), server.port, '/healthz')).status).toBe(200)

  server.child.kill('SIGTERM')
  await expect.poll(() => server.events().includes('stopping')).toBe(true)
  // For as long as it was told to, others may see that they should go elsewhere.
  const told = await ask(agent, server.port, '/readyz')
  expect(told).toMatchObject({ status: 503, connection: 'close' })
  expect(JSON.parse(told.text)).toEqual({ status: 'not-ready', reason: 'stopping' })
  expect((await ask(agent, server.port, '/healthz')).status).toBe(200)
  const refused = () => ask(new Agent(), server.port, '/readyz').then(() => '', String)
  await expect.poll(refused, { timeout: 20_000 }).toMatch(/ECONNREFUSED/)
  expect(server.child.exitCode).toBe(null)

  expect(await underWay.finish()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*connection: close/i)
  expect(await server.ended).toBe(0)
  await idleClosed
  agent.destroy()
  expect(server.events().at(-1)).toBe('stopped')
  const store = await openStore(`sqlite:${join(folder, 'drain/chartwright.db')}`, { now: () => 0, uuid: () => 'x' })
  expect((await store.statements.last()).seq).toBe(1)
  await store.close()
}, 40_000)

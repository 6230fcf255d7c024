import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readUpload, uploadRoom } from '../../../src/service/credits/upload.ts'
import type { AppEnv } from '../../../src/service/http/env.ts'
import { cpuSeconds } from '../../support/cpu.ts'

const MOST = 1000
const MEBIBYTE = 1024 * 1024

/** Sends a body to a service that reads it, and answers what was read. */
async function read(
  body: BodyInit,
  options: { type?: string; room?: ReturnType<typeof uploadRoom>; most?: number } = {},
) {
  const app = new Hono<AppEnv>()
  app.post('/', async (c) => {
    const room = options.room ?? uploadRoom()
    const form = await readUpload(c, { fileField: 'file', mostFileBytes: options.most ?? MOST, room })
    if ('wrong' in form) return c.json(form)
    const { values, file, tooLarge } = form
    return c.json({ values, tooLarge, file: file && { name: file.name, bytes: file.content.byteLength } })
  })
  const headers = options.type === undefined ? {} : { headers: { 'content-type': options.type } }
  const answer: unknown = await (await app.request('/', { method: 'POST', body, ...headers })).json()
  return answer
}

const formOf = (bytes: number): FormData => {
  const form = new FormData()
  form.append('title', 'Größe & "more"')
  form.append('title', 'a second one')
  form.set('file', new File([new Uint8Array(bytes)], 'x.pdf'))
  form.set('behind', 'the file')
  return form
}

test('fields and file, of fields sent twice the first', async () => {
  expect(await read(formOf(MOST))).toEqual({
    values: { title: 'Größe & "more"', behind: 'the file' },
    tooLarge: false,
    file: { name: 'x.pdf', bytes: MOST },
  })
  expect(await read(new URLSearchParams({ title: 'x' }))).toEqual({ values: { title: 'x' }, tooLarge: false })
})

test.each([MOST + 1, MEBIBYTE])('a file of %i bytes is too large, and the fields before it are kept', async (bytes) => {
  expect(await read(formOf(bytes))).toMatchObject({ values: { title: 'Größe & "more"' }, tooLarge: true })
})

test.each([
  [
    'many files',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n\r\n',
  ],
  ['many fields', 'multipart/form-data; boundary="b"', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'],
  ['many fields behind another boundary', 'multipart/form-data; x="; boundary=zz"; boundary=b', '--b\r\n\r\n'],
  ['many headers of a part', 'multipart/form-data; boundary=b', 'X-A: b\r\n', '--b\r\n'],
  ['many fields of a plain form', 'application/x-www-form-urlencoded', 'a=b&'],
])('%s are not taken apart', async (_, type, part, begin = '') => {
  const most = 10 * MEBIBYTE
  const body = `${begin}${part.repeat(Math.floor(most / part.length))}\r\n--b--\r\n`
  const seconds = await cpuSeconds(async () => {
    expect(await read(body, { type, most })).toEqual({ wrong: expect.stringContaining('did not arrive whole') })
  })
  // It takes a tenth of that; parsed, ten times as long.
  expect(seconds).toBeLessThan(1.5)
})

test('of a body that does not end, the rest is not read for ever', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += MEBIBYTE
      controller.enqueue(new Uint8Array(MEBIBYTE))
    },
  })
  const app = new Hono<AppEnv>()
  app.post('/', async (c) =>
    c.json(await readUpload(c, { fileField: 'file', mostFileBytes: MOST, room: uploadRoom() })),
  )
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: endless,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    duplex: 'half',
  }
  expect(await (await app.request('/', init)).json()).toEqual({
    wrong: expect.stringContaining('did not arrive whole'),
  })
  expect(sent).toBeLessThan(4 * MEBIBYTE)
})

test('where too much is being received, another large form is asked to wait, and has its turn later', async () => {
  const room = uploadRoom()
  const other = room.enter()
  expect(other.take(64 * MEBIBYTE)).toBe(true)
  const most = 4 * MEBIBYTE
  expect(await read(formOf(2 * MEBIBYTE), { room, most })).toEqual({ wrong: expect.stringContaining('Wait a minute') })
  other.leave()
  expect(await read(formOf(2 * MEBIBYTE), { room, most })).toMatchObject({ tooLarge: false })
})

test.each([
  ['multipart/form-data; boundary=x', '--y\r\n'],
  ['multipart/form-data', 'x'],
  ['text/html', '<form>'],
])('%s that is none', async (type, body) => {
  expect(await read(body, { type })).toEqual({ wrong: expect.stringContaining('did not arrive whole') })
})

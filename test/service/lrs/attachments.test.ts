/** Attachments and signatures: xAPI 1.0.3 Communication 1.5, Data 2.4.11 and 2.6; IEEE 9274.1.1 4.1.3, 4.2.2.6, 4.2.6. */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CompactSign } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMultipart } from '../../../src/service/lrs/statements/multipart.ts'
import { type Client, lrsClient, multipart, sha2, statement, VERSIONS } from './client.ts'

let lrs: Client
beforeAll(async () => {
  lrs = await lrsClient()
})
afterAll(() => lrs.close())

const attachment = (content: string, changes: object = {}): object => ({
  usageType: 'http://example.com/usage',
  display: { en: 'A file' },
  contentType: 'text/plain',
  length: Buffer.byteLength(content),
  sha2: sha2(content),
  ...changes,
})
const read = async (parameters: string) => {
  const answer = await lrs.call('GET', `/statements?${parameters}`)
  const boundary = /boundary=(\S+)$/.exec(answer.headers.get('content-type') ?? '')?.[1] ?? ''
  const parsed = parseMultipart(new Uint8Array(await answer.arrayBuffer()), boundary)
  if ('wrong' in parsed) throw new Error(parsed.wrong)
  return { type: answer.headers.get('content-type'), parts: parsed.parts }
}
const text = (content: Uint8Array | undefined): string => Buffer.from(content ?? []).toString()

describe.each(VERSIONS)('version %s', (version) => {
  const post = (statements: unknown, files: Parameters<typeof multipart>[1]) => {
    const { body, headers } = multipart(statements, files)
    return lrs.call('POST', '/statements', { version, body, headers })
  }

  test('files come back with the statements, each once, whatever is asked (XAPI-00127, XAPI-00161, XAPI-00167)', async () => {
    const content = `a file of ${version}\r\n--edge in it`
    const batch = [statement({ attachments: [attachment(content)] }), statement({ attachments: [attachment(content)] })]
    expect((await post(batch, [{ content }])).status).toBe(200)
    const one = await read(`statementId=${batch[0]?.id}&attachments=true`)
    expect(one.type).toMatch(/^multipart\/mixed/)
    expect(one.parts.map((part) => part.headers.get('content-type'))).toEqual(['application/json', 'text/plain'])
    expect(JSON.parse(text(one.parts[0]?.content))).toMatchObject({ id: batch[0]?.id })
    expect(one.parts[1]?.headers.get('content-transfer-encoding')).toBe('binary')
    expect(one.parts[1]?.headers.get('x-experience-api-hash')).toBe(sha2(content))
    expect(text(one.parts[1]?.content)).toBe(content)
    const list = await read('attachments=true&limit=2')
    expect(list.parts).toHaveLength(2)
    expect(JSON.parse(text(list.parts[0]?.content))).toMatchObject({
      statements: [{ id: batch[1]?.id }, { id: batch[0]?.id }],
    })
    const without = await lrs.call('GET', `/statements?statementId=${batch[0]?.id}&attachments=false`, { version })
    expect(without.headers.get('content-type')).toBe('application/json')
  })

  test('PUT takes files too, and a file elsewhere needs none (XAPI-00130)', async () => {
    const sent = statement({ attachments: [attachment('x'), attachment('y', { fileUrl: 'http://example.com/y' })] })
    const { body, headers } = multipart(sent, [{ content: 'x' }])
    expect((await lrs.call('PUT', `/statements?statementId=${sent.id}`, { version, body, headers })).status).toBe(204)
    const elsewhere = statement({ attachments: [attachment('y', { fileUrl: 'http://example.com/y' })] })
    expect((await lrs.call('POST', '/statements', { version, body: elsewhere })).status).toBe(200)
    expect((await read(`statementId=${elsewhere.id}&attachments=true`)).parts).toHaveLength(1)
  })

  const one = statement({ attachments: [attachment('x')] })
  const good = multipart(one, [{ content: 'x' }])
  test.each([
    ['a part no statement names (XAPI-00128)', multipart(one, [{ content: 'x' }, { content: 'extra' }])],
    ['a missing part (XAPI-00129)', multipart(one, [])],
    ['another first part (XAPI-00131)', { ...good, body: good.body.replace('application/json', 'text/plain') }],
    ['no hash (XAPI-00133)', multipart(one, [{ content: 'x', headers: { 'X-Experience-API-Hash': '' } }])],
    [
      'no binary encoding (XAPI-00134)',
      multipart(one, [{ content: 'x', headers: { 'Content-Transfer-Encoding': '' } }]),
    ],
    [
      'another encoding (XAPI-00134)',
      multipart(one, [{ content: 'x', headers: { 'Content-Transfer-Encoding': 'base64' } }]),
    ],
    ['another hash (XAPI-00135)', multipart(one, [{ content: 'x', headers: { 'X-Experience-API-Hash': sha2('z') } }])],
    ['no boundary (XAPI-00132)', { ...good, headers: { 'Content-Type': 'multipart/mixed' } }],
    ['another boundary (XAPI-00132)', { ...good, headers: { 'Content-Type': 'multipart/mixed; boundary=other' } }],
    ['another type (XAPI-00127)', { ...good, headers: { 'Content-Type': 'multipart/form-data; boundary=edge' } }],
    ['no end', { ...good, body: good.body.replace('--edge--', '') }],
    ['JSON alone (XAPI-00130)', { body: JSON.stringify(one), headers: { 'Content-Type': 'application/json' } }],
    [
      'a type that is none (XAPI-00105)',
      multipart(statement({ attachments: [attachment('x', { contentType: 'text' })] }), [{ content: 'x' }]),
    ],
  ])('%s is refused, and nothing is stored', async (_, { body, headers }) => {
    const before = await lrs.service.service.store.statements.last()
    expect((await lrs.call('POST', '/statements', { version, body, headers })).status).toBe(400)
    expect(await lrs.service.service.store.statements.last()).toEqual(before)
  })
})

test('content under a hash that is not its own reaches only readers of its own statement', async () => {
  const honest = 'what the hash stands for'
  const wrong = statement({ attachments: [attachment(honest)] })
  const right = statement({ attachments: [attachment(honest)] })
  const send = async (sent: object, content: string) => {
    const { body, headers } = multipart(sent, [{ content, headers: { 'X-Experience-API-Hash': sha2(honest) } }])
    expect((await lrs.call('POST', '/statements', { body, headers })).status).toBe(200)
  }
  await send(wrong, 'something else')
  await send(right, honest)
  for (const [sent, content] of [
    [wrong, 'something else'],
    [right, honest],
  ] as const) {
    const { parts } = await read(`statementId=${sent.id}&attachments=true`)
    expect(parts.slice(1).map((part) => text(part.content))).toContain(content)
    expect(parts.at(-1)?.headers.get('x-experience-api-hash')).toBe(sha2(honest))
  }
  const { parts } = await read(`statementId=${right.id}&attachments=true`)
  expect(parts.slice(1).map((part) => text(part.content))).toEqual([honest])
})

describe('signed statements (Data 2.6)', () => {
  const signer: Readonly<Record<'key' | 'leaf' | 'root', string>> = JSON.parse(
    readFileSync(new URL('../../fixtures/service/signer.json', import.meta.url), 'utf8'),
  )
  const privateKey = createPrivateKey(signer.key)
  const jws = (payload: string, header: { alg: string; x5c?: string[] } = { alg: 'RS256' }): Promise<string> =>
    new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(privateKey)
  const send = (sent: Record<string, unknown>, signature: string, changes: object = {}) => {
    const signed = {
      ...sent,
      attachments: [
        attachment(signature, {
          usageType: 'http://adlnet.gov/expapi/attachments/signature',
          contentType: 'application/octet-stream',
          ...changes,
        }),
      ],
    }
    const { body, headers } = multipart(signed, [
      { content: signature, headers: { 'Content-Type': 'application/octet-stream' } },
    ])
    return lrs.call('POST', '/statements', { body, headers })
  }

  test.each(['RS256', 'RS384', 'RS512'])('%s is taken (XAPI-00117)', async (alg) => {
    const sent = statement({ timestamp: '2026-11-22T11:00:00Z', result: { duration: 'PT1.23S' } })
    const signature = await jws(JSON.stringify(sent), { alg })
    expect((await send({ ...sent, result: { duration: 'PT1.239S' } }, signature)).status).toBe(200)
  })

  test('a chain of certificates is followed (Data 2.6, RFC 7515 4.1.6)', async () => {
    for (const x5c of [[signer.leaf], [signer.leaf, signer.root]]) {
      const sent = statement()
      expect((await send(sent, await jws(JSON.stringify(sent), { alg: 'RS256', x5c }))).status).toBe(200)
    }
  })

  test.each([
    ['what is no signature (XAPI-00115)', () => 'not.a signature', {}],
    ['another media type (XAPI-00115)', (sent: object) => jws(JSON.stringify(sent)), { contentType: 'text/plain' }],
    ['another algorithm (XAPI-00117)', (sent: object) => jws(JSON.stringify(sent), { alg: 'PS256' }), {}],
    ['no algorithm (XAPI-00117)', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.AA`, {}],
    ['a payload that is no JSON (XAPI-00116)', (sent: object) => jws(JSON.stringify(sent).replace('"', "'")), {}],
    ['another statement (XAPI-00116)', () => jws(JSON.stringify(statement())), {}],
    ['a chain without certificates', (sent: object) => jws(JSON.stringify(sent), { alg: 'RS256', x5c: [] }), {}],
    ['a certificate that is none', (sent: object) => jws(JSON.stringify(sent), { alg: 'RS256', x5c: ['AAAA'] }), {}],
    [
      'a certificate of another key',
      (sent: object) => jws(JSON.stringify(sent), { alg: 'RS256', x5c: [signer.root] }),
      {},
    ],
    [
      'a chain in the wrong order',
      (sent: object) => jws(JSON.stringify(sent), { alg: 'RS256', x5c: [signer.leaf, signer.leaf] }),
      {},
    ],
  ])('%s is refused', async (_, make, changes) => {
    const sent = statement()
    const answer = await send(sent, await make(sent), changes)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ statement: 0, pointer: '/attachments/0', rule: 'IEEE 9274.1.1 4.2.6' })
  })

  test('a signature elsewhere, or of a sub-statement, is refused', async () => {
    const signature = {
      usageType: 'http://adlnet.gov/expapi/attachments/signature',
      contentType: 'application/octet-stream',
    }
    const away = attachment('x', { ...signature, fileUrl: 'http://example.com/x' })
    expect((await lrs.call('POST', '/statements', { body: statement({ attachments: [away] }) })).status).toBe(400)
    const inner = { ...statement({ id: undefined }), objectType: 'SubStatement', attachments: [away], id: undefined }
    expect((await lrs.call('POST', '/statements', { body: statement({ object: inner }) })).status).toBe(400)
  })

  test('an attachment that only looks like a signature is a file like any other', async () => {
    const sent = statement({ attachments: [attachment('x', { contentType: 'application/octet-stream' })] })
    const { body, headers } = multipart(sent, [{ content: 'x' }])
    expect((await lrs.call('POST', '/statements', { body, headers })).status).toBe(200)
  })
})

/** The OpenAPI document: all of the HTTP API is in it, and answers are as it says. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPEN_API_PATH } from '../../../src/service/api/mount.ts'
import { type Members, membersOf, operator } from '../../support/cmi5.ts'
import { type TestService, testService } from '../../support/service.ts'

let service: TestService
let paths: Members
let components: unknown
beforeAll(async () => {
  service = await testService()
  const document = membersOf(await (await service.request(OPEN_API_PATH)).json())
  paths = membersOf(document.paths)
  components = document.components
})
afterAll(() => service.close())

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

test('every route below /api is in the document, and nothing else', () => {
  const served = service.app.routes
    .filter(({ method, path }) => METHODS.includes(method.toLowerCase()) && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(membersOf(methods)).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect([...new Set(served)].sort()).toEqual([`GET ${OPEN_API_PATH}`, ...described].sort())
  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(membersOf(methods)).map((operation) => membersOf(operation).operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

/** Asks, and holds the answer against the document. */
async function ask(method: string, path: string, at: string, headers: Record<string, string>, body?: unknown) {
  const answer = await service.request(at, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const operation = membersOf(membersOf(paths[path])[method.toLowerCase()])
  const described = membersOf(membersOf(operation.responses)[String(answer.status)])
  const { schema } = membersOf(membersOf(described.content)['application/json'])
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'openapi', components })
  const validate = ajv.compile(membersOf(JSON.parse(JSON.stringify(schema).replaceAll('#/', 'openapi#/'))))
  const content: unknown = await answer.json()
  validate(content)
  expect([method, path, answer.status, validate.errors]).toEqual([method, path, answer.status, null])
  return { status: answer.status, content: membersOf(content) }
}

test('answers about keys are as described, refusals too', async () => {
  const made = await ask('POST', '/api/keys', '/api/keys', operator, {
    name: 'LMS',
    scopes: ['statements/write', 'state'],
    rateLimit: 100,
    origins: ['https://lms.example'],
    authority: { mbox: 'mailto:lms@example.com' },
  })
  const { key, secret } = made.content
  const as = { Authorization: `Basic ${Buffer.from(`${String(key)}:${String(secret)}`).toString('base64')}` }
  const rotate = ['POST', '/api/keys/{key}/rotate', `/api/keys/${String(key)}/rotate`] as const
  const revoke = ['DELETE', '/api/keys/{key}', `/api/keys/${String(key)}`] as const
  const list = ['GET', '/api/keys', '/api/keys'] as const
  const statuses = [
    made.status,
    (await ask(...list, as)).status,
    (await ask(...list, {})).status,
    (await ask(...rotate, operator)).status,
    (await ask(...revoke, operator)).status,
    (await ask(...revoke, operator)).status,
    (await ask(...rotate, operator)).status,
    (await ask(...list, operator)).status,
    (await ask('POST', '/api/keys', '/api/keys', operator, { name: 'x', scopes: ['everything'] })).status,
    (await ask('POST', '/api/keys', '/api/keys', operator, { name: ' ', scopes: ['all'] })).status,
  ]
  expect(statuses).toEqual([201, 403, 401, 200, 200, 404, 404, 200, 400, 400])
})

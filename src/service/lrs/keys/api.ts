import type { Members } from '../../../model/members.ts'
import { ERROR } from '../../api/open-api.ts'
import { type ApiAnswer, type ApiRoute, jsonRoute, refuse, route, type Schema } from '../../api/route.ts'
import type { Service } from '../../dependencies.ts'
import { createKey, type KeysAnswer, LONGEST_NAME, listKeys, MOST_ORIGINS, revokeKey, rotateKey } from './manage.ts'
import { scopes } from './scopes.ts'

const uuid: Schema = { type: 'string', format: 'uuid' }
const moment: Schema = { type: 'integer', description: 'Milliseconds since the beginning of 1970, in UTC.' }
const asked = {
  name: { type: 'string', minLength: 1, maxLength: LONGEST_NAME, description: 'What the key is for.' },
  scopes: { type: 'array', minItems: 1, items: { enum: Object.keys(scopes) }, description: 'What it may do.' },
  authority: {
    type: 'object',
    description: 'Agent under which its statements are stored, as xAPI writes it; one made from the key when left out.',
  },
  rateLimit: { type: 'integer', minimum: 1, description: 'Requests a minute; no limit when left out.' },
  origins: {
    type: 'array',
    maxItems: MOST_ORIGINS,
    items: { type: 'string' },
    description: 'Sites whose pages may use it, as scheme and host; any when left out.',
  },
} as const satisfies Readonly<Record<string, Schema>>

const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
const secret: Schema = { type: 'string', description: 'Shown this once: only its hash is kept.' }
const newSecret = object(['key', 'secret'], { key: uuid, secret, name: asked.name })
const shownKeys = object(['keys'], {
  keys: {
    type: 'array',
    items: object(['id', 'name', 'scopes', 'authority', 'origins', 'created'], {
      id: uuid,
      ...asked,
      created: moment,
      rotated: moment,
      revoked: moment,
      lastUsed: moment,
    }),
  },
})
const noKey = { description: 'No such key, or one that was revoked.', schema: ERROR }

/** Keys over HTTP. */
export const keysApi = (service: Service): readonly ApiRoute[] => {
  const maker = { ...service, forget: service.keyRing.forget }
  return [
    route({
      method: 'get',
      path: '/api/keys',
      operationId: 'listKeys',
      summary: 'List the keys of the record store, revoked ones too, without their secrets.',
      answers: { 200: { description: 'The keys.', schema: shownKeys } },
      handle: async () => ({ status: 200, body: { keys: await listKeys(maker) } }),
    }),
    jsonRoute<Members>({
      method: 'post',
      path: '/api/keys',
      operationId: 'createKey',
      summary: 'Let another program into the record store.',
      schema: object(['name', 'scopes'], asked),
      answers: {
        201: { description: 'Id and secret: user name and password of Basic authentication.', schema: newSecret },
        400: { description: 'A body that is not as described.', schema: ERROR },
      },
      handle: async ({ body }) => answer(await createKey(maker, body), 201),
    }),
    route({
      method: 'post',
      path: '/api/keys/{key}/rotate',
      operationId: 'rotateKey',
      summary: 'Give a key another secret. The one it had is refused from then on.',
      answers: { 200: { description: 'Id and new secret.', schema: newSecret }, 404: noKey },
      handle: async ({ params: { key = '' } }) => answer(await rotateKey(maker, key), 200),
    }),
    route({
      method: 'delete',
      path: '/api/keys/{key}',
      operationId: 'revokeKey',
      summary: 'Revoke a key for good.',
      answers: { 200: { description: 'The id.', schema: object(['revoked'], { revoked: uuid }) }, 404: noKey },
      handle: async ({ params: { key = '' } }) => answer(await revokeKey(maker, key), 200),
    }),
  ]
}

const answer = (outcome: KeysAnswer, status: 200 | 201): ApiAnswer =>
  'wrong' in outcome ? refuse(status === 201 ? 400 : 404, 'keys', outcome.wrong) : { status, body: outcome }

import type { ApiRoute, ApiStatus, Schema } from './route.ts'

const errorSchema: Schema = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string', description: 'What kind of refusal it is, for programs.' },
    message: { type: 'string', description: 'What is wrong and how to mend it, for people.' },
  },
}

const refusals: Readonly<Partial<Record<ApiStatus, string>>> = {
  401: 'No key, or a wrong one.',
  403: 'A key that may not do this.',
  429: 'Too many requests; Retry-After says when to come again.',
}

/** The OpenAPI 3.1 document of the routes: the same record they are served from. */
export const openApiDocument = (routes: readonly ApiRoute[], server: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Chartwright',
    version: '1',
    description:
      'Make and revoke keys of the record store. Import cmi5 courses, register learners, launch, and see how far they got. For staff: bring in grade exports, enter, correct and revoke credit, revoke and reissue certificates.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: server }],
  security: [{ key: [] }, { operator: [] }],
  paths: pathsOf(routes),
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'basic', description: 'Id and secret of a key whose scope is `all`.' },
      session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'An instructor who is signed in.' },
      operator: { type: 'http', scheme: 'bearer', description: 'The key in service.json of the data folder.' },
    },
    schemas: { Error: errorSchema },
  },
})

function pathsOf(routes: readonly ApiRoute[]): Readonly<Record<string, Record<string, unknown>>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of routes) {
    const methods = paths[one.path] ?? {}
    methods[one.method] = operationOf(one)
    paths[one.path] = methods
  }
  return paths
}

const operationOf = ({ operationId, summary, path, query = {}, body, answers, access }: ApiRoute) => ({
  operationId,
  summary,
  ...(access === undefined ? {} : { security: [{ session: [] }, { operator: [] }] }),
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    })),
    ...Object.entries(query).map(([name, parameter]) => ({ name, in: 'query', ...parameter })),
  ],
  ...(body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content:
            'schema' in body
              ? { 'application/json': { schema: body.schema } }
              : Object.fromEntries(body.files.map((type) => [type, {}])),
        },
      }),
  responses: {
    ...Object.fromEntries(
      Object.entries(answers).map(([status, { description, schema, file }]) => [
        status,
        file === undefined ? responseOf(description, schema) : { description, content: { [file]: {} } },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(refusals).map(([status, description]) => [status, responseOf(description, ERROR)]),
    ),
  },
})

/** Where refusals are described. */
export const ERROR: Schema = { $ref: '#/components/schemas/Error' }

const responseOf = (description: string, schema: Schema | undefined) => ({
  description,
  ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }),
})

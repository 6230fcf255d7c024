import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js'
import type { AppContext } from '../http/env.ts'

/** A JSON Schema of the 2020-12 draft, which is what OpenAPI 3.1 uses. */
export type Schema = Readonly<Record<string, unknown>>

export type ApiStatus = 200 | 201 | 204 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429

export interface ApiAnswer {
  readonly status: ApiStatus
  /** JSON; nothing with 204. */
  readonly body?: unknown
  /** In place of JSON. */
  readonly file?: { readonly type: string; readonly name: string; readonly content: Uint8Array }
}

/** What refused requests are answered. */
export interface ApiError {
  readonly error: string
  readonly message: string
}

interface QueryParameter {
  readonly description: string
  readonly schema: Schema
  readonly required?: true
}

interface Shared {
  readonly method: 'get' | 'post' | 'delete'
  /** With names of parts in braces, as OpenAPI writes it. Every one is a UUID. */
  readonly path: `/api/${string}`
  readonly operationId: string
  readonly summary: string
  readonly query?: Readonly<Record<string, QueryParameter>>
  /** staff: instructors who are signed in, and the operator; programs, when left out: keys whose scope is `all`, and the operator. */
  readonly access?: 'staff'
  /** What it answers, JSON by its schema or a file by its media type, besides the refusals that every route has. */
  readonly answers: Readonly<
    Partial<Record<ApiStatus, { readonly description: string; readonly schema?: Schema; readonly file?: string }>>
  >
}

export interface ApiRequest<B> {
  readonly c: AppContext
  /** Who asks, as the ledger has it: `operator`, `staff:<id>` or `key:<id>`. */
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: B
}

export interface ApiRoute extends Shared {
  readonly body?:
    | { readonly schema: Schema; readonly most?: number }
    | { readonly files: readonly string[]; readonly most: number }
  /** Holds the request against the schemas and does it. */
  readonly run: (ajv: Ajv2020) => (request: ApiRequest<unknown>) => Promise<ApiAnswer>
}

/** A route that takes no body, or one that its handler reads itself. */
export const route = (
  definition: Shared & {
    readonly files?: { readonly types: readonly string[]; readonly most: number }
    readonly handle: (request: ApiRequest<unknown>) => Promise<ApiAnswer>
  },
): ApiRoute => {
  const { files, handle, ...shared } = definition
  return {
    ...shared,
    ...(files === undefined ? {} : { body: { files: files.types, most: files.most } }),
    run: (ajv) => checked(ajv, shared, handle),
  }
}

/** A route that takes JSON; `B` is what the schema describes. */
export const jsonRoute = <B>(
  definition: Shared & {
    readonly schema: Schema
    /** Bytes of a body that may be larger than others. */
    readonly most?: number
    readonly handle: (request: ApiRequest<B>) => Promise<ApiAnswer>
  },
): ApiRoute => {
  const { schema, most, handle, ...shared } = definition
  return {
    ...shared,
    body: { schema, ...(most === undefined ? {} : { most }) },
    run: (ajv) => {
      const validate = ajv.compile<B>(schema)
      return checked(ajv, shared, async (request) => {
        const { body } = request
        return validate(body) ? handle({ ...request, body }) : invalid('body', validate.errors ?? [])
      })
    },
  }
}

function checked(
  ajv: Ajv2020,
  { query = {} }: Shared,
  handle: (request: ApiRequest<unknown>) => Promise<ApiAnswer>,
): (request: ApiRequest<unknown>) => Promise<ApiAnswer> {
  const parameters = Object.entries(query).map(([name, { schema }]): [string, Schema] => [name, schema])
  const validate = ajv.compile({
    type: 'object',
    required: Object.entries(query).flatMap(([name, { required }]) => (required ? [name] : [])),
    properties: Object.fromEntries(parameters),
    additionalProperties: false,
  })
  return async (request) => (validate(request.query) ? handle(request) : invalid('query', validate.errors ?? []))
}

const invalid = (where: 'body' | 'query', errors: readonly ErrorObject[]): ApiAnswer =>
  refuse(400, where, `The ${where} is not as described: ${faultIn(errors)}.`)

/** The first of ajv's errors in words: which member it is, and what it must be. */
export function faultIn([first]: readonly ErrorObject[]): string {
  if (first === undefined) return 'something is wrong'
  const at = first.instancePath.slice(1).replaceAll('/', '.').slice(0, 80)
  const inside = at === '' ? '' : ` in ${at}`
  const { missingProperty, additionalProperty } = first.params as Readonly<Record<string, unknown>>
  if (typeof missingProperty === 'string') return `${missingProperty} is missing${inside}`
  if (typeof additionalProperty === 'string') return `nothing is known as ${additionalProperty.slice(0, 80)}${inside}`
  return `${at === '' ? 'it' : at} ${mustBe(first)}`
}

function mustBe({ keyword, params, message = 'is wrong' }: ErrorObject): string {
  const { limit, format, type, allowedValues } = params as Readonly<Record<string, unknown>>
  const many = String(limit)
  const words: Readonly<Record<string, string>> = {
    type: `must be ${TYPES[String(type)] ?? String(type)}`,
    format: `must be ${FORMATS[String(format)] ?? `written as ${String(format)}`}`,
    enum: `must be one of ${Array.isArray(allowedValues) ? allowedValues.join(', ') : ''}`,
    minimum: `must be ${many} or more`,
    exclusiveMinimum: `must be more than ${many}`,
    maximum: `must be ${many} or less`,
    minLength: limit === 1 ? 'is empty' : `must have ${many} characters or more`,
    maxLength: `must have ${many} characters or fewer`,
    minItems: limit === 1 ? 'is empty' : `must list ${many} or more`,
    maxItems: `must list ${many} or fewer`,
    uniqueItems: 'must not name anything twice',
    pattern: `is not written as it must be: ${String(params.pattern)}`,
  }
  return words[keyword] ?? message
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}
const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day of the calendar, such as 2026-11-22',
  uri: 'a whole address, such as https://lms.example/',
  uuid: 'a UUID',
}

export const refuse = (status: ApiStatus, error: string, message: string): ApiAnswer => ({
  status,
  body: { error, message } satisfies ApiError,
})

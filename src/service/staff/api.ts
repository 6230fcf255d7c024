import { ERROR } from '../api/open-api.ts'
import { type ApiAnswer, type ApiRoute, jsonRoute, route, type Schema } from '../api/route.ts'
import type { Service } from '../dependencies.ts'
import { isStaffAction, type StaffAction, staffActions } from './actions.ts'
import type { Wrong } from './by.ts'

const refused: Schema = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string' },
    message: { type: 'string', description: 'Why nothing was done.' },
    faults: {
      type: 'array',
      description: 'Of a list: what is wrong with which part of it.',
      items: { type: 'object', properties: { about: { type: 'string' }, reason: { type: 'string' } } },
    },
  },
}

/** What instructors and the operator do, as routes of the HTTP API: one for each action. */
export const staffApi = (service: Service): readonly ApiRoute[] =>
  Object.entries<StaffAction>(staffActions).map(([name, action]) => routeOf(service, name, action))

function routeOf(service: Service, name: string, action: StaffAction): ApiRoute {
  const { method, path, summary, schema, most, answer } = action
  const shared = {
    method,
    path,
    summary,
    operationId: name,
    access: 'staff',
    answers: {
      200: { description: answer, schema: { type: 'object' } },
      400: { description: 'Not as described, or it cannot be done. Nothing was changed.', schema: refused },
      ...(method === 'get' ? {} : { 413: { description: 'A body that is too large.', schema: ERROR } }),
      ...(method === 'get' ? {} : { 415: { description: 'A body that is not JSON.', schema: ERROR } }),
    },
  } as const
  const run = async (who: string, asked: unknown): Promise<ApiAnswer> => {
    const done = await action.run({ store: service.store, world: service, who }, asked)
    // What a roster linked may have been sent by the LMS before.
    if (isStaffAction(name) && name === 'importRoster') service.awards.wake()
    return isWrong(done) ? refusal(done) : { status: 200, body: done }
  }
  return method === 'get'
    ? route({ ...shared, query: parametersOf(schema), handle: ({ who, query }) => run(who, query) })
    : jsonRoute<unknown>({
        ...shared,
        schema,
        ...(most === undefined ? {} : { most }),
        handle: ({ who, body }) => run(who, body),
      })
}

const isWrong = (done: object): done is Wrong => 'wrong' in done

const refusal = ({ wrong, faults }: Wrong): ApiAnswer => ({
  status: 400,
  body: { error: 'refused', message: wrong, ...(faults === undefined ? {} : { faults }) },
})

function parametersOf({ properties = {}, required = [] }: Schema): NonNullable<ApiRoute['query']> {
  const needed = new Set(Array.isArray(required) ? required : [])
  return Object.fromEntries(
    Object.entries(properties as Readonly<Record<string, Schema>>).map(([name, schema]) => [
      name,
      {
        description: typeof schema.description === 'string' ? schema.description : name,
        schema,
        ...(needed.has(name) ? { required: true as const } : {}),
      },
    ]),
  )
}

import { agentKey } from '../../storage/agent-key.ts'
import { ERROR } from '../api/open-api.ts'
import { type ApiAnswer, type ApiRoute, jsonRoute, refuse, route } from '../api/route.ts'
import type { Service } from '../dependencies.ts'
import { parseStrictJson } from '../lrs/json-text.ts'
import { fitsKey, LONGEST_KEY } from '../lrs/validation/formats.ts'
import { courseRoutes } from './api-courses.ts'
import { launch } from './launch.ts'
import { register, shownRegistration, shownSession, shownState } from './registrations.ts'
import * as schemas from './schemas.ts'
import { abandonSession, waive } from './sessions.ts'

const PAGE = 100

const noCourse = refuse(404, 'not-found', 'There is no course with this id.')
const noRegistration = refuse(404, 'not-found', 'There is no registration with this id.')
const noUnit = refuse(404, 'no-unit', 'The course has no assignable unit with this index or publisher id.')

/** The HTTP API of cmi5: courses, registrations, launches, waivers, sessions. */
export const cmi5Api = (service: Service): readonly ApiRoute[] => [
  ...courseRoutes(service),
  jsonRoute<schemas.NewRegistration>({
    method: 'post',
    path: '/api/cmi5/registrations',
    operationId: 'register',
    summary: 'Register a learner for a course. Each call makes a registration of its own.',
    schema: schemas.newRegistration,
    answers: {
      201: { description: 'The registration.', schema: schemas.registration },
      400: { description: 'A body that is not as described.', schema: ERROR },
      404: { description: 'No such course.', schema: ERROR },
    },
    handle: async ({ body }) => {
      if (!fitsKey(agentKey(body.actor) ?? '')) {
        return refuse(400, 'body', `The account of the actor must have ${LONGEST_KEY} bytes or fewer.`)
      }
      const registration = await register(service, body)
      return registration === undefined ? noCourse : { status: 201, body: shownRegistration(registration) }
    },
  }),
  route({
    method: 'get',
    path: '/api/cmi5/registrations',
    operationId: 'listRegistrations',
    summary: `List registrations in the order they were made, ${PAGE} a page.`,
    query: {
      course: { description: 'Of this course.', schema: { type: 'string', format: 'uuid' } },
      agent: { description: 'Of this learner: an Agent with an account, as JSON.', schema: { type: 'string' } },
      after: { description: 'Behind the registration with this id.', schema: { type: 'string', format: 'uuid' } },
    },
    answers: {
      200: { description: 'The registrations.', schema: schemas.list('registrations', schemas.registration) },
      400: { description: 'A parameter that is not as described.', schema: ERROR },
    },
    handle: ({ query }) => listRegistrations(service, query),
  }),
  route({
    method: 'get',
    path: '/api/cmi5/registrations/{registration}',
    operationId: 'registrationState',
    summary: 'How far a learner has got: what was completed, passed, failed, waived, and what is satisfied.',
    answers: {
      200: { description: 'The registration, part by part.', schema: schemas.registrationState },
      404: { description: 'No such registration.', schema: ERROR },
    },
    handle: async ({ params }) => {
      const { registration, course } = await found(service, params.registration)
      return registration === undefined || course === undefined
        ? noRegistration
        : { status: 200, body: await shownState(service.store, registration, course) }
    },
  }),
  route({
    method: 'get',
    path: '/api/cmi5/registrations/{registration}/sessions',
    operationId: 'listSessions',
    summary: 'The launches of a registration, oldest first.',
    answers: {
      200: { description: 'The sessions.', schema: schemas.list('sessions', schemas.session) },
      404: { description: 'No such registration.', schema: ERROR },
    },
    handle: async ({ params }) => {
      const { registration, course } = await found(service, params.registration)
      if (registration === undefined || course === undefined) return noRegistration
      const sessions = await service.store.cmi5.sessions(registration.id)
      return { status: 200, body: { sessions: sessions.map((one) => shownSession(one, course)) } }
    },
  }),
  jsonRoute<schemas.NewLaunch>({
    method: 'post',
    path: '/api/cmi5/registrations/{registration}/launches',
    operationId: 'launch',
    summary: 'Start a session of a unit. Sessions of the registration that are still open are abandoned first.',
    schema: schemas.newLaunch,
    answers: {
      201: { description: 'The session, and the address that opens it once.', schema: schemas.launched },
      400: { description: 'A body that is not as described.', schema: ERROR },
      404: { description: 'No such registration, or no such unit.', schema: ERROR },
    },
    handle: async ({ params, body: { au, mode = 'Normal', returnURL } }) => {
      const outcome = await launch(service, {
        registration: params.registration ?? '',
        au,
        mode,
        ...(returnURL === undefined ? {} : { returnUrl: returnURL }),
      })
      if (outcome === 'unknown') return noRegistration
      return outcome === 'no-unit' ? noUnit : { status: 201, body: outcome }
    },
  }),
  jsonRoute<schemas.NewWaiver>({
    method: 'post',
    path: '/api/cmi5/registrations/{registration}/waivers',
    operationId: 'waive',
    summary: 'Count a unit as done without its being taken, once per registration.',
    schema: schemas.newWaiver,
    answers: {
      201: { description: 'The session id of the waived statement.', schema: schemas.waived },
      400: { description: 'A body that is not as described.', schema: ERROR },
      404: { description: 'No such registration, or no such unit.', schema: ERROR },
      409: { description: 'The unit was waived or satisfied before.', schema: ERROR },
    },
    handle: async ({ params, body }) => {
      const outcome = await waive(service, { ...body, registration: params.registration ?? '' })
      if (outcome === 'unknown') return noRegistration
      if (outcome === 'no-unit') return noUnit
      if (outcome === 'waived') return refuse(409, 'waived', 'The unit was waived before (cmi5 9.3.7.0-4).')
      if (outcome === 'satisfied') return refuse(409, 'satisfied', 'The unit is satisfied; there is nothing to waive.')
      return { status: 201, body: outcome }
    },
  }),
  route({
    method: 'post',
    path: '/api/cmi5/sessions/{session}/abandon',
    operationId: 'abandon',
    summary: 'End a session that its unit did not end. Its token is refused from then on.',
    answers: {
      200: { description: 'The session.', schema: schemas.session },
      404: { description: 'No such session.', schema: ERROR },
      409: { description: 'The session has ended before.', schema: ERROR },
    },
    handle: async ({ params }) => {
      const outcome = await abandonSession(service, params.session ?? '')
      if (outcome === 'ended') return refuse(409, 'ended', 'The session has ended before (cmi5 9.3.0.0-10).')
      const course = outcome === 'unknown' ? undefined : (await found(service, outcome.session.registration)).course
      return outcome === 'unknown' || course === undefined
        ? refuse(404, 'not-found', 'There is no session with this id.')
        : { status: 200, body: shownSession(outcome.session, course) }
    },
  }),
]

async function found({ store }: Service, id = '') {
  const registration = await store.cmi5.registration(id)
  const course = registration && (await store.cmi5.course(registration.course))
  return { registration, course }
}

async function listRegistrations(
  { store }: Service,
  { course, agent, after }: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  const parsed = agent === undefined ? undefined : parseStrictJson(agent)
  const actorKey = parsed !== undefined && 'json' in parsed ? agentKey(parsed.json) : undefined
  if (agent !== undefined && actorKey === undefined) {
    return refuse(400, 'query', 'The parameter agent must be an Agent with an account, as JSON.')
  }
  const behind = after === undefined ? undefined : await store.cmi5.registration(after)
  if (after !== undefined && behind === undefined) return noRegistration
  const page = await store.cmi5.registrations({
    ...(course === undefined ? {} : { course }),
    ...(actorKey === undefined ? {} : { actorKey }),
    ...(behind === undefined ? {} : { after: { created: behind.created, id: behind.id } }),
    limit: PAGE,
  })
  return { status: 200, body: { registrations: page.map(shownRegistration) } }
}

import { courseActivity, PROGRESS_STATE_ID } from '../../../src/model/xapi.ts'
import { course, type Row, version, type World, write } from './world.ts'

const statementBy = (world: World): string =>
  JSON.stringify({
    actor: JSON.parse(world.agentOfA),
    verb: { id: 'http://example.com/v' },
    object: { id: 'http://example.com/o' },
  })

/** Whoever is signed in reaches nothing of the record store: it takes a key or the token of a launch. */
export function recordStoreRows(base: string): Readonly<Record<string, Row>> {
  const state = (world: World, id: string): string =>
    `${base}/activities/state?${new URLSearchParams({
      activityId: courseActivity(course.id),
      agent: world.agentOfA,
      stateId: id,
      registration: world.registration,
    }).toString()}`
  const agent = (world: World): string => encodeURIComponent(world.agentOfA)
  const profile = {
    [`${base}/activities/profile`]: () => `${base}/activities/profile?activityId=http://example.com/a&profileId=p`,
    [`${base}/agents/profile`]: (world: World) => `${base}/agents/profile?agent=${agent(world)}&profileId=p`,
  }
  const lookups = {
    [`${base}/activities`]: () => `${base}/activities?activityId=http://example.com/a`,
    [`${base}/agents`]: (world: World) => `${base}/agents?agent=${agent(world)}`,
  }
  const closed = (path: Row['path'], method: string): Row => ({
    path,
    init: () => ({ ...write(method, 'application/json', '{}'), ...(method === 'GET' ? { body: null } : {}) }),
    status: [401, 401, 401, 401],
  })
  const unknown = (path: Row['path']): Row => ({
    path,
    init: () => write('POST', 'application/json', '{}'),
    status: [405, 405, 405, 405],
  })
  return {
    [`GET ${base}/about`]: { path: () => `${base}/about`, status: [200, 200, 200, 200] },
    [`POST ${base}/about`]: unknown(() => `${base}/about`),
    [`GET ${base}/statements`]: {
      path: (world) => `${base}/statements?statementId=${world.statement}`,
      init: () => ({ headers: version }),
      status: [401, 401, 401, 401],
    },
    [`POST ${base}/statements`]: {
      path: () => `${base}/statements`,
      init: (world) => write('POST', 'application/json', statementBy(world)),
      status: [401, 401, 401, 401],
    },
    [`PUT ${base}/statements`]: {
      path: () => `${base}/statements?statementId=0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11`,
      init: (world) => write('PUT', 'application/json', statementBy(world)),
      status: [401, 401, 401, 401],
    },
    [`GET ${base}/activities/state`]: {
      path: (world) => state(world, PROGRESS_STATE_ID),
      init: () => ({ headers: version }),
      status: [401, 401, 401, 401],
      secret: 'seed-A',
    },
    [`PUT ${base}/activities/state`]: {
      path: (world) => state(world, 'notes-2'),
      init: () => write('PUT', 'text/plain', 'x'),
      status: [401, 401, 401, 401],
    },
    [`POST ${base}/activities/state`]: {
      path: (world) => state(world, 'notes'),
      init: () => write('POST', 'application/json', '{"a":1}'),
      status: [401, 401, 401, 401],
    },
    [`DELETE ${base}/activities/state`]: {
      path: (world) => state(world, 'notes'),
      init: () => write('DELETE', 'text/plain', ''),
      status: [401, 401, 401, 401],
    },
    ...Object.fromEntries(
      Object.entries(profile).flatMap(([route, path]) =>
        ['GET', 'PUT', 'POST', 'DELETE'].map((method) => [`${method} ${route}`, closed(path, method)]),
      ),
    ),
    ...Object.fromEntries(
      Object.entries(lookups).flatMap(([route, path]) => [
        [`GET ${route}`, closed(path, 'GET')],
        [`POST ${route}`, unknown(path)],
      ]),
    ),
  }
}

import { type StaffAction, staffActions } from '../../../src/service/staff/actions.ts'
import { NOTHING, type Row, write } from './world.ts'

/** What programs ask for, with keys of their own, and what anybody may. */
export const programRows: Readonly<Record<string, Row>> = {
  'GET /healthz': { path: () => '/healthz', status: [200, 200, 200, 200] },
  'GET /readyz': { path: () => '/readyz', status: [200, 200, 200, 200] },
  'GET /metrics': { path: () => '/metrics', status: [401, 401, 401, 401] },
  'GET /assets/tokens.css': { path: () => '/assets/tokens.css', status: [200, 200, 200, 200] },
  'GET /assets/pages.css': { path: () => '/assets/pages.css', status: [200, 200, 200, 200] },
  // Built, and not among the files of this test.
  'GET /assets/verify.js': { path: () => '/assets/verify.js', status: [404, 404, 404, 404] },
  'GET /assets/icon.svg': { path: () => '/assets/icon.svg', status: [200, 200, 200, 200] },
  'POST /operator': {
    path: () => '/operator',
    init: () => write('POST', 'application/json', '{"do":"list"}'),
    status: [401, 401, 401, 401],
    secret: 'Ada Example',
  },
  'GET /api/keys': { path: () => '/api/keys', status: [401, 401, 401, 401] },
  'POST /api/keys': {
    path: () => '/api/keys',
    init: () => write('POST', 'application/json', '{"name":"x","scopes":["all"]}'),
    status: [401, 401, 401, 401],
  },
  'POST /api/keys/:key/rotate': {
    path: () => '/api/keys/x/rotate',
    init: () => write('POST', 'application/json', ''),
    status: [401, 401, 401, 401],
  },
  'DELETE /api/keys/:key': {
    path: () => '/api/keys/x',
    init: () => write('DELETE', 'text/plain', ''),
    status: [401, 401, 401, 401],
  },
  // Who may do more has a table of its own: test/service/cmi5/api.test.ts.
  ...Object.fromEntries(
    [
      'POST /api/cmi5/courses',
      'GET /api/cmi5/courses',
      'GET /api/cmi5/courses/:course',
      'DELETE /api/cmi5/courses/:course',
      'POST /api/cmi5/registrations',
      'GET /api/cmi5/registrations',
      'GET /api/cmi5/registrations/:registration',
      'GET /api/cmi5/registrations/:registration/sessions',
      'POST /api/cmi5/registrations/:registration/launches',
      'POST /api/cmi5/registrations/:registration/waivers',
      'POST /api/cmi5/sessions/:session/abandon',
    ].map((route): [string, Row] => {
      const [method = '', path = ''] = route.split(' ')
      const init = method === 'GET' ? {} : write(method, 'application/json', '{}')
      return [route, { path: () => path.replace(/:\w+/, NOTHING), init: () => init, status: [401, 401, 401, 401] }]
    }),
  ),
  // What it does for instructors has a table of its own: test/service/staff/api.test.ts.
  ...Object.fromEntries(
    Object.values<StaffAction>(staffActions).map(({ method, path }): [string, Row] => [
      `${method.toUpperCase()} ${path}`,
      {
        path: () => path,
        init: () => (method === 'get' ? {} : write('POST', 'application/json', '{}')),
        status: [401, 403, 403, method === 'get' && path === '/api/certificates' ? 200 : 400],
      },
    ]),
  ),
  'GET /api/audit-pack': {
    path: (world) => `/api/audit-pack?learner=${world.learner}&credential=aapc-cpc`,
    status: [401, 403, 403, 200],
  },
  'GET /api/openapi.json': { path: () => '/api/openapi.json', status: [200, 200, 200, 200] },
  'POST /cmi5/fetch/:token': {
    path: () => '/cmi5/fetch/x',
    init: () => write('POST', 'application/json', ''),
    status: [200, 200, 200, 200],
  },
  'GET /content/:course/:file{.+}': { path: () => `/content/${NOTHING}/index.html`, status: [404, 404, 404, 404] },
  // Issuers without https have no did:web.
  'GET /.well-known/did.json': { path: () => '/.well-known/did.json', status: [404, 404, 404, 404] },
  'GET /badges/status/:list': { path: () => '/badges/status/1000000', status: [200, 200, 200, 200] },
  'GET /badges/revocations/:list': { path: () => '/badges/revocations/1000000', status: [200, 200, 200, 200] },
}

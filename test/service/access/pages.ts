import { form, type Row } from './world.ts'

/** What people open in a browser. */
export const pageRows: Readonly<Record<string, Row>> = {
  'GET /sign-in': { path: () => '/sign-in', status: [200, 303, 303, 303] },
  'GET /sign-in/:token': { path: () => '/sign-in/abc', status: [200, 200, 200, 200] },
  'POST /sign-in': { path: () => '/sign-in', init: () => form({ token: 'abc' }), status: [400, 400, 400, 400] },
  'POST /sign-out': { path: () => '/sign-out', init: () => form({}), status: [303, 303, 303, 303] },
  'GET /play/:course': { path: () => '/play/minimal', status: [303, 303, 303, 303] },
  'POST /play/:course/again': {
    path: () => '/play/minimal/again',
    init: (world) => form({ registration: world.registration }),
    status: [303, 303, 303, 303],
  },
  'GET /play/:course/:file{.*}': { path: () => '/play/minimal/course.js', status: [303, 200, 200, 200] },
  'GET /': { path: () => '/', status: [303, 200, 200, 200], secret: 'Ada Example' },
  // The last one whose answer rests on what is held or recorded takes it away.
  'GET /credits': { path: () => '/credits', status: [303, 200, 200, 200], secret: 'Secret webinar' },
  'GET /credits/ledger.csv': {
    path: () => '/credits/ledger.csv',
    status: [303, 200, 200, 200],
    secret: 'Secret webinar',
  },
  'GET /credits/credentials': { path: () => '/credits/credentials', status: [303, 200, 200, 200] },
  'GET /credits/credentials/:credential': { path: () => '/credits/credentials/aapc-cpc', status: [303, 200, 404, 404] },
  'GET /credits/credentials/:credential/audit-pack.zip': {
    path: () => '/credits/credentials/aapc-cpc/audit-pack.zip',
    status: [303, 200, 404, 404],
    secret: 'Secret webinar',
  },
  'GET /instructor/credits/:learner/:credential/audit-pack.zip': {
    path: (world) => `/instructor/credits/${world.learner}/aapc-cpc/audit-pack.zip`,
    status: [303, 403, 403, 200],
  },
  'POST /credits/credentials/:credential': {
    path: () => '/credits/credentials/aapc-cpc',
    init: () => form({ since: '2026-01-01' }),
    status: [303, 303, 404, 404],
  },
  'POST /credits/credentials/:credential/remove': {
    path: () => '/credits/credentials/aapc-cpc/remove',
    init: () => form({}),
    status: [303, 303, 303, 303],
  },
  'POST /credits/credentials': {
    path: () => '/credits/credentials',
    init: () => form({ credential: 'ahima-ccs', since: '2026-01-01' }),
    status: [303, 303, 303, 303],
  },
  'GET /credits/external': { path: () => '/credits/external', status: [303, 200, 200, 200] },
  'POST /credits/external': { path: () => '/credits/external', init: () => form({}), status: [303, 400, 400, 400] },
  'GET /credits/entries/:entry': { path: (world) => `/credits/entries/${world.entry}`, status: [303, 200, 404, 200] },
  'GET /credits/entries/:entry/evidence': {
    path: (world) => `/credits/entries/${world.entry}/evidence`,
    status: [303, 200, 404, 200],
  },
  'POST /credits/entries/:entry/withdraw': {
    path: (world) => `/credits/entries/${world.entry}/withdraw`,
    init: () => form({ reason: 'Entered twice' }),
    status: [303, 303, 404, 404],
  },
  'GET /instructor/credits/:learner/add': {
    path: (world) => `/instructor/credits/${world.learner}/add`,
    status: [303, 403, 403, 200],
  },
  'POST /instructor/credits/:learner/add': {
    path: (world) => `/instructor/credits/${world.learner}/add`,
    init: () => form({}),
    status: [303, 403, 403, 400],
  },
  'POST /instructor/credits/entries/:entry/reissue': {
    path: (world) => `/instructor/credits/entries/${world.entry}/reissue`,
    init: () => form({ reissueReason: 'Misspelt' }),
    status: [303, 403, 403, 400],
  },
  'POST /instructor/credits/entries/:entry/revoke': {
    path: (world) => `/instructor/credits/entries/${world.entry}/revoke`,
    init: () => form({ revokeReason: '' }),
    status: [303, 403, 403, 400],
  },
  'POST /instructor/credits/entries/:entry/restore': {
    path: (world) => `/instructor/credits/entries/${world.entry}/restore`,
    init: () => form({ restoreReason: '' }),
    status: [303, 403, 403, 400],
  },
  'GET /instructor/credits': { path: () => '/instructor/credits', status: [303, 403, 403, 200] },
  'GET /instructor/credits/:learner': {
    path: (world) => `/instructor/credits/${world.learner}`,
    status: [303, 403, 403, 200],
  },
  'GET /instructor': { path: () => '/instructor', status: [303, 403, 403, 200] },
  'GET /certificates/:file{.+\\.(?:pdf|json|jwt)}': {
    path: (world) => `/certificates/${world.certificate}.pdf`,
    status: [303, 200, 404, 200],
  },
  'GET /verify': { path: (world) => `/verify?number=${world.certificate}`, status: [303, 303, 303, 303] },
  'GET /verify/offline': { path: () => '/verify/offline', status: [200, 200, 200, 200] },
  'GET /verify/:number': { path: (world) => `/verify/${world.certificate}`, status: [200, 200, 200, 200] },
}

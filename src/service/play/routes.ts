import type { Hono } from 'hono'
import { courseActivity } from '../../model/xapi.ts'
import type { Learner } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { type HostedCourse, scriptJson } from '../courses.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { agentOf } from '../lrs/agent.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

/** The player and one course, as files beside one another, just as they lie in a package. */
export function playRoutes(app: Hono<AppEnv>, service: Service): void {
  const { courses, player } = service

  app.get('/play/:course', signedIn, (c) =>
    courses.has(c.req.param('course')) ? c.redirect(`/play/${c.req.param('course')}/`, 303) : c.notFound(),
  )

  app.get('/play/:course/:file{.*}', signedIn, async (c) => {
    const hosted = courses.get(c.req.param('course'))
    if (hosted === undefined) return c.notFound()
    const file = c.req.param('file') || 'index.html'
    if (file === 'launch.js') return send(c, await launchScript(service, hosted, personOf(c)), TYPES.js, 'no-store')
    const asset = hosted.course.assets.find(({ path }) => path === file)
    // Private: the text of a course is for people who are signed in.
    if (asset !== undefined) return send(c, hosted.asset(file), asset.mediaType, 'private, max-age=300')
    const bytes = file === 'course.js' ? hosted.script : player.get(file)
    return send(c, bytes, TYPES[file.split('.').at(-1) ?? ''], 'private, no-cache')
  })
}

function send(
  c: AppContext,
  bytes: Uint8Array | undefined,
  type: string | undefined,
  caching: string,
): Response | Promise<Response> {
  if (bytes === undefined || type === undefined) return c.notFound()
  c.header('Content-Type', type)
  c.header('Cache-Control', caching)
  return c.body(new Uint8Array(bytes))
}

/** Enrols the learner at the first launch, and tells the player where the record is kept. Nothing in it is secret. */
async function launchScript(
  { store, uuid, now }: Service,
  { course }: HostedCourse,
  person: Learner,
): Promise<Uint8Array> {
  const wanted = { learner: person.id, course: course.id, registration: uuid(), at: now() }
  const { registration } = await store.enrolments.enrol(wanted)
  const launch = {
    driver: 'xapi',
    endpoint: '/xapi',
    activityId: courseActivity(course.id),
    registration,
    actor: agentOf(store, person),
    returnUrl: '/',
  }
  return new TextEncoder().encode(`globalThis.chartwrightLaunch = ${scriptJson(launch)}\n`)
}

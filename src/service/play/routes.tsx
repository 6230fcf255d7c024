/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { personOf, signedIn } from '../auth/guards.ts'
import { beginAgain } from '../awards/again.ts'
import { launchHosted } from '../cmi5/hosted.ts'
import { scriptJson } from '../courses.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { isFromElsewhere } from '../http/security.ts'
import { answerPage, Notice } from '../pages/layout.tsx'

const FORM_BYTES = 4096

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

/** The player and one course, as files beside one another, just as they lie in a package. */
export function playRoutes(app: Hono<AppEnv>, service: Service): void {
  const { courses, player, settings } = service

  // Not for HEAD, nor for a browser that fetches ahead: each launch ends the one before it.
  app.get('/play/:course', signedIn, async (c) => {
    const hosted = courses.get(c.req.param('course'))
    if (hosted === undefined) return c.notFound()
    c.header('Cache-Control', 'no-store')
    if (c.req.method === 'HEAD' || c.req.header('sec-purpose') !== undefined) return c.body(null, 503)
    // A page elsewhere that links here or sends people here must not end what they are in the middle of.
    if (isFromElsewhere(c)) {
      const page = (
        <Notice title={hosted.course.title} settings={settings} person={c.get('person')}>
          <p>
            <a href={`/play/${hosted.course.id}`}>Open the course</a>, or go to <a href="/">My learning</a>. If you have
            it open in another window, go on there.
          </p>
        </Notice>
      )
      return answerPage(c, page)
    }
    return c.redirect((await launchHosted(service, hosted.course, personOf(c))).url, 303)
  })

  app.post('/play/:course/again', signedIn, bodyLimit({ maxSize: FORM_BYTES }), async (c) => {
    const hosted = courses.get(c.req.param('course'))
    if (hosted === undefined) return c.notFound()
    const { registration } = await c.req.parseBody()
    const after = typeof registration === 'string' ? registration : ''
    await service.awards.settled()
    const begun = await beginAgain(service, hosted.course, personOf(c), after)
    return c.redirect(begun ? `/play/${hosted.course.id}` : '/', 303)
  })

  app.get('/play/:course/:file{.*}', signedIn, async (c) => {
    const hosted = courses.get(c.req.param('course'))
    if (hosted === undefined) return c.notFound()
    const file = c.req.param('file') || 'index.html'
    if (file === 'launch.js')
      return send(c, await launchScript(service, hosted.course.id, personOf(c).id), TYPES.js, 'no-store')
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

/** How the player was launched, and where it is launched again. Nothing in it is secret. */
async function launchScript({ store }: Service, course: string, learner: string): Promise<Uint8Array> {
  const enrolment = (await store.enrolments.ofLearner(learner)).findLast((one) => one.course === course)
  const launch = {
    driver: 'cmi5',
    relaunch: `/play/${course}`,
    // Before the first launch there is none, and whatever a tab has kept is somebody else's.
    registration: enrolment?.registration ?? 'none',
  }
  return new TextEncoder().encode(`globalThis.chartwrightLaunch = ${scriptJson(launch)}\n`)
}

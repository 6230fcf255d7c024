/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { parseCertificateNumber } from '../../certificates/number.ts'
import { renderCertificate } from '../../certificates/render.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { plainDate } from '../settings.ts'
import { InstructorPage } from './instructor.tsx'
import { courseMatrices } from './instructor-data.ts'
import { answerPage, Notice } from './layout.tsx'
import { LearnerPage } from './learner.tsx'
import { learnerHome } from './learner-data.ts'
import { type Verdict, VerifyPage, VerifyStartPage } from './verify.tsx'

export function pageRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store } = service

  app.get('/', signedIn, async (c) => {
    const person = personOf(c)
    const home = await learnerHome(service, person)
    return answerPage(c, <LearnerPage settings={settings} person={person} home={home} />)
  })

  app.get('/instructor', signedIn, async (c) => {
    const person = personOf(c)
    if (person.role !== 'instructor') {
      const page = (
        <Notice title="Not for you" settings={settings} person={person}>
          <p>This page is for instructors.</p>
        </Notice>
      )
      return answerPage(c, page, 403)
    }
    return answerPage(
      c,
      <InstructorPage settings={settings} person={person} matrices={await courseMatrices(service)} />,
    )
  })

  app.get('/certificates/:file{.+\\.pdf}', signedIn, async (c) => {
    const person = personOf(c)
    const number = parseCertificateNumber(c.req.param('file').replace(/\.pdf$/, ''))
    const certificate = number === undefined ? undefined : await store.certificates.get(number)
    if (certificate === undefined || certificate.learner !== person.id) {
      const page = (
        <Notice title="No such certificate" settings={settings} person={person}>
          <p>
            You have no certificate with this number. Yours are listed under <a href="/">My learning</a>.
          </p>
        </Notice>
      )
      return answerPage(c, page, 404)
    }
    const pdf = await renderCertificate(readSnapshot(certificate.snapshot))
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', `attachment; filename="${certificate.number}.pdf"`)
    c.header('Cache-Control', 'private, no-store')
    return c.body(new Uint8Array(pdf))
  })

  verifyRoutes(app, service)
}

/** Open to everybody, so: limited per client, and numbers have 75 random bits. */
function verifyRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now } = service
  const slow = limited(tokenBuckets({ burst: 30, perMinute: 30, now }), settings.trustProxy)

  app.get('/verify', slow, (c) => {
    const typed = c.req.query('number')
    if (typed === undefined) return answerPage(c, <VerifyStartPage settings={settings} />)
    return c.redirect(`/verify/${encodeURIComponent(parseCertificateNumber(typed) ?? 'unknown')}`, 303)
  })

  app.get('/verify/:number', slow, async (c) => {
    const verdict = await verdictOn(service, c.req.param('number'))
    return answerPage(
      c,
      <VerifyPage settings={settings} verdict={verdict} />,
      verdict.verdict === 'unknown' ? 404 : 200,
    )
  })
}

async function verdictOn({ store, settings }: Service, typed: string): Promise<Verdict> {
  const number = parseCertificateNumber(typed)
  // Looked up even when it cannot exist, so that the time taken says nothing either.
  const certificate = await store.certificates.get(number ?? '')
  if (certificate === undefined) return { verdict: 'unknown' }
  const snapshot = readSnapshot(certificate.snapshot)
  const last = certificate.events.at(-1)
  return last?.kind === 'revoked'
    ? { verdict: 'revoked', snapshot, on: plainDate(last.at, settings.timeZone), reason: last.reason }
    : { verdict: 'valid', snapshot }
}

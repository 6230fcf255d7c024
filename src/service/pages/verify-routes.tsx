/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { parseCertificateNumber } from '../../certificates/number.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import { certificateStatus } from '../certificates/status.ts'
import type { Service } from '../dependencies.ts'
import type { AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { plainDate } from '../settings.ts'
import { answerPage } from './layout.tsx'
import { issuerJson, offlineCopy } from './offline-copy.tsx'
import { VerifyPage, VerifyStartPage } from './verify.tsx'
import type { Verdict } from './verify-words.ts'

/** Open to everybody, so: limited per client, and numbers have 75 random bits. */
export function verifyRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, now } = service
  const slow = limited(tokenBuckets({ burst: 30, perMinute: 30, now }), settings.trustProxy)

  app.get('/verify', slow, async (c) => {
    const typed = c.req.query('number')
    if (typed === undefined) {
      return answerPage(c, <VerifyStartPage settings={settings} issuer={await issuerJson(service, false)} />)
    }
    return c.redirect(`/verify/${encodeURIComponent(parseCertificateNumber(typed) ?? 'unknown')}`, 303)
  })

  app.get('/verify/offline', slow, async (c) => {
    const name = `verify-certificates-${new URL(settings.publicUrl).hostname.replaceAll(/[^\w.-]/g, '')}.html`
    c.header('Content-Disposition', `attachment; filename="${name}"`)
    return answerPage(c, await offlineCopy(service, now()))
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

async function verdictOn({ store, settings, now }: Service, typed: string): Promise<Verdict> {
  const number = parseCertificateNumber(typed)
  // Looked up even when it cannot exist, so that the time taken says nothing either.
  const certificate = await store.certificates.get(number ?? '')
  if (certificate === undefined) return { verdict: 'unknown' }
  const snapshot = readSnapshot(certificate.snapshot)
  const found = certificateStatus(certificate, plainDate(now(), settings.timeZone))
  return found.status === 'revoked'
    ? { verdict: 'revoked', snapshot, on: plainDate(found.on, settings.timeZone), reason: found.reason }
    : { verdict: found.status, snapshot }
}

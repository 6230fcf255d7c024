/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { parseCertificateNumber } from '../../certificates/number.ts'
import type { KeptCertificate } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { readSnapshot } from '../awards/snapshot.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { answerPage, Notice } from '../pages/layout.tsx'
import { badgeOf, certificatePdf } from './pdf.ts'

/** What the files of a certificate are, by the end of their name. */
const KINDS = {
  pdf: {
    type: 'application/pdf',
    content: (service: Service, { number }: KeptCertificate) => certificatePdf(service, number),
  },
  json: { type: 'application/vc', content: async (...of) => utf8((await badge(...of)).credential) },
  jwt: { type: 'application/vc+jwt', content: async (...of) => utf8((await badge(...of)).jwt) },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly type: string
      readonly content: (service: Service, certificate: KeptCertificate) => Promise<Uint8Array | undefined>
    }
  >
>

const badge = (service: Service, certificate: KeptCertificate) =>
  badgeOf(service, certificate, readSnapshot(certificate.snapshot))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const isKind = (name: string): name is keyof typeof KINDS => Object.hasOwn(KINDS, name)

/** A learner's own certificates, as PDF, as badge in JSON and as badge in a JWT; for instructors, the PDF of everybody's. */
export function certificateRoutes(app: Hono<AppEnv>, service: Service): void {
  const { store, settings } = service

  app.get('/certificates/:file{.+\\.(?:pdf|json|jwt)}', signedIn, async (c) => {
    const person = personOf(c)
    const [, name = '', ending = ''] = /^(.*)\.(\w+)$/.exec(c.req.param('file')) ?? []
    const number = parseCertificateNumber(name)
    const certificate = number === undefined ? undefined : await store.certificates.get(number)
    // Who was added from a roster may never sign in: staff hand them the PDF. The badge is its subject's to show.
    const mayHave = certificate?.learner === person.id || (person.role === 'instructor' && ending === 'pdf')
    if (certificate === undefined || !mayHave || !isKind(ending)) {
      const page = (
        <Notice title="No such certificate" settings={settings} person={person}>
          <p>
            You have no certificate with this number. Yours are listed under <a href="/">My learning</a>.
          </p>
        </Notice>
      )
      return answerPage(c, page, 404)
    }
    const { type, content } = KINDS[ending]
    return download(c, await content(service, certificate), type, `${certificate.number}.${ending}`)
  })
}

function download(
  c: AppContext,
  content: Uint8Array | undefined,
  type: string,
  name: string,
): Response | Promise<Response> {
  if (content === undefined) return c.notFound()
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(content))
}

/** @jsxImportSource hono/jsx */
import type { CertificateSnapshot } from '../../certificates/snapshot.ts'
import type { Settings } from '../settings.ts'
import { Page } from './layout.tsx'
import { creditWords, longDate, plural, slugWords } from './words.ts'

/** What can be said of a number. A number that cannot exist and one that was never issued look alike. */
export type Verdict =
  | { readonly verdict: 'valid'; readonly snapshot: CertificateSnapshot }
  | {
      readonly verdict: 'revoked'
      readonly snapshot: CertificateSnapshot
      readonly on: string
      readonly reason: string
    }
  | { readonly verdict: 'unknown' }

export const VerifyPage = ({ settings, verdict }: { settings: Settings; verdict: Verdict }) => (
  <Page title="Certificate check" settings={settings} narrow>
    <h1 class="unseen">Certificate check</h1>
    <Banner verdict={verdict} demo={settings.demo} />
    {verdict.verdict === 'unknown' ? (
      <>
        <p>
          No certificate with this number was issued here. Compare it with the certificate letter by letter, or try
          again below.
        </p>
        <VerifyForm />
      </>
    ) : (
      <>
        <Facts snapshot={verdict.snapshot} />
        <p class="statement" lang={verdict.snapshot.language}>
          {verdict.snapshot.statement}
        </p>
        <HowToCheck settings={settings} />
      </>
    )}
  </Page>
)

export const VerifyStartPage = ({ settings }: { settings: Settings }) => (
  <Page title="Verify a certificate" settings={settings} narrow>
    <h1>Verify a certificate</h1>
    <p>Every certificate issued here carries a number. Type it as printed; capitals and dashes do not matter.</p>
    <VerifyForm />
  </Page>
)

const VerifyForm = () => (
  <form method="get" action="/verify" class="stack">
    <div>
      <label for="number">Certificate number</label>
      <input id="number" name="number" type="text" class="code" required autocomplete="off" spellcheck={false} />
    </div>
    <button type="submit" class="primary">
      Check
    </button>
  </form>
)

const Banner = ({ verdict, demo }: { verdict: Verdict; demo: boolean }) => {
  switch (verdict.verdict) {
    case 'valid':
      return (
        <p class="verdict good">
          <span aria-hidden="true">✓</span>
          <strong>{demo ? 'Valid, as a demonstration only' : 'Valid'}</strong>
          <span>{`Issued by ${verdict.snapshot.provider.name} on ${longDate(verdict.snapshot.issuedOn)} and not revoked.`}</span>
        </p>
      )
    case 'revoked':
      return (
        <p class="verdict bad">
          <span aria-hidden="true">✗</span>
          <strong>Revoked</strong>
          <span>{`Withdrawn on ${longDate(verdict.on)}: ${verdict.reason}`}</span>
        </p>
      )
    case 'unknown':
      return (
        <p class="verdict warn">
          <span aria-hidden="true">?</span>
          <strong>Not known</strong>
          <span>This number certifies nothing.</span>
        </p>
      )
  }
}

const Facts = ({ snapshot }: { snapshot: CertificateSnapshot }) => {
  const { provider, approval, unit } = snapshot
  const facts: [string, string][] = [
    ['Awarded to', snapshot.learnerName],
    ['Activity', snapshot.activityTitle],
    ['Completed', longDate(snapshot.completedOn)],
    ['Issued', longDate(snapshot.issuedOn)],
    ['Credits', creditWords(snapshot.credits, unit.name, approval !== undefined)],
    ['Planned contact time', plural(snapshot.minutes, 'minute')],
    ['Domain', slugWords(snapshot.domain)],
    [
      'Approval',
      approval === undefined
        ? 'None claimed'
        : `${approval.approver}, ${approval.number}, ${longDate(approval.from)} to ${longDate(approval.until)}`,
    ],
    ['Issued by', provider.name],
    ['Number', snapshot.number],
  ]
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd class={name === 'Number' ? 'code' : ''}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const HowToCheck = ({ settings }: { settings: Settings }) => (
  <section aria-labelledby="check">
    <h2 id="check">How to check it yourself</h2>
    <ol>
      <li>
        The address of this page begins with <code>{settings.publicUrl}</code>. A page anywhere else proves nothing.
      </li>
      <li>The number above is the number on the certificate, letter by letter.</li>
      <li>
        Name, activity, dates and credits above are those on the certificate. The paper can be altered; this page is
        not.
      </li>
    </ol>
  </section>
)

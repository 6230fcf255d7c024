/** @jsxImportSource hono/jsx */
import { factRows, NUMBER, snapshotFacts } from '../../certificates/badge/rows.ts'
import type { Settings } from '../settings.ts'
import { Page } from './layout.tsx'
import { FileCheck } from './verify-file.tsx'
import { tell, type Verdict } from './verify-words.ts'

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
        <dl class="facts">
          {factRows(snapshotFacts(verdict.snapshot)).map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd class={label === NUMBER ? 'code' : ''}>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="statement" lang={verdict.snapshot.language}>
          {verdict.snapshot.statement}
        </p>
        <HowToCheck settings={settings} />
      </>
    )}
  </Page>
)

/** `issuer` is what the script that checks files knows of the issuer: JSON for a script element. */
export const VerifyStartPage = ({ settings, issuer }: { settings: Settings; issuer: string }) => (
  <Page title="Verify a certificate" settings={settings} narrow>
    <h1>Verify a certificate</h1>
    <section aria-labelledby="by-number">
      <h2 id="by-number">By its number</h2>
      <p>Every certificate issued here carries a number. Type it as printed; capitals and dashes do not matter.</p>
      <VerifyForm />
    </section>
    <FileCheck issuer={issuer} />
    <section aria-labelledby="offline">
      <h2 id="offline">Without a network</h2>
      <p>
        <a href="/verify/offline" download>
          Save a copy of this page for offline use
        </a>
        . It checks files with the keys of {settings.organisation.name} as they are today, connects to nothing, and
        cannot say whether a certificate was revoked later.
      </p>
    </section>
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
  const { kind, mark, word, sentence } = tell(verdict, demo)
  return (
    <p class={`verdict ${kind}`}>
      <span aria-hidden="true">{mark}</span>
      <strong>{word}</strong>
      <span>{sentence}</span>
    </p>
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
      <li>
        A PDF can be <a href="/verify">checked as a file</a>, too: whether a single byte of it was changed.
      </li>
    </ol>
  </section>
)

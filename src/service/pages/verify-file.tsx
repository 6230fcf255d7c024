/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { Settings } from '../settings.ts'

/** Where files are dropped. The script that reads them uncovers it; nothing of them is ever sent. */
export const FileCheck = ({ issuer, script }: { issuer: string; script?: boolean }) => (
  <section aria-labelledby="by-file">
    <h2 id="by-file">By its file</h2>
    <p>
      Choose the PDF of a certificate, or its badge. It is checked in this browser, down to the last byte, and is not
      sent anywhere.
    </p>
    <p id="no-script" class="notice">
      A file cannot be checked here while scripts are turned off. The number works without them; docs/verifying.md of
      Chartwright says how to check a file by hand.
    </p>
    <div id="file-check" hidden>
      <div id="drop" class="drop">
        <label for="file">PDF, badge (JSON) or token (JWT)</label>
        <input id="file" type="file" accept=".pdf,.json,.jsonld,.jwt,.txt,application/pdf,application/json" />
        <p class="hint">Or drop the file here.</p>
      </div>
      <details>
        <summary>Paste the text of a badge instead</summary>
        <form id="paste" class="stack">
          <div>
            <label for="text">Badge (JSON) or token (JWT)</label>
            <textarea id="text" name="text" class="code" rows={6} required spellcheck={false} />
          </div>
          <button type="submit" class="primary">
            Check
          </button>
        </form>
      </details>
    </div>
    <p id="file-said" class="hint" role="status" />
    <div id="file-verdict" />
    <script type="application/json" id="issuer">
      {raw(issuer)}
    </script>
    {script === false ? null : <script src="/assets/verify.js" defer />}
  </section>
)

interface OfflineProps {
  readonly settings: Settings
  readonly issuer: string
  readonly style: string
  readonly script: string
  /** Base64 SHA-256 of the script's text. */
  readonly scriptHash: string
  /** The day on which the copy was made. */
  readonly day: string
}

/** The same as one file, which may run its own script and connect to nothing at all. */
export const OfflinePage = ({ settings, issuer, style, script, scriptHash, day }: OfflineProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta
        http-equiv="Content-Security-Policy"
        content={`default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'`}
      />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`Verify certificates of ${settings.organisation.name} offline`}</title>
      <style>{raw(style)}</style>
    </head>
    <body>
      <header class="top">
        <span class="brand">{settings.organisation.name}</span>
      </header>
      <main id="main" class="narrow">
        <h1>Verify a certificate offline</h1>
        <p>
          {`A copy of ${settings.publicUrl}/verify made on ${day}. It knows the keys of ${settings.organisation.name} as of that day and connects to nothing, so it cannot say whether a certificate was revoked.`}
        </p>
        <FileCheck issuer={issuer} script={false} />
      </main>
      <footer class="bottom">
        <p>Not affiliated with AHIMA or AAPC. AHIMA, AAPC, CCS and CPC are marks of their owners.</p>
      </footer>
      <script>{raw(script)}</script>
    </body>
  </html>
)

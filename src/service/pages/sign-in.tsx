/** @jsxImportSource hono/jsx */
import type { Settings } from '../settings.ts'
import { Page } from './layout.tsx'

interface SignInProps {
  readonly settings: Settings
  /** The token of the link that was opened. */
  readonly token?: string | undefined
  /** The token given does not work (any more). */
  readonly failed?: boolean
}

/**
 * Opening a link only shows a button; pressing it signs in. Mail scanners and link previews open links too, and must not
 * use them up.
 */
export const SignInPage = ({ settings, token, failed }: SignInProps) => (
  <Page title="Sign in" settings={settings} narrow>
    <h1>Sign in</h1>
    {failed === true ? (
      <p class="notice bad" role="alert">
        <strong>This link does not work.</strong> Each link signs in once and only for a day. Ask for a new one.
      </p>
    ) : null}
    {token === undefined ? (
      <form method="post" action="/sign-in" class="stack">
        <div>
          <label for="token">Your sign-in link or code</label>
          <p id="token-hint" class="hint">
            You were given a link that works once. Open it, or paste it here.
          </p>
          <input
            id="token"
            name="token"
            type="text"
            required
            autocomplete="off"
            spellcheck={false}
            aria-describedby="token-hint"
          />
        </div>
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    ) : (
      <form method="post" action="/sign-in" class="stack">
        <p>Press the button to sign in on this device.</p>
        <input type="hidden" name="token" value={token} />
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    )}
    <p class="hint">
      To check a certificate you need no account: <a href="/verify">verify a certificate</a>.
    </p>
  </Page>
)

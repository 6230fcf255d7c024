/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { LearnerCredits } from '../credits/learner-credits.ts'
import type { Settings } from '../settings.ts'
import { CredentialCard } from './credential-card.tsx'
import { EntriesTable } from './entries.tsx'
import { Page } from './layout.tsx'

interface CreditsPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly credits: LearnerCredits
  /** What was just done, in a sentence. */
  readonly done?: string | undefined
}

export const CreditsPage = ({ settings, person, credits, done }: CreditsPageProps) => (
  <Page title="My credits" settings={settings} person={person} current="credits">
    <h1>My credits</h1>
    {done === undefined ? null : (
      <p class="notice good" role="status">
        <span aria-hidden="true">✓ </span>
        {done}
      </p>
    )}
    <p class="actions">
      <a class="button primary" href="/credits/external">
        Report an activity
      </a>
      <a class="button" href="/credits/credentials">
        My credentials
      </a>
    </p>
    <section aria-labelledby="credentials">
      <h2 id="credentials">By credential</h2>
      {credits.held.length === 0 ? (
        <p class="empty">
          Say <a href="/credits/credentials">which credentials you hold</a> and since when. Then this page shows how
          many credits each still asks for, and until when.
        </p>
      ) : (
        credits.held.map((held) => <CredentialCard held={held} own />)
      )}
    </section>
    <section aria-labelledby="entries">
      <h2 id="entries">Ledger</h2>
      {credits.rows.length === 0 ? (
        <p class="empty">
          Nothing recorded yet. Finish a <a href="/">course</a>, or <a href="/credits/external">report an activity</a>{' '}
          you took somewhere else.
        </p>
      ) : (
        <>
          <p>
            What is recorded is never changed; corrections stand beside it.{' '}
            <a href="/credits/ledger.csv" download="credits.csv">
              Download as CSV
            </a>
          </p>
          <EntriesTable rows={credits.rows} />
        </>
      )}
    </section>
  </Page>
)

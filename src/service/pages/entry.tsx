/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { EntryRow } from '../credits/learner-credits.ts'
import type { Settings } from '../settings.ts'
import { StandingWords, sourceWords } from './entries.tsx'
import { ErrorSummary, type FormState, InputField } from './form.tsx'
import { Page } from './layout.tsx'
import { RestoreForm, StaffForms } from './staff-forms.tsx'
import { creditWords, longDate, moment, plural, slugWords } from './words.ts'

/**
 * What a person may do with an entry: their own reports they withdraw; as instructors they act on what others have, and give
 * again what was revoked.
 */
export type EntryMay = 'read' | 'withdraw' | 'act' | 'restore'

interface EntryPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly row: EntryRow
  /** Whose entry it is, where somebody else looks at it. */
  readonly owner?: Learner | undefined
  /** What was typed into one of the forms. */
  readonly form: FormState
  readonly may: EntryMay
}

export const EntryPage = ({ settings, person, row, owner, form, may }: EntryPageProps) => {
  const { entry } = row
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page title={failed ? `Error: ${entry.title}` : entry.title} settings={settings} person={person} narrow>
      <p class="crumb">
        {owner === undefined ? (
          <a href="/credits">My credits</a>
        ) : (
          <a href={`/instructor/credits/${owner.id}`}>{`Credits of ${owner.name}`}</a>
        )}
      </p>
      <h1>{entry.title}</h1>
      <ErrorSummary form={form} />
      <Facts row={row} settings={settings} />
      {may === 'act' ? <StaffForms row={row} form={form} /> : null}
      {may === 'restore' ? <RestoreForm row={row} form={form} /> : null}
      {may !== 'withdraw' ? null : (
        <section aria-labelledby="withdraw">
          <h2 id="withdraw">Withdraw it</h2>
          <p>
            The entry stays where it is, and another one says that it no longer counts and why. To correct it, withdraw
            it and report the activity again.
          </p>
          <form method="post" action={`/credits/entries/${entry.id}/withdraw`} class="form" novalidate>
            <InputField form={form} name="reason" label="Reason" hint="Such as: the minutes were wrong." />
            <p class="actions">
              <button type="submit" class="danger">
                Withdraw the entry
              </button>
            </p>
          </form>
        </section>
      )}
    </Page>
  )
}

const Facts = ({ row, settings }: { row: EntryRow; settings: Settings }) => {
  const { entry } = row
  const { evidence, approval } = entry
  return (
    <dl class="facts">
      <div>
        <dt>Standing</dt>
        <dd>
          <StandingWords row={row} />
        </dd>
      </div>
      <Fact name="Completed" value={longDate(entry.completedOn)} />
      <Fact name="Provider" value={entry.provider} />
      <Fact name="Kind" value={slugWords(entry.type)} />
      <Fact name="Domain" value={entry.domains.map(slugWords).join(', ')} />
      <Fact name="Topic" value={entry.topic && slugWords(entry.topic)} />
      <Fact name="Credits" value={creditWords(entry.credits, entry.unit.name, false)} />
      <Fact name="Contact time" value={plural(entry.minutes, 'minute')} />
      <Fact name="Approval number" value={approval && `${approval.number}, ${approval.approver}`} />
      <Fact name="Vouched for by" value={approval === undefined ? entry.approver : undefined} />
      <Fact name="Meant for" value={entry.credentials.length === 0 ? 'Any credential' : row.meantFor.join(', ')} />
      <Fact name="Source" value={sourceWords(row)} />
      <Fact name="Reason" value={entry.reason} />
      <Fact name="Recorded" value={moment(entry.recordedAt, settings.timeZone)} />
      {evidence.certificate === undefined ? null : (
        <div>
          <dt>Certificate</dt>
          <dd class="code">
            <a href={`/verify/${evidence.certificate}`}>{evidence.certificate}</a>
            <span class="why">
              <a href={`/certificates/${evidence.certificate}.pdf`}>Download PDF</a>
            </span>
          </dd>
        </div>
      )}
      {evidence.file === undefined ? null : (
        <div>
          <dt>Evidence</dt>
          <dd>
            <a href={`/credits/entries/${entry.id}/evidence`} download={evidence.file.name}>
              {`Download ${evidence.file.name}`}
            </a>
            <span class="why">{`${sizeWords(evidence.file.bytes)}, SHA-256 ${evidence.file.sha256}`}</span>
          </dd>
        </div>
      )}
    </dl>
  )
}

const Fact = ({ name, value }: { name: string; value: string | undefined }) =>
  value === undefined || value === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

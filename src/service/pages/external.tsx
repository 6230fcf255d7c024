/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { Settings } from '../settings.ts'
import { ACTIVITY_ORDER, ActivityFields, type ActivityFieldsProps, EvidenceField } from './activity-fields.tsx'
import { ErrorSummary, InputField } from './form.tsx'
import { Page } from './layout.tsx'

interface ExternalPageProps extends ActivityFieldsProps {
  readonly settings: Settings
  readonly person: Learner
}

/** A learner reports an activity. */
export const ExternalPage = ({ settings, person, ...fields }: ExternalPageProps) => (
  <Page title={titleOf('Report an activity', fields)} settings={settings} person={person} narrow>
    <p class="crumb">
      <a href="/credits">My credits</a>
    </p>
    <h1>Report an activity</h1>
    <p>
      For webinars, conferences and courses somewhere else. It stands in your ledger as reported by you, with the file
      you add. Whether it counts in the end is decided by the body that awards your credential.
    </p>
    <ErrorSummary form={fields.form} order={ACTIVITY_ORDER} />
    <form method="post" action="/credits/external" enctype="multipart/form-data" class="form" novalidate>
      <ActivityFields {...fields} />
      <EvidenceField form={fields.form} />
      <p class="actions">
        <button type="submit" class="primary">
          Record the activity
        </button>
        <a href="/credits">Cancel</a>
      </p>
    </form>
    <p class="hint">
      What is recorded is never changed. You can withdraw it later, with a reason, and report it again.
    </p>
  </Page>
)

/** Staff enter credit for somebody else. */
export const AddCreditPage = ({ settings, person, owner, ...fields }: ExternalPageProps & { owner: Learner }) => {
  const title = `Add credit for ${owner.name}`
  return (
    <Page title={titleOf(title, fields)} settings={settings} person={person} narrow>
      <p class="crumb">
        <a href={`/instructor/credits/${owner.id}`}>{`Credits of ${owner.name}`}</a>
      </p>
      <h1>{title}</h1>
      <p>It stands in their ledger as entered by staff, with your reason. No certificate is issued for it.</p>
      <ErrorSummary form={fields.form} order={ACTIVITY_ORDER} />
      <form
        method="post"
        action={`/instructor/credits/${owner.id}/add`}
        enctype="multipart/form-data"
        class="form"
        novalidate
      >
        <ActivityFields {...fields} />
        <InputField form={fields.form} name="reason" label="Reason" hint="Why you enter it by hand." />
        <EvidenceField form={fields.form} optional />
        <p class="actions">
          <button type="submit" class="primary">
            Add the credit
          </button>
          <a href={`/instructor/credits/${owner.id}`}>Cancel</a>
        </p>
      </form>
    </Page>
  )
}

const titleOf = (title: string, { form: { errors } }: ActivityFieldsProps): string =>
  Object.keys(errors).length > 0 ? `Error: ${title}` : title

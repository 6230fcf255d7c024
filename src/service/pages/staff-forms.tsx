/** @jsxImportSource hono/jsx */
import type { EntryRow } from '../credits/learner-credits.ts'
import { type FormState, InputField } from './form.tsx'

interface StaffFormsProps {
  readonly row: EntryRow
  readonly form: FormState
}

/** What instructors can do with an entry of somebody else that counts. */
export const StaffForms = ({ row: { entry }, form }: StaffFormsProps) => {
  const { certificate } = entry.evidence
  return (
    <>
      {certificate === undefined ? null : (
        <section aria-labelledby="reissue">
          <h2 id="reissue">Reissue the certificate</h2>
          <p>
            A correcting entry and a new certificate take the place of these; the old certificate says that it was
            replaced.
          </p>
          <form method="post" action={`/instructor/credits/entries/${entry.id}/reissue`} class="form" novalidate>
            <InputField
              form={form}
              name="name"
              label="Name on the new certificate"
              hint="Leave it out to keep the name that stands on the old one."
              optional
            />
            <InputField form={form} name="reissueReason" label="Reason for reissuing it" />
            <p class="actions">
              <button type="submit">Reissue</button>
            </p>
          </form>
        </section>
      )}
      <section aria-labelledby="revoke">
        <h2 id="revoke">Revoke it</h2>
        <p>
          The credit no longer counts
          {certificate === undefined ? '' : ', and the certificate is shown as revoked wherever it is checked'}. The
          reason is shown to the learner{certificate === undefined ? '' : ' and to whoever checks the certificate'}, and
          cannot be changed.
        </p>
        <form method="post" action={`/instructor/credits/entries/${entry.id}/revoke`} class="form" novalidate>
          <InputField form={form} name="revokeReason" label="Reason for revoking" />
          <p class="actions">
            <button type="submit" class="danger">
              Revoke
            </button>
          </p>
        </form>
      </section>
    </>
  )
}

/** What they can do with one that was revoked by mistake. */
export const RestoreForm = ({ row: { entry }, form }: StaffFormsProps) => (
  <section aria-labelledby="restore">
    <h2 id="restore">Give it again</h2>
    <p>
      {entry.evidence.certificate === undefined
        ? 'Another entry gives the credit again. This one stays revoked.'
        : 'Another entry gives the credit again, with another certificate in the name the person has today. This entry and its certificate stay revoked.'}
    </p>
    <form method="post" action={`/instructor/credits/entries/${entry.id}/restore`} class="form" novalidate>
      <InputField form={form} name="restoreReason" label="Reason for giving it again" />
      <p class="actions">
        <button type="submit">Give it again</button>
      </p>
    </form>
  </section>
)

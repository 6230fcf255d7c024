/** @jsxImportSource hono/jsx */
import type { Learner } from '../../storage/records.ts'
import type { Settings } from '../settings.ts'
import { type Choice, ErrorSummary, type FormState, InputField, SelectField } from './form.tsx'
import { Page } from './layout.tsx'
import { longDate, plural } from './words.ts'

export interface HeldRow {
  readonly credential: string
  readonly name: string
  readonly body: string
  readonly since: string
  readonly extra: number
}

interface HoldingsPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly held: readonly HeldRow[]
  /** Credentials that are known here and not held. */
  readonly choices: readonly Choice[]
  readonly form: FormState
  readonly today: string
}

export const HoldingsPage = ({ settings, person, held, choices, form, today }: HoldingsPageProps) => {
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page title={failed ? 'Error: My credentials' : 'My credentials'} settings={settings} person={person} narrow>
      <p class="crumb">
        <a href="/credits">My credits</a>
      </p>
      <h1>My credentials</h1>
      {held.length === 0 ? (
        <p class="empty">
          None yet. Add the credentials you hold, and My credits shows what each still asks for and until when.
        </p>
      ) : (
        <ul class="cards">
          {held.map(({ credential, name, body, since, extra }) => (
            <li class="card">
              <h2>{name}</h2>
              <p>{`${body}. Cycle began ${longDate(since)}. ${furtherWords(extra)}`}</p>
              <p class="go">
                <a class="button" href={`/credits/credentials/${credential}`}>
                  Change<span class="unseen">{` ${name}`}</span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
      <section aria-labelledby="add">
        <h2 id="add">Add a credential</h2>
        {choices.length === 0 ? (
          <p class="empty">You hold every credential known here. Whoever runs this service can add more.</p>
        ) : (
          <>
            <ErrorSummary form={form} />
            <form method="post" action="/credits/credentials" class="form" novalidate>
              <SelectField
                form={form}
                name="credential"
                label="Credential"
                empty="Choose one"
                choices={choices}
                hint="One that is missing can be added by whoever runs this service."
              />
              <HoldingFields form={form} today={today} />
              <p class="actions">
                <button type="submit" class="primary">
                  Add the credential
                </button>
              </p>
            </form>
          </>
        )}
      </section>
    </Page>
  )
}

interface HoldingPageProps {
  readonly settings: Settings
  readonly person: Learner
  readonly row: HeldRow
  readonly form: FormState
  readonly today: string
}

export const HoldingPage = ({ settings, person, row, form, today }: HoldingPageProps) => {
  const failed = Object.keys(form.errors).length > 0
  return (
    <Page title={failed ? `Error: ${row.name}` : row.name} settings={settings} person={person} narrow>
      <p class="crumb">
        <a href="/credits/credentials">My credentials</a>
      </p>
      <h1>{row.name}</h1>
      <ErrorSummary form={form} />
      <form method="post" action={`/credits/credentials/${row.credential}`} class="form" novalidate>
        <HoldingFields form={form} today={today} />
        <p class="actions">
          <button type="submit" class="primary">
            Save
          </button>
          <a href="/credits/credentials">Cancel</a>
        </p>
      </form>
      <section aria-labelledby="remove">
        <h2 id="remove">I do not hold it</h2>
        <p>Your ledger stays as it is; it is only no longer held against the rules of this credential.</p>
        <form method="post" action={`/credits/credentials/${row.credential}/remove`}>
          <button type="submit" class="danger">
            Remove the credential
          </button>
        </form>
      </section>
    </Page>
  )
}

const HoldingFields = ({ form, today }: { form: FormState; today: string }) => (
  <>
    <InputField form={form} name="since" type="date" label="Cycle start" hint="See below what this is." max={today} />
    <details>
      <summary>What is the cycle start?</summary>
      <p>
        Bodies ask for credits over a period, often two years: the cycle. It starts on the day your body names, usually
        the day you were awarded the credential or the first of the January after it. Your body's account page or last
        renewal letter shows it.
      </p>
      <p>
        Give the start of your first cycle or of the one you are in; later ones follow from it. Only what you complete
        within a cycle counts for it, and the rules that held when it began hold until it ends.
      </p>
    </details>
    <InputField
      form={form}
      name="extra"
      label="Further credentials of the same body"
      hint="How many more you hold there. Some bodies ask for more credits then."
      inputmode="numeric"
      short
      optional
    />
  </>
)

const furtherWords = (extra: number): string =>
  extra === 0 ? '' : `${plural(extra, 'further credential')} of the same body.`

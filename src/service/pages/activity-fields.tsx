/** @jsxImportSource hono/jsx */
import { ACTIVITY_TYPES, type ExternalChoices, unitKey } from '../credits/external-activity.ts'
import { BoxesField, FileField, type FormState, InputField, SelectField } from './form.tsx'
import { plural, slugWords } from './words.ts'

export interface ActivityFieldsProps {
  readonly form: FormState
  readonly choices: ExternalChoices
  /** Credentials held, by id. */
  readonly names: ReadonlyMap<string, string>
  /** Names this filling-in of the form: the same sent twice is recorded once. */
  readonly formKey: string
}

/** The fields by name in the order in which they stand, those of staff and the file among them. */
export const ACTIVITY_ORDER: readonly string[] = [
  'title',
  'provider',
  'type',
  'completedOn',
  'domains',
  'topic',
  'minutes',
  'credits',
  'unit',
  'approvalNumber',
  'credentials',
  'reason',
  'file',
]

/** What is asked about an activity that took place somewhere else. */
export const ActivityFields = ({ form, choices, names, formKey }: ActivityFieldsProps) => (
  <>
    <input type="hidden" name="form" value={formKey} />
    <InputField form={form} name="title" label="Title" hint="As it stands on the certificate of attendance." />
    <InputField form={form} name="provider" label="Provider" hint="Who held it." />
    <SelectField
      form={form}
      name="type"
      label="Kind of activity"
      empty="Choose one"
      choices={ACTIVITY_TYPES.map((type) => ({ value: type, text: slugWords(type) }))}
    />
    <InputField
      form={form}
      name="completedOn"
      type="date"
      label="Completed on"
      hint="The last day, if it took several."
      max={choices.today}
    />
    <BoxesField
      form={form}
      name="domains"
      label="Domains"
      hint="What it was about. Rules of credentials ask for credits by domain."
      choices={choices.domains.map((domain) => ({ value: domain, text: slugWords(domain) }))}
    />
    <InputField form={form} name="topic" label="Topic" optional hint="One or a few words, such as sepsis." />
    <InputField form={form} name="minutes" label="Minutes attended" inputmode="numeric" short />
    <InputField form={form} name="credits" label="Credits" inputmode="decimal" short />
    <SelectField
      form={form}
      name="unit"
      label="Unit"
      choices={choices.units.map((unit) => ({
        value: unitKey(unit),
        text: `${unit.name} of ${plural(unit.minutes, 'minute')}`,
      }))}
    />
    <InputField
      form={form}
      name="approvalNumber"
      label="Approval number"
      optional
      hint="Also called index number or activity number. Leave it out where the certificate shows none."
    />
    {choices.credentials.length === 0 ? null : (
      <BoxesField
        form={form}
        name="credentials"
        label="Meant for"
        optional
        hint="Tick none if it may count for every credential held."
        choices={choices.credentials.map((id) => ({ value: id, text: names.get(id) ?? id }))}
      />
    )}
  </>
)

/** The last field: what comes before the file is kept when the file is too large. */
export const EvidenceField = ({ form, optional = false }: { form: FormState; optional?: boolean }) => (
  <FileField
    form={form}
    name="file"
    label="Certificate of attendance"
    hint="A PDF, or a PNG or JPEG picture, of at most 10 MB. Only its learner and instructors can open it."
    accept="application/pdf,image/png,image/jpeg"
    optional={optional}
  />
)

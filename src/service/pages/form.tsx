/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'

/** What was typed and what is wrong with it, by field name. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>
  /** A sentence that says what to do. */
  readonly errors: Readonly<Record<string, string>>
}

export const EMPTY_FORM: FormState = { values: {}, errors: {} }

interface FieldProps {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly hint?: Child
  readonly optional?: boolean
}

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'date'
  readonly inputmode?: 'decimal' | 'numeric'
  /** Wide enough for figures and dates only. */
  readonly short?: boolean
  readonly max?: string
}

const described = ({ form, name, hint }: FieldProps): string | undefined =>
  [hint === undefined ? '' : `${name}-hint`, form.errors[name] === undefined ? '' : `${name}-error`]
    .filter((id) => id !== '')
    .join(' ') || undefined

const FieldError = ({ form, name }: { form: FormState; name: string }) =>
  form.errors[name] === undefined ? null : (
    <p id={`${name}-error`} class="field-error">
      <span class="unseen">Error: </span>
      {form.errors[name]}
    </p>
  )

const FieldHint = ({ name, hint }: Pick<FieldProps, 'name' | 'hint'>) =>
  hint === undefined ? null : (
    <p id={`${name}-hint`} class="hint">
      {hint}
    </p>
  )

const LabelText = ({ label, optional }: Pick<FieldProps, 'label' | 'optional'>) => (
  <>
    {label}
    {optional === true ? <span class="hint"> (optional)</span> : null}
  </>
)

const wrong = ({ form, name }: FieldProps): boolean => form.errors[name] !== undefined

const Field = ({ children, ...props }: FieldProps & { readonly children: Child }) => (
  <div class={`field ${wrong(props) ? 'wrong' : ''}`}>
    <label for={props.name}>
      <LabelText {...props} />
    </label>
    <FieldHint {...props} />
    <FieldError {...props} />
    {children}
  </div>
)

/** What every control of a form says of itself. */
const control = (props: FieldProps) => ({
  id: props.name,
  name: props.name,
  required: props.optional !== true,
  'aria-describedby': described(props),
  'aria-invalid': wrong(props) ? ('true' as const) : undefined,
})

export const InputField = (props: InputProps) => (
  <Field {...props}>
    <input
      {...control(props)}
      type={props.type ?? 'text'}
      class={props.short === true || props.type === 'date' ? 'short' : ''}
      inputmode={props.inputmode}
      max={props.max}
      value={props.form.values[props.name] ?? ''}
      autocomplete="off"
    />
  </Field>
)

export const FileField = (props: FieldProps & { readonly accept: string }) => (
  <Field {...props}>
    <input {...control(props)} type="file" accept={props.accept} />
  </Field>
)

export interface Choice {
  readonly value: string
  readonly text: string
}

export const SelectField = (props: FieldProps & { readonly choices: readonly Choice[]; readonly empty?: string }) => (
  <Field {...props}>
    <select {...control(props)}>
      {props.empty === undefined ? null : <option value="">{props.empty}</option>}
      {props.choices.map(({ value, text }) => (
        <option value={value} selected={props.form.values[props.name] === value}>
          {text}
        </option>
      ))}
    </select>
  </Field>
)

/** Boxes of which several can be ticked; each is a field of its own, `<name>.<value>`. */
export const BoxesField = (props: FieldProps & { readonly choices: readonly Choice[] }) => (
  <fieldset
    id={props.name}
    class={`field ${wrong(props) ? 'wrong' : ''}`}
    aria-describedby={described(props)}
    tabindex={wrong(props) ? -1 : undefined}
  >
    <legend>
      <LabelText {...props} />
    </legend>
    <FieldHint {...props} />
    <FieldError {...props} />
    {props.choices.map(({ value, text }) => (
      <label class="box">
        <input
          type="checkbox"
          name={`${props.name}.${value}`}
          value="yes"
          checked={props.form.values[`${props.name}.${value}`] === 'yes'}
        />
        <span>{text}</span>
      </label>
    ))}
  </fieldset>
)

interface ErrorSummaryProps {
  readonly form: FormState
  /** Fields by name in the order in which they stand; what is not among them comes first. */
  readonly order?: readonly string[]
}

/** What is wrong, before the form: each line leads to its field. */
export const ErrorSummary = ({ form, order = [] }: ErrorSummaryProps) => {
  const errors = Object.entries(form.errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return errors.length === 0 ? null : (
    <div class="notice bad" role="alert" aria-labelledby="error-summary">
      <h2 id="error-summary">Nothing was saved yet</h2>
      <ul>
        {errors.map(([name, words]) => (
          <li>{name === '' ? words : <a href={`#${name}`}>{words}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

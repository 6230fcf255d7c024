/** @jsxImportSource preact */
import type { Response } from '../../model/response.ts'
import { useApp } from '../app/context.ts'
import { Html } from '../app/html.tsx'
import { Mark } from './mark.tsx'
import type { Struck } from './view.ts'

/** What single choice, multiple response and true/false have in common: rows with letters. */
export interface OptionRow {
  readonly id: string
  readonly html: string
  readonly correct: boolean
  readonly feedback?: string
}

const letter = (index: number): string => String.fromCharCode(65 + index)

export function OptionFields({
  rows,
  many,
  response,
  change,
  name,
  labelId,
  struck,
}: {
  readonly rows: readonly OptionRow[]
  /** Several may be chosen. */
  readonly many: boolean
  readonly response: Response
  readonly change: (response: Response) => void
  readonly name: string
  readonly labelId: string
  readonly struck?: Struck
}) {
  const { words } = useApp()
  const toggle = (id: string): void => {
    if (!many) change([id])
    else change(response.includes(id) ? response.filter((other) => other !== id) : [...response, id].sort())
  }
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name.
    <div class="options" role={many ? 'group' : 'radiogroup'} aria-labelledby={labelId}>
      {rows.map((row, i) => {
        const out = struck?.ids.has(row.id) ?? false
        return (
          <div key={row.id} class={out ? 'option-row struck' : 'option-row'}>
            <label class="option">
              <input
                type={many ? 'checkbox' : 'radio'}
                name={name}
                value={row.id}
                checked={response.includes(row.id)}
                onChange={() => toggle(row.id)}
              />
              <span class="letter">{words.letter(letter(i))}</span>
              <Html html={row.html} inline />
              {out && <span class="hidden">{words.ruledOut}</span>}
            </label>
            {struck !== undefined && (
              <button
                type="button"
                class="quiet strike"
                aria-pressed={out}
                aria-label={words.ruleOut(letter(i))}
                title={words.ruleOut(letter(i))}
                onClick={() => struck.toggle(row.id)}
              >
                <span aria-hidden="true">{words.ruleOutShort}</span>
              </button>
            )}
          </div>
        )
      })}
    </div>
  )
}

export function OptionReview({ rows, response }: { readonly rows: readonly OptionRow[]; readonly response: Response }) {
  const { words } = useApp()
  return (
    <ul class="options reviewed">
      {rows.map((row, i) => {
        const chosen = response.includes(row.id)
        const look = chosen ? (row.correct ? ' good' : ' bad') : row.correct ? ' key' : ''
        return (
          <li key={row.id} class={`option${look}`}>
            <span class="letter">{words.letter(letter(i))}</span>
            <span class="option-body">
              <Html html={row.html} inline />
              {chosen && <Mark good={row.correct}>{row.correct ? words.yourAnswerRight : words.yourAnswerWrong}</Mark>}
              {!chosen && row.correct && <Mark good>{words.rightAnswer}</Mark>}
              {chosen && row.feedback !== undefined && <Html html={row.feedback} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Response } from '../../model/response.ts'
import { NUMBER_LIMIT, TEXT_LIMIT, textFits } from '../../model/state/pack.ts'
import { useApp } from '../app/context.ts'
import { Mark } from './mark.tsx'

/** A field for one typed answer. What does not fit into saved progress is not taken, and the field says so. */
export function TypedField({
  response,
  change,
  name,
  labelId,
  numeric,
  unit,
  problem,
}: {
  readonly response: Response
  readonly change: (response: Response) => void
  readonly name: string
  readonly labelId: string
  readonly numeric: boolean
  readonly unit?: string
  /** What is wrong with the text typed, if anything. */
  readonly problem?: (text: string) => string | undefined
}) {
  const { words } = useApp()
  const taken = response[0] ?? ''
  const [text, setText] = useState(taken)
  const [left, setLeft] = useState(false)
  const limit = numeric ? NUMBER_LIMIT : TEXT_LIMIT
  const tooLong = !textFits(text, limit)
  // While a number is being typed it may look wrong; it is judged when the field is left.
  const message = tooLong ? words.tooLong : left && text !== '' ? problem?.(text) : undefined
  return (
    <div class="typed">
      <span class="field">
        <input
          type="text"
          id={name}
          class={numeric ? 'short' : 'long'}
          inputMode={numeric ? 'decimal' : 'text'}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text}
          aria-labelledby={unit === undefined ? labelId : `${labelId} ${name}-unit`}
          aria-invalid={message !== undefined}
          aria-describedby={`${name}-problem`}
          onInput={(event) => {
            const next = event.currentTarget.value
            setText(next)
            setLeft(false)
            if (textFits(next, limit)) change(next.trim() === '' ? [] : [next])
          }}
          onBlur={() => setLeft(true)}
        />
        {unit !== undefined && <span id={`${name}-unit`}>{unit}</span>}
      </span>
      <p id={`${name}-problem`} class="problem" role="status">
        {message ?? ''}
      </p>
    </div>
  )
}

export function TypedReview({
  response,
  correct,
  right,
  also,
}: {
  readonly response: Response
  readonly correct: boolean
  /** The key as shown. */
  readonly right: string
  /** What is accepted besides. */
  readonly also?: string
}) {
  const { words } = useApp()
  return (
    <div class="typed reviewed">
      {response.length > 0 && (
        <p class={correct ? 'given good' : 'given bad'}>
          <span>{response[0]}</span>
          <Mark good={correct}>{correct ? words.yourAnswerRight : words.yourAnswerWrong}</Mark>
        </p>
      )}
      {!correct && (
        <p class="given key">
          <span>{right}</span>
          <Mark good>{words.rightAnswer}</Mark>
        </p>
      )}
      {also !== undefined && <p class="hint">{also}</p>}
    </div>
  )
}

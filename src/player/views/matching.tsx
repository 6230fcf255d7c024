/** @jsxImportSource preact */
import { shuffled } from '../../model/draw.ts'
import type { Matching } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { Html } from '../app/html.tsx'
import { Mark } from './mark.tsx'
import type { AnswerProps, ReviewProps, View } from './view.ts'

function Answer({ question, seed, response, change, name, labelId }: AnswerProps<Matching>) {
  const { words } = useApp()
  const targets = shuffled(`${seed}/${question.id}`, question.targets)
  const chosen = question.sources.map((_, i) => response[i] ?? '')
  const choose = (at: number, target: string): void => {
    const next = chosen.map((old, i) => (i === at ? target : old))
    change(next.every((id) => id === '') ? [] : next)
  }
  return (
    <table class="matching" aria-labelledby={labelId}>
      <thead>
        <tr>
          <th scope="col">{question.sourceLabel}</th>
          <th scope="col">{question.targetLabel}</th>
        </tr>
      </thead>
      <tbody>
        {question.sources.map((source, i) => (
          <tr key={source.id}>
            <th scope="row" id={`${name}-${source.id}`}>
              <Html html={source.html} inline />
            </th>
            <td>
              <select
                aria-labelledby={`${name}-${source.id}`}
                value={chosen[i]}
                onChange={(event) => choose(i, event.currentTarget.value)}
              >
                <option value="">{words.choose}</option>
                {targets.map((target) => (
                  <option key={target.id} value={target.id}>
                    {target.text}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Review({ question, response, labelId }: ReviewProps<Matching>) {
  const { words } = useApp()
  const html = (id: string | undefined): string => question.targets.find((target) => target.id === id)?.html ?? ''
  return (
    <table class="matching reviewed" aria-labelledby={labelId}>
      <thead>
        <tr>
          <th scope="col">{question.sourceLabel}</th>
          <th scope="col">{question.targetLabel}</th>
        </tr>
      </thead>
      <tbody>
        {question.sources.map((source, i) => {
          const given = response[i] ?? ''
          const right = question.pairs[i]
          return (
            <tr key={source.id}>
              <th scope="row">
                <Html html={source.html} inline />
              </th>
              <td>
                {given !== '' && (
                  <p class={given === right ? 'given good' : 'given bad'}>
                    <Html html={html(given)} inline />
                    <Mark good={given === right}>
                      {given === right ? words.yourAnswerRight : words.yourAnswerWrong}
                    </Mark>
                  </p>
                )}
                {given !== right && (
                  <p class="given key">
                    <Html html={html(right)} inline />
                    <Mark good>{words.rightAnswer}</Mark>
                  </p>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export const matching: View<Matching> = { Answer, Review }

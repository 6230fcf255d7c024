/** @jsxImportSource preact */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { shuffled } from '../../model/draw.ts'
import type { Ordering } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { Html } from '../app/html.tsx'
import { Icon } from '../app/icon.tsx'
import { Mark } from './mark.tsx'
import type { AnswerProps, ReviewProps, View } from './view.ts'

/** The order at the start. It may be the right one; it counts as an answer only once the learner has said so. */
const startOrder = ({ id, items }: Ordering, seed: string): string[] =>
  shuffled(`${seed}/${id}`, items).map((item) => item.id)

function Answer({ question, seed, response, change, labelId }: AnswerProps<Ordering>) {
  const { words, announce } = useApp()
  const order = response.length === question.items.length ? response : startOrder(question, seed)
  const list = useRef<HTMLOListElement>(null)
  const moved = useRef<{ id: string; step: number } | undefined>(undefined)

  // Rows that change places lose the focus; the button that was pressed gets it back.
  useLayoutEffect(() => {
    if (moved.current === undefined) return
    const { id, step } = moved.current
    moved.current = undefined
    list.current?.querySelector<HTMLElement>(`[data-item="${id}"] [data-step="${step}"]`)?.focus()
  })

  function move(id: string, step: -1 | 1): void {
    const from = order.indexOf(id)
    const to = from + step
    const other = order[to]
    if (other === undefined) return
    moved.current = { id, step }
    change(order.map((item) => (item === id ? other : item === other ? id : item)))
    announce(words.movedTo(to + 1, order.length))
  }

  function keep(): void {
    const [first] = order
    // The button goes once it was pressed; the focus goes on to the list.
    if (first !== undefined) moved.current = { id: first, step: 1 }
    change(order)
    announce(words.orderKept)
  }

  return (
    <div>
      <p class="hint">{words.orderingHint}</p>
      <ol class="ordering" ref={list} aria-labelledby={labelId}>
        {order.map((id, i) => {
          const item = question.items.find((one) => one.id === id)
          if (item === undefined) return null
          const button = (step: -1 | 1, label: string, end: boolean) => (
            <button
              type="button"
              class="square"
              data-step={step}
              aria-label={label}
              title={label}
              aria-disabled={end}
              onClick={() => move(id, step)}
            >
              <Icon name={step < 0 ? 'up' : 'down'} />
            </button>
          )
          return (
            <li
              key={id}
              data-item={id}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
                event.preventDefault()
                move(id, event.key === 'ArrowUp' ? -1 : 1)
              }}
            >
              <span class="position">{words.number(i + 1)}</span>
              <Html html={item.html} inline />
              <span class="movers">
                {button(-1, words.moveUp(item.text), i === 0)}
                {button(1, words.moveDown(item.text), i === order.length - 1)}
              </span>
            </li>
          )
        })}
      </ol>
      {response.length === 0 && (
        <button type="button" class="keep-order" onClick={keep}>
          {words.keepOrder}
        </button>
      )}
    </div>
  )
}

function Review({ question, response }: ReviewProps<Ordering>) {
  const { words } = useApp()
  const html = (id: string): string => question.items.find((item) => item.id === id)?.html ?? ''
  const right = question.items.map((item) => item.id)
  const correct = right.every((id, i) => response[i] === id)
  return (
    <div>
      {response.length > 0 && (
        <>
          <h3>{words.yourOrder}</h3>
          <ol class="ordering reviewed">
            {response.map((id, i) => (
              <li key={id} class={right[i] === id ? 'good' : 'bad'}>
                <span class="position">{words.number(i + 1)}</span>
                <Html html={html(id)} inline />
                <Mark good={right[i] === id}>
                  {right[i] === id ? words.inPlace : words.belongsAt(right.indexOf(id) + 1)}
                </Mark>
              </li>
            ))}
          </ol>
        </>
      )}
      {!correct && (
        <>
          <h3>{words.rightOrder}</h3>
          <ol class="ordering reviewed">
            {right.map((id, i) => (
              <li key={id}>
                <span class="position">{words.number(i + 1)}</span>
                <Html html={html(id)} inline />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

export const ordering: View<Ordering> = { Answer, Review }

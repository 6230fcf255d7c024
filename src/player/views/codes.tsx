/** @jsxImportSource preact */
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Codes } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { type ChartProps, type CodingViews, codingViews, loadCoding } from './codes/host.ts'
import type { View } from './view.ts'

/**
 * Draws with the views of `coding.js`, which the player loads at its start; until they are there it says so, and where they
 * cannot be loaded it offers to try again. What was typed is kept by whoever asks the question.
 */
function Loaded({ draw }: { readonly draw: (views: CodingViews) => VNode }) {
  const { words } = useApp()
  const [views, setViews] = useState(codingViews)
  const [failed, setFailed] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const retried = useRef(false)

  const load = (): void => {
    setFailed(false)
    loadCoding().then(setViews, () => setFailed(true))
  }
  useEffect(() => {
    if (views === undefined) load()
  }, [])
  // The button that was pressed is gone.
  useEffect(() => {
    if (views !== undefined && retried.current) holder.current?.focus()
  }, [views])

  if (views !== undefined && !retried.current) return draw(views)
  return (
    <div ref={holder} tabIndex={-1}>
      {views !== undefined ? (
        draw(views)
      ) : failed ? (
        <div class="problem" role="alert">
          <p>{words.codingFailed}</p>
          <button
            type="button"
            onClick={() => {
              retried.current = true
              load()
            }}
          >
            {words.loadAgain}
          </button>
        </div>
      ) : (
        <p role="status">{words.codingLoading}</p>
      )}
    </div>
  )
}

/** The record of a case, for the questions that follow it. */
export const CaseRecord = (props: ChartProps) => <Loaded draw={({ Chart }) => <Chart {...props} />} />

export const codes: View<Codes> = {
  Answer: (props) => <Loaded draw={({ Answer }) => <Answer {...props} />} />,
  Review: (props) => <Loaded draw={({ Review }) => <Review {...props} />} />,
  resultFirst: true,
}

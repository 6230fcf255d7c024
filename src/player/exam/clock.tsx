/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CompiledExam } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { Icon } from '../app/icon.tsx'

/** Minutes at which the clock speaks up, even when it is hidden. */
const WARNINGS = [1, 5] as const

/** The exam clock. Hiding it is the learner's choice; the warnings stay. */
export function ExamClock({ exam }: { readonly exam: CompiledExam }) {
  const { session, words, announce } = useApp()
  const [, redraw] = useState(0)
  const [shown, setShown] = useState(true)
  const left = session.secondsLeft(exam)
  const warning = left === undefined ? undefined : WARNINGS.find((minutes) => left <= minutes * 60)
  const before = useRef(warning)

  useEffect(() => {
    const timer = setInterval(() => redraw((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (warning !== undefined && warning !== before.current) announce(words.minutesLeft(warning))
    before.current = warning
  }, [warning, announce, words])

  if (left === undefined) return null
  return (
    <div class={warning === undefined ? 'clock' : 'clock warn'}>
      {warning !== undefined && <span class="clock-warning">{words.lessThanMinutes(warning)}</span>}
      {shown && (
        <span class="clock-time" role="timer" aria-label={words.timeLeft}>
          <Icon name="clock" />
          {words.clock(left)}
        </span>
      )}
      <button type="button" class="linkish" onClick={() => setShown(!shown)}>
        {shown ? words.hideClock : words.showClock}
      </button>
    </div>
  )
}

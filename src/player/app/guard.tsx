/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import type { Messages } from '../messages/index.ts'
import { hrefOf } from '../router.ts'

/** Never a white page: a part that fails is replaced by plain words and a way out. */
export function Guard({ words, children }: { readonly words: Messages; readonly children: ComponentChildren }) {
  const boundary: readonly [unknown, () => void] = useErrorBoundary()
  const [error, reset] = boundary
  if (error === undefined) return <>{children}</>
  return (
    <section class="reading" role="alert">
      <h1 tabIndex={-1}>{words.brokenTitle}</h1>
      <p>{words.brokenText}</p>
      <p class="hint">{error instanceof Error ? error.message : ''}</p>
      <p class="actions">
        <button type="button" class="primary" onClick={reset}>
          {words.tryAgain}
        </button>
        <a class="button" href={hrefOf({ kind: 'progress' })}>
          {words.toProgress}
        </a>
      </p>
    </section>
  )
}

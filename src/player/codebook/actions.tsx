/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { bookWords as words } from './words.ts'

/** What can be done with a code that was found. */
export function CodeActions({
  code,
  insert,
}: {
  /** As written, with a point. */
  readonly code: string
  /** Undefined where there is no field to put it into. */
  readonly insert?: ((code: string) => void) | undefined
}) {
  const [copied, setCopied] = useState(false)
  // Pages that came without encryption have no clipboard.
  const clipboard: Clipboard | undefined = Reflect.get(navigator, 'clipboard')
  if (insert === undefined && clipboard === undefined) return null
  return (
    <p class="book-actions">
      {insert !== undefined && (
        <button type="button" class="primary" onClick={() => insert(code)}>
          {words.insert}
        </button>
      )}
      {clipboard !== undefined && (
        <button
          type="button"
          onClick={() =>
            void clipboard.writeText(code).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {words.copy}
        </button>
      )}
      <span role="status">{copied ? words.copied(code) : ''}</span>
    </p>
  )
}

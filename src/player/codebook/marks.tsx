/** @jsxImportSource preact */
import type { BookEntry } from '../../codes/book/front-code.ts'
import type { Volume } from './book.ts'
import { bookWords as words } from './words.ts'

/** What is to be known of a code, in words. `brief`: for lists, where only what is out of the ordinary is said. */
export function Marks({
  entry,
  brief = false,
  table = false,
  volume,
}: {
  readonly entry: BookEntry
  readonly brief?: boolean
  /** The entry is the beginning of a code in a table of ICD-10-PCS. */
  readonly table?: boolean
  /** What it is in, where new codes are said to be new in. */
  readonly volume?: Volume | undefined
}) {
  return (
    <span class="book-marks">
      {entry.billable ? (
        !brief && <span class="book-mark good">{words.billable}</span>
      ) : (
        <span class="book-mark warn">{table ? words.table : words.header}</span>
      )}
      {entry.fresh && (
        <span class="book-mark info">
          {volume === undefined ? words.freshShort : words.fresh(volume.system, volume.effective)}
        </span>
      )}
      {entry.poaExempt && <span class="book-mark">{brief ? words.poaShort : words.poaExempt}</span>}
    </span>
  )
}

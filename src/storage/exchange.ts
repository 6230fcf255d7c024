import { describeStatement } from './describe.ts'
import type { Attachment, NewStatement, StatementFilter } from './records.ts'
import type { AddOutcome, Store } from './store.ts'

/**
 * Statements as NDJSON, one a line, as any record store reads them. Files stand on lines of their own before the first
 * statement that has them: `{"attachment":{"sha2":…,"type":…,"content":<base64>}}`.
 */
const PAGE = 500

/** All statements in the order they were stored, voided ones too: the voiding statements behind them void them again. */
export async function* exportLines(
  { statements }: Pick<Store, 'statements'>,
  { since, attachments }: { readonly since?: number; readonly attachments: boolean },
  report: (done: number, of: number) => void,
): AsyncGenerator<string> {
  const { seq: upTo } = await statements.last()
  const sent = new Set<string>()
  const filter = { ascending: true, includeVoided: true, direct: true, limit: PAGE, upTo } satisfies StatementFilter
  let after = 0
  for (;;) {
    const page = await statements.find({ ...filter, after, ...(since === undefined ? {} : { since }) })
    const last = page.at(-1)
    if (last === undefined) return
    for (const { body } of page) {
      for (const sha2 of attachments ? hashesIn(body) : []) {
        if (sent.has(sha2)) continue
        sent.add(sha2)
        for (const file of await statements.attachments([sha2])) yield attachmentLine(file)
      }
      yield body
    }
    after = last.seq
    report(after, upTo)
  }
}

const hashesIn = (body: string): readonly string[] =>
  body.includes('"sha2"') ? describeStatement(JSON.parse(body) as Readonly<Record<string, unknown>>).attachments : []

const attachmentLine = ({ sha2, type, content }: Attachment): string =>
  JSON.stringify({ attachment: { sha2, type, content: Buffer.from(content).toString('base64') } })

/** What a line was read as; `wrong` says what is the matter with it. */
export type Line =
  | { readonly statement: NewStatement }
  | { readonly attachment: Attachment }
  | { readonly wrong: string }

export type Imported =
  | { readonly added: number; readonly known: number }
  /** Nothing from this line on was stored; earlier lines may have been. */
  | { readonly line: number; readonly wrong: string; readonly added: number }

const BATCH = 500
const MOST_BYTES = 16_000_000

/** Stores statements line by line, in batches. What is there already is passed over, so that it can be run again. */
export async function importLines(
  { statements }: Pick<Store, 'statements'>,
  lines: AsyncIterable<string>,
  read: (line: string) => Line,
  report: (lines: number) => void,
): Promise<Imported> {
  let batch: { readonly line: number; readonly statement: NewStatement }[] = []
  let files: Attachment[] = []
  let bytes = 0
  let number = 0
  let added = 0
  let known = 0
  let clash: { readonly line: number; readonly id: string } | undefined

  const flush = async (): Promise<void> => {
    const sent = batch
    const outcome: AddOutcome = await statements.add(
      sent.map(({ statement }) => statement),
      files,
    )
    ;[batch, files, bytes] = [[], [], 0]
    if ('conflict' in outcome) {
      clash = { line: sent[outcome.conflict.index]?.line ?? number, id: outcome.conflict.id }
      return
    }
    added += outcome.added.length
    known += sent.length - outcome.added.length
    report(number)
  }

  for await (const text of lines) {
    number += 1
    if (text.trim() === '') continue
    const line = read(text)
    if ('wrong' in line) {
      await flush()
      if (clash === undefined) return { line: number, wrong: line.wrong, added }
      break
    }
    if ('attachment' in line) files.push(line.attachment)
    else batch.push({ line: number, statement: line.statement })
    bytes += text.length
    // Files wait for the statement behind them.
    const full = batch.length >= BATCH || bytes >= MOST_BYTES
    if (full && 'statement' in line) await flush()
    if (clash !== undefined) break
  }
  if (clash === undefined) await flush()
  if (clash !== undefined) {
    return { line: clash.line, wrong: `Another statement with the id ${clash.id} is stored already.`, added }
  }
  return { added, known }
}

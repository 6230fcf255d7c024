import { Writable } from 'node:stream'
import type { Io } from './io.ts'

export interface Progress {
  readonly update: (done: number, of: number) => void
  readonly stop: () => void
}

/** Shorter work shows no bar: it would only flicker. */
const PATIENCE = 400

const none: Progress = { update: () => undefined, stop: () => undefined }

/** A progress bar on stderr for work that takes long; nothing at all where stderr is not a terminal. */
export async function showProgress(io: Io, label: string): Promise<Progress> {
  if (!io.stderrIsTty) return none
  const { default: progress } = await import('cli-progress')
  const terminal = Object.assign(
    new Writable({
      write: (chunk: unknown, _, done) => {
        io.stderr(String(chunk))
        done()
      },
    }),
    { isTTY: true, columns: Number(io.env.COLUMNS ?? 80) },
  )
  const began = io.now()
  const bar = new progress.SingleBar({
    stream: terminal,
    format: `${label} {bar} {value}/{total}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
  })
  let shown = false
  return {
    update: (done, of) => {
      if (!shown && io.now() - began < PATIENCE) return
      if (!shown) bar.start(of, done)
      else bar.update(done)
      shown = true
    },
    stop: () => {
      if (shown) bar.stop()
    },
  }
}

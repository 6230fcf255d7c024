/** Whether the server can still be reached; never rejects. */
export type Reach = () => Promise<boolean>

/** A small file that is beside the page in every package. */
const ASKED_FOR = 'launch.js'
const PATIENCE = 10_000
const FIRST_SERVER_ERROR = 500

/**
 * An LMS's API may answer "true" while nothing gets through, so the place the course came from is asked itself. Only a
 * question that was answered once can tell: where the first one fails (opened from a folder, forbidden by a policy), the
 * browser's own word has to do.
 */
export function openReach(window: Window): Reach {
  /** Undefined: the page was hidden before there was an answer, and what waits for it must go on while it can. */
  const ask = async (): Promise<boolean | undefined> => {
    const stop = new AbortController()
    const hide = (): void => stop.abort('hidden')
    try {
      const asked = window.fetch(ASKED_FOR, { cache: 'no-store', signal: stop.signal })
      const timer = window.setTimeout(() => stop.abort(), PATIENCE)
      window.document.addEventListener('visibilitychange', hide)
      const { status } = await asked.finally(() => {
        window.clearTimeout(timer)
        window.document.removeEventListener('visibilitychange', hide)
      })
      return status < FIRST_SERVER_ERROR
    } catch {
      return stop.signal.reason === 'hidden' ? undefined : false
    }
  }
  const first = ask()
  const said = (): boolean => window.navigator?.onLine !== false
  return async () => ((await first) === true ? ((await ask()) ?? said()) : said())
}

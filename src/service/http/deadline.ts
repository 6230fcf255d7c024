import type { MiddlewareHandler } from 'hono'
import type { AppContext, AppEnv } from './env.ts'

/** How long a request may take: for its body to come, and for its answer to be ready. */
export interface Deadlines {
  readonly body: number
  readonly answer: number
}

/**
 * Answers 408 to whoever sends a body too slowly, and 504 for an answer that is not ready in time. Work under way
 * goes on in the background: each piece of it is atomic.
 */
export const deadlines =
  (of: (c: AppContext) => Deadlines): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const { body, answer } = of(c)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => {
        if (c.env?.incoming?.complete === false) resolve('late')
        else timer = setTimeout(resolve, answer - body, 'late')
      }, body)
    })
    try {
      if ((await Promise.race([next(), late])) !== 'late') return
      const slow = c.env?.incoming?.complete === false
      c.res = slow
        ? c.json({ error: 'slow', message: `The body did not come within ${body / 1000} seconds.` }, 408, {
            Connection: 'close',
          })
        : c.json({ error: 'late', message: `There was no answer within ${answer / 1000} seconds.` }, 504)
    } finally {
      clearTimeout(timer)
    }
  }

import type { AppContext } from '../http/env.ts'
import { refuse } from './errors.ts'

/** The JSON of a request, or the reply that refuses it. */
export async function readJson(c: AppContext): Promise<{ readonly json: unknown } | Response> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    return refuse(c, 415, { error: 'content-type', message: 'Statements are sent as application/json.' })
  }
  try {
    return { json: JSON.parse(await c.req.text()) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse(c, 400, {
      error: 'json',
      rule: 'xAPI 1.0.3 Data 2.2',
      message: `The body is not JSON: ${error.message}`,
    })
  }
}

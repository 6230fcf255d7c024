import { authorizationOf, type LaunchFacts } from '../xapi/launch-facts.ts'
import { request } from '../xapi/record-store.ts'

const AGAIN = 'Close this window and launch the course again from your learning platform.'

/** cmi5 §8.2.3.2. */
const ERRORS: Readonly<Record<string, string>> = {
  '1': `This launch has been used already or has expired. ${AGAIN}`,
  '2': `Your learning platform refused this launch. ${AGAIN}`,
  '3': `Your learning platform had a problem with this launch. ${AGAIN}`,
}

/**
 * The Authorization header of this session. The address it comes from gives it once (8.2.3.0-1), so it is kept in this tab,
 * for a reload. Throws with words for the learner when there is none.
 */
export async function fetchToken(
  window: Window & typeof globalThis,
  address: string,
  facts: LaunchFacts,
): Promise<string> {
  const known = facts.get('token')
  if (known !== undefined) return authorizationOf(known)
  const { status, text } = await request(window, address, { method: 'POST' })
  if (status === 0) throw new Error('No connection to your learning platform.')
  const answer = parse(text)
  const token = answer['auth-token']
  if (typeof token === 'string' && token !== '') {
    facts.set({ token })
    return authorizationOf(token)
  }
  const code = answer['error-code']
  throw new Error(
    ERRORS[typeof code === 'string' || typeof code === 'number' ? String(code) : ''] ??
      `Your learning platform gave no access to its record (error ${status}). ${AGAIN}`,
  )
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

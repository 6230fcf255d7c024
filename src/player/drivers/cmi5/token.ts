import { authorizationOf, type LaunchFacts } from '../xapi/launch-facts.ts'
import { type Launcher, opening } from '../xapi/reasons.ts'
import { request } from '../xapi/record-store.ts'

/** cmi5 §8.2.3.2. */
const ERRORS: Readonly<Record<string, (name: string) => string>> = {
  '1': () => 'This launch has been used already or has expired.',
  '2': (name) => `${opening(name)} refused this launch.`,
  '3': (name) => `${opening(name)} had a problem with this launch.`,
}

/**
 * The Authorization header of this session. The address it comes from gives it once (8.2.3.0-1), so it is kept in this tab,
 * for a reload. Throws with words for the learner when there is none.
 */
export async function fetchToken(
  window: Window & typeof globalThis,
  address: string,
  facts: LaunchFacts,
  { name, again }: Launcher,
): Promise<string> {
  const held = facts.get('token')
  if (held !== undefined) return authorizationOf(held)
  const { status, text } = await request(window, address, { method: 'POST' })
  if (status === 0) throw new Error(`No connection to ${name}.`)
  const answer = parse(text)
  const token = answer['auth-token']
  if (typeof token === 'string' && token !== '') {
    facts.set({ token })
    return authorizationOf(token)
  }
  const code = answer['error-code']
  const known = ERRORS[typeof code === 'string' || typeof code === 'number' ? String(code) : '']
  const fault = known?.(name) ?? `${opening(name)} gave no access to its record (error ${status}).`
  throw new Error(`${fault} ${again}`)
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

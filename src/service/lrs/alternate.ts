import { type Refusal, refusal } from './refusal.ts'
import { communicationClause, versions } from './versions.ts'

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const
export const methodNamed = (name: string | null): Method | undefined => METHODS.find((known) => known === name)
export type Method = (typeof METHODS)[number]

/** Headers that a form may hold in place of the request (Communication §1.3). */
const HEADERS = [
  'authorization',
  'x-experience-api-version',
  'content-type',
  'content-length',
  'if-match',
  'if-none-match',
  'accept-language',
]

/** A request of any method that came as a form in a POST. */
export interface Alternate {
  readonly method: Method
  readonly headers: ReadonlyMap<string, string>
  readonly parameters: ReadonlyMap<string, string>
  readonly content: Uint8Array | undefined
}

const RULE = communicationClause(versions['1.0.3'], '1.3')
const bad = (message: string): Refusal => refusal(400, { error: 'alternate-request', rule: RULE, message })

/** Reads the alternate request syntax: `method` in the query and nothing else, everything else in the form. */
export function readAlternate(query: URLSearchParams, form: Uint8Array): Alternate | Refusal {
  const method = methodNamed(query.get('method'))
  if (method === undefined) return bad(`The parameter method must be one of ${METHODS.join(', ')}.`)
  if (query.size > 1) return bad('Beside method, everything of the request belongs into the form.')
  const headers = new Map<string, string>()
  const parameters = new Map<string, string>()
  let content: string | undefined
  for (const [name, value] of new URLSearchParams(Buffer.from(form).toString('utf8'))) {
    const lower = name.toLowerCase()
    const known = HEADERS.includes(lower) ? headers : parameters
    const key = known === headers ? lower : name
    if (known.has(key) || (name === 'content' && content !== undefined))
      return bad(`The field ${name.slice(0, 80)} stands twice.`)
    if (name === 'content') content = value
    else known.set(key, value)
  }
  if (content === undefined && (method === 'PUT' || method === 'POST')) {
    return bad(`A ${method} in a form needs the field "content".`)
  }
  return { method, headers, parameters, content: content === undefined ? undefined : new TextEncoder().encode(content) }
}

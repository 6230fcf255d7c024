import type { Caller } from './caller.ts'
import { isRefusal, type Refusal, refusal } from './refusal.ts'
import { communicationClause, type VersionRules } from './versions.ts'

/** A request as the resources see it, whichever syntax it arrived in. */
export interface LrsRequest {
  readonly rules: VersionRules
  readonly caller: Caller
  /** Each name once. */
  readonly parameters: ReadonlyMap<string, string>
  /** Undefined where the header is missing. */
  readonly header: (name: string) => string | undefined
  readonly body: () => Promise<Uint8Array | Refusal>
  /** Path under which the record store answers, e.g. `/xapi`. */
  readonly base: string
}

/** What a resource answers. */
export type Answer =
  | {
      readonly status: 200
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Uint8Array
    }
  | { readonly status: 204; readonly headers?: Readonly<Record<string, string>> }

export type Content = Extract<Answer, { readonly status: 200 }>

export type Handler = (request: LrsRequest) => Promise<Answer | Refusal>

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Content => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

export const badParameter = (rules: VersionRules, clause: string, name: string, what: string): Refusal =>
  refusal(400, {
    error: 'parameter',
    rule: communicationClause(rules, clause),
    message: `The parameter ${name.slice(0, 80)} ${what}.`,
  })

/** Refuses the first parameter a resource does not know; names are compared letter by letter (2.1.3). */
export function unknownParameter(
  { rules, parameters }: LrsRequest,
  clause: string,
  known: readonly string[],
): Refusal | undefined {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) return badParameter(rules, clause, name, 'is not known here')
  }
  return undefined
}

export interface ParameterSpec<T> {
  readonly wanted: string
  readonly read: (text: string) => T | undefined
}

/** Reads a parameter that must be there. */
export function required<T>(
  request: LrsRequest,
  clause: string,
  name: string,
  spec: ParameterSpec<T>,
): { readonly value: T } | Refusal {
  if (!request.parameters.has(name)) return badParameter(request.rules, clause, name, 'is missing')
  const found = optional(request, clause, name, spec)
  if (isRefusal(found)) return found
  return found.value === undefined
    ? badParameter(request.rules, clause, name, `must be ${spec.wanted}`)
    : { value: found.value }
}

/** Reads a parameter that may be missing. */
export function optional<T>(
  { rules, parameters }: LrsRequest,
  clause: string,
  name: string,
  spec: ParameterSpec<T>,
): { readonly value: T | undefined } | Refusal {
  const text = parameters.get(name)
  if (text === undefined) return { value: undefined }
  const value = spec.read(text)
  return value === undefined ? badParameter(rules, clause, name, `must be ${spec.wanted}`) : { value }
}

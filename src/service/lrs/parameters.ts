import { isMembers, type Members } from '../../model/members.ts'
import { agentKey } from '../../storage/agent-key.ts'
import type { ParameterSpec } from './exchange.ts'
import { parseStrictJson } from './json-text.ts'
import { actor } from './validation/actor.ts'
import type { Walk } from './validation/checks.ts'
import { isIri, isTimestamp, isUuid, timeOf } from './validation/formats.ts'
import { versions } from './versions.ts'

/** What parameters of several resources look like. */

export const text: ParameterSpec<string> = {
  wanted: 'a text without NUL or halves of surrogate pairs',
  // A wrong percent-encoding becomes U+FFFD, which no client means.
  read: (value) => (value.includes('\0') || value.includes('\uFFFD') ? undefined : value),
}

export const iri: ParameterSpec<string> = { wanted: 'an IRI', read: (value) => (isIri(value) ? value : undefined) }

export const uuid: ParameterSpec<string> = {
  wanted: 'a UUID',
  read: (value) => (isUuid(value) ? value.toLowerCase() : undefined),
}

/** Milliseconds. */
export const time: ParameterSpec<number> = {
  wanted: 'a timestamp (RFC 3339)',
  read: (value) => (isTimestamp(value) ? timeOf(value) : undefined),
}

export const yesOrNo: ParameterSpec<boolean> = {
  wanted: 'true or false',
  read: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
}

export interface NamedAgent {
  readonly key: string
  readonly agent: Members
}

/** An Agent or an identified Group, as JSON. */
export const agent: ParameterSpec<NamedAgent> = {
  wanted: 'an Agent or identified Group object with exactly one identifier, as JSON',
  read: (value) => {
    const parsed = parseStrictJson(value)
    if ('fault' in parsed || !isMembers(parsed.json)) return undefined
    const walk: Walk = { rules: versions['2.0.0'], way: [], faults: [] }
    actor(parsed.json, walk)
    const key = agentKey(parsed.json)
    return walk.faults.length > 0 || key === undefined ? undefined : { key, agent: parsed.json }
  },
}

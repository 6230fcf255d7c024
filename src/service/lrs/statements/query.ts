import type { StatementFilter } from '../../../storage/records.ts'
import { readsOnly } from '../caller.ts'
import { badParameter, type LrsRequest, optional, type ParameterSpec, unknownParameter } from '../exchange.ts'
import { limits } from '../limits.ts'
import { agent, iri, time, uuid, yesOrNo } from '../parameters.ts'
import { isRefusal, type Refusal } from '../refusal.ts'

const CLAUSE = '2.1.3'

/** How statements are written in the answer. */
export const FORMATS = ['exact', 'ids', 'canonical'] as const
export type Format = (typeof FORMATS)[number]

const format: ParameterSpec<Format> = {
  wanted: `one of ${FORMATS.join(', ')}`,
  read: (text) => FORMATS.find((name) => name === text),
}

const limit: ParameterSpec<number> = {
  wanted: 'a whole number, 0 or more',
  read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
}

/** Parameters that filter and order (Communication §2.1.3), with what reads each. */
const filters = {
  agent,
  verb: iri,
  activity: iri,
  registration: uuid,
  related_activities: yesOrNo,
  related_agents: yesOrNo,
  since: time,
  until: time,
  limit,
  ascending: yesOrNo,
} as const satisfies Readonly<Record<string, ParameterSpec<unknown>>>

const presentation = { format, attachments: yesOrNo } as const

export interface Presentation {
  readonly format: Format
  readonly attachments: boolean
}

export type Query =
  | { readonly kind: 'one'; readonly id: string; readonly voided: boolean; readonly as: Presentation }
  | { readonly kind: 'many'; readonly filter: StatementFilter; readonly as: Presentation }

/** Reads the parameters of GET statements; refuses unknown ones, wrong values and combinations the standard forbids. */
export function readQuery(request: LrsRequest): Query | Refusal {
  const { rules, parameters, caller } = request
  const as = readAll(request, presentation)
  if (isRefusal(as)) return as
  const shown: Presentation = { format: as.format ?? 'exact', attachments: as.attachments ?? false }
  for (const name of ['statementId', 'voidedStatementId'] as const) {
    if (!parameters.has(name)) continue
    for (const other of parameters.keys()) {
      if (other !== name && !Object.hasOwn(presentation, other)) {
        return badParameter(rules, CLAUSE, other, `cannot stand beside ${name}`)
      }
    }
    const id = optional(request, CLAUSE, name, uuid)
    if (isRefusal(id)) return id
    return { kind: 'one', id: id.value ?? '', voided: name === 'voidedStatementId', as: shown }
  }
  const unknown = unknownParameter(request, CLAUSE, [...Object.keys(filters), ...Object.keys(presentation)])
  if (unknown !== undefined) return unknown
  const read = readAll(request, filters)
  if (isRefusal(read)) return read
  const authority = readsOnly(caller)
  const asked = read.limit ?? 0
  return {
    kind: 'many',
    as: shown,
    filter: {
      ...(read.agent === undefined ? {} : { agent: { key: read.agent.key, related: read.related_agents ?? false } }),
      ...(read.verb === undefined ? {} : { verb: read.verb }),
      ...(read.activity === undefined
        ? {}
        : { activity: { id: read.activity, related: read.related_activities ?? false } }),
      ...(read.registration === undefined ? {} : { registration: read.registration }),
      ...(read.since === undefined ? {} : { since: read.since }),
      ...(read.until === undefined ? {} : { until: read.until }),
      ...(authority === undefined ? {} : { authority }),
      ascending: read.ascending ?? false,
      limit: asked === 0 ? limits.page : Math.min(asked, limits.page),
    },
  }
}

type Specs = Readonly<Record<string, ParameterSpec<unknown>>>
type Values<S extends Specs> = { readonly [K in keyof S]?: S[K] extends ParameterSpec<infer T> ? T : never }

function readAll<S extends Specs>(request: LrsRequest, specs: S): Values<S> | Refusal {
  const values: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const read = optional(request, CLAUSE, name, spec)
    if (isRefusal(read)) return read
    if (read.value !== undefined) values[name] = read.value
  }
  // Each value was read by the spec of the same name.
  return values as Values<S>
}

import { createHash } from 'node:crypto'
import type { Document } from '../../../storage/records.ts'
import type { LrsRequest } from '../exchange.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { communicationClause, type VersionRules } from '../versions.ts'

/** What a write asks of the document as it stands (RFC 9110 §13.1). Tags are bare, without quotes; `'*'` is any. */
interface Precondition {
  readonly match: readonly string[] | '*' | undefined
  readonly noneMatch: readonly string[] | '*' | undefined
}

const sha1 = ({ content }: Pick<Document, 'content'>): string => createHash('sha1').update(content).digest('hex')

/** The entity tag a version answers, in quotes. */
export const entityTag = (document: Pick<Document, 'content' | 'etag'>, { entityTag: kind }: VersionRules): string =>
  `"${kind === 'sha1' ? sha1(document) : document.etag}"`

/** If-Match and If-None-Match as lists of bare tags; weak tags never match for writing (RFC 9110 §13.1.1). */
export function preconditionOf({ header }: LrsRequest): Precondition {
  const tags = (value: string | undefined): readonly string[] | '*' | undefined =>
    value === undefined
      ? undefined
      : value.trim() === '*'
        ? '*'
        : [...value.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag = '']) => (weak === undefined ? [tag] : []))
  return { match: tags(header('if-match')), noneMatch: tags(header('if-none-match')) }
}

/** Refuses a write that the document as it stands does not allow; a tag of either version will do. */
export function preconditionFault(
  { match, noneMatch }: Precondition,
  current: Document | undefined,
  rules: VersionRules,
): Refusal | undefined {
  const listed = (tags: readonly string[] | '*'): boolean =>
    current !== undefined && (tags === '*' || tags.includes(current.etag) || tags.includes(sha1(current)))
  if ((match === undefined || listed(match)) && (noneMatch === undefined || !listed(noneMatch))) return undefined
  return refusal(
    412,
    {
      error: 'outdated',
      rule: communicationClause(rules, '3.1'),
      message: 'The document is not as the request expects it; nothing was written.',
    },
    current === undefined ? {} : { ETag: entityTag(current, rules) },
  )
}

/** Refuses a PUT without preconditions where a version wants one. */
export function blindPutFault(
  request: LrsRequest,
  resource: 'state' | 'activity-profile' | 'agent-profile',
  current: Document | undefined,
): Refusal | undefined {
  const { rules, header } = request
  if (header('if-match') !== undefined || header('if-none-match') !== undefined) return undefined
  const wanted = rules.unconditionalPut === 'existing' ? current !== undefined : resource !== 'state'
  if (!wanted) return undefined
  const rule = communicationClause(rules, '3.1')
  return current === undefined
    ? refusal(400, {
        error: 'precondition',
        rule,
        message: 'PUT of a new profile needs the header "If-None-Match: *".',
      })
    : refusal(
        409,
        {
          error: 'precondition',
          rule,
          message:
            'There is a document already. Read it, then PUT again with its ETag in If-Match, or with "If-None-Match: *" to write only where there is none. Nothing was written.',
        },
        { ETag: entityTag(current, rules) },
      )
}

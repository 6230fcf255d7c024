import { isMembers, type Members } from '../../../model/members.ts'
import type { Attachment, NewStatement } from '../../../storage/records.ts'
import { storeInSession } from '../../cmi5/store-in-session.ts'
import type { Service } from '../../dependencies.ts'
import type { Caller } from '../caller.ts'
import { limits } from '../limits.ts'
import { isRefusal, type Refusal, refusal } from '../refusal.ts'
import { timeOf } from '../validation/formats.ts'
import { statementFaults } from '../validation/statement.ts'
import { communicationClause, type VersionRules } from '../versions.ts'
import { attachedFault, type Files, withFiles } from './attached.ts'
import { compose } from './compose.ts'
import { fingerprint } from './equality.ts'

/** After so many statements of a large batch, other requests get their turn. */
const BREATH = 250

export interface Accepted {
  readonly ids: readonly string[]
}

/**
 * Takes a batch of statements: all of it or nothing. What was stored before is accepted again without change (Data §2.3.1,
 * Communication §2.1.1). The refusal names the statement, the place in it and the rule.
 */
export async function acceptStatements(
  { store, uuid }: Pick<Service, 'store' | 'uuid'>,
  { rules, caller }: { readonly rules: VersionRules; readonly caller: Caller },
  batch: readonly unknown[],
  files: Files,
): Promise<Accepted | Refusal> {
  if (batch.length > limits.batch) {
    return refusal(413, {
      error: 'too-many',
      message: `A batch may have at most ${limits.batch} statements; this one has ${batch.length}. Nothing of it was stored.`,
    })
  }
  const fresh: NewStatement[] = []
  const sent: Members[] = []
  const attachments: Attachment[] = [...files.honest()]
  const ids = new Set<string>()
  for (const [index, value] of batch.entries()) {
    if (index > 0 && index % BREATH === 0) await new Promise((resolve) => setImmediate(resolve))
    const [fault] = statementFaults(value, rules)
    if (fault !== undefined || !isMembers(value)) return invalid(index, fault ?? { message: 'must be an object' })
    const attached = await attachedFault(value, files, rules)
    if (attached !== undefined) return invalid(index, attached)
    const { statement, own: misnamed } = withFiles(compose(value, { rules, authority: caller.authority, uuid }), files)
    attachments.push(...misnamed)
    if (Buffer.byteLength(statement.body) > limits.statement) {
      return refusal(413, {
        error: 'too-large',
        statement: index,
        message: `Statement ${index} has more than ${limits.statement} bytes. Nothing of the request was stored.`,
      })
    }
    if (ids.has(statement.id)) {
      const message = `has the id ${statement.id}, which an earlier statement of the batch has`
      return invalid(index, { pointer: '/id', rule: communicationClause(rules, '2.1.2'), message })
    }
    ids.add(statement.id)
    fresh.push(statement)
    sent.push(value)
  }
  const unused = files.firstUnused()
  if (unused !== undefined) {
    return refusal(400, {
      error: 'attachment',
      rule: communicationClause(rules, '1.5.2'),
      message: `No statement has an attachment with the hash ${unused}.`,
    })
  }
  if (caller.kind === 'session') {
    const stored = await storeInSession({ store, uuid }, caller.active, { sent, fresh, attachments })
    if (isRefusal(stored)) return stored
    return 'conflict' in stored ? conflict(stored.conflict, rules) : { ids: [...ids] }
  }
  let outcome = await store.statements.add(fresh, attachments)
  while ('conflict' in outcome) {
    const same = await returned(store, fresh[outcome.conflict.index])
    if (same === undefined) return conflict(outcome.conflict, rules)
    fresh[outcome.conflict.index] = same
    outcome = await store.statements.add(fresh, attachments)
  }
  return { ids: [...ids] }
}

/**
 * A statement that came without a timestamp, was given one by the store, and is sent again as a reader was answered it: the
 * same statement (Data §2.3.1), with the fingerprint it has without that timestamp.
 */
async function returned(store: Service['store'], sent: NewStatement | undefined): Promise<NewStatement | undefined> {
  const known = sent && (await store.statements.get(sent.id))
  if (sent === undefined || known === undefined) return undefined
  const body: unknown = JSON.parse(sent.body)
  if (!isMembers(body) || typeof body.timestamp !== 'string' || timeOf(body.timestamp) !== known.stored)
    return undefined
  const { timestamp: _timestamp, ...without } = body
  const unstamped = fingerprint(without)
  return unstamped === sent.fingerprint ? undefined : { ...sent, fingerprint: unstamped }
}

const conflict = ({ index, id }: { readonly index: number; readonly id: string }, rules: VersionRules): Refusal =>
  refusal(409, {
    error: 'conflict',
    statement: index,
    pointer: '/id',
    rule: communicationClause(rules, '2.1'),
    message: `Statement ${index}: another statement with the id ${id} is stored already. Nothing of this batch was stored.`,
  })

const invalid = (
  index: number,
  fault: { readonly pointer?: string; readonly rule?: string; readonly message: string },
): Refusal =>
  refusal(400, {
    error: 'invalid-statement',
    statement: index,
    pointer: fault.pointer ?? '',
    ...(fault.rule === undefined ? {} : { rule: fault.rule }),
    message: `Statement ${index}: ${fault.pointer === undefined || fault.pointer === '' ? 'it' : fault.pointer} ${fault.message}.`,
  })

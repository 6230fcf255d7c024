import { isMembers, type Members } from '../../../model/members.ts'
import type { Document } from '../../../storage/records.ts'
import type { NewDocument } from '../../../storage/store.ts'
import { noteReading, preferencesFault } from '../../cmi5/documents-gate.ts'
import type { Service } from '../../dependencies.ts'
import { badParameter, type Handler, json } from '../exchange.ts'
import { parseStrictJson } from '../json-text.ts'
import { isRefusal, type Refusal, refusal } from '../refusal.ts'
import { communicationClause, type VersionRules } from '../versions.ts'
import { blindPutFault, entityTag, preconditionFault, preconditionOf } from './preconditions.ts'
import { askedDocuments, type DocumentResource } from './resources.ts'

/** Ends a write that must not happen, from inside the store's own read and write. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why.refused.message)
    this.why = why
  }
}

const unlessRefused = async <T>(work: Promise<T>): Promise<T | Refusal> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refused) return error.why
    throw error
  }
}

const refuseIf = (fault: Refusal | undefined): void => {
  if (fault !== undefined) throw new Refused(fault)
}

/** GET of one document, or of the ids of all (Communication §2.2). */
export const getDocument =
  (service: Service, of: DocumentResource): Handler =>
  async (request) => {
    const { store } = service
    const asked = askedDocuments(request, of, 'read')
    if (isRefusal(asked)) return asked
    const { owner, id, since } = asked
    if (request.caller.kind === 'session') await noteReading(service, request.caller.active, of.resource, id)
    if (id === undefined)
      return json(await store.documents.ids({ ...owner, ...(since === undefined ? {} : { since }) }))
    const document = await store.documents.get({ ...owner, id })
    if (document === undefined) {
      const rule = communicationClause(request.rules, of.clause)
      return refusal(404, { error: 'not-found', rule, message: 'There is no such document.' })
    }
    return {
      status: 200,
      headers: {
        'Content-Type': document.type,
        ETag: entityTag(document, request.rules),
        'Last-Modified': new Date(document.updated).toUTCString(),
      },
      body: document.content,
    }
  }

/** PUT replaces a document, POST merges two JSON objects (§2.2); both heed entity tags (§3.1). */
export const writeDocument =
  ({ store, now, awards }: Service, of: DocumentResource, method: 'PUT' | 'POST'): Handler =>
  async (request) => {
    const asked = askedDocuments(request, of, 'write')
    if (isRefusal(asked)) return asked
    const { owner, id } = asked
    if (id === undefined) return badParameter(request.rules, of.clause, of.id, 'is missing')
    const content = await request.body()
    if (isRefusal(content)) return content
    const sent: NewDocument = {
      type: request.header('content-type') ?? 'application/octet-stream',
      content,
      at: now(),
    }
    const unfit = request.caller.kind === 'session' ? preferencesFault(of.resource, id, sent) : undefined
    if (unfit !== undefined) return unfit
    const condition = preconditionOf(request)
    const written = { content: sent.content }
    const outcome = await unlessRefused(
      store.documents.update({ ...owner, id }, (current) => {
        refuseIf(preconditionFault(condition, current, request.rules))
        if (method === 'PUT') {
          refuseIf(blindPutFault(request, of.resource, current))
          return sent
        }
        const merged = merge(current, sent, request.rules)
        if (isRefusal(merged)) throw new Refused(merged)
        written.content = merged.content
        return merged
      }),
    )
    if (isRefusal(outcome)) return outcome
    if (owner.registration !== undefined) awards.wake(owner.registration)
    const tag = entityTag({ content: written.content, etag: outcome.etag ?? '' }, request.rules)
    return { status: 204, headers: { ETag: tag } }
  }

export const deleteDocument =
  ({ store }: Service, of: DocumentResource): Handler =>
  async (request) => {
    const asked = askedDocuments(request, of, 'delete')
    if (isRefusal(asked)) return asked
    const { owner, id } = asked
    if (id === undefined) {
      await store.documents.removeAll(owner)
      return { status: 204 }
    }
    const condition = preconditionOf(request)
    const outcome = await unlessRefused(
      store.transaction(async (tx) => {
        refuseIf(preconditionFault(condition, await tx.documents.get({ ...owner, id }), request.rules))
        return tx.documents.remove({ ...owner, id })
      }),
    )
    return isRefusal(outcome) ? outcome : { status: 204 }
  }

const isJson = (type: string): boolean => type.split(';')[0]?.trim().toLowerCase() === 'application/json'

/** §2.2: POST puts the top-level properties sent over those there are; both sides must be JSON objects. */
function merge(current: Document | undefined, sent: NewDocument, rules: VersionRules): NewDocument | Refusal {
  if (current === undefined && !isJson(sent.type)) return sent
  const added = objectOf(sent)
  const before = current === undefined ? {} : objectOf(current)
  if (added === undefined || before === undefined) {
    return refusal(400, {
      error: 'merge',
      rule: communicationClause(rules, '2.2'),
      message:
        added === undefined
          ? 'POST merges JSON objects, sent as application/json; this is none. Use PUT to replace the document.'
          : 'The document there is no JSON object, so nothing can be merged into it. Use PUT to replace it.',
    })
  }
  if (current === undefined) return sent
  return { ...sent, content: new TextEncoder().encode(JSON.stringify({ ...before, ...added })) }
}

function objectOf({ type, content }: Pick<Document, 'type' | 'content'>): Members | undefined {
  if (!isJson(type)) return undefined
  const parsed = parseStrictJson(new TextDecoder().decode(content))
  return 'json' in parsed && isMembers(parsed.json) ? parsed.json : undefined
}

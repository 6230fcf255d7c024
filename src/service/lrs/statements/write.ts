import { isMembers } from '../../../model/members.ts'
import type { Service } from '../../dependencies.ts'
import {
  type Answer,
  badParameter,
  type Handler,
  json,
  type LrsRequest,
  required,
  unknownParameter,
} from '../exchange.ts'
import { parseStrictJson } from '../json-text.ts'
import { uuid } from '../parameters.ts'
import { isRefusal, type Refusal, refusal } from '../refusal.ts'
import { communicationClause, dataClause, type VersionRules } from '../versions.ts'
import { acceptStatements } from './accept.ts'
import { type Files, NO_FILES, readParts } from './attached.ts'
import { boundaryOf } from './multipart.ts'

/** POST of one statement or a list (Communication §2.1.2). Answers the ids in the order sent. */
export const postStatements =
  (service: Service): Handler =>
  async (request) => {
    const unknown = unknownParameter(request, '2.1.2', [])
    if (unknown !== undefined) return unknown
    const sent = await statementsOf(request)
    if (isRefusal(sent)) return sent
    const batch: readonly unknown[] = Array.isArray(sent.json) ? sent.json : [sent.json]
    const outcome = await acceptStatements(service, request, batch, sent.files)
    if (isRefusal(outcome)) return outcome
    service.awards.wake()
    return json(outcome.ids)
  }

/** PUT of one statement under an id of the client's (§2.1.1). */
export const putStatement =
  (service: Service): Handler =>
  async (request): Promise<Answer | Refusal> => {
    const { rules, parameters } = request
    const unknown = unknownParameter(request, '2.1.1', ['statementId'])
    if (unknown !== undefined) return unknown
    const id = required(request, '2.1.1', 'statementId', uuid)
    if (isRefusal(id)) return id
    const sent = await statementsOf(request)
    if (isRefusal(sent)) return sent
    if (!isMembers(sent.json)) {
      return refusal(400, { error: 'invalid-statement', message: 'PUT takes one statement, as a JSON object.' })
    }
    const own = sent.json.id
    if (typeof own === 'string' && own.toLowerCase() !== id.value) {
      const said = badParameter(
        rules,
        '2.1.1',
        'statementId',
        `is ${parameters.get('statementId')}, the statement's id another`,
      )
      return { ...said, refused: { ...said.refused, pointer: '/id' } }
    }
    const outcome = await acceptStatements(service, request, [{ ...sent.json, id: own ?? id.value }], sent.files)
    if (isRefusal(outcome)) return outcome
    service.awards.wake()
    return { status: 204 }
  }

async function statementsOf(request: LrsRequest): Promise<{ readonly json: unknown; readonly files: Files } | Refusal> {
  const { rules } = request
  const type = request.header('content-type') ?? ''
  const boundary = boundaryOf(type)
  if (boundary === undefined && type.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return refusal(400, {
      error: 'content-type',
      rule: communicationClause(rules, '1.5'),
      message:
        'Statements are sent as application/json, or as multipart/mixed with a boundary when files are attached.',
    })
  }
  const body = await request.body()
  if (isRefusal(body)) return body
  if (boundary === undefined) return withFiles(body, NO_FILES, rules)
  const read = readParts(body, boundary)
  if ('wrong' in read) {
    return refusal(400, { error: 'multipart', rule: communicationClause(rules, '1.5.2'), message: read.wrong })
  }
  return withFiles(read.json, read.files, rules)
}

function withFiles(bytes: Uint8Array, files: Files, rules: VersionRules) {
  const text = decodeUtf8(bytes)
  const parsed =
    text === undefined ? { fault: { error: 'json-characters', message: 'It is not UTF-8.' } } : parseStrictJson(text)
  return 'fault' in parsed
    ? refusal(400, {
        error: parsed.fault.error,
        rule: dataClause(rules, '2.2'),
        message: `The body cannot be taken. ${parsed.fault.message}`,
      })
    : { json: parsed.json, files }
}

/** Undefined where bytes are not UTF-8; a reader that repaired them would store what nobody sent. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

import { createHash } from 'node:crypto'
import { isMembers, type Members } from '../../../model/members.ts'
import { sha256 } from '../../../storage/canonical.ts'
import type { Attachment, NewStatement } from '../../../storage/records.ts'
import { communicationClause, dataClause, type VersionRules } from '../versions.ts'
import { type Part, parseMultipart } from './multipart.ts'
import { isSignature, signatureFault } from './signature.ts'

/** The files that came with a request, by their hash; remembers which of them statements named. */
export interface Files {
  readonly take: (sha2: string) => Uint8Array | undefined
  /** Hash of a file no statement has named. */
  readonly firstUnused: () => string | undefined
  /** Those whose content has the hash they came under. */
  readonly honest: () => readonly Attachment[]
  /** One whose content has another hash than the one it came under. */
  readonly misnamed: (sha2: string) => Attachment | undefined
}

export const NO_FILES: Files = {
  take: () => undefined,
  firstUnused: () => undefined,
  honest: () => [],
  misnamed: () => undefined,
}

const ALGORITHMS: Readonly<Record<number, string>> = { 64: 'sha256', 96: 'sha384', 128: 'sha512' }

/** Splits a multipart/mixed body into the JSON of its first part and the files behind it. */
export function readParts(
  body: Uint8Array,
  boundary: string,
): { readonly json: Uint8Array; readonly files: Files } | { readonly wrong: string } {
  const parsed = parseMultipart(body, boundary)
  if ('wrong' in parsed) return parsed
  const [first, ...rest] = parsed.parts
  const type = first?.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (first === undefined || type !== 'application/json') {
    return { wrong: 'The first part must be application/json and hold the statements.' }
  }
  const found = new Map<string, Attachment>()
  const misnamed = new Map<string, Attachment>()
  for (const [i, part] of rest.entries()) {
    const file = fileOf(part)
    if ('wrong' in file) return { wrong: `Part ${i + 1} ${file.wrong}.` }
    const named =
      createHash(ALGORITHMS[file.sha2.length] ?? '')
        .update(file.content)
        .digest('hex') === file.sha2
    found.set(file.sha2, file)
    if (!named) misnamed.set(file.sha2, file)
  }
  const unused = new Set(found.keys())
  return {
    json: first.content,
    files: {
      take: (sha2) => {
        unused.delete(sha2)
        return found.get(sha2)?.content
      },
      firstUnused: () => unused.values().next().value,
      honest: () => [...found.values()].filter(({ sha2 }) => !misnamed.has(sha2)),
      misnamed: (sha2) => misnamed.get(sha2),
    },
  }
}

function fileOf({ headers, content }: Part): Attachment | { readonly wrong: string } {
  const sha2 = headers.get('x-experience-api-hash')?.toLowerCase()
  const algorithm = ALGORITHMS[sha2?.length ?? 0]
  if (sha2 === undefined || algorithm === undefined) return { wrong: 'has no X-Experience-API-Hash with a SHA-2 hash' }
  if (headers.get('content-transfer-encoding')?.toLowerCase() !== 'binary') {
    return { wrong: 'has no "Content-Transfer-Encoding: binary"' }
  }
  return { sha2, type: headers.get('content-type') ?? 'application/octet-stream', content }
}

/**
 * Where the content is kept that came with one statement under a hash that is not its own. The standard has nobody check
 * hashes, and clients exist that hash one form of a file and send another; but files are shared by hash, and a wrong one
 * must not be answered to readers of other statements.
 */
export const misnamedKey = (statement: string, sha2: string): string => sha256(`${statement} ${sha2}`)

/** The statement and its files as they are to be stored. */
export function withFiles(
  statement: NewStatement,
  files: Files,
): { readonly statement: NewStatement; readonly own: readonly Attachment[] } {
  const own = statement.facts.attachments.flatMap((sha2) => {
    const file = files.misnamed(sha2)
    return file === undefined ? [] : [{ ...file, named: sha2, sha2: misnamedKey(statement.id, sha2) }]
  })
  if (own.length === 0) return { statement, own }
  const attachments = statement.facts.attachments.map((sha2) => own.find(({ named }) => named === sha2)?.sha2 ?? sha2)
  return {
    statement: { ...statement, facts: { ...statement.facts, attachments } },
    own: own.map(({ sha2, type, content }) => ({ sha2, type, content })),
  }
}

export interface AttachedFault {
  readonly pointer: string
  readonly rule: string
  readonly message: string
}

/** Holds the attachments of a valid statement, and of a sub-statement in it, against the files that came with it. */
export async function attachedFault(
  statement: Members,
  files: Files,
  rules: VersionRules,
): Promise<AttachedFault | undefined> {
  const own = await listFault(statement, statement.attachments, '/attachments', files, rules)
  if (own !== undefined || !isMembers(statement.object)) return own
  return listFault(undefined, statement.object.attachments, '/object/attachments', files, rules)
}

async function listFault(
  signed: Members | undefined,
  attachments: unknown,
  at: string,
  files: Files,
  rules: VersionRules,
): Promise<AttachedFault | undefined> {
  if (!Array.isArray(attachments)) return undefined
  for (const [i, attachment] of attachments.entries()) {
    if (!isMembers(attachment)) continue
    const pointer = `${at}/${i}`
    const content = files.take(String(attachment.sha2).toLowerCase())
    if (content === undefined && attachment.fileUrl === undefined) {
      const message = 'has no fileUrl, and no part of the request has its hash'
      return { pointer, rule: communicationClause(rules, '1.5.2'), message }
    }
    const message = await signatureProblem(signed, attachment, content)
    if (message !== undefined) return { pointer, rule: dataClause(rules, '2.6'), message }
  }
  return undefined
}

async function signatureProblem(
  signed: Members | undefined,
  attachment: Members,
  content: Uint8Array | undefined,
): Promise<string | undefined> {
  if (!isSignature(attachment)) return undefined
  if (signed === undefined) return 'is a signature, which only whole statements have'
  if (attachment.contentType !== 'application/octet-stream') {
    return 'is a signature, so its contentType must be application/octet-stream'
  }
  return content === undefined ? 'is a signature, so it must come with the request' : signatureFault(signed, content)
}

import { isMembers, type Members } from '../../../model/members.ts'
import { authorityKey } from '../../../storage/describe.ts'
import type { StatementFilter, StoredStatement } from '../../../storage/records.ts'
import type { Service } from '../../dependencies.ts'
import { readsOnly } from '../caller.ts'
import { type Answer, badParameter, type Content, type Handler, type LrsRequest } from '../exchange.ts'
import { limits } from '../limits.ts'
import { isRefusal, type Refusal, refusal } from '../refusal.ts'
import { communicationClause } from '../versions.ts'
import { misnamedKey } from './attached.ts'
import { present } from './format.ts'
import { type Position, readToken, writeToken } from './more.ts'
import { writeMultipart } from './multipart.ts'
import { type Presentation, readQuery } from './query.ts'

/** GET of one statement by its id, or of a page of those that match (Communication §2.1.3). */
export const getStatements =
  (service: Service): Handler =>
  async (request) => {
    const token = request.parameters.get('more')
    const position = token === undefined ? undefined : readToken(token, service.store.secret)
    if (token !== undefined && (position === undefined || request.parameters.size > 1)) {
      return badParameter(request.rules, '2.1.3', 'more', 'is not one this record store has given out')
    }
    const asked = position === undefined ? request : { ...request, parameters: new Map(position.parameters) }
    const query = readQuery(asked)
    if (isRefusal(query)) return query
    return query.kind === 'one'
      ? getOne(service, asked, query)
      : getPage(service, asked, { ...query, ...(position === undefined ? {} : { position }) })
  }

async function getOne(
  { store, uuid }: Service,
  request: LrsRequest,
  { id, voided, as }: { readonly id: string; readonly voided: boolean; readonly as: Presentation },
): Promise<Answer | Refusal> {
  const found = await store.statements.get(id)
  if (found === undefined || found.voided !== voided || !mayRead(request, found)) {
    return refusal(404, {
      error: 'not-found',
      rule: communicationClause(request.rules, '2.1.3'),
      message: `There is no${voided ? ' voided' : ''} statement with the id ${id}.`,
    })
  }
  const [body = ''] = await present(store, [found], as.format, request)
  const answer = await withAttachments(store, body, [found], as, uuid)
  return { ...answer, headers: { ...answer.headers, 'Last-Modified': new Date(found.stored).toUTCString() } }
}

function mayRead({ caller }: LrsRequest, { body }: StoredStatement): boolean {
  const own = readsOnly(caller)
  return own === undefined || authorityKey(membersOf(body).authority) === own
}

async function getPage(
  { store, uuid }: Service,
  request: LrsRequest,
  query: { readonly filter: StatementFilter; readonly as: Presentation; readonly position?: Position },
): Promise<Answer> {
  const { filter, as, position } = query
  // Newest first, what arrives later stands before the first page; oldest first, it would be appended for ever.
  const upTo = filter.ascending === true ? (position?.upTo ?? (await store.statements.last()).seq) : undefined
  const { page, whole } = await readPage(
    store,
    {
      ...filter,
      ...(position === undefined ? {} : { after: position.after }),
      ...(upTo === undefined ? {} : { upTo }),
    },
    as,
  )
  const last = page.at(-1)
  const next =
    last !== undefined && !whole
      ? writeToken(
          { parameters: [...request.parameters], after: last.seq, ...(upTo === undefined ? {} : { upTo }) },
          store.secret,
        )
      : undefined
  const more = next === undefined ? '' : `${request.base}/statements?more=${next}`
  const bodies = await present(store, page, as.format, request)
  return withAttachments(store, `{"statements":[${bodies.join(',')}],"more":${JSON.stringify(more)}}`, page, as, uuid)
}

/** Statements asked of the store at once, so that large ones do not fill the memory before they are counted. */
const AT_ONCE = 51

/** A page of at least one statement that fits into an answer, and whether nothing is left behind it. */
async function readPage(
  { statements }: Service['store'],
  filter: StatementFilter,
  as: Presentation,
): Promise<{ readonly page: readonly StoredStatement[]; readonly whole: boolean }> {
  const page: StoredStatement[] = []
  let bytes = 0
  let attached = 0
  for (let { after } = filter; ; after = page.at(-1)?.seq) {
    // One more than asked for tells whether there is a next page.
    const limit = Math.min(filter.limit + 1 - page.length, AT_ONCE)
    const found = await statements.find({ ...filter, ...(after === undefined ? {} : { after }), limit })
    for (const statement of found) {
      bytes += statement.body.length
      if (as.attachments) attached += attachedBytes(statement)
      const full = bytes > limits.pageBytes || attached > limits.pageAttachments || page.length === filter.limit
      if (full && page.length > 0) return { page, whole: false }
      page.push(statement)
    }
    if (found.length < limit) return { page, whole: true }
  }
}

const attachedBytes = ({ body }: StoredStatement): number =>
  attachmentsOf(membersOf(body)).reduce((sum, { length }) => sum + (typeof length === 'number' ? length : 0), 0)

/** The answer as it is, or as multipart/mixed with every attachment that is kept here (Communication §1.5.2). */
async function withAttachments(
  store: Service['store'],
  body: string,
  page: readonly StoredStatement[],
  as: Presentation,
  uuid: () => string,
): Promise<Content> {
  if (!as.attachments) return { status: 200, headers: { 'Content-Type': 'application/json' }, body }
  // Readers know a file by the hash in the statement, under whichever key it is kept.
  const named = new Map<string, string>()
  for (const { id, body: text } of page) {
    for (const { sha2 } of attachmentsOf(membersOf(text))) {
      const hash = String(sha2).toLowerCase()
      named.set(hash, hash).set(misnamedKey(id, hash), hash)
    }
  }
  const files = named.size === 0 ? [] : await store.statements.attachments([...named.keys()])
  const boundary = uuid()
  return {
    status: 200,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}` },
    body: writeMultipart(boundary, [
      { headers: { 'Content-Type': 'application/json' }, content: Buffer.from(body) },
      ...files.map(({ sha2, type, content }) => ({
        headers: {
          'Content-Type': type,
          'Content-Transfer-Encoding': 'binary',
          'X-Experience-API-Hash': named.get(sha2) ?? sha2,
        },
        content,
      })),
    ]),
  }
}

const attachmentsOf = ({ attachments, object }: Members): readonly Members[] => [
  ...(Array.isArray(attachments) ? attachments.filter(isMembers) : []),
  ...(isMembers(object) && object.objectType === 'SubStatement'
    ? attachmentsOf({ attachments: object.attachments })
    : []),
]

const membersOf = (body: string): Members => {
  const value: unknown = JSON.parse(body)
  return isMembers(value) ? value : {}
}

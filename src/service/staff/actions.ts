import type { Store } from '../../storage/store.ts'
import type { Schema } from '../api/route.ts'
import type { RosterAsked } from '../rosters/asked.ts'
import { importRoster } from '../rosters/import.ts'
import { planRoster } from '../rosters/preview.ts'
import { addCredit, type NewCredit } from './add-credit.ts'
import { type By, reasonOf, type World, type Wrong } from './by.ts'
import { type Changes, correctCredit, reissueCertificates } from './correct.ts'
import { restoreCredit } from './restore.ts'
import { revokeCertificates, revokeCredit } from './revoke.ts'
import * as schemas from './schemas.ts'
import { listCertificates, listCredits, showCertificate } from './show.ts'

/** Bytes of a JSON body that may hold a file. */
const FILE_BODY_BYTES = 14 * 1024 * 1024

/** Everything an action works with. */
export interface Acting {
  readonly store: Store
  readonly world: World
  /** Who acts, as entries of the ledger have it. */
  readonly who: string
}

/** One thing staff can do, over HTTP or through `chartwright`. */
export interface StaffAction {
  readonly method: 'get' | 'post'
  readonly path: `/api/${string}`
  readonly summary: string
  /** Of the body, or of the query of a `get`. */
  readonly schema: Schema
  /** Bytes of a body that may be larger than others. */
  readonly most?: number
  readonly answer: string
  /** Whether it takes a service that runs: its courses and the address that certificates name. */
  readonly needsService?: true
  /** @param asked what the schema describes */
  readonly run: (acting: Acting, asked: unknown) => Promise<object | Wrong>
}

/** `B` is what the schema describes: requests are held against it before the action is run. */
const action = <B>(
  definition: Omit<StaffAction, 'run'> & { readonly run: (acting: Acting, asked: B) => Promise<object | Wrong> },
): StaffAction => ({ ...definition, run: (acting, asked) => definition.run(acting, asked as B) })

/** The same for what leaves a trace: it takes a reason. */
const deed = <B extends { readonly reason: string }>(
  definition: Omit<StaffAction, 'run'> & {
    readonly run: (acting: Acting, asked: B, by: By) => Promise<object | Wrong>
  },
): StaffAction =>
  action<B>({
    ...definition,
    run: async (acting, asked) => {
      const checked = reasonOf(asked.reason)
      return 'wrong' in checked ? checked : definition.run(acting, asked, { who: acting.who, reason: checked.reason })
    },
  })

interface SentFile {
  readonly name: string
  readonly content: string
}
type RosterSent = RosterAsked & { readonly file: SentFile; readonly reason: string }

function fileOf({ name, content }: SentFile): { readonly name: string; readonly content: Uint8Array } | Wrong {
  const bytes = Buffer.from(content, 'base64')
  return bytes.toString('base64').replace(/=+$/, '') === content.replace(/=+$/, '')
    ? { name, content: new Uint8Array(bytes) }
    : { wrong: 'The content of the file is not base64.' }
}

/** Every action by its name, which is its operationId in the HTTP API. */
export const staffActions = {
  previewRoster: action<RosterSent>({
    method: 'post',
    path: '/api/rosters/preview',
    summary: 'Say what importing a grade export would come to, line by line. Writes nothing.',
    schema: schemas.rosterPreview,
    most: FILE_BODY_BYTES,
    needsService: true,
    answer: 'What every line comes to.',
    run: async ({ store, world, who }, { file, ...asked }) => {
      const read = fileOf(file)
      if ('wrong' in read) return read
      const planned = await planRoster(store, world, read, asked, who)
      return 'wrong' in planned ? planned : planned.preview
    },
  }),
  importRoster: deed<RosterSent>({
    method: 'post',
    path: '/api/rosters/import',
    summary: 'Give the credit of every line of a grade export that is in order: all of it or nothing, and once.',
    schema: schemas.rosterImport,
    most: FILE_BODY_BYTES,
    needsService: true,
    answer: 'What every line came to, and what was credited.',
    run: async ({ store, world }, { file, reason: _reason, ...asked }, by) => {
      const read = fileOf(file)
      return 'wrong' in read ? read : importRoster(store, world, read, asked, by)
    },
  }),
  listCertificates: action<{ readonly learner?: string; readonly after?: string }>({
    method: 'get',
    path: '/api/certificates',
    summary: 'Certificates by number, a hundred at a time, or all of one learner.',
    schema: schemas.certificatesAsked,
    answer: 'The certificates; `next` is where the next page begins.',
    run: ({ store, world }, asked) => listCertificates(store, world, asked),
  }),
  showCertificate: action<{ readonly number: string }>({
    method: 'get',
    path: '/api/certificates/show',
    summary: 'One certificate by its number.',
    schema: schemas.certificateAsked,
    answer: 'The certificate and what became of it.',
    run: ({ store, world }, asked) => showCertificate(store, world, asked),
  }),
  revokeCertificates: deed<{
    readonly numbers: readonly string[]
    readonly reason: string
    readonly preview?: boolean
  }>({
    method: 'post',
    path: '/api/certificates/revoke',
    summary: 'Take certificates and their credit back: every one of the list, or none.',
    schema: schemas.revokeCertificates,
    answer: 'What was taken back.',
    run: ({ store, world }, asked, by) => revokeCertificates(store, world, asked, by),
  }),
  reissueCertificates: deed<{
    readonly numbers: readonly string[]
    readonly reason: string
    readonly name?: string
    readonly preview?: boolean
  }>({
    method: 'post',
    path: '/api/certificates/reissue',
    summary: 'Issue new certificates in the place of others: every one of the list, or none.',
    schema: schemas.reissueCertificates,
    needsService: true,
    answer: 'The new certificates and those they replace.',
    run: ({ store, world }, asked, by) => reissueCertificates(store, world, asked, by),
  }),
  listCredits: action<{ readonly learner: string }>({
    method: 'get',
    path: '/api/credits',
    summary: 'Everything in the ledger about one learner, with what became of it.',
    schema: schemas.creditsAsked,
    answer: 'The credit entries, oldest first.',
    run: ({ store }, asked) => listCredits(store, asked),
  }),
  addCredit: deed<Omit<NewCredit, 'file'> & { readonly file?: SentFile; readonly reason: string }>({
    method: 'post',
    path: '/api/credits',
    summary: 'Enter credit by hand, with the reason and optionally the file that proves it.',
    schema: schemas.newCredit,
    most: FILE_BODY_BYTES,
    answer: 'The id of the entry.',
    run: async ({ store, world }, { file, reason: _reason, ...asked }, by) => {
      const read = file === undefined ? undefined : fileOf(file)
      if (read !== undefined && 'wrong' in read) return read
      return addCredit(store, world, { ...asked, ...(read === undefined ? {} : { file: read }) }, by)
    },
  }),
  correctCredit: deed<{
    readonly entry: string
    readonly changes?: Changes
    readonly name?: string
    readonly reason: string
  }>({
    method: 'post',
    path: '/api/credits/correct',
    summary: 'Correct an entry by another one in its place; its certificate is replaced.',
    schema: schemas.correction,
    needsService: true,
    answer: 'The new entry and certificate and those they replace.',
    run: ({ store, world }, { entry, changes = {}, name }, by) =>
      correctCredit(store, world, { entry, changes, name }, by),
  }),
  revokeCredit: deed<{ readonly entry: string; readonly reason: string }>({
    method: 'post',
    path: '/api/credits/revoke',
    summary: 'Take credit back by the id of its entry, with its certificate where it has one.',
    schema: schemas.revocation,
    answer: 'What was taken back.',
    run: ({ store, world }, asked, by) => revokeCredit(store, world, asked, by),
  }),
  restoreCredit: deed<{ readonly entry: string; readonly reason: string }>({
    method: 'post',
    path: '/api/credits/restore',
    summary: 'Give revoked credit again, by another entry and, where it had one, another certificate.',
    schema: schemas.restoration,
    needsService: true,
    answer: 'The new entry and certificate, and the entry they follow.',
    run: ({ store, world }, asked, by) => restoreCredit(store, world, asked, by),
  }),
} as const satisfies Readonly<Record<string, StaffAction>>

export type StaffActionName = keyof typeof staffActions

export const isStaffAction = (name: unknown): name is StaffActionName =>
  typeof name === 'string' && Object.hasOwn(staffActions, name)

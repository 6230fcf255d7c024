/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { CreditEntry } from '../../model/ledger.ts'
import type { Learner } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { EVIDENCE_EXTENSIONS, safeFileName } from '../credits/evidence-file.ts'
import { isId, oneLine, type Values } from '../credits/form-values.ts'
import { type EntryRow, learnerCredits } from '../credits/learner-credits.ts'
import { byLearner, isWithdrawable, withdrawExternal } from '../credits/record.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { type By, byStaff, reasonOf, type Wrong } from '../staff/by.ts'
import { reissueCertificates } from '../staff/correct.ts'
import { restoreCredit } from '../staff/restore.ts'
import { revokeCredit } from '../staff/revoke.ts'
import { fieldsOf } from './credits-routes.tsx'
import { type EntryMay, EntryPage } from './entry.tsx'
import { EMPTY_FORM, type FormState } from './form.tsx'
import { answerPage, Notice } from './layout.tsx'
import { instructorsOnly } from './people-credits-routes.tsx'

const FORM_BYTES = 8192
const MOST_REASON = 500

/** One entry of a ledger: its owner and instructors may read it and its evidence; only its owner may withdraw it. */
export function entryRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store } = service

  /** The entry asked for, where the person may see it. */
  const visible = async (c: AppContext): Promise<CreditEntry | undefined> => {
    const person = personOf(c)
    const id = c.req.param('entry')
    const entry = isId(id) ? await store.ledger.entry(id) : undefined
    return entry?.kind === 'credit' && (entry.learner === person.id || person.role === 'instructor') ? entry : undefined
  }

  const unknown = (c: AppContext): Response => {
    const page = (
      <Notice title="No such entry" settings={settings} person={personOf(c)}>
        <p>
          Your ledger has no entry at this address. What it has is listed under <a href="/credits">My credits</a>.
        </p>
      </Notice>
    )
    return answerPage(c, page, 404)
  }

  const entryPage = async (c: AppContext, form: FormState): Promise<Response> => {
    const person = personOf(c)
    const entry = await visible(c)
    const { rows } = entry === undefined ? { rows: [] } : await learnerCredits(service, entry.learner)
    const row = rows.find((one) => one.entry.id === entry?.id)
    if (entry === undefined || row === undefined) return unknown(c)
    const owner: Learner | undefined = entry.learner === person.id ? undefined : await store.learners.get(entry.learner)
    const may = mayDo(row, rows, owner === undefined ? 'owner' : 'staff')
    const page = <EntryPage {...{ settings, person, row, owner, form, may }} />
    return answerPage(c, page, Object.keys(form.errors).length > 0 ? 400 : 200)
  }

  app.get('/credits/entries/:entry', signedIn, (c) => entryPage(c, EMPTY_FORM))

  app.post('/credits/entries/:entry/withdraw', signedIn, bodyLimit({ maxSize: FORM_BYTES }), async (c) => {
    const entry = await visible(c)
    if (entry === undefined || !isWithdrawable(entry, personOf(c).id)) return unknown(c)
    const values = await fieldsOf(c)
    const reason = oneLine(values.reason)
    if (reason === '' || reason.length > MOST_REASON) {
      const words =
        reason === '' ? 'Write why it should no longer count.' : `Shorten this to ${MOST_REASON} characters.`
      return entryPage(c, { values, errors: { reason: words } })
    }
    await withdrawExternal(service, personOf(c).id, entry.id, reason)
    return c.redirect('/credits?done=withdrawn', 303)
  })

  /** Does something with an entry of somebody else, and goes on to that person; what is wrong is shown by the forms. */
  const act =
    (field: string, deed: (entry: CreditEntry, values: Values, by: By) => Promise<object | Wrong>) =>
    async (c: AppContext): Promise<Response> => {
      const person = personOf(c)
      const entry = await visible(c)
      // Nobody acts as staff on their own ledger.
      if (entry === undefined || entry.learner === person.id) return unknown(c)
      const values = await fieldsOf(c)
      const checked = reasonOf(values[field])
      if ('wrong' in checked) return entryPage(c, { values, errors: { [field]: checked.wrong } })
      const done = await deed(entry, values, { who: byStaff(person), reason: checked.reason })
      return 'wrong' in done
        ? entryPage(c, { values, errors: { [field]: done.wrong } })
        : c.redirect(`/instructor/credits/${entry.learner}`, 303)
    }
  const staff = [signedIn, instructorsOnly(settings), bodyLimit({ maxSize: FORM_BYTES })] as const

  app.post(
    '/instructor/credits/entries/:entry/revoke',
    ...staff,
    act('revokeReason', ({ id }, _, by) => revokeCredit(store, service, { entry: id }, by)),
  )
  app.post(
    '/instructor/credits/entries/:entry/reissue',
    ...staff,
    act('reissueReason', async ({ evidence: { certificate } }, values, by) => {
      const name = oneLine(values.name)
      return certificate === undefined
        ? { wrong: 'No certificate was issued for this entry.' }
        : reissueCertificates(store, service, { numbers: [certificate], name: name === '' ? undefined : name }, by)
    }),
  )

  app.post(
    '/instructor/credits/entries/:entry/restore',
    ...staff,
    act('restoreReason', ({ id }, _, by) => restoreCredit(store, service, { entry: id }, by)),
  )

  app.get('/credits/entries/:entry/evidence', signedIn, async (c) => {
    const file = (await visible(c))?.evidence.file
    const kept = file && (await store.files.get(file.sha256))
    if (file === undefined || kept === undefined) return unknown(c)
    const extension = EVIDENCE_EXTENSIONS[kept.type]
    // What staff hand in may be of other kinds; it is never handed out as something a browser opens.
    const name = extension === undefined ? 'evidence.bin' : safeFileName(file.name, extension)
    c.header('Content-Type', extension === undefined ? 'application/octet-stream' : kept.type)
    c.header('Content-Disposition', attachment(name))
    c.header('Cache-Control', 'private, no-store')
    return c.body(new Uint8Array(kept.content))
  })
}

function mayDo({ entry, standing }: EntryRow, rows: readonly EntryRow[], who: 'owner' | 'staff'): EntryMay {
  if (standing.kind === 'active') {
    return who === 'staff' ? 'act' : isWithdrawable(entry, entry.learner) ? 'withdraw' : 'read'
  }
  if (who === 'owner' || standing.kind !== 'revoked' || standing.by.recordedBy === byLearner(entry.learner))
    return 'read'
  return rows.some((one) => one.entry.follows === entry.id) ? 'read' : 'restore'
}

/** RFC 6266: a plain name for old programs, and the name itself (RFC 8187). */
const attachment = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`

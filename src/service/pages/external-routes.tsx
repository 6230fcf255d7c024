/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import type { Learner } from '../../storage/records.ts'
import { personOf, signedIn } from '../auth/guards.ts'
import { externalChoices } from '../credits/choices.ts'
import { mayStillSend } from '../credits/evidence-allowance.ts'
import { evidenceType, MOST_EVIDENCE_BYTES, safeFileName } from '../credits/evidence-file.ts'
import { type ExternalActivity, parseExternal } from '../credits/external-activity.ts'
import { type Errors, isId, type Values } from '../credits/form-values.ts'
import { nameOf } from '../credits/learner-credits.ts'
import { type EvidenceFile, keyOfForm, recordExternal } from '../credits/record.ts'
import { readUpload, type UploadedForm, uploadRoom } from '../credits/upload.ts'
import type { Service } from '../dependencies.ts'
import type { AppContext, AppEnv } from '../http/env.ts'
import { limited, tokenBuckets } from '../http/rate-limit.ts'
import { isUuid } from '../lrs/validation/formats.ts'
import { addCredit } from '../staff/add-credit.ts'
import { byStaff, reasonOf } from '../staff/by.ts'
import { AddCreditPage, ExternalPage } from './external.tsx'
import { EMPTY_FORM, type FormState } from './form.tsx'
import { answerPage } from './layout.tsx'
import { instructorsOnly, nobodyHere } from './people-credits-routes.tsx'

/** Uploads of one client address a minute. */
const PER_MINUTE = 20

interface Filled {
  readonly values: Values
  /** Names this filling-in of the form. */
  readonly formKey: string
  readonly activity?: ExternalActivity
  readonly file?: EvidenceFile
  /** None when all is well. */
  readonly errors: Errors
}

/** Reporting an activity that took place somewhere else, and entering one for somebody else. */
export function externalRoutes(app: Hono<AppEnv>, service: Service): void {
  const { settings, store, now, uuid } = service
  const slow = limited(tokenBuckets({ burst: PER_MINUTE, perMinute: PER_MINUTE, now }), settings.trustProxy)
  const room = uploadRoom()

  const choicesFor = async (learner: string) => {
    const choices = externalChoices(service, await store.holdings.ofLearner(learner))
    return { choices, names: new Map(choices.credentials.map((id) => [id, nameOf(service, id)])) }
  }

  /** Reads the form about a learner's activity. */
  const filled = async (c: AppContext, learner: string, fileNeeded: boolean): Promise<Filled> => {
    const sent = await readUpload(c, { fileField: 'file', mostFileBytes: MOST_EVIDENCE_BYTES, room })
    if ('wrong' in sent) return { values: {}, formKey: uuid(), errors: { '': sent.wrong } }
    const { values } = sent
    const { choices } = await choicesFor(learner)
    const read = parseExternal(values, choices)
    const file = fileOf(sent, fileNeeded)
    return {
      values,
      formKey: isUuid(values.form) ? values.form : uuid(),
      errors: {
        ...('errors' in read ? read.errors : {}),
        ...(file !== undefined && 'wrong' in file ? { file: file.wrong } : {}),
      },
      ...('activity' in read ? { activity: read.activity } : {}),
      ...(file === undefined || 'wrong' in file ? {} : { file }),
    }
  }

  const reportPage = async (c: AppContext, form: FormState, formKey: string): Promise<Response> => {
    const person = personOf(c)
    const page = <ExternalPage {...{ settings, person, form, formKey }} {...(await choicesFor(person.id))} />
    return answerPage(c, page, statusOf(form))
  }

  app.get('/credits/external', signedIn, (c) => reportPage(c, EMPTY_FORM, uuid()))

  app.post('/credits/external', signedIn, slow, async (c) => {
    const { id } = personOf(c)
    const { values, formKey, activity, file, errors } = await filled(c, id, true)
    if (activity === undefined || file === undefined) return reportPage(c, again({ values, errors }, file), formKey)
    if (!mayStillSend(await store.ledger.ofLearner(id), id, file.content.byteLength, now())) {
      const wrong = 'You have sent 100 MB of files since yesterday. Send this one tomorrow, or a smaller scan.'
      return reportPage(c, { values, errors: { file: wrong } }, formKey)
    }
    await recordExternal(service, id, activity, file, formKey)
    return c.redirect('/credits?done=reported', 303)
  })

  /** The learner in the address, who is not the one who asks. */
  const ownerOf = async (c: AppContext): Promise<Learner | undefined> => {
    const id = c.req.param('learner')
    return isId(id) && id !== personOf(c).id ? store.learners.get(id) : undefined
  }

  const addPage = async (c: AppContext, owner: Learner, form: FormState, formKey: string): Promise<Response> => {
    const page = (
      <AddCreditPage {...{ settings, person: personOf(c), owner, form, formKey }} {...(await choicesFor(owner.id))} />
    )
    return answerPage(c, page, statusOf(form))
  }

  app.get('/instructor/credits/:learner/add', signedIn, instructorsOnly(settings), async (c) => {
    const owner = await ownerOf(c)
    return owner === undefined ? nobodyHere(c, settings) : addPage(c, owner, EMPTY_FORM, uuid())
  })

  app.post('/instructor/credits/:learner/add', signedIn, instructorsOnly(settings), slow, async (c) => {
    const owner = await ownerOf(c)
    if (owner === undefined) return nobodyHere(c, settings)
    const { values, formKey, activity, file, errors } = await filled(c, owner.id, false)
    const checked = reasonOf(values.reason)
    const all = { ...errors, ...('wrong' in checked && !('' in errors) ? { reason: checked.wrong } : {}) }
    if (activity === undefined || 'wrong' in checked || Object.keys(all).length > 0) {
      return addPage(c, owner, again({ values, errors: all }, file), formKey)
    }
    const { approvalNumber: number, ...facts } = activity
    const { title, provider: approver } = activity
    const asked = {
      ...facts,
      learner: owner.id,
      key: keyOfForm(formKey, activity, file),
      ...(number === undefined ? {} : { approval: { approver, number, title } }),
      ...(file === undefined ? {} : { file }),
    }
    const done = await addCredit(store, service, asked, { who: byStaff(personOf(c)), reason: checked.reason })
    if ('wrong' in done) return addPage(c, owner, again({ values, errors: { credits: done.wrong } }, file), formKey)
    return c.redirect(`/instructor/credits/${owner.id}`, 303)
  })
}

const statusOf = ({ errors }: FormState): 200 | 400 => (Object.keys(errors).length > 0 ? 400 : 200)

/** A page that is shown again has lost the file that was chosen. */
const again = ({ values, errors }: FormState, file: EvidenceFile | undefined): FormState => ({
  values,
  errors: file === undefined ? errors : { ...errors, file: 'Choose the file once more: browsers do not keep it.' },
})

/** The file that was sent, or what is wrong with it; undefined where none was and none is needed. */
function fileOf(
  { file, tooLarge }: UploadedForm,
  needed: boolean,
): EvidenceFile | { readonly wrong: string } | undefined {
  if (tooLarge) {
    return { wrong: 'The file has more than 10 MB. Choose a smaller one, such as a scan in black and white.' }
  }
  if (file === undefined) return needed ? { wrong: 'Choose the file that shows you took part.' } : undefined
  const type = evidenceType(file.content)
  if ('wrong' in type) return type
  return { type: type.type, name: safeFileName(file.name, type.extension), content: file.content }
}

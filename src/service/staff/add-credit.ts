import { DEFAULT_UNIT } from '../../model/award.ts'
import type { CreditEntry } from '../../model/ledger.ts'
import { sha256 } from '../../storage/canonical.ts'
import type { Store } from '../../storage/store.ts'
import { recordingTime } from '../awards/recording-time.ts'
import { creditsError } from '../credits/activity-rules.ts'
import { evidenceType, MOST_EVIDENCE_BYTES } from '../credits/evidence-file.ts'
import { externalActivityId } from '../credits/external-activity.ts'
import { type By, isOwn, note, OWN, type World, type Wrong } from './by.ts'
import { wrongFacts } from './facts.ts'

/** Credit that staff enter by hand. */
export interface NewCredit
  extends Pick<CreditEntry, 'learner' | 'title' | 'type' | 'domains' | 'credits' | 'minutes' | 'completedOn'> {
  /** Names this one act: what is sent twice is recorded once. */
  readonly key: string
  readonly unit?: CreditEntry['unit']
  readonly topic?: string
  readonly credentials?: readonly string[]
  readonly provider: string
  readonly approver?: string
  readonly approval?: CreditEntry['approval']
  /** IRI of the activity; made from provider and title when left out. */
  readonly activity?: string
  readonly file?: { readonly name: string; readonly content: Uint8Array }
}

export interface Added {
  readonly entry: string
  /** Whether it was there already, from an earlier call with the same key. */
  readonly repeated: boolean
}

/** Records credit that no course of this service gave, with the reason and, where there is one, the file that proves it. */
export async function addCredit(store: Store, world: World, asked: NewCredit, by: By): Promise<Added | Wrong> {
  const { now, uuid, settings } = world
  const { key, unit = DEFAULT_UNIT, credentials = [], activity, file, approver, approval, ...facts } = asked
  if (isOwn(by.who, facts.learner)) return { wrong: OWN }
  const wrong = wrongIn(asked, unit)
  if (wrong !== undefined) return { wrong }
  const evidence = file === undefined ? undefined : evidenceOf(file)
  if (evidence !== undefined && 'wrong' in evidence) return evidence
  return store.transaction(async (tx) => {
    if ((await tx.learners.get(facts.learner)) === undefined) {
      return { wrong: `There is nobody with the id ${facts.learner.slice(0, 80)}.` }
    }
    const refused = await wrongFacts(tx, world, facts.learner, asked)
    if (refused !== undefined) return refused
    const stands = approver ?? approval?.approver
    const entry: CreditEntry = {
      kind: 'credit',
      ...facts,
      id: uuid(),
      registration: key,
      activity: activity ?? externalActivityId(asked),
      unit,
      credentials,
      ...(stands === undefined ? {} : { approver: stands }),
      ...(approval === undefined ? {} : { approval }),
      timeZone: settings.timeZone,
      source: 'manual',
      evidence: { statements: [], ...(evidence === undefined ? {} : { file: evidence }) },
      reason: by.reason,
      recordedBy: by.who,
      recordedAt: await recordingTime(tx, now),
    }
    if (!(await tx.ledger.append(entry))) {
      const known = (await tx.ledger.ofLearner(facts.learner)).find(
        (one) => one.kind === 'credit' && one.source === 'manual' && one.registration === key,
      )
      return { entry: known?.id ?? entry.id, repeated: true }
    }
    if (file !== undefined && evidence !== undefined) {
      await tx.files.put({
        sha256: evidence.sha256,
        type: evidence.type,
        name: file.name,
        content: file.content,
        at: now(),
      })
    }
    await note(tx, now(), by, 'credit-added', { entry: entry.id, learner: entry.learner, file: evidence?.sha256 })
    return { entry: entry.id, repeated: false }
  })
}

function wrongIn({ title, credits, minutes, approval }: NewCredit, unit: CreditEntry['unit']): string | undefined {
  const wrong = creditsError({ credits, minutes, unit })
  if (wrong !== undefined) return wrong
  return approval !== undefined && approval.title !== title
    ? `The approval ${approval.number} is for ${JSON.stringify(approval.title)}, letter for letter; the title says otherwise.`
    : undefined
}

function evidenceOf({ name, content }: { readonly name: string; readonly content: Uint8Array }) {
  if (content.byteLength > MOST_EVIDENCE_BYTES)
    return { wrong: `A file may have at most ${MOST_EVIDENCE_BYTES} bytes.` }
  const kind = evidenceType(content)
  return 'wrong' in kind ? kind : { sha256: sha256(content), name, type: kind.type, bytes: content.byteLength }
}

import { hash53 } from '../../../model/hash.ts'
import type { SaveOutcome } from '../driver.ts'
import type { Keep } from './keep.ts'
import { DONE, ELSEWHERE, type Reasons } from './reasons.ts'
import type { Condition, RecordStore, Reply } from './record-store.ts'

/** Saved progress as one document of the State resource, guarded against being overwritten by an older page. */
export interface ProgressDocument {
  /** Where the learner goes on: what is stored, or what this browser kept because it could not be stored. */
  readonly state: string | undefined
  /** `state` is what this browser kept. */
  readonly recovered: boolean
  /** Another page has gone on from here; nothing is written any more. */
  readonly outdated: () => boolean
  /** Keeps a text in the browser from the moment it is to be saved, before anything is sent. */
  readonly take: (text: string) => void
  readonly save: (text: string) => Promise<SaveOutcome>
  /** The page goes away: writes without waiting. */
  readonly leave: (text: string) => void
}

const isAbsent = ({ status }: Reply): boolean => status === 404 || status === 204

/**
 * Guards by entity tags (xAPI 1.0.3 Communication §3.1). Where the record store gives none, or the browser does not let us
 * see it (another origin that does not expose it), the document is read and compared before each write. Throws with words
 * for the learner when it cannot be read.
 */
export async function openProgress(store: RecordStore, keep: Keep, reasons: Reasons): Promise<ProgressDocument> {
  const first = await store.getState()
  if (first.status !== 200 && !isAbsent(first)) throw new Error(reasons(first).reason)
  let tag: Condition = first.status === 200 ? first.etag : null
  let saved = first.status === 200 && first.text !== '' ? first.text : undefined
  let tagless = first.status === 200 && first.etag === undefined
  let outdated = false

  /** What a kept text was built on: the tag, or where there is none the text itself. */
  const base = (): string | null => tag ?? (saved === undefined ? null : `#${hash53(saved)}`)
  const kept = keep.progress()
  const older = saved !== undefined && kept?.before.includes(saved) === true
  if (kept !== undefined && ((kept.base !== base() && !older) || kept.state === saved)) keep.setProgress(undefined)

  /** Texts this page has sent and may find again, newest last. */
  const sent = new Set<string>()
  const take = (text: string): void => {
    if (outdated) return
    sent.delete(text)
    const before = [...sent].slice(-3)
    sent.add(text)
    if (text !== saved) keep.setProgress({ state: text, base: base(), before })
  }

  /** Reads what is stored; the reply when that failed, undefined when it is ours to go on from. */
  const look = async (): Promise<Reply | undefined> => {
    const current = await store.getState()
    if (isAbsent(current)) {
      tag = null
      saved = undefined
      return undefined
    }
    if (current.status !== 200) return current
    if (current.text !== saved && !sent.has(current.text)) return { ...current, status: 412 }
    saved = current.text
    tag = current.etag
    tagless = current.etag === undefined
    return undefined
  }

  const write = async (text: string): Promise<Reply> => {
    if (tag === undefined) {
      const trouble = await look()
      if (trouble !== undefined || text === saved) return trouble ?? WRITTEN
    }
    const reply = await store.putState(text, tag)
    if (reply.status !== 412) return reply
    // Perhaps an earlier write of ours arrived and only its answer was lost: then we still hold the newest state.
    const trouble = await look()
    if (trouble !== undefined || text === saved) return trouble ?? { ...WRITTEN, etag: tag ?? undefined }
    const again = await store.putState(text, tag)
    // A tag that a compressing proxy has changed never matches, although what is stored is ours.
    return again.status === 412 ? ((await look()) ?? store.putState(text, undefined)) : again
  }

  const save = async (text: string): Promise<SaveOutcome> => {
    if (outdated) return { saved: false, reason: ELSEWHERE }
    if (text === saved) return DONE
    const reply = await write(text)
    if (reply.status === 412) {
      outdated = true
      if (sent.has(keep.progress()?.state ?? '')) keep.setProgress(undefined)
    }
    if (reply.status < 200 || reply.status > 299) return reasons(reply)
    saved = text
    tag = reply.etag
    // Something newer may have been taken meanwhile, by a page that is going away.
    if (keep.progress()?.state === text) keep.setProgress(undefined)
    // Few record stores give the new tag with their answer; a page that goes away has no time to ask for it.
    if (tag === undefined && !tagless) await look()
    return DONE
  }

  return {
    state: keep.progress()?.state ?? saved,
    recovered: keep.progress() !== undefined,
    outdated: () => outdated,
    take,
    save,
    leave: (text) => {
      if (outdated) return
      take(text)
      if (text !== saved) void store.putState(text, tag, true)
    },
  }
}

const WRITTEN: Reply = { status: 204, etag: undefined, text: '' }

import { LAUNCH_DATA, LEARNER_PREFERENCES } from '../../model/cmi5.ts'
import { isMembers } from '../../model/members.ts'
import type { DocumentFilter } from '../../storage/records.ts'
import type { Dependencies } from '../dependencies.ts'
import { parseStrictJson } from '../lrs/json-text.ts'
import { type Refusal, refusal } from '../lrs/refusal.ts'
import { isLanguage } from '../lrs/validation/formats.ts'
import type { ActiveSession } from './active-session.ts'
import { changeSession } from './sessions.ts'

const refused = (rule: string, message: string): Refusal =>
  refusal(403, { error: 'cmi5', rule: `cmi5 ${rule}`, message: `${message} (cmi5 ${rule}).` })

/** Refuses documents that are not those of the session's learner, registration or unit (cmi5 §8.1.3, §8.1.4, §10, §11). */
export function documentFault(
  { registration, activityId }: ActiveSession,
  { resource, agent, activity, registration: asked }: Omit<DocumentFilter, 'since'>,
  id: string | undefined,
  mode: 'read' | 'write' | 'delete',
): Refusal | undefined {
  if (resource === 'activity-profile') {
    return activity === activityId
      ? undefined
      : refused('8.1.5.0-6', 'A unit reaches the profile of its own activity only')
  }
  if (agent !== registration.actorKey) {
    return resource === 'state'
      ? refused('8.1.3.0-3', 'The agent must be the actor of the launch')
      : refused('11.0.0.0-1', 'The agent must be the actor of the launch')
  }
  if (resource !== 'state') {
    return mode === 'delete' && id === LEARNER_PREFERENCES
      ? refused('11.0.0.0-5', 'The learner preferences cannot be deleted')
      : undefined
  }
  if (asked !== registration.id) return refused('8.1.4.0-3', 'The registration must be that of the launch')
  if (id === LAUNCH_DATA) {
    if (mode !== 'read') return refused('10.2.1.0-5', `${LAUNCH_DATA} can be read, but not changed or deleted`)
    if (activity !== activityId) return refused('10.1.0.0-3', `A unit reads its own ${LAUNCH_DATA} only`)
  }
  return mode === 'delete' && id === undefined && activity === activityId
    ? refused('10.2.1.0-5', `Documents are deleted one by one, because ${LAUNCH_DATA} must stay`)
    : undefined
}

/** Notes that the unit has asked for the learner preferences, which must come before `initialized` (§11.0-3). */
export async function noteReading(
  { store, now }: Pick<Dependencies, 'store' | 'now'>,
  { session }: ActiveSession,
  resource: DocumentFilter['resource'],
  id: string | undefined,
): Promise<void> {
  if (resource !== 'agent-profile' || id !== LEARNER_PREFERENCES || session.preferencesRead !== undefined) return
  const at = now()
  await changeSession(store, session.id, (one) =>
    one.preferencesRead === undefined ? { ...one, preferencesRead: at } : undefined,
  )
}

/** Refuses learner preferences that are not what §11.1 and §11.2 describe. */
export function preferencesFault(
  resource: DocumentFilter['resource'],
  id: string,
  { type, content }: { readonly type: string; readonly content: Uint8Array },
): Refusal | undefined {
  if (resource !== 'agent-profile' || id !== LEARNER_PREFERENCES) return undefined
  const parsed =
    type.split(';')[0]?.trim().toLowerCase() === 'application/json'
      ? parseStrictJson(new TextDecoder().decode(content))
      : undefined
  if (parsed === undefined || !('json' in parsed) || !isMembers(parsed.json)) {
    return refused('11.0.0.0-5', 'Learner preferences are a JSON object, sent as application/json')
  }
  const { languagePreference, audioPreference, ...others } = parsed.json
  if (audioPreference !== 'on' && audioPreference !== 'off') {
    return refused('11.0.0.0-5', 'audioPreference must be "on" or "off"')
  }
  if (Object.keys(others).length > 0) {
    return refused('11.0.0.0-5', 'Learner preferences have languagePreference and audioPreference, and nothing else')
  }
  if (languagePreference === undefined) return refused('11.0.0.0-5', 'languagePreference is missing')
  return typeof languagePreference === 'string' && languagePreference.split(',').every((tag) => isLanguage(tag.trim()))
    ? undefined
    : refused('11.1.0.0-1', 'languagePreference must be a comma-separated list of language tags (RFC 5646)')
}

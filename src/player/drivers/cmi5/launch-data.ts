import { LAUNCH_DATA, LEARNER_PREFERENCES } from '../../../model/cmi5.ts'
import type { Connection } from '../driver.ts'
import { type Context, isContext } from '../xapi/context.ts'
import { webAddress } from '../xapi/launch-facts.ts'
import { type Launcher, opening, reasonsOf } from '../xapi/reasons.ts'
import type { RecordStore } from '../xapi/record-store.ts'

/** What the LMS says of this session (cmi5 §10.2), as far as the player acts on it. */
export interface LaunchData {
  /** Copied into the context of every statement (10.2.1.0-6). */
  readonly template: Context
  readonly mode: Connection['mode']
  /** 0 … 1; undefined: nothing is judged, so neither passed nor failed is ever said. */
  readonly masteryScore?: number
  /** Where "Save and exit" has to lead (10.2.6.0-1). */
  readonly returnUrl?: string
}

const MODES: ReadonlyMap<string, Connection['mode']> = new Map([
  ['browse', 'browse'],
  ['review', 'review'],
])
const noData = ({ name, again }: Launcher): string =>
  `${opening(name)} did not say how to record this session. ${again} If this message comes back, tell its administrator.`

/**
 * Reads the launch data and then the learner's preferences, as an AU must before its first statement (11.0.0.0-3). What
 * they prefer changes nothing: the course has one language and starts no sound. Throws with words for the learner.
 */
export async function readLaunchData(
  window: Window,
  store: RecordStore,
  query: { readonly activityId: string; readonly agent: string; readonly registration: string },
  launcher: Launcher,
): Promise<LaunchData> {
  const reply = await store.getDocument('activities/state', { ...query, stateId: LAUNCH_DATA })
  if (reply.status !== 200) throw new Error(reply.status === 404 ? noData(launcher) : reasonsOf(launcher)(reply).reason)
  const data = parse(window, reply.text)
  if (data === undefined) throw new Error(noData(launcher))
  await store.getDocument('agents/profile', { agent: query.agent, profileId: LEARNER_PREFERENCES })
  return data
}

function parse(window: Window, text: string): LaunchData | undefined {
  const data = parseObject(text)
  if (data === undefined || !isContext(data.contextTemplate)) return undefined
  const { contextTemplate: template, launchMode, returnURL } = data
  const masteryScore = readScore(data.masteryScore)
  const returnUrl = webAddress(window, typeof returnURL === 'string' && returnURL !== '' ? returnURL : undefined)
  return {
    template,
    // An empty or unknown mode is the normal one: to take it for a look around would lose what the learner does.
    mode: typeof launchMode === 'string' ? (MODES.get(launchMode.toLowerCase()) ?? 'normal') : 'normal',
    ...(masteryScore === undefined ? {} : { masteryScore }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
  }
}

/** 0 … 1; some LMSs write the number as text. */
function readScore(value: unknown): number | undefined {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof score === 'number' && score >= 0 && score <= 1 ? score : undefined
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

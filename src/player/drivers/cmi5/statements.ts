import { cmi5Categories, cmi5Extensions } from '../../../model/cmi5.ts'
import type { LearningEvent } from '../../../model/events.ts'
import { hash53 } from '../../../model/hash.ts'
import { xapiExtensions, xapiVerbs } from '../../../model/xapi.ts'
import { type Context, filled } from '../xapi/context.ts'
import { duration, type Statement, type StatementFrame, statementOf } from '../xapi/statements.ts'

export interface Cmi5Frame extends StatementFrame {
  /** Names this session among all of the registration. */
  readonly session: string
  readonly masteryScore?: number
}

/** Verbs that cmi5 defines for an AU (§9.3), each at most once. */
export type DefinedVerb = 'initialized' | 'completed' | 'passed' | 'failed' | 'terminated'

/** `percent`: hundredths of a percent. Points are told where they are whole numbers (§9.5.1). */
export interface Judged {
  readonly percent: number
  readonly points?: { readonly earned: number; readonly possible: number }
}

/** What is said once in a registration, and what once in a session (§9.3). */
const ONCE_PER_REGISTRATION: ReadonlySet<DefinedVerb> = new Set(['completed', 'passed'])

/**
 * The id of a cmi5-defined statement follows from what it says and for whom, so that made again (after a reload, on another
 * device) it is the same statement, and no record store takes it twice.
 */
export function definedId(verb: DefinedVerb, { registration, activityId, session }: Cmi5Frame): string {
  const scope = ONCE_PER_REGISTRATION.has(verb) ? '' : session
  const text = [verb, registration, activityId, scope].join('\n')
  const hex = [0, 1, 2].map((seed) => hash53(text, seed).toString(16).padStart(14, '0').slice(-12)).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-a$4-$5')
}

const unit = ({ activityId }: StatementFrame) => ({ objectType: 'Activity', id: activityId })

/** A statement with a verb of cmi5 about the AU itself. `seconds` where §9.5.4.1 asks for a duration. */
export function definedStatement(
  verb: DefinedVerb,
  at: number,
  frame: Cmi5Frame,
  { seconds, judged }: { readonly seconds?: number; readonly judged?: Judged } = {},
): Statement {
  const decides = verb === 'completed' || verb === 'passed' || verb === 'failed'
  return {
    id: definedId(verb, frame),
    actor: frame.actor,
    verb: { id: xapiVerbs[verb], display: { en: verb } },
    object: unit(frame),
    ...(seconds === undefined
      ? {}
      : {
          result: {
            ...(verb === 'completed' ? { completion: true } : decides ? { success: verb === 'passed' } : {}),
            ...(judged === undefined ? {} : { score: scoreOf(verb, judged, frame) }),
            duration: duration(seconds),
          },
        }),
    context: filled(
      {
        registration: frame.registration,
        language: frame.course.language,
        revision: frame.course.version,
        contextActivities: {
          category: [{ id: cmi5Categories.defined }, ...(decides ? [{ id: cmi5Categories.moveOn }] : [])],
        },
        ...(judged === undefined ? {} : { extensions: { [cmi5Extensions.masteryScore]: frame.masteryScore } }),
      },
      frame.template,
    ),
    timestamp: new Date(at).toISOString(),
  }
}

/** A mastery score as hundredths of a percent; it has at most four decimals (§10.2.4). */
const mark = (masteryScore: number): number => Math.round(masteryScore * 10_000)
const cents = (points: number): number => Math.round(points * 100)

/**
 * How a result stands against the LMS's mastery score (9.3.4.0-2, 9.3.5.0-2); undefined where it has none. Points are compared
 * as whole numbers, since a rounded percent may reach a mark that was missed.
 */
export function verdictOf({ percent, points }: Judged, { masteryScore }: Cmi5Frame): 'passed' | 'failed' | undefined {
  if (masteryScore === undefined) return undefined
  const reached =
    points === undefined
      ? percent >= mark(masteryScore)
      : cents(points.earned) * 10_000 >= mark(masteryScore) * cents(points.possible)
  return reached ? 'passed' : 'failed'
}

function scoreOf(verb: DefinedVerb, { percent, points }: Judged, { masteryScore = 0 }: Cmi5Frame) {
  const whole = points !== undefined && Number.isInteger(points.earned) && Number.isInteger(points.possible)
  return {
    // Rounding must not carry the score over the mark, nor leave it below.
    scaled:
      verb === 'passed' ? Math.max(percent / 10_000, masteryScore) : Math.min(percent, mark(masteryScore) - 1) / 10_000,
    ...(whole ? { raw: points.earned, min: 0, max: points.possible } : {}),
  }
}

/**
 * An event as a cmi5-allowed statement (§7.1.3), or none where a defined one says it. The result of an attempt is `scored`
 * here, so that no LMS takes it for the AU's `passed` or `failed`. Progress is left out once the AU is complete (§9.5.5.1).
 */
export function allowedStatement(event: LearningEvent, frame: Cmi5Frame): Statement | undefined {
  if (event.type === 'opened' || event.type === 'completed') return undefined
  if (event.type === 'passed' || event.type === 'failed') return statementOf(event, frame, 'scored')
  const made = statementOf(event, frame)
  const statement = 'fraction' in event && event.fraction >= 1 ? withoutProgress(made) : made
  // The LMS describes the activity it launched: it may be one part of the course.
  return event.type === 'suspended' ? { ...statement, object: unit(frame) } : statement
}

function withoutProgress({ result, ...statement }: Statement): Statement {
  const { extensions, ...rest } = result ?? {}
  const others = Object.entries(extensions ?? {}).filter(([name]) => name !== xapiExtensions.progress)
  const kept = { ...rest, ...(others.length === 0 ? {} : { extensions: Object.fromEntries(others) }) }
  return { ...statement, ...(Object.keys(kept).length === 0 ? {} : { result: kept }) }
}

/**
 * A statement that waits from an earlier session, as one of this session: its context holds this session's template, and its
 * time is not before this session began (9.3.0.0-4). What the earlier session said with cmi5's own verbs is not said again.
 */
export function carriedOver(statement: Statement, frame: Cmi5Frame, began: number): readonly Statement[] {
  const { session, template } = frame
  if (sessionIn(statement.context) === session) return [statement]
  if (isDefined(statement)) return []
  const timestamp = new Date(Math.max(began, Date.parse(statement.timestamp) || began)).toISOString()
  return [{ ...statement, context: filled(statement.context, template), timestamp }]
}

/** The session a context names (§9.6.3.1). */
export const sessionIn = (context: Context | undefined): unknown => context?.extensions?.[cmi5Extensions.sessionId]

/** Whether a statement is one of cmi5's own (§9.6.2.1). */
export const isDefined = ({ context }: Statement): boolean => {
  const category = context.contextActivities?.category
  return Array.isArray(category) && JSON.stringify(category).includes(`"${cmi5Categories.defined}"`)
}

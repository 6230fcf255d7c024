/** Names and words of cmi5 (Quartz, 1st Edition). */
import type { CompiledCourse } from './schema-types.ts'
import { xapiVerbs } from './xapi.ts'

const CMI5_VERBS = 'https://w3id.org/xapi/adl/verbs/'
const CMI5 = 'https://w3id.org/xapi/cmi5/'

/** §9.3. */
export const cmi5Verbs = {
  launched: 'http://adlnet.gov/expapi/verbs/launched',
  initialized: xapiVerbs.initialized,
  completed: xapiVerbs.completed,
  passed: xapiVerbs.passed,
  failed: xapiVerbs.failed,
  abandoned: `${CMI5_VERBS}abandoned`,
  waived: `${CMI5_VERBS}waived`,
  terminated: xapiVerbs.terminated,
  satisfied: `${CMI5_VERBS}satisfied`,
} as const

export type Cmi5Verb = keyof typeof cmi5Verbs

/** §9.6.2: what a statement is, by its category activities. */
export const cmi5Categories = {
  defined: `${CMI5}context/categories/cmi5`,
  moveOn: `${CMI5}context/categories/moveon`,
} as const

/** §9.5.5 (result) and §9.6.3 (context). */
export const cmi5Extensions = {
  sessionId: `${CMI5}context/extensions/sessionid`,
  masteryScore: `${CMI5}context/extensions/masteryscore`,
  launchMode: `${CMI5}context/extensions/launchmode`,
  launchUrl: `${CMI5}context/extensions/launchurl`,
  moveOn: `${CMI5}context/extensions/moveon`,
  launchParameters: `${CMI5}context/extensions/launchparameters`,
  reason: `${CMI5}result/extensions/reason`,
} as const

/** §9.4. */
export const cmi5ActivityTypes = { block: `${CMI5}activitytype/block`, course: `${CMI5}activitytype/course` } as const

/** Documents of the State and the Agent Profile resource (§10, §11). */
export const LAUNCH_DATA = 'LMS.LaunchData'
export const LEARNER_PREFERENCES = 'cmi5LearnerPreferences'

/** §13.1.4. */
export const moveOnWords = ['NotApplicable', 'Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed'] as const
export const launchMethods = ['AnyWindow', 'OwnWindow'] as const
/** §10.2.2. */
export const launchModes = ['Normal', 'Browse', 'Review'] as const

export type MoveOn = (typeof moveOnWords)[number]
export type LaunchMethod = (typeof launchMethods)[number]
export type LaunchMode = (typeof launchModes)[number]

/** What an LMS waits for, and what it holds a score against (§13.1.4). */
export interface Criterion {
  readonly moveOn: MoveOn
  /** 0 … 1, at most four decimals. */
  readonly masteryScore?: number
}

/**
 * The criterion of a course, or of one part of it, as a unit. Without an exam in the completion rule there is no pass mark, so
 * neither passed nor failed is ever said and nothing may wait for it. With one, "completed" says that the whole rule is met and
 * "passed" that the exam is. A pass mark of more than two decimals is rounded down, so that whoever passes the exam passes in
 * the LMS; the inner rounding undoes what binary fractions add.
 */
export function moveOnOf({ completion, exams }: CompiledCourse): Criterion {
  const exam = exams.find(({ id }) => id === completion.exam)
  return exam === undefined
    ? { moveOn: 'Completed' }
    : { moveOn: 'CompletedAndPassed', masteryScore: Math.floor(Math.round(exam.pass * 1e6) / 1e4) / 1e4 }
}

/** Names that the LMS adds to the address of an assignable unit (§8.1). */
export const launchParameterNames = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const

/** Texts by language tag; `und` where a course structure names none. */
export type LanguageMap = Readonly<Record<string, string>>

interface Described {
  /** The `id` of the course structure. */
  readonly publisherId: string
  readonly title: LanguageMap
  readonly description: LanguageMap
}

/** An assignable unit as the course structure describes it; defaults are filled in (§13.1.4). */
export interface AssignableUnit extends Described {
  readonly kind: 'au'
  readonly url: string
  readonly moveOn: MoveOn
  readonly launchMethod: LaunchMethod
  readonly activityType?: string
  readonly masteryScore?: number
  readonly launchParameters?: string
  readonly entitlementKey?: string
  /** The activity that stands for it at the launching system, where it is not named by its place in the course. */
  readonly activityId?: string
}

/** One part of a course structure. `parent` is the position of the part that holds it; the course has none. */
export type CoursePart = (AssignableUnit | (Described & { readonly kind: 'block' | 'course' })) & {
  readonly parent?: number
}

/** A course structure in document order: position 0 is the course itself, and a part follows its parent. */
export type CourseStructure = readonly CoursePart[]

/** Why a course package is refused. */
export interface CourseFault {
  /** The requirement, e.g. `cmi5 14.1-2`. */
  readonly clause: string
  readonly message: string
  readonly line?: number
}

/** A course package that was read: its structure and the names of its files, or what is wrong with it. */
export type ReadCourse =
  | { readonly structure: CourseStructure; readonly files: readonly string[] }
  | { readonly faults: readonly CourseFault[] }

import { indexOf } from '../../../model/course-index.ts'
import type { LearningEvent } from '../../../model/events.ts'
import type { InteractionLine, XapiInteraction } from '../../../model/interaction.ts'
import { interactionLinesOf, interactionOf } from '../../../model/question-types/index.ts'
import type { Score } from '../../../model/response.ts'
import type { CompiledCourse } from '../../../model/schema-types.ts'
import { courseActivity, partActivity, xapiActivityTypes, xapiExtensions, xapiVerbs } from '../../../model/xapi.ts'
import { type Context, filled } from './context.ts'

/** An xAPI 1.0.3 statement as this driver makes them. */
export interface Statement {
  readonly id: string
  readonly actor: Readonly<Record<string, unknown>>
  readonly verb: { readonly id: string; readonly display: Readonly<Record<string, string>> }
  readonly object: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly context: Context
  readonly timestamp: string
}

export interface StatementFrame {
  readonly course: CompiledCourse
  /** The activity that was launched: the whole course, or one part of it. */
  readonly activityId: string
  readonly registration: string
  readonly actor: Readonly<Record<string, unknown>>
  readonly uuid: () => string
  /** What the LMS wants in every context (cmi5 §10.2.1). */
  readonly template?: Context
}

type Terminated = { readonly type: 'terminated'; readonly at: number; readonly seconds: number }
type Told = {
  readonly object: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly parent?: string
  /** Besides what was launched and the course. */
  readonly grouping?: readonly string[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/**
 * Turns an event into one statement. Its id is made here, once: sent again, it is the same statement. `verb` stands where a
 * profile has another word for the event.
 */
export function statementOf(
  event: LearningEvent | Terminated,
  frame: StatementFrame,
  verb: keyof typeof xapiVerbs = verbOf[event.type],
): Statement {
  return framed(told(event, frame), event.at, frame, verb)
}

/**
 * One `answered` statement for each line of a coding task that was answered; none for other questions and events. They carry
 * neither the question nor the response as extensions: an answer is graded again from the statement about the whole.
 */
export const lineStatements = (event: LearningEvent, frame: StatementFrame): Statement[] =>
  event.type === 'answered'
    ? linesOf(event, frame).map((line) => framed(lineTold(line, event, frame), event.at, frame, 'answered'))
    : []

function framed(
  { object, result, parent, grouping: also = [], extensions }: Told,
  at: number,
  frame: StatementFrame,
  verb: keyof typeof xapiVerbs,
): Statement {
  const grouping = [...new Set([...also, frame.activityId, courseActivity(frame.course.id)])].filter(
    (id) => id !== object.id,
  )
  return {
    id: frame.uuid(),
    actor: frame.actor,
    verb: { id: xapiVerbs[verb], display: { en: verb } },
    object: { objectType: 'Activity', ...object },
    ...(result === undefined ? {} : { result }),
    context: filled(
      {
        registration: frame.registration,
        language: frame.course.language,
        revision: frame.course.version,
        ...(parent === undefined && grouping.length === 0
          ? {}
          : {
              contextActivities: {
                ...(parent === undefined ? {} : { parent: [{ id: parent }] }),
                ...(grouping.length === 0 ? {} : { grouping: grouping.map((id) => ({ id })) }),
              },
            }),
        ...(extensions === undefined ? {} : { extensions }),
      },
      frame.template,
    ),
    timestamp: new Date(at).toISOString(),
  }
}

const verbOf = {
  opened: 'initialized',
  progressed: 'progressed',
  answered: 'answered',
  attempted: 'attempted',
  passed: 'passed',
  failed: 'failed',
  completed: 'completed',
  suspended: 'suspended',
  terminated: 'terminated',
} as const satisfies Record<(LearningEvent | Terminated)['type'], keyof typeof xapiVerbs>

/** ISO 8601; xAPI 1.0.3 Data §4.6 asks for no more than hundredths of a second. */
export const duration = (seconds: number): string => `PT${Math.round(Math.max(0, seconds) * 100) / 100}S`
const percent = (fraction: number): number => Math.round(Math.min(1, Math.max(0, fraction)) * 100)

function told(event: LearningEvent | Terminated, frame: StatementFrame): Told {
  const { course, activityId } = frame
  const own = partsOf(course)
  const text = (value: string): Record<string, string> => ({ [course.language]: value })
  const wholeCourse = { id: activityId, definition: { type: xapiActivityTypes.course, name: text(course.title) } }
  const exam = (id: string): Record<string, unknown> => ({
    id: own('exam', id),
    definition: { type: xapiActivityTypes.assessment, name: text(indexOf(course).exams.get(id)?.title ?? id) },
  })
  switch (event.type) {
    case 'opened':
      return { object: wholeCourse }
    case 'progressed':
      return {
        object: {
          id: own('section', event.section),
          definition: {
            type: xapiActivityTypes.module,
            name: text(indexOf(course).sections.get(event.section)?.title ?? event.section),
          },
        },
        result: { extensions: { [xapiExtensions.progress]: percent(event.fraction) } },
      }
    case 'answered':
      return answered(event, frame, text)
    case 'attempted':
      return { object: exam(event.exam), extensions: attemptOf(event) }
    case 'passed':
    case 'failed':
      return {
        object: exam(event.exam),
        result: {
          success: event.type === 'passed',
          score: { scaled: event.percent / 10_000, raw: event.earned, min: 0, max: event.possible },
          duration: duration(event.seconds),
          ...(event.lookUps === undefined ? {} : { extensions: { [xapiExtensions.lookUps]: event.lookUps } }),
        },
        extensions: attemptOf(event),
      }
    case 'completed':
      return { object: wholeCourse, result: { completion: true, duration: duration(event.seconds) } }
    case 'suspended':
      return {
        object: wholeCourse,
        result: {
          duration: duration(event.seconds),
          extensions: { [xapiExtensions.progress]: percent(event.fraction) },
        },
      }
    case 'terminated':
      return { object: wholeCourse, result: { duration: duration(event.seconds) } }
  }
}

/** A part of a course has the same id wherever the course was launched from, and under whatever activity id. */
const partsOf =
  ({ id: course }: CompiledCourse) =>
  (kind: 'section' | 'question' | 'exam' | 'check', id: string): string =>
    partActivity(courseActivity(course), kind, id)

const attemptOf = ({
  exam,
  attempt,
}: {
  readonly exam: string
  readonly attempt: number
}): Record<string, unknown> => ({
  [xapiExtensions.exam]: exam,
  [xapiExtensions.attempt]: attempt,
})

type AnsweredEvent = Extract<LearningEvent, { type: 'answered' }>

/** Where it was asked. */
function placeOf({ within }: AnsweredEvent, { course }: StatementFrame) {
  const own = partsOf(course)
  return 'check' in within
    ? { parent: own('check', within.check), extensions: {} }
    : { parent: own('exam', within.exam), extensions: attemptOf(within) }
}

function answered(event: AnsweredEvent, frame: StatementFrame, text: (value: string) => Record<string, string>): Told {
  const { course } = frame
  const question = indexOf(course).questions.get(event.question)
  const described = question && interactionOf(question, event.response).xapi
  const { parent, extensions } = placeOf(event, frame)
  return {
    object: {
      id: partsOf(course)('question', event.question),
      ...(question === undefined || described === undefined
        ? {}
        : { definition: definitionOf(described, question.stemText, text) }),
    },
    result: {
      success: event.score.correct,
      ...scoreOf(event.score),
      ...(described === undefined ? {} : { response: described.response }),
      duration: duration(event.seconds),
      extensions: { [xapiExtensions.response]: event.response },
    },
    parent,
    extensions: { ...extensions, [xapiExtensions.question]: event.question },
  }
}

function linesOf({ question: id, response }: AnsweredEvent, { course }: StatementFrame): readonly InteractionLine[] {
  const question = indexOf(course).questions.get(id)
  return question === undefined ? [] : interactionLinesOf(question, response)
}

function lineTold(line: InteractionLine, event: AnsweredEvent, frame: StatementFrame): Told {
  const { course } = frame
  const own = partsOf(course)
  const { xapi } = line.interaction
  const { parent: place, extensions } = placeOf(event, frame)
  return {
    object: {
      id: own('question', `${event.question}/line/${line.id}`),
      definition: definitionOf(xapi, line.description, (value) => ({ [course.language]: value })),
    },
    result: {
      success: line.score.correct,
      ...scoreOf(line.score),
      ...(xapi.response === '' ? {} : { response: xapi.response }),
    },
    parent: own('question', event.question),
    grouping: [place],
    extensions,
  }
}

/** Within the bounds of xAPI 1.0.3 Data §2.4.5.1; what takes points away has its own. */
function scoreOf({ earned, possible }: Score): { readonly score?: Readonly<Record<string, number>> } {
  if (earned < 0) return { score: { scaled: -1, raw: earned, min: earned, max: 0 } }
  if (possible <= 0) return {}
  return { score: { scaled: Math.min(1, Math.max(0, earned / possible)), raw: earned, min: 0, max: possible } }
}

function definitionOf(
  described: XapiInteraction,
  description: string,
  text: (value: string) => Record<string, string>,
): Record<string, unknown> {
  const components = (list: readonly { readonly id: string; readonly description: string }[] | undefined) =>
    list?.map((component) => ({ id: component.id, description: text(component.description) }))
  const { correctResponsesPattern: patterns } = described
  return withoutUndefined({
    type: xapiActivityTypes.interaction,
    description: text(description),
    interactionType: described.interactionType,
    correctResponsesPattern: patterns.length === 0 ? undefined : patterns,
    choices: components(described.choices),
    source: components(described.source),
    target: components(described.target),
    steps: components(described.steps),
  })
}

const withoutUndefined = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

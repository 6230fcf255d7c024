import { beyond, type Data, load, patternOf, put } from './fake-lms-data.ts'
import { arrays, errors, type ModelElement, model } from './fake-lms-model.ts'
import { feedback } from './fake-lms-types.ts'

/**
 * A strict LMS of SCORM 1.2, written from the standard: it refuses unknown elements, wrong formats and calls out of turn,
 * behaves as RTE §3.4.4 asks of an LMS when a session ends, and writes down every call. It runs in Node and, bundled, in a
 * browser page. One object is one learner in one SCO; `open` begins a session, as launching does.
 */
export interface FakeLms {
  /** A new session. A session that was left open counts as ended with what it had committed. */
  open(): Api
  /** What the LMS keeps of the learner: elements by name, as of the last commit or finish. */
  record(): Readonly<Record<string, string>>
  readonly calls: readonly Call[]
  /** Calls that were answered with an error. */
  readonly refusals: readonly Call[]
}

export interface Api {
  readonly LMSInitialize: (parameter: string) => unknown
  readonly LMSFinish: (parameter: string) => unknown
  readonly LMSGetValue: (element: string) => unknown
  readonly LMSSetValue: (element: string, value: string) => unknown
  readonly LMSCommit: (parameter: string) => unknown
  readonly LMSGetLastError: () => unknown
  readonly LMSGetErrorString: (code: string) => unknown
  readonly LMSGetDiagnostic: (code: string) => unknown
}

export interface Call {
  readonly name: string
  readonly parameters: readonly unknown[]
  readonly error: number
}

export interface LmsOptions {
  /** Elements that differ from a first launch: `{ 'cmi.core.lesson_mode': 'review' }`. */
  readonly record?: Readonly<Record<string, string>>
  /** adlcp:masteryscore of the manifest. */
  readonly masteryScore?: number
  /** Answers booleans where the standard says strings. */
  readonly booleans?: boolean
  /** A fault injected before a call is carried out: an error code, or an exception to throw. */
  readonly disturb?: (name: string, parameters: readonly unknown[]) => number | Error | undefined
  /** What a value becomes that the LMS takes. */
  readonly hold?: (element: string, value: string) => string
  /** What it gives back for a value it was asked for. */
  readonly give?: (value: string) => unknown
  /** Whether what it says it has taken gets lost on the way to where it is kept. */
  readonly lost?: () => boolean
  /** Told of every change of the record; a page keeps it somewhere. */
  readonly keep?: (record: Readonly<Record<string, string>>) => void
}

type Phase = 'before' | 'running' | 'after'

export function createFakeLms(options: LmsOptions = {}): FakeLms {
  const calls: Call[] = []
  let stored: Record<string, string> = { ...options.record }

  /** cmi.core.exit and cmi.core.session_time live for one session; this is what ending it leaves behind. */
  const settle = (data: Readonly<Record<string, string>>, statusSet: boolean): Record<string, string> => {
    const { 'cmi.core.exit': exit = '', 'cmi.core.session_time': session = '0000:00:00', ...kept } = data
    const raw = kept['cmi.core.score.raw'] ?? ''
    const judged =
      options.masteryScore !== undefined && raw !== '' && (kept['cmi.core.credit'] ?? 'credit') === 'credit'
    const status = judged
      ? { 'cmi.core.lesson_status': Number(raw) >= (options.masteryScore ?? 0) ? 'passed' : 'failed' }
      : statusSet
        ? {}
        : { 'cmi.core.lesson_status': 'completed' }
    return {
      ...kept,
      ...status,
      'cmi.core.entry': exit === 'suspend' ? 'resume' : '',
      'cmi.core.total_time': addTimes(kept['cmi.core.total_time'] ?? '0000:00:00', session),
    }
  }

  const keep = (record: Record<string, string>): void => {
    if (options.lost?.() === true) return
    stored = record
    options.keep?.(record)
  }

  const open = (): Api => {
    if ('cmi.core.exit' in stored || 'cmi.core.session_time' in stored) keep(settle(stored, true))
    let phase: Phase = 'before'
    const data = load(stored)
    let error = 0
    let statusSet = false

    /** Carries a call out unless the phase or a disturbance forbids it, and writes it down. */
    const answer = (name: string, parameters: readonly unknown[], run: () => string | number): unknown => {
      const injected = options.disturb?.(name, parameters)
      const silent = name === 'LMSGetValue'
      const result =
        injected instanceof Error
          ? 101
          : (injected ?? (parameters.every((parameter) => typeof parameter === 'string') ? run() : 201))
      error = typeof result === 'number' ? result : 0
      calls.push({ name, parameters, error })
      if (injected instanceof Error) throw injected
      const text = typeof result === 'string' ? result : silent ? '' : 'false'
      if (silent) return options.give === undefined ? text : options.give(text)
      return options.booleans === true ? text === 'true' : text
    }
    const inSession = (run: () => string | number) => (): string | number => (phase === 'running' ? run() : 301)
    const withEmpty = (parameter: unknown, run: () => string | number) => () => (parameter === '' ? run() : 201)

    return {
      LMSInitialize: (parameter) =>
        answer(
          'LMSInitialize',
          [parameter],
          withEmpty(parameter, () => {
            if (phase !== 'before') return 101
            phase = 'running'
            return 'true'
          }),
        ),
      LMSFinish: (parameter) =>
        answer(
          'LMSFinish',
          [parameter],
          withEmpty(
            parameter,
            inSession(() => {
              phase = 'after'
              keep(settle(data.values, statusSet))
              return 'true'
            }),
          ),
        ),
      LMSCommit: (parameter) =>
        answer(
          'LMSCommit',
          [parameter],
          withEmpty(
            parameter,
            inSession(() => {
              keep({ ...data.values })
              return 'true'
            }),
          ),
        ),
      LMSGetValue: (element) =>
        answer(
          'LMSGetValue',
          [element],
          inSession(() => read(data, element)),
        ),
      LMSSetValue: (element, value) =>
        answer(
          'LMSSetValue',
          [element, value],
          inSession(() => {
            const fault = refuse(data, element, value)
            if (fault !== undefined) return fault
            put(data, element, options.hold?.(element, value) ?? value)
            statusSet ||= element === 'cmi.core.lesson_status'
            return 'true'
          }),
        ),
      LMSGetLastError: () => String(error),
      LMSGetErrorString: (code) => errors[Number(code)] ?? '',
      LMSGetDiagnostic: (code) => errors[Number(code)] ?? '',
    }
  }

  return {
    open,
    record: () => stored,
    calls,
    get refusals() {
      return calls.filter((call) => call.error !== 0)
    },
  }
}

const isArray = (element: string): boolean => arrays.some((array) => array === patternOf(element))

/** The error for an element that is not in the model. */
function unknown(element: string): number {
  const [, parent, keyword] = /^(.*)\.(_children|_count)$/.exec(element) ?? []
  if (parent === undefined || !element.startsWith('cmi.')) return element.startsWith('cmi.') ? 401 : 201
  const exists = Object.keys(model).some(
    (name) => name === patternOf(parent) || name.startsWith(`${patternOf(parent)}.`),
  )
  if (!exists) return 401
  return keyword === '_count' ? 203 : 202
}

function read(data: Data, element: string): string | number {
  const counted = element.replace(/\._count$/, '')
  if (counted !== element && isArray(counted))
    return beyond(data, counted, 0) ? 201 : String(data.counts.get(counted) ?? 0)
  const known: ModelElement | undefined = model[patternOf(element)]
  if (known === undefined) return unknown(element)
  if (known.access === 'wo') return 404
  return beyond(data, element, 0) ? 201 : (data.values[element] ?? known.initial)
}

/** The error code a value is refused with, or undefined. */
function refuse(data: Data, element: string, value: string): number | undefined {
  const known: ModelElement | undefined = model[patternOf(element)]
  if (/\._(children|count|version)$/.test(element)) {
    return known !== undefined || isArray(element.replace(/\._count$/, '')) ? 402 : unknown(element)
  }
  if (known === undefined) return unknown(element)
  if (known.access === 'ro') return 403
  if (beyond(data, element, 1)) return 201
  const record = /^cmi\.interactions\.\d+/.exec(element)?.[0]
  // Stricter than the standard: a record begins with its id, and its type stands before what depends on it.
  if (record !== undefined && element !== `${record}.id` && data.values[`${record}.id`] === undefined) return 201
  const dependent = /\.(pattern|student_response)$/.test(element)
  const kind = data.values[`${record}.type`]
  if (dependent && kind === undefined) return 201
  const valid = dependent ? (feedback[kind ?? ''] ?? known.valid) : known.valid
  return valid(value) ? undefined : 405
}

/** Sum of two CMITimespans, in HHHH:MM:SS.SS. */
export function addTimes(a: string, b: string): string {
  const hundredths = (text: string): number => {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
    return Math.round((hours * 3600 + minutes * 60 + seconds) * 100)
  }
  const sum = hundredths(a) + hundredths(b)
  const digits = (value: number, width: number): string => String(value).padStart(width, '0')
  const seconds = Math.floor(sum / 100)
  return [
    digits(Math.floor(seconds / 3600), 4),
    digits(Math.floor(seconds / 60) % 60, 2),
    `${digits(seconds % 60, 2)}.${digits(sum % 100, 2)}`,
  ].join(':')
}

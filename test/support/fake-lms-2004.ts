import { arrays, errors, type ModelElement, model } from './fake-lms-2004-model.ts'
import * as type from './fake-lms-2004-types.ts'
import { beyond, type Data, load, patternOf, put } from './fake-lms-data.ts'

/**
 * A strict LMS of SCORM 2004, written from the 4th edition's Run-Time Environment (the 3rd asks the same of what is here): it
 * refuses unknown elements, wrong formats, values whose dependencies are not there and calls out of turn, begins a new
 * attempt where the standard says so, and writes down every call. It runs in Node and, bundled, in a browser page. One
 * object is one learner in one SCO; `open` begins a session, as launching does.
 */
export interface FakeLms {
  /** A new session. A session that was left open counts as ended with what it had committed. */
  open(): Api
  /** What the LMS keeps of the learner's last attempt: elements by name, as of the last commit or end. */
  record(): Readonly<Record<string, string>>
  /** Attempts that are over, oldest first. */
  readonly finished: readonly Readonly<Record<string, string>>[]
  readonly calls: readonly Call[]
  /** Calls that were answered with an error. Asking for what was never set is no mistake of the caller: not 403. */
  readonly refusals: readonly Call[]
}

export interface Api {
  readonly Initialize: (parameter: string) => unknown
  readonly Terminate: (parameter: string) => unknown
  readonly GetValue: (element: string) => unknown
  readonly SetValue: (element: string, value: string) => unknown
  readonly Commit: (parameter: string) => unknown
  readonly GetLastError: () => unknown
  readonly GetErrorString: (code: string) => unknown
  readonly GetDiagnostic: (code: string) => unknown
}

export interface Call {
  readonly name: string
  readonly parameters: readonly unknown[]
  readonly error: number
}

export interface LmsOptions {
  /** Elements that differ from a first launch: `{ 'cmi.mode': 'review' }`. */
  readonly record?: Readonly<Record<string, string>>
  /** objectiveID of the manifest's objectives: the LMS makes records of them in each new attempt. */
  readonly objectives?: readonly string[]
  /** Elements, by name with `n` for an index, that this LMS does not implement. */
  readonly without?: readonly string[]
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

/** Errors of calls out of turn: before the session was opened, and after it. */
const outOfTurn = { Terminate: [112, 113], GetValue: [122, 123], SetValue: [132, 133], Commit: [142, 143] } as const

export function createFakeLms(options: LmsOptions = {}): FakeLms {
  const calls: Call[] = []
  const finished: Record<string, string>[] = []
  const fresh = Object.fromEntries((options.objectives ?? []).map((id, i) => [`cmi.objectives.${i}.id`, id]))
  let stored: Record<string, string> = { ...fresh, ...options.record }

  const keep = (record: Record<string, string>): void => {
    if (options.lost?.() === true) return
    stored = record
    options.keep?.(record)
  }

  /** The end of a session (RTE §4.2.8): only `suspend`, or suspending everything, lets the attempt go on. */
  const settle = (data: Readonly<Record<string, string>>): Record<string, string> => {
    const { 'cmi.exit': exit = '', 'cmi.session_time': session = 'PT0S', 'adl.nav.request': request, ...kept } = data
    const total = addIntervals(kept['cmi.total_time'] ?? 'PT0S', session)
    const goesOn = exit === 'suspend' || request === 'suspendAll'
    return { ...kept, 'cmi.total_time': total, 'cmi.entry': goesOn ? 'resume' : '' }
  }

  const open = (): Api => {
    if ('cmi.exit' in stored || 'cmi.session_time' in stored) keep(settle(stored))
    if (stored['cmi.entry'] === '') {
      finished.push(stored)
      const { 'cmi.mode': mode } = stored
      keep({ ...fresh, ...(mode === undefined ? {} : { 'cmi.mode': mode }) })
    }
    let phase: Phase = 'before'
    const data = load(stored)
    let error = 0

    /** Carries a call out unless the phase or a disturbance forbids it, and writes it down. */
    const answer = (name: string, parameters: readonly unknown[], run: () => string | number): unknown => {
      const injected = options.disturb?.(name, parameters)
      const silent = name === 'GetValue'
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
    const inTurn = (name: keyof typeof outOfTurn, run: () => string | number) => (): string | number =>
      phase === 'running' ? run() : outOfTurn[name][phase === 'before' ? 0 : 1]
    const withEmpty = (parameter: unknown, run: () => string | number) => () => (parameter === '' ? run() : 201)

    return {
      Initialize: (parameter) =>
        answer(
          'Initialize',
          [parameter],
          withEmpty(parameter, () => {
            if (phase !== 'before') return phase === 'running' ? 103 : 104
            phase = 'running'
            return 'true'
          }),
        ),
      Terminate: (parameter) =>
        answer(
          'Terminate',
          [parameter],
          withEmpty(
            parameter,
            inTurn('Terminate', () => {
              phase = 'after'
              keep(settle(data.values))
              return 'true'
            }),
          ),
        ),
      Commit: (parameter) =>
        answer(
          'Commit',
          [parameter],
          withEmpty(
            parameter,
            inTurn('Commit', () => {
              keep({ ...data.values })
              return 'true'
            }),
          ),
        ),
      GetValue: (element) =>
        answer(
          'GetValue',
          [element],
          inTurn('GetValue', () => (lacks(options, element) ? 402 : read(data, element))),
        ),
      SetValue: (element, value) =>
        answer(
          'SetValue',
          [element, value],
          inTurn('SetValue', () => {
            const fault = lacks(options, element) ? 402 : refuse(data, element, value)
            if (fault !== undefined) return fault
            put(data, element, options.hold?.(element, value) ?? value)
            return 'true'
          }),
        ),
      GetLastError: () => String(error),
      GetErrorString: (code) => errors[Number(code)] ?? '',
      GetDiagnostic: (code) => errors[Number(code)] ?? '',
    }
  }

  return {
    open,
    record: () => stored,
    finished,
    calls,
    get refusals() {
      return calls.filter((call) => call.error !== 0 && call.error !== 403)
    },
  }
}

const lacks = ({ without = [] }: LmsOptions, element: string): boolean =>
  without.some((name) => patternOf(element) === name || patternOf(element).startsWith(`${name}.`))

const isArray = (element: string): boolean => arrays.some((array) => array === patternOf(element))

/** An element that is not in the model: 301 for a keyword where there is none, else 401. */
function unknown(element: string, keyword: number): number {
  const [, parent] = /^(.*)\.(_children|_count|_version)$/.exec(element) ?? []
  const exists =
    parent !== undefined &&
    Object.keys(model).some((name) => name === patternOf(parent) || name.startsWith(`${patternOf(parent)}.`))
  return exists ? keyword : 401
}

function read(data: Data, element: string): string | number {
  if (element === '') return 301
  const counted = element.replace(/\._count$/, '')
  if (counted !== element && isArray(counted))
    return beyond(data, counted, 0) ? 301 : String(data.counts.get(counted) ?? 0)
  const known: ModelElement | undefined = model[patternOf(element)]
  if (known === undefined) return unknown(element, 301)
  if (known.access === 'wo') return 405
  if (beyond(data, element, 0)) return 301
  return data.values[element] ?? known.initial ?? 403
}

/** The error code a value is refused with, or undefined. */
function refuse(data: Data, element: string, value: string): number | undefined {
  if (element === '') return 351
  const known: ModelElement | undefined = model[patternOf(element)]
  if (/\._(children|count|version)$/.test(element)) {
    return known !== undefined || isArray(element.replace(/\._count$/, '')) ? 404 : unknown(element, 351)
  }
  if (known === undefined) return 401
  if (known.access === 'ro') return 404
  if (beyond(data, element, 1)) return 351
  return dependency(data, element) ?? mismatch(data, element, value, known) ?? conflict(data, element, value)
}

const recordOf = (element: string): string | undefined => /^cmi\.(interactions|objectives)\.\d+/.exec(element)?.[0]

/** §4.2.9, §4.2.17: a record begins with its id, and what depends on an interaction's type comes after it. */
function dependency({ values }: Data, element: string): number | undefined {
  const record = recordOf(element)
  if (record === undefined || element === `${record}.id`) return undefined
  if (values[`${record}.id`] === undefined) return 408
  return /\.(pattern|learner_response)$/.test(element) && values[`${record}.type`] === undefined ? 408 : undefined
}

function mismatch({ values }: Data, element: string, value: string, known: ModelElement): number | undefined {
  const kind = values[`${recordOf(element) ?? ''}.type`] ?? ''
  const table = element.endsWith('.pattern')
    ? type.pattern
    : element.endsWith('.learner_response')
      ? type.response
      : undefined
  const valid = table === undefined ? known.valid : (table[kind] ?? known.valid)
  if (!valid(value)) return 406
  const [least, most] = known.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return known.range !== undefined && (Number(value) < least || Number(value) > most) ? 407 : undefined
}

/** Ids of objectives are unique and stay; a type keeps no more right answers, and none twice, than the standard says. */
function conflict({ values }: Data, element: string, value: string): number | undefined {
  const [, array, own] = /^(.*)\.(\d+)\.[^.]+$/.exec(element) ?? []
  if (array === undefined || !/(objectives\.\d+\.id|\.pattern)$/.test(element)) return undefined
  const others = Object.entries(values).filter(
    ([name, other]) => other === value && name !== element && patternOf(name) === patternOf(element),
  )
  const inArray = others.some(([name]) => name.startsWith(`${array}.`))
  if (/objectives\.\d+\.id$/.test(element) && inArray) return 351
  if (/^cmi\.objectives\.\d+\.id$/.test(element) && (values[element] ?? value) !== value) return 351
  if (!element.endsWith('.pattern')) return undefined
  const most = type.patterns[values[`${recordOf(element) ?? ''}.type`] ?? ''] ?? 0
  return inArray || Number(own) >= most ? 351 : undefined
}

/** Sum of two timeintervals without years and months, in hours, minutes and seconds. */
export function addIntervals(a: string, b: string): string {
  const hundredths = (text: string): number => {
    const [, days, hours, minutes, seconds] =
      /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text) ?? []
    const number = (part: string | undefined): number => Number(part ?? 0)
    return Math.round((number(days) * 86_400 + number(hours) * 3600 + number(minutes) * 60 + number(seconds)) * 100)
  }
  const sum = hundredths(a) + hundredths(b)
  const whole = Math.floor(sum / 100)
  return `PT${Math.floor(whole / 3600)}H${Math.floor(whole / 60) % 60}M${(sum % 6000) / 100}S`
}

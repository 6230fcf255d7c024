/**
 * The run-time API of an LMS with its strings and error codes turned into values, the same for both SCORM standards. What an
 * LMS returns is not to be trusted, hence `unknown` wherever it answers.
 */

/** Why a call did not do what it should: one sentence with the LMS's error code and its words for it. */
export interface Fault {
  /** As the standard numbers them; undefined when the LMS gave none. */
  readonly code?: number
  readonly text: string
}

/** No call throws. */
export interface Lms {
  initialize(): Fault | undefined
  /** The value as a string, `''` where there is none. */
  get(element: string): { readonly value: string; readonly fault?: Fault }
  set(element: string, value: string): Fault | undefined
  commit(): Fault | undefined
  finish(): Fault | undefined
  /** Whether the fault lies with the call itself (an element or value refused), so that repeating it changes nothing. */
  isFinal(fault: Fault): boolean
  /** Whether the session is not open: it has not begun, or has ended. */
  isOver(fault: Fault): boolean
}

/** The functions of an API object, under names of ours. */
export interface Calls {
  readonly initialize: () => unknown
  readonly finish: () => unknown
  readonly get: (element: string) => unknown
  readonly set: (element: string, value: string) => unknown
  readonly commit: () => unknown
  readonly lastError: () => unknown
  readonly errorString: (code: string) => unknown
  /** What the standard calls them, for messages. */
  readonly names: Readonly<Record<'initialize' | 'finish' | 'get' | 'set' | 'commit', string>>
  readonly isFinal: (code: number) => boolean
  readonly isOver: (code: number) => boolean
}

/** Whether something has all of the functions an API must have. */
export const hasMethods = (candidate: unknown, methods: readonly string[]): boolean =>
  typeof candidate === 'object' &&
  candidate !== null &&
  methods.every((method) => typeof Reflect.get(candidate, method) === 'function')

/** The standard says "true"; some LMSs return the boolean. */
const isTrue = (result: unknown): boolean => result === 'true' || result === true

/** The value of a `_children` element. */
export const listOf = (value: string): ReadonlySet<string> => new Set(value.split(',').map((name) => name.trim()))

/** The value of a `_count` element; 0 where it is not a number. */
export function countOf(value: string): number {
  const count = Number(value)
  return Number.isInteger(count) && count > 0 ? count : 0
}

export function connectLms(api: Calls): Lms {
  const lastError = (): number | undefined => {
    try {
      const code = api.lastError()
      return code === '' || code === null || Number.isNaN(Number(code)) ? undefined : Number(code)
    } catch {
      return undefined
    }
  }
  const words = (code: number): string => {
    try {
      const text = api.errorString(String(code))
      return typeof text === 'string' ? text.trim() : ''
    } catch {
      return ''
    }
  }
  const failed = (call: string, code: number | undefined): Fault =>
    code === undefined || code === 0
      ? { text: `${call} failed and the LMS did not say why.` }
      : { code, text: `${call} failed: ${[`error ${code}`, words(code)].filter(Boolean).join(', ')}.` }
  const threw = (call: string, error: unknown): Fault => ({
    text: `${call} failed: ${error instanceof Error ? error.message : String(error)}.`,
  })
  /** A call that answers yes or no. Where `strict`, a yes with an error code is a no. */
  const ask = (call: string, strict: boolean, run: () => unknown): Fault | undefined => {
    try {
      const yes = isTrue(run())
      const code = yes && !strict ? 0 : lastError()
      return yes && (code === 0 || code === undefined) ? undefined : failed(call, code)
    } catch (error) {
      return threw(call, error)
    }
  }
  const { names } = api
  const isFinal = ({ code }: Fault): boolean => code !== undefined && api.isFinal(code)
  return {
    initialize: () => ask(names.initialize, false, api.initialize),
    finish: () => ask(names.finish, false, api.finish),
    commit: () => ask(names.commit, true, api.commit),
    set: (element, value) => ask(`${names.set} of ${element}`, true, () => api.set(element, value)),
    get: (element) => {
      const call = `${names.get} of ${element}`
      try {
        const result = api.get(element)
        const value = typeof result === 'string' || typeof result === 'number' ? String(result) : ''
        if (value !== '') return { value }
        // Empty is an answer like any other, and so is "not supported"; only a call that failed says nothing.
        const fault = failed(call, lastError())
        return fault.code === undefined || isFinal(fault) ? { value } : { value, fault }
      } catch (error) {
        return { value: '', fault: threw(call, error) }
      }
    },
    isFinal,
    isOver: ({ code }) => code !== undefined && api.isOver(code),
  }
}

/** The API object of SCORM 1.2 RTE §3.3.4. What an LMS returns is not to be trusted, hence `unknown`. */
export interface Scorm12Api {
  LMSInitialize(parameter: ''): unknown
  LMSFinish(parameter: ''): unknown
  LMSGetValue(element: string): unknown
  LMSSetValue(element: string, value: string): unknown
  LMSCommit(parameter: ''): unknown
  LMSGetLastError(): unknown
  LMSGetErrorString(code: string): unknown
}

const methods = ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError']

export const isScorm12Api = (candidate: unknown): candidate is Scorm12Api =>
  typeof candidate === 'object' &&
  candidate !== null &&
  methods.every((method) => typeof Reflect.get(candidate, method) === 'function')

/** Why a call did not do what it should: one sentence with the LMS's error code and its words for it. */
export interface Fault {
  /** RTE 1.2 §3.3.5; undefined when the LMS gave none. */
  readonly code?: number
  readonly text: string
}

/** The API with its strings and error codes turned into values. No call throws. */
export interface Lms {
  initialize(): Fault | undefined
  /** The value as a string, `''` where there is none. */
  get(element: string): { readonly value: string; readonly fault?: Fault }
  set(element: string, value: string): Fault | undefined
  commit(): Fault | undefined
  finish(): Fault | undefined
}

/** The standard says "true"; some LMSs return the boolean. */
const isTrue = (result: unknown): boolean => result === 'true' || result === true

/** RTE 1.2 §3.3.5. 101 is also what a second LMSInitialize gets. */
export const GENERAL_EXCEPTION = 101
const NOT_INITIALIZED = 301

/** Whether the fault lies with the call itself (an element or value refused), so that repeating it changes nothing. */
export const isFinal = ({ code }: Fault): boolean =>
  code !== undefined && code !== GENERAL_EXCEPTION && code !== NOT_INITIALIZED

/** The value of a `_children` element. */
export const listOf = (value: string): ReadonlySet<string> => new Set(value.split(',').map((name) => name.trim()))

export function connectLms(api: Scorm12Api): Lms {
  const lastError = (): number | undefined => {
    try {
      const code = api.LMSGetLastError()
      return code === '' || code === null || Number.isNaN(Number(code)) ? undefined : Number(code)
    } catch {
      return undefined
    }
  }
  const words = (code: number): string => {
    try {
      const text = api.LMSGetErrorString(String(code))
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
  return {
    initialize: () => ask('LMSInitialize', false, () => api.LMSInitialize('')),
    finish: () => ask('LMSFinish', false, () => api.LMSFinish('')),
    commit: () => ask('LMSCommit', true, () => api.LMSCommit('')),
    set: (element, value) => ask(`LMSSetValue of ${element}`, true, () => api.LMSSetValue(element, value)),
    get: (element) => {
      const call = `LMSGetValue of ${element}`
      try {
        const result = api.LMSGetValue(element)
        const value = typeof result === 'string' || typeof result === 'number' ? String(result) : ''
        if (value !== '') return { value }
        // Empty is an answer like any other, and so is "not supported"; only a call that failed says nothing.
        const fault = failed(call, lastError())
        return fault.code === undefined || isFinal(fault) ? { value } : { value, fault }
      } catch (error) {
        return { value: '', fault: threw(call, error) }
      }
    },
  }
}

import { type Calls, hasMethods } from './lms.ts'

/** The API object of SCORM 1.2 RTE §3.3.4. */
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

export const isScorm12Api = (candidate: unknown): candidate is Scorm12Api => hasMethods(candidate, methods)

/** RTE 1.2 §3.3.5. 101 is also what a second LMSInitialize gets. */
export const GENERAL_EXCEPTION = 101
const NOT_INITIALIZED = 301

export const scorm12Calls = (api: Scorm12Api): Calls => ({
  initialize: () => api.LMSInitialize(''),
  finish: () => api.LMSFinish(''),
  get: (element) => api.LMSGetValue(element),
  set: (element, value) => api.LMSSetValue(element, value),
  commit: () => api.LMSCommit(''),
  lastError: () => api.LMSGetLastError(),
  errorString: (code) => api.LMSGetErrorString(code),
  names: {
    initialize: 'LMSInitialize',
    finish: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
  },
  isFinal: (code) => code !== GENERAL_EXCEPTION && code !== NOT_INITIALIZED,
  isOver: (code) => code === NOT_INITIALIZED,
})

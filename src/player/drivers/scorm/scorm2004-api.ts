import { type Calls, hasMethods } from './lms.ts'

/** The API object of SCORM 2004 RTE §3.1.2 (IEEE 1484.11.2). */
export interface Scorm2004Api {
  Initialize(parameter: ''): unknown
  Terminate(parameter: ''): unknown
  GetValue(element: string): unknown
  SetValue(element: string, value: string): unknown
  Commit(parameter: ''): unknown
  GetLastError(): unknown
  GetErrorString(code: string): unknown
}

const methods = ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError']

export const isScorm2004Api = (candidate: unknown): candidate is Scorm2004Api => hasMethods(candidate, methods)

/** RTE 2004 §3.1.7. */
export const ALREADY_INITIALIZED = 103
/** Ending, reading, storing and committing, each before the session was opened and after it has ended. */
const OUT_OF_TURN: readonly number[] = [112, 113, 122, 123, 132, 133, 142, 143]
const GENERAL_SET_FAILURE = 351
const FIRST_ELEMENT_ERROR = 401

export const scorm2004Calls = (api: Scorm2004Api): Calls => ({
  initialize: () => api.Initialize(''),
  finish: () => api.Terminate(''),
  get: (element) => api.GetValue(element),
  set: (element, value) => api.SetValue(element, value),
  commit: () => api.Commit(''),
  lastError: () => api.GetLastError(),
  errorString: (code) => api.GetErrorString(code),
  names: { initialize: 'Initialize', finish: 'Terminate', get: 'GetValue', set: 'SetValue', commit: 'Commit' },
  // 401 … 408 are about the element or the value (403: not set yet); 351 is what an index or id out of order gets.
  isFinal: (code) => code >= FIRST_ELEMENT_ERROR || code === GENERAL_SET_FAILURE,
  isOver: (code) => OUT_OF_TURN.includes(code),
})

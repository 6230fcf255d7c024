/** What the common story of both SCORM standards is called in each of them. */
export interface Words {
  readonly api: 'API' | 'API_1484_11'
  readonly calls: Readonly<Record<'initialize' | 'finish' | 'get' | 'set' | 'commit', string>>
  readonly location: string
  readonly mode: string
  readonly entry: string
  readonly sessionTime: string
  readonly exit: string
  /** Below `cmi.interactions.n`. */
  readonly response: string
  /** A record of somebody who was there, and of somebody who has passed. */
  readonly visited: Readonly<Record<string, string>>
  readonly passed: Readonly<Record<string, string>>
  /** A general failure of a commit, as the driver words it. */
  readonly commitFailed: string
  /** How far the record is: status, and best score in percent. Neither may go down. */
  readonly standing: (record: Readonly<Record<string, string>>) => { readonly status: number; readonly score: number }
  /** Seconds of a session time as the standard writes it; NaN for anything else. */
  readonly seconds: (time: string) => number
}

const statuses = ['', 'not attempted', 'incomplete', 'failed', 'completed', 'passed']
const completions = ['', 'not attempted', 'unknown', 'incomplete', 'completed']
const successes = ['', 'unknown', 'failed', 'passed']

export const words = {
  scorm12: {
    api: 'API',
    calls: {
      initialize: 'LMSInitialize',
      finish: 'LMSFinish',
      get: 'LMSGetValue',
      set: 'LMSSetValue',
      commit: 'LMSCommit',
    },
    location: 'cmi.core.lesson_location',
    mode: 'cmi.core.lesson_mode',
    entry: 'cmi.core.entry',
    sessionTime: 'cmi.core.session_time',
    exit: 'cmi.core.exit',
    response: 'student_response',
    visited: { 'cmi.core.lesson_status': 'incomplete', 'cmi.core.entry': 'resume' },
    passed: { 'cmi.core.lesson_status': 'passed', 'cmi.core.entry': 'resume', 'cmi.core.score.raw': '95' },
    commitFailed: 'LMSCommit failed: error 101, General Exception.',
    standing: (record) => ({
      status: statuses.indexOf(record['cmi.core.lesson_status'] ?? ''),
      score: Number(record['cmi.core.score.raw'] ?? 0),
    }),
    seconds: (time) => {
      const [, hours, minutes, seconds] = /^(\d{4}):(\d\d):(\d\d\.\d\d)$/.exec(time) ?? []
      return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    },
  },
  scorm2004: {
    api: 'API_1484_11',
    calls: { initialize: 'Initialize', finish: 'Terminate', get: 'GetValue', set: 'SetValue', commit: 'Commit' },
    location: 'cmi.location',
    mode: 'cmi.mode',
    entry: 'cmi.entry',
    sessionTime: 'cmi.session_time',
    exit: 'cmi.exit',
    response: 'learner_response',
    visited: { 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown', 'cmi.entry': 'resume' },
    passed: {
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
      'cmi.score.scaled': '0.95',
      'cmi.entry': 'resume',
    },
    commitFailed: 'Commit failed: error 101, General Exception.',
    standing: (record) => ({
      status:
        completions.indexOf(record['cmi.completion_status'] ?? '') * 10 +
        successes.indexOf(record['cmi.success_status'] ?? ''),
      score: Number(record['cmi.score.scaled'] ?? 0) * 100,
    }),
    seconds: (time) => {
      const [whole, hours = '0', minutes = '0', seconds = '0'] =
        /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(time) ?? []
      return whole === undefined ? Number.NaN : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    },
  },
} as const satisfies Readonly<Record<string, Words>>

export type Standard = keyof typeof words

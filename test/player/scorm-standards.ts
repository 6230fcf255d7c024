import { createFakeLms as create12 } from '../support/fake-lms.ts'
import { createFakeLms as create2004 } from '../support/fake-lms-2004.ts'
import { type Standard, type Words, words } from '../support/lms-words.ts'
import { type Connect, connect as connect12, type FakeWindow, fakeWindow } from './scorm12-sitting.ts'
import { connect as connect2004 } from './scorm2004-sitting.ts'

/** What both strict LMSs have in common. */
export interface Lms {
  open(): object
  record(): Readonly<Record<string, string>>
  readonly calls: readonly { readonly name: string; readonly parameters: readonly unknown[]; readonly error: number }[]
  readonly refusals: readonly unknown[]
}

export interface Options {
  readonly record?: Readonly<Record<string, string>>
  readonly booleans?: boolean
  readonly disturb?: (name: string, parameters: readonly unknown[]) => number | Error | undefined
  readonly hold?: (element: string, value: string) => string
  readonly give?: (value: string) => unknown
  readonly lost?: () => boolean
}

type Facts = Readonly<Record<string, string>>

/** A standard under test: its words, its strict LMS, and what its record says at the stations of the common story. */
export interface Tested extends Words {
  readonly create: (options?: Options) => Lms
  readonly connect: Connect
  /** Elements set before anything else. */
  readonly begun: readonly string[]
  /** Error codes: a call that may work the next time, the session cannot be opened, and a value that never will be taken. */
  readonly errors: {
    readonly passing: number
    readonly readLater: number
    readonly closed: number
    readonly refused: number
  }
  /** What the driver says of a commit with the passing error, and of an answer with the refused one. */
  readonly reasons: { readonly commit: string; readonly answer: string; readonly tooLong: string }
  readonly story: { readonly failed: Facts; readonly passed: Facts; readonly ended: Facts; readonly examOnly: Facts }
  /** Elements of an exam's score, and a record with a better one than an exam with 6 of 8 right. */
  readonly better: Facts
  /** Of a session of 61 seconds and one of an hour. */
  readonly total: readonly [element: string, value: string]
  readonly limit: number
  readonly wrong: string
  /** Most calls that 500 answers may cost. */
  readonly costs: number
}

export const standards = {
  scorm12: {
    ...words.scorm12,
    create: create12,
    connect: connect12,
    begun: ['core.exit=suspend', 'core.lesson_status=incomplete'],
    errors: { passing: 101, readLater: 101, closed: 401, refused: 405 },
    reasons: {
      commit: 'LMSCommit failed: error 101, General Exception.',
      answer: 'LMSSetValue of cmi.interactions.0.id failed: error 405, Incorrect Data Type.',
      tooLong: 'Progress is 4097 characters long; SCORM 1.2 keeps 4096.',
    },
    story: {
      failed: {
        'cmi.core.lesson_status': 'failed',
        'cmi.core.score.raw': '55.56',
        'cmi.core.score.min': '0',
        'cmi.core.score.max': '100',
        'cmi.core.exit': 'suspend',
      },
      passed: { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' },
      ended: { 'cmi.core.entry': '', 'cmi.core.lesson_status': 'passed' },
      examOnly: { 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '100' },
    },
    better: { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '95.5' },
    total: ['cmi.core.total_time', '0001:01:01.00'],
    limit: 4096,
    wrong: 'wrong',
    // Nine elements an answer, the saved progress where it changed, and one commit.
    costs: 500 * 11 + 10,
  },
  scorm2004: {
    ...words.scorm2004,
    create: create2004,
    connect: connect2004,
    begun: ['exit=suspend', 'completion_status=incomplete', 'success_status=unknown'],
    errors: { passing: 391, readLater: 301, closed: 102, refused: 351 },
    reasons: {
      commit: 'Commit failed: error 391, General Commit Failure.',
      answer: 'SetValue of cmi.interactions.0.id failed: error 351, General Set Failure.',
      tooLong: 'Progress is 64001 characters long; SCORM 2004 keeps 64000.',
    },
    story: {
      failed: {
        'cmi.completion_status': 'incomplete',
        'cmi.success_status': 'failed',
        'cmi.score.scaled': '0.5556',
        'cmi.score.raw': '55.56',
        'cmi.score.min': '0',
        'cmi.score.max': '100',
        'cmi.progress_measure': '0.92',
        'cmi.exit': 'suspend',
      },
      passed: {
        'cmi.completion_status': 'completed',
        'cmi.success_status': 'passed',
        'cmi.score.scaled': '1',
        'cmi.score.raw': '100',
        'cmi.progress_measure': '1',
        'cmi.exit': 'suspend',
      },
      ended: { 'cmi.entry': 'resume', 'cmi.success_status': 'passed' },
      examOnly: { 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'unknown', 'cmi.score.scaled': '1' },
    },
    better: { 'cmi.score.scaled': '0.955', 'cmi.score.raw': '95.5' },
    total: ['cmi.total_time', 'PT1H1M1S'],
    limit: 64_000,
    wrong: 'incorrect',
    // Ten elements an answer, the saved progress where it changed, and one commit; the objectives once.
    costs: 500 * 12 + 40,
  },
} as const satisfies Readonly<Record<Standard, Tested>>

/** The course in a frame of the LMS. */
export const inFrame = ({ api }: Tested, lms: Lms): FakeWindow =>
  fakeWindow({ parent: fakeWindow({ [api]: lms.open() }) })

/** Elements set, in order, as `element=value` without `cmi.`. */
export const setsOf = ({ calls: { set } }: Tested, lms: Lms, from = 0): string[] =>
  lms.calls
    .slice(from)
    .filter(({ name }) => name === set)
    .map(({ parameters: [element, value] }) => `${String(element).replace(/^cmi\./, '')}=${String(value)}`)

/** How often a function was called, by its common name. */
export const countOf = ({ calls }: Tested, lms: Lms, name: keyof Words['calls']): number =>
  lms.calls.filter((call) => call.name === calls[name]).length

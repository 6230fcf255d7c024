import type { Row } from './table.ts'

/** What a column of a roster may mean. */
export const fields = {
  learner: 'Id of the person in this service',
  email: 'E-mail address',
  id: 'Number of the person in the LMS, or their login',
  login: 'Login of the person in the LMS: their e-mail address where it is one',
  name: 'Whole name',
  first: 'First name',
  last: 'Last name',
  completed: 'Whether the course was completed: yes or no, 1 or 0, or a date',
  completedOn: 'Day of completion',
  score: 'Result, in percent or points',
} as const satisfies Readonly<Record<string, string>>

export type Field = keyof typeof fields
/** Which column, counted from 0, has which meaning. */
export type Columns = Partial<Readonly<Record<Field, number>>>

export interface RosterFormat {
  readonly title: string
  /** Headings that only this format has; all must be there. Lower case. */
  readonly marks: readonly RegExp[]
  /** Headings of each field, the likeliest first. Lower case. */
  readonly headings: Partial<Readonly<Record<Field, readonly RegExp[]>>>
  /** Whether `Last, First` is how it writes whole names. */
  readonly lastFirst?: true
  /** Lines that are no people. */
  readonly notPeople?: (row: Row, columns: Columns) => boolean
}

const EMAIL = [/^e-?mail( address)?$/]
const COMPLETED_ON = [
  /^completed[ _-]?on$/,
  /^(course complete|course completed)$/,
  /^(completion[ _-]?date|date[ _-]?completed)$/,
]

/** Grade exports that are known by their headings, the most particular first. */
export const formats = {
  canvas: {
    title: 'Canvas gradebook',
    marks: [/^student$/, /^id$/, /^section$/],
    headings: {
      name: [/^student$/],
      id: [/^sis user id$/, /^sis login id$/, /^id$/],
      login: [/^sis login id$/],
      email: EMAIL,
      score: [/^final score$/],
      completedOn: COMPLETED_ON,
    },
    lastFirst: true,
    // The line with what each assignment is out of, lines on how grades are posted, and the pretended student.
    notPeople: ({ cells }, { name = 0, id }) =>
      /^(points possible|student, test|test student)$/i.test(cells[name] ?? '') ||
      ((cells[name] ?? '') === '' && (id === undefined || (cells[id] ?? '') === '')),
  },
  blackboard: {
    title: 'Blackboard grade centre',
    marks: [/^last name$/, /^first name$/, /^username$/],
    headings: {
      first: [/^first name$/],
      last: [/^last name$/],
      email: EMAIL,
      id: [/^student id$/, /^username$/],
      login: [/^username$/],
      score: [/^(weighted )?total \[/],
      completedOn: COMPLETED_ON,
    },
  },
  moodle: {
    title: 'Moodle grade export',
    marks: [/^first name$/, /^(last name|surname)$/, /^email address$/],
    headings: {
      first: [/^first name$/],
      last: [/^(last name|surname)$/],
      email: [/^email address$/],
      id: [/^id number$/, /^username$/],
      login: [/^username$/],
      score: [/^course total \(percentage\)$/, /^course total( \(real\))?$/],
      completedOn: COMPLETED_ON,
    },
  },
  plain: {
    title: 'Plain table',
    marks: [],
    headings: {
      learner: [/^learner( id)?$/],
      email: EMAIL,
      id: [/^(student |lms )?(id|number|login)$/],
      name: [/^(name|full name|student|student name)$/],
      first: [/^(first|given) name$/],
      last: [/^(last|family) name$|^surname$/],
      completed: [/^(completed|complete|passed|status)$/],
      completedOn: [...COMPLETED_ON, /^date$/],
      score: [/^(score|grade|percent|percentage|result)( \(?%\)?)?$/],
    },
  },
} as const satisfies Readonly<Record<string, RosterFormat>>

export type FormatName = keyof typeof formats

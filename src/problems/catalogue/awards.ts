import { kind } from '../problem.ts'

const creditText = (credits: number): string => `${credits} ${credits === 1 ? 'credit' : 'credits'}`

/** Problems with what an award claims. */
export const awards = {
  'award-exam-prep': kind<{ award: string; credits: number }>({
    severity: 'error',
    title: 'An exam-preparation course claims credits',
    message: ({ award, credits }) =>
      `The award "${award}" claims ${creditText(credits)}, but the purpose of the course is exam-prep; certifying bodies do not approve exam preparation for CEUs.`,
    hint: 'Write "credits: 0". If the course is continuing education, say so in "purpose".',
  }),
  'award-exam-prep-approval': kind<{ award: string; named: string }>({
    severity: 'error',
    title: 'An exam-preparation course claims an approval',
    message: ({ award, named }) =>
      `The award "${award}" quotes the ${named}, but the purpose of the course is exam-prep; certifying bodies do not approve exam preparation for CEUs.`,
    hint: 'Take "approval" and "approver" out. If the course is continuing education, say so in "purpose".',
  }),
  'award-worth': kind<{ award: string }>({
    severity: 'error',
    title: 'An award without credits or minutes',
    message: ({ award }) => `The award "${award}" says neither how many credits nor how many minutes it stands for.`,
    hint: 'Write "minutes", "credits" or both; what is left out is worked out from the other.',
  }),
  'award-credits-minutes': kind<{ award: string; credits: number; minutes: number; needed: number }>({
    severity: 'error',
    title: 'More credits than the minutes are worth',
    message: ({ award, credits, minutes, needed }) =>
      `The award "${award}" claims ${creditText(credits)}, worth ${needed} minutes, but stands for ${minutes} minutes.`,
    hint: 'Lower "credits", or correct "minutes" if the instruction takes longer.',
  }),
  'award-credential-minutes': kind<{
    award: string
    credential: string
    credits: number
    minutes: number
    needed: number
  }>({
    severity: 'error',
    title: 'More credits than the credential gives for the minutes',
    message: ({ award, credential, credits, minutes, needed }) =>
      `The award "${award}" claims ${creditText(credits)} for ${credential}, whose unit makes that ${needed} minutes, but stands for ${minutes} minutes.`,
    hint: 'Lower "credits" to what the minutes are worth by the unit of the credential.',
  }),
  'award-credential-unknown': kind<{ award: string; credential: string; nearest?: string }>({
    severity: 'warning',
    title: 'A credential without a rule file',
    message: ({ award, credential, nearest }) =>
      `The award "${award}" is meant for "${credential}", but no rule file has that id, so its claims could not be checked against the body's rules.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
    hint: 'Correct the id, or name the folder of your rule file with --credentials; `chartwright credentials check` says what is wrong with one.',
  }),
  'award-field-missing': kind<{ award: string; credential: string; field: string }>({
    severity: 'error',
    title: 'An award lacks what the body requires',
    message: ({ award, credential, field }) =>
      `The award "${award}" is meant for ${credential}, whose rules ask for proof that it cannot give without "${field}".`,
    hint: ({ field }) => `Add "${field}" to the award, or take the credential out of "credentials".`,
  }),
  'award-source-refused': kind<{ award: string; credential: string; source: string }>({
    severity: 'warning',
    title: 'A source that the credential does not accept',
    message: ({ award, credential, source }) =>
      `The award "${award}" accepts completions from ${source}, but ${credential} does not count them.`,
    hint: 'Take the source out of "acceptedSources", or the credential out of "credentials".',
  }),
  'award-minutes-course': kind<{ award: string; minutes: number; course: number }>({
    severity: 'warning',
    title: 'An award for more minutes than the course has',
    message: ({ award, minutes, course }) =>
      `The award "${award}" stands for ${minutes} minutes, but the modules and exams of the course add up to ${course}.`,
    hint: 'Lower the minutes of the award, or correct "minutes" of the modules.',
  }),
  'award-minutes-together': kind<{ awards: readonly string[]; minutes: number; course: number }>({
    severity: 'warning',
    title: 'Awards for more minutes together than the course has',
    message: ({ awards, minutes, course }) =>
      `The awards ${awards.map((award) => `"${award}"`).join(' and ')} all count for the same holder and stand for ${minutes} minutes together, but the modules and exams of the course add up to ${course}.`,
    hint: 'Divide the minutes among them, or say with "credentials" which award is for whom.',
  }),
  'award-seat-minutes': kind<{ award: string; credits: number; minutes: number }>({
    severity: 'info',
    title: 'Credits that no time is asked for',
    message: ({ award, credits, minutes }) =>
      `The award "${award}" gives ${creditText(credits)} for ${minutes} minutes, but asks for no time spent in the course, so that somebody who is through in a few minutes is given them as well.`,
    hint: 'Add "seatMinutes" to "requires": the least minutes a learner must have spent. "seatMinutes: 0" says that none are meant to be asked for.',
  }),
  'award-approval-title': kind<{ award: string; title: string; approved: string }>({
    severity: 'error',
    title: 'The title differs from the approved one',
    message: ({ award, title, approved }) =>
      `The award "${award}" is called ${JSON.stringify(title)}, but was approved as ${JSON.stringify(approved)}; an auditor compares them letter for letter.`,
    hint: 'Write the approved title, letter for letter, as the title of the award.',
  }),
  'award-approval-dates': kind<{ award: string; from: string; until: string }>({
    severity: 'error',
    title: 'An approval that ends before it begins',
    message: ({ award, from, until }) => `The approval of the award "${award}" begins on ${from} and ends on ${until}.`,
    hint: 'Correct "from" or "until".',
  }),
  'award-approval-ended': kind<{ award: string; until: string }>({
    severity: 'error',
    title: 'An approval that has ended',
    message: ({ award, until }) =>
      `The approval of the award "${award}" ended on ${until}; whoever completes the course after that day cannot be given approved credits.`,
    hint: 'Renew the approval and write its new dates, or take the award out.',
  }),
  'award-approval-early': kind<{ award: string; from: string; today: string }>({
    severity: 'error',
    title: 'An approval that has not begun',
    message: ({ award, from, today }) =>
      `The approval of the award "${award}" begins on ${from}, and today is ${today}; nobody can be given approved credits yet.`,
    hint: ({ from }) => `Build it on ${from} or later. To see how it will be then, add --today ${from}.`,
  }),
  'award-approver': kind<{ award: string; approver: string; approved: string }>({
    severity: 'error',
    title: 'Two approvers',
    message: ({ award, approver, approved }) =>
      `The award "${award}" names ${JSON.stringify(approver)} as its approver, but its approval is by ${JSON.stringify(approved)}.`,
    hint: 'Take "approver" out: the one in "approval" counts.',
  }),
  'award-window-dates': kind<{ award: string; from: string; until: string }>({
    severity: 'error',
    title: 'A window that ends before it begins',
    message: ({ award, from, until }) => `The window of the award "${award}" begins on ${from} and ends on ${until}.`,
    hint: 'Correct "from" or "until".',
  }),
  'award-window-approval': kind<{ award: string; window: string; approval: string }>({
    severity: 'error',
    title: 'A window outside the approval',
    message: ({ award, window, approval }) =>
      `The award "${award}" takes completions ${window}, but its approval holds ${approval}.`,
    hint: 'Narrow "window" to the dates of the approval, or leave it out: the approval limits the award by itself.',
  }),
  'award-window-ended': kind<{ award: string; until: string }>({
    severity: 'warning',
    title: 'A window that has ended',
    message: ({ award, until }) =>
      `The window of the award "${award}" ended on ${until}; whoever completes the course after that day is given nothing.`,
    hint: 'Write new dates, or take the award out.',
  }),
  'award-attempts-without-exam': kind<{ award: string; attempts: number }>({
    severity: 'error',
    title: 'Attempts are limited, but no exam is named',
    message: ({ award, attempts }) =>
      `The award "${award}" asks for a pass in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}, but does not say of which exam.`,
    hint: 'Add "exam: …" beside "attempts" in "requires".',
  }),
  'award-score-without-exam': kind<{ award: string; score: number }>({
    severity: 'error',
    title: 'A score is asked for, but no exam is named',
    message: ({ award, score }) => `The award "${award}" asks for ${score} percent, but does not say in which exam.`,
    hint: 'Add "exam: …" beside "score" in "requires".',
  }),
} as const

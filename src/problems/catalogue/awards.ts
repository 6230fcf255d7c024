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
  'award-credits-minutes': kind<{ award: string; credits: number; minutes: number; needed: number }>({
    severity: 'error',
    title: 'More credits than the minutes are worth',
    message: ({ award, credits, minutes, needed }) =>
      `The award "${award}" claims ${creditText(credits)}, worth ${needed} minutes, but stands for ${minutes} minutes.`,
    hint: 'Lower "credits", or correct "minutes" if the instruction takes longer.',
  }),
  'award-minutes-course': kind<{ award: string; minutes: number; course: number }>({
    severity: 'warning',
    title: 'An award for more minutes than the course has',
    message: ({ award, minutes, course }) =>
      `The award "${award}" stands for ${minutes} minutes, but the modules and exams of the course add up to ${course}.`,
    hint: 'Lower the minutes of the award, or correct "minutes" of the modules.',
  }),
  'award-approval-title': kind<{ award: string; title: string; approved: string }>({
    severity: 'error',
    title: 'The title differs from the approved one',
    message: ({ award, title, approved }) =>
      `The award "${award}" is called ${JSON.stringify(title)}, but approved was ${JSON.stringify(approved)}; an auditor compares them letter for letter.`,
    hint: 'Write the approved title, letter for letter, as the title of the award.',
  }),
  'award-approval-dates': kind<{ award: string; from: string; until: string }>({
    severity: 'error',
    title: 'An approval that ends before it begins',
    message: ({ award, from, until }) => `The approval of the award "${award}" begins on ${from} and ends on ${until}.`,
    hint: 'Correct "from" or "until".',
  }),
  'award-approval-ended': kind<{ award: string; until: string }>({
    severity: 'warning',
    title: 'An approval that has ended',
    message: ({ award, until }) =>
      `The approval of the award "${award}" ended on ${until}; whoever completes the course after that day cannot be given approved credits.`,
    hint: 'Renew the approval and write its new dates, or take the award out.',
  }),
  'award-score-without-exam': kind<{ award: string; score: number }>({
    severity: 'error',
    title: 'A score is asked for, but no exam is named',
    message: ({ award, score }) => `The award "${award}" asks for ${score} percent, but does not say in which exam.`,
    hint: 'Add "exam: …" beside "score" in "requires".',
  }),
} as const

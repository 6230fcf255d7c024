import { kind } from '../problem.ts'

const didYouMean = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `

/** Problems with exams. */
export const exams = {
  'exam-unknown': kind<{ name: string; known: readonly string[]; nearest?: string }>({
    severity: 'error',
    title: 'An exam that does not exist',
    message: ({ name }) => `There is no exam "${name}".`,
    hint: ({ nearest, known }) =>
      `${didYouMean(nearest)}Exams of this course: ${known.length === 0 ? 'none' : known.join(', ')}.`,
  }),
  'draw-overlap': kind<{ bank: string; wanted: number; sure: number }>({
    severity: 'error',
    title: 'Draws that take questions away from each other',
    message: ({ bank, wanted, sure }) =>
      `Earlier draws of this exam may take so many of the same questions that only ${sure} of the ${wanted} asked for from the bank "${bank}" are left.`,
    hint: 'Put the draw with the narrower filter first, ask for fewer questions, or write more.',
  }),
  'exam-pass-decimals': kind<{ pass: number }>({
    severity: 'error',
    title: 'A pass mark too fine for LMSs',
    message: ({ pass }) => `The pass mark ${pass} has more than two decimals.`,
    hint: ({ pass }) =>
      `Write ${pass.toFixed(2)}: finer marks get lost on the way to an LMS, which might then come to another verdict.`,
  }),
  'exam-pace': kind<{ exam: string; minutes: number; questions: number }>({
    severity: 'warning',
    title: 'An exam clock that does not fit the number of questions',
    message: ({ exam, minutes, questions }) =>
      `The exam "${exam}" gives ${minutes} minutes for ${questions} questions, ${((minutes * 60) / questions).toFixed(0)} seconds each.`,
    hint: ({ questions }) =>
      `Between half a minute and ten minutes a question are usual: ${Math.ceil(questions / 2)} to ${questions * 10} minutes.`,
  }),
  'exam-retake-same': kind<{ exam: string }>({
    severity: 'warning',
    title: 'Every attempt asks the same questions',
    message: ({ exam }) =>
      `The exam "${exam}" may be taken again and shows its keys afterwards, but each attempt asks the very same questions.`,
    hint: 'Put more questions into its banks than it draws, allow one attempt, or write "feedback: after-pass".',
  }),
} as const

import { kind } from '../problem.ts'

/** Problems that keep a checked course from being packaged. */
export const build = {
  'state-too-large': kind<{ target: string; worst: number; limit: number; largest: string; advice: string }>({
    severity: 'error',
    title: 'Saved progress may grow too long for the LMS',
    message: ({ target, worst, limit, largest }) =>
      `A learner's saved progress may grow to ${worst} characters, but a ${target} system may refuse more than ${limit}, and then the progress is lost. Most of it: ${largest}.`,
    hint: ({ advice }) => advice,
  }),
  'credential-inside': kind<{ what: string }>({
    severity: 'error',
    title: 'A credential would be written into the packages',
    message: ({ what }) =>
      `This is ${what}. Everybody who gets the package could read it and use the account behind it.`,
    hint: 'Take it out and change it, because it may have been read. A package needs none: the LMS hands the learner over at launch.',
  }),
} as const

/** Where the right answers are put. */
export const answerPlaces = ['end', 'beside', 'none'] as const
export type AnswerPlace = (typeof answerPlaces)[number]

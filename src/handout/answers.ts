/** Where the right answers stand. */
export const answerPlaces = ['end', 'beside', 'none'] as const
export type AnswerPlace = (typeof answerPlaces)[number]

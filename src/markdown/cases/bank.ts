/** The bank that the cases of a course make up; exams and quizzes draw from it like from any other. */
export const CASES_BANK = 'cases'

import { kind } from '../problem.ts'

export const exams = {} as const

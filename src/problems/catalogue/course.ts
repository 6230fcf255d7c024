import { kind } from '../problem.ts'

export const course = {} as const

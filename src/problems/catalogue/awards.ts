import { kind } from '../problem.ts'

export const awards = {} as const

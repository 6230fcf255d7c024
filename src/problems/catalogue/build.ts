import { kind } from '../problem.ts'

export const build = {} as const

import { bareCode } from '../../../model/codes/entry.ts'
import { useApp } from '../../app/context.ts'

/** Title of a code as far as the course knows it. */
export function useTitles(): (code: string) => string | undefined {
  const { session } = useApp()
  return (code) => session.course.codes?.find((one) => bareCode(one.code) === code)?.title
}

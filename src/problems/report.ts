import { catalogue } from './catalogue/index.ts'
import type { Place, Problem, ProblemKind } from './problem.ts'

export type ProblemCode = keyof typeof catalogue
type Params<C extends ProblemCode> = (typeof catalogue)[C] extends ProblemKind<infer P> ? P : never

/**
 * Makes a problem from its catalogue entry.
 *
 * @example problem('file-missing', { path: 'modules/x.md' }, { file: 'course.yaml', line: 12, column: 5 })
 */
export function problem<C extends ProblemCode>(
  code: C,
  params: Params<C>,
  place: Place,
  values: { readonly actual?: string; readonly expected?: readonly string[] } = {},
): Problem {
  const entry: ProblemKind<Params<C>> = catalogue[code] as unknown as ProblemKind<Params<C>>
  return {
    code,
    severity: entry.severity,
    message: entry.message(params),
    hint: typeof entry.hint === 'string' ? entry.hint : entry.hint(params),
    place,
    ...values,
  }
}

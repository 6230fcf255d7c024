import { placeOf } from '../context.ts'
import { type Directive, IN_MODULES } from './directive.ts'
import { SECTION_LEVEL } from './quiz.ts'

/** `::question{id="sepsis-e-coli"}`: one named question as a knowledge check. */
export const question: Directive = {
  form: 'leaf',
  example: '::question{id="sepsis-e-coli"}',
  label: 'none',
  attributes: { id: { required: 'it does not say which question is asked' } },
  settings: IN_MODULES,
  where: SECTION_LEVEL,
  block: ({ node, attributes: { id = '' } }, context) => ({
    kind: 'question',
    question: id,
    place: placeOf(context, node),
  }),
}

import { placeOf } from '../context.ts'
import { type Directive, IN_MODULES } from './directive.ts'
import { SECTION_LEVEL } from './quiz.ts'

/** `::case{id="sepsis-uti"}`: a medical record to be coded, with its follow-up questions. */
export const medicalCase: Directive = {
  form: 'leaf',
  example: '::case{id="sepsis-uti"}',
  label: 'none',
  attributes: { id: { required: 'it does not say which case is coded' } },
  settings: IN_MODULES,
  where: SECTION_LEVEL,
  block: ({ node, attributes: { id = '' } }, context) => ({
    kind: 'case',
    case: id,
    place: placeOf(context, node),
  }),
}

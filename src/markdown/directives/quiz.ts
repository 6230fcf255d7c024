import type { BankMeta } from '../../model/schema-types.ts'
import { nearest } from '../../validation/nearest.ts'
import { type Context, placeOf, report } from '../context.ts'
import { type Directive, IN_MODULES, type Used } from './directive.ts'

type Difficulty = NonNullable<BankMeta['difficulty']>

const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard']
export const SECTION_LEVEL = 'in a module, at section level: on a line of its own, outside boxes, lists and quotations'

/** `::quiz{bank="sepsis" pick=3}`: a knowledge check from a bank. */
export const quiz: Directive = {
  form: 'leaf',
  example: '::quiz{bank="sepsis" pick=3}',
  label: 'none',
  attributes: {
    bank: { required: 'it does not say which bank its questions come from' },
    pick: {},
    domain: {},
    difficulty: {},
  },
  settings: IN_MODULES,
  where: SECTION_LEVEL,
  block: (used, context) => {
    const { bank = '', domain } = used.attributes
    const pick = pickOf(used, context)
    const difficulty = difficultyOf(used, context)
    return {
      kind: 'quiz',
      bank,
      ...(pick === undefined ? {} : { pick }),
      ...(domain === undefined ? {} : { domain }),
      ...(difficulty === undefined ? {} : { difficulty }),
      place: placeOf(context, used.node),
    }
  },
}

function pickOf({ name, attributes: { pick }, placeOf }: Used, context: Context): number | undefined {
  if (pick === undefined) return undefined
  if (/^[1-9]\d{0,2}$/.test(pick)) return Number(pick)
  const params = { name, attribute: 'pick', value: JSON.stringify(pick), form: 'a whole number from 1 to 999' }
  report(context, 'attribute-value', params, placeOf('pick'), { actual: pick })
  return undefined
}

function difficultyOf({ name, attributes: { difficulty }, placeOf }: Used, context: Context): Difficulty | undefined {
  const known = DIFFICULTIES.find((one) => one === difficulty)
  if (known !== undefined || difficulty === undefined) return known
  const near = nearest(difficulty, DIFFICULTIES)
  const form = DIFFICULTIES.join(', ').replace(/, (?=[^,]*$)/, ' or ')
  const params = { name, attribute: 'difficulty', value: JSON.stringify(difficulty), form }
  const values = { actual: difficulty, expected: DIFFICULTIES }
  report(
    context,
    'attribute-value',
    { ...params, ...(near === undefined ? {} : { nearest: near }) },
    placeOf('difficulty'),
    values,
  )
  return undefined
}

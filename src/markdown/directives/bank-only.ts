import type { Directive } from './directive.ts'

/** `::meta{difficulty=hard}`: the settings of a question. The bank reads it (questions/meta.ts). */
export const meta: Directive = {
  form: 'leaf',
  example: '::meta{difficulty=hard}',
  label: 'none',
  attributes: {
    domain: {},
    difficulty: {},
    points: {},
    shuffle: {},
    partial: {},
    ref: {},
    objective: {},
    type: {},
    case: {},
    unit: {},
  },
  settings: ['question'],
  where: 'directly below the heading of a question',
}

/** `:pin`: keeps an option in its place when options are shuffled. The bank reads it (questions/options.ts). */
export const pin: Directive = {
  form: 'text',
  example: ':pin',
  label: 'none',
  attributes: {},
  settings: ['question'],
  where: 'at the end of an option of a question',
}

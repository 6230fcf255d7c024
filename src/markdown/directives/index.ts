import { meta, pin } from './bank-only.ts'
import { box } from './box.ts'
import { medicalCase } from './case.ts'
import { code } from './code.ts'
import { details } from './details.ts'
import type { Directive } from './directive.ts'
import { guideline } from './guideline.ts'
import { include } from './include.ts'
import { audio, video } from './media.ts'
import { question } from './question.ts'
import { quiz } from './quiz.ts'
import { term } from './term.ts'

/** Every directive of the authoring language by its name. A new one is a file and a line here. */
export const directives = {
  code,
  term,
  note: box('note'),
  tip: box('tip'),
  warning: box('warning'),
  guideline,
  details,
  quiz,
  question,
  case: medicalCase,
  include,
  video,
  audio,
  meta,
  pin,
} as const satisfies Readonly<Record<string, Directive>>

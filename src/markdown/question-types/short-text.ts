import { lengthOf } from '../../validation/words.ts'
import { codeShapes, useCode } from '../codes.ts'
import { placeOf, report } from '../context.ts'
import { render } from '../processor.ts'
import { checkEntries } from '../questions/entries.ts'
import type { QuestionReader } from './reader.ts'

const LONGEST = 60
const MOST = 10

/** A paragraph `= principal diagnosis | first-listed diagnosis`: accepted variants, the first is shown as the key. */
export const shortText: QuestionReader = {
  detect: ({ form }) => form.kind === 'line',
  read: ({ id, context, form, meta }, common) => {
    if (form.kind !== 'line') return undefined
    render([form.node], context)
    const place = placeOf(context, form.node)
    const accepted = form.text.split('|').map((variant) => variant.trim())
    checkEntries(context, {
      id,
      one: 'accepted answer',
      many: 'accepted answers',
      entries: accepted.map((text) => ({ text, place })),
      place,
      least: 1,
    })
    if (accepted.length > MOST) report(context, 'short-text-many', { count: accepted.length }, place)
    for (const text of accepted) {
      // A bank that says whose codes it is about means them in its answers too.
      if (context.codesNamed && codeShapes[context.codeSystem].pattern.test(text))
        useCode(context, text, context.codeSystem, place)
      const length = lengthOf(text)
      if (length > LONGEST) report(context, 'short-text-long', { text, length }, place, { actual: text })
    }
    return { type: 'short-text', ...common, accepted, caseSensitive: meta.case === 'sensitive' }
  },
}

import { report } from '../context.ts'
import { render } from '../processor.ts'
import { countRight, optionsOf } from './choice.ts'
import type { QuestionReader } from './reader.ts'

/** A task list with exactly `True` and `False`, in any order. */
export const trueFalse: QuestionReader = {
  detect: (draft) => {
    const texts = optionsOf(draft).map(({ text }) => text.toLowerCase())
    return texts.length === 2 && texts.includes('true') && texts.includes('false') && draft.meta.type === undefined
  },
  read: (draft, common) => {
    const { id, context, place } = draft
    const options = optionsOf(draft)
    const count = countRight(draft)
    if (count !== 1) report(context, 'true-false-keys', { id, count }, place)
    for (const option of options) {
      if (option.checked === undefined) report(context, 'option-box-missing', { text: option.text }, option.place)
    }
    const [onTrue, onFalse] = ['true', 'false'].map((word) => {
      const option = options.find(({ text }) => text.toLowerCase() === word)
      return { checked: option?.checked === true, feedback: render(option?.feedback ?? [], context) }
    })
    return {
      type: 'true-false',
      ...common,
      answer: onTrue?.checked === true,
      ...(onTrue?.feedback ? { feedbackTrue: onTrue.feedback } : {}),
      ...(onFalse?.feedback ? { feedbackFalse: onFalse.feedback } : {}),
    }
  },
}

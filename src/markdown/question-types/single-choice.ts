import { report } from '../context.ts'
import { countRight, optionsOf, readChoice } from './choice.ts'
import type { QuestionReader } from './reader.ts'

/** A task list with one `[x]`. */
export const singleChoice: QuestionReader = {
  detect: ({ form }) => form.kind === 'options',
  read: (draft, common) => {
    const options = readChoice(draft)
    const count = countRight(draft)
    if (count > 1 && draft.meta.type === 'single') {
      const params = { id: draft.id, type: 'single', found: `${count} options marked as right` }
      report(draft.context, 'question-type-contradicts', params, draft.place)
    } else if (count > 1) {
      const lines = optionsOf(draft).flatMap(({ checked, place }) => (checked === true ? [place.line ?? 0] : []))
      report(draft.context, 'option-keys-several', { id: draft.id, count, lines }, draft.place)
    }
    return { type: 'single-choice', ...common, options, shuffle: draft.shuffle }
  },
}

import { countRight, readChoice } from './choice.ts'
import { saysHowMany } from './how-many.ts'
import type { QuestionReader } from './reader.ts'

/** A task list with several `[x]` whose stem says how many, or `::meta{type=multiple}`. */
export const multipleResponse: QuestionReader = {
  detect: (draft) => {
    const { form, meta, stemText } = draft
    if (form.kind !== 'options' || meta.type === 'single') return false
    const count = countRight(draft)
    return meta.type === 'multiple' || (count > 1 && saysHowMany(stemText, count))
  },
  read: (draft, common) => ({
    type: 'multiple-response',
    ...common,
    options: readChoice(draft),
    shuffle: draft.shuffle,
  }),
}

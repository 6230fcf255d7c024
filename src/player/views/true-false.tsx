/** @jsxImportSource preact */
import type { TrueFalse } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import type { Messages } from '../messages/index.ts'
import { OptionFields, OptionReview, type OptionRow } from './options.tsx'
import type { View } from './view.ts'

/** True always comes first. */
const rowsOf = ({ answer, feedbackTrue, feedbackFalse }: TrueFalse, words: Messages): OptionRow[] => [
  {
    id: 'true',
    html: words.isTrue,
    correct: answer,
    ...(feedbackTrue === undefined ? {} : { feedback: feedbackTrue }),
  },
  {
    id: 'false',
    html: words.isFalse,
    correct: !answer,
    ...(feedbackFalse === undefined ? {} : { feedback: feedbackFalse }),
  },
]

export const trueFalse: View<TrueFalse> = {
  Answer: (props) => <OptionFields {...props} rows={rowsOf(props.question, useApp().words)} many={false} />,
  Review: ({ question, response }) => <OptionReview rows={rowsOf(question, useApp().words)} response={response} />,
}

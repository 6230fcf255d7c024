/** @jsxImportSource preact */
import { shortText as type } from '../../model/question-types/short-text.ts'
import type { ShortText } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { TypedField, TypedReview } from './typed.tsx'
import type { ReviewProps, View } from './view.ts'

function Review({ question, response }: ReviewProps<ShortText>) {
  const { words } = useApp()
  const [right = '', ...more] = question.accepted
  return (
    <TypedReview
      response={response}
      correct={type.score(question, response).correct}
      right={right}
      {...(more.length === 0 ? {} : { also: words.alsoAccepted(more) })}
    />
  )
}

export const shortText: View<ShortText> = {
  Answer: (props) => <TypedField {...props} numeric={false} />,
  Review,
}

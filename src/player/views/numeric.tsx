/** @jsxImportSource preact */
import { parseNumber, numeric as type } from '../../model/question-types/numeric.ts'
import type { Numeric } from '../../model/schema-types.ts'
import { useApp } from '../app/context.ts'
import { TypedField, TypedReview } from './typed.tsx'
import type { AnswerProps, ReviewProps, View } from './view.ts'

function Answer({ question, ...rest }: AnswerProps<Numeric>) {
  const { words } = useApp()
  return (
    <TypedField
      {...rest}
      numeric
      {...(question.unit === undefined ? {} : { unit: question.unit })}
      problem={(text) => (parseNumber(text) === undefined ? words.notANumber : undefined)}
    />
  )
}

function Review({ question, response }: ReviewProps<Numeric>) {
  const { words } = useApp()
  const withUnit = (text: string): string => (question.unit === undefined ? text : `${text} ${question.unit}`)
  return (
    <TypedReview
      response={response.map(withUnit)}
      correct={type.score(question, response).correct}
      right={withUnit(words.decimal(question.value))}
      {...(question.tolerance === 0 ? {} : { also: words.tolerance(words.decimal(question.tolerance)) })}
    />
  )
}

export const numeric: View<Numeric> = { Answer, Review }

/** @jsxImportSource preact */
import { shuffled } from '../../model/draw.ts'
import type { SingleChoice } from '../../model/schema-types.ts'
import { OptionFields, OptionReview } from './options.tsx'
import type { View } from './view.ts'

const rowsOf = ({ id, options, shuffle }: SingleChoice, seed: string) =>
  shuffle ? shuffled(`${seed}/${id}`, options) : options

export const singleChoice: View<SingleChoice> = {
  Answer: (props) => <OptionFields {...props} rows={rowsOf(props.question, props.seed)} many={false} />,
  Review: ({ question, seed, response }) => <OptionReview rows={rowsOf(question, seed)} response={response} />,
}

/** @jsxImportSource preact */
import { shuffled } from '../../model/draw.ts'
import type { MultipleResponse } from '../../model/schema-types.ts'
import { OptionFields, OptionReview } from './options.tsx'
import type { View } from './view.ts'

const rowsOf = ({ id, options, shuffle }: MultipleResponse, seed: string) =>
  shuffle ? shuffled(`${seed}/${id}`, options) : options

export const multipleResponse: View<MultipleResponse> = {
  Answer: (props) => <OptionFields {...props} rows={rowsOf(props.question, props.seed)} many />,
  Review: ({ question, seed, response }) => <OptionReview rows={rowsOf(question, seed)} response={response} />,
}

import type { Option } from '../../model/schema-types.ts'
import { report } from '../context.ts'
import { render } from '../processor.ts'
import type { Draft, DraftOption } from '../questions/draft.ts'
import { checkEntries, entryHtml, letter } from '../questions/entries.ts'

/** The options of a draft whose answers are a task list; none otherwise. */
export const optionsOf = ({ form }: Draft): readonly DraftOption[] => (form.kind === 'options' ? form.options : [])

export const countRight = (draft: Draft): number => optionsOf(draft).filter(({ checked }) => checked === true).length

/** "All of the above" and its like stay last by themselves. */
const speaksOfOthers = ({ text }: DraftOption): boolean =>
  /^(all|none|both|any|either|neither) of (the )?(above|these)\b[^,;]*$/i.test(text)

/** Checks and renders the options of a choice. */
export function readChoice(draft: Draft): Option[] {
  const { id, context, place } = draft
  const options = optionsOf(draft)
  checkEntries(context, { id, one: 'option', many: 'options', entries: options, place, least: 2 })
  for (const [index, option] of options.entries()) {
    if (option.checked === undefined) report(context, 'option-box-missing', { text: option.text }, option.place)
    if (speaksOfOthers(option) && !options.slice(index + 1).every(speaksOfOthers)) {
      report(context, 'option-not-last', { text: option.text }, option.place)
    }
  }
  if (countRight(draft) === 0) report(context, 'option-key-missing', { id }, place)
  return options.map((option, index) => {
    const feedback = render(option.feedback, context)
    return {
      id: letter(index),
      html: entryHtml(option.content, context),
      text: option.text,
      ...(feedback === '' ? {} : { feedback }),
      correct: option.checked === true,
      pinned: option.pinned || speaksOfOthers(option),
    }
  })
}

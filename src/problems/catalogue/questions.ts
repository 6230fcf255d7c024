import { kind } from '../problem.ts'

/** Problems with the questions of a bank. */
export const questions = {
  'bank-empty': kind<Record<never, never>>({
    severity: 'error',
    title: 'A bank without questions',
    message: () => 'The bank holds no question.',
    hint: 'Write each question below a level-2 heading that is its id: ## sepsis-e-coli.',
  }),
  'bank-text-outside': kind<Record<never, never>>({
    severity: 'error',
    title: 'Text that belongs to no question',
    message: () => 'The text before the first level-2 heading belongs to no question and would be lost.',
    hint: 'Put it below the heading of a question, or delete it.',
  }),
  'question-id': kind<{ id: string; nearest?: string }>({
    severity: 'error',
    title: 'A question id of the wrong form',
    message: ({ id }) => `"${id}" cannot be the id of a question.`,
    hint: ({ nearest }) =>
      `${nearest === undefined ? '' : `Did you mean ## ${nearest}? `}Use 1 to 64 lower-case letters and digits with single hyphens between words.`,
  }),
  'question-stem-missing': kind<{ id: string }>({
    severity: 'error',
    title: 'A question that asks nothing',
    message: ({ id }) => `The question ${id} has no text before its answers.`,
    hint: 'Write what is asked between the heading and the answers.',
  }),
  'question-answers-missing': kind<{ id: string; type?: string }>({
    severity: 'error',
    title: 'A question without answers',
    message: ({ id, type }) =>
      `The question ${id} has no answers${type === undefined ? '' : `: type=${type} asks for them in another form`}.`,
    hint: ({ type }) => ANSWER_FORMS[type ?? ''] ?? ANY_ANSWER,
  }),
  'question-answers-several': kind<{ id: string; forms: readonly string[] }>({
    severity: 'error',
    title: 'A question with answers in several forms',
    message: ({ id, forms }) => `The question ${id} has its answers in several forms: ${forms.join(', ')}.`,
    hint: 'Keep one of them; make two questions if both are wanted.',
  }),
  'question-type-contradicts': kind<{ id: string; type: string; found: string }>({
    severity: 'error',
    title: 'The type of a question and its answers contradict each other',
    message: ({ id, type, found }) => `The question ${id} says type=${type}, but its answers are ${found}.`,
    hint: ({ type }) => `${ANSWER_FORMS[type] ?? ANY_ANSWER} Or delete the type.`,
  }),
  'question-answer-glued': kind<Record<never, never>>({
    severity: 'error',
    title: 'An answer line that is part of the text above it',
    message: () => 'The line beginning with "=" is read as a part of the text above it.',
    hint: 'Put an empty line before it, so that it is a paragraph of its own.',
  }),
  'question-rationale-missing': kind<{ id: string; quoted: boolean }>({
    severity: 'error',
    title: 'A question without a rationale',
    message: ({ id }) => `The question ${id} does not say why its key is right; learners need that to learn from it.`,
    hint: ({ quoted }) =>
      quoted
        ? 'Its quotation shows no words: a number and a full stop alone in a line begin a list. Write a sentence, or 42\\. with a backslash.'
        : 'End the question with a quotation at the left margin: > **Why.** …',
  }),
  'question-text-misplaced': kind<{ id: string; behind: string }>({
    severity: 'error',
    title: 'Text after the answers or the rationale',
    message: ({ id, behind }) => `The question ${id} has text after ${behind}, where it would be lost.`,
    hint: 'Put the text before the answers. The rationale, a quotation, ends the question.',
  }),
  'option-key-missing': kind<{ id: string }>({
    severity: 'error',
    title: 'No right answer',
    message: ({ id }) => `No option of the question ${id} is marked as right.`,
    hint: 'Mark the right option with [x].',
  }),
  'option-keys-several': kind<{ id: string; count: number; lines: readonly number[] }>({
    severity: 'error',
    title: 'Several right answers in a single choice',
    message: ({ id, count, lines }) =>
      `${count} options of the question ${id} are marked as right (lines ${lines.join(', ')}), but its text does not ask for ${count}.`,
    hint: ({ count }) =>
      `Mark one with [x]; or say in the text how many to choose ("Select ${NUMBERS[count] ?? count}", "Select all that apply"); or write ::meta{type=multiple}.`,
  }),
  'option-single': kind<{ id: string; what: string; least: number }>({
    severity: 'error',
    title: 'Too little to choose from',
    message: ({ id, what, least }) => `The question ${id} has fewer than ${least} ${what}.`,
    hint: ({ what, least }) => `Write at least ${least} ${what}.`,
  }),
  'option-many': kind<{ id: string; what: string; count: number }>({
    severity: 'error',
    title: 'Too much to choose from',
    message: ({ id, what, count }) => `The question ${id} has ${count} ${what}; at most 26 can be named by one letter.`,
    hint: 'Leave some out, or make two questions.',
  }),
  'option-empty': kind<{ what: string }>({
    severity: 'error',
    title: 'An empty option',
    message: ({ what }) => `The ${what} is empty.`,
    hint: 'Write its text, or delete it.',
  }),
  'option-repeated': kind<{ what: string; text: string; firstLine: number }>({
    severity: 'error',
    title: 'Two options with the same text',
    message: ({ what, text, firstLine }) => `The ${what} "${text}" is already on line ${firstLine}.`,
    hint: 'Word one of them differently, or delete it.',
  }),
  'option-box-missing': kind<{ text: string }>({
    severity: 'error',
    title: 'An option without a box',
    message: ({ text }) => `The option "${text}" has no [ ] or [x], unlike the others of its list.`,
    hint: 'Begin it with "- [ ] " (wrong) or "- [x] " (right), with one space in the empty box and one after it.',
  }),
  'option-not-last': kind<{ text: string }>({
    severity: 'error',
    title: 'An option that speaks of those above it is not last',
    message: ({ text }) => `"${text}" speaks of the options above it, but others follow it.`,
    hint: 'Put it at the end of the list.',
  }),
  'true-false-keys': kind<{ id: string; count: number }>({
    severity: 'error',
    title: 'A true-or-false question without exactly one right answer',
    message: ({ id, count }) =>
      `The question ${id} marks ${count === 0 ? 'neither' : 'both'} of True and False as right.`,
    hint: 'Mark exactly one of them with [x].',
  }),
  'numeric-form': kind<{ text: string }>({
    severity: 'error',
    title: 'A numeric answer that cannot be read',
    message: ({ text }) => `"${text}" cannot be read as a number with a tolerance.`,
    hint: 'Write digits with a point and without separators, such as "= 1250", "= 42 ± 0.5" or "= 42 +- 0.5"; the unit goes in ::meta{unit="…"}. For words, write ::meta{type=text}.',
  }),
  'short-text-long': kind<{ text: string; length: number }>({
    severity: 'error',
    title: 'A short-text answer that is too long',
    message: ({ text, length }) => `"${text}" has ${length} characters; nobody types more than 60 without a slip.`,
    hint: 'Ask for a word or a term, or make it a choice.',
  }),
  'short-text-many': kind<{ count: number }>({
    severity: 'error',
    title: 'Too many accepted answers',
    message: ({ count }) => `${count} answers are accepted; at most 10 can be listed.`,
    hint: 'Ask more exactly, or make it a choice.',
  }),
  'table-columns': kind<{ id: string; count: number }>({
    severity: 'error',
    title: 'A matching table without two columns',
    message: ({ id, count }) =>
      `The table of the question ${id} has ${count} ${count === 1 ? 'column' : 'columns'}; matching needs two.`,
    hint: 'Write a table with two columns; each entry on the left is matched with the one on the right.',
  }),
  'table-label-missing': kind<{ side: string }>({
    severity: 'error',
    title: 'A matching table without headings',
    message: ({ side }) => `The ${side} column of the table has no heading, so learners are not told what is matched.`,
    hint: 'Write a heading above each column, such as | Document | Use |.',
  }),
} as const

const NUMBERS: Readonly<Record<number, string>> = {
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
  10: 'ten',
}

const ANY_ANSWER =
  'Write a task list (- [ ] wrong, - [x] right), or a line "= answer"; a numbered list to be ordered needs ::meta{type=order}, a table to be matched ::meta{type=match}.'

/** How the answers of each `type=` are written. */
const ANSWER_FORMS: Readonly<Record<string, string>> = {
  single: 'Write a task list with one "- [x]".',
  multiple: 'Write a task list with "- [x]" for each right option.',
  order: 'Write a numbered list in the right order.',
  match: 'Write a table with two columns.',
  numeric: 'Write a paragraph "= 42" or "= 42 ± 0.5".',
  text: 'Write a paragraph "= answer | another answer".',
}

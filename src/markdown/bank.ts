import { compareProblems } from '../problems/problem.ts'
import { newContext, placeOf, report } from './context.ts'
import { readFrontMatter } from './front-matter.ts'
import type { ParsedBank, SourceFile } from './parsed.ts'
import { parseMarkdown } from './processor.ts'
import { readQuestion } from './questions/question.ts'
import { splitQuestions } from './questions/split.ts'

/** Reads a question bank. An error in one question hides nothing of the others. */
export function parseBank({ path: file, text }: SourceFile): ParsedBank {
  const { head, questions: pieces } = splitQuestions(text)
  const context = newContext({ file, setting: 'question', text: head.text })
  const { references, problems } = context
  const tree = parseMarkdown(head.text)
  const { value: meta } = readFrontMatter(tree, 'bank', 'bank', context)
  const outside = tree.children.find(({ type }) => type !== 'yaml')
  if (outside !== undefined) report(context, 'bank-text-outside', {}, placeOf(context, outside))
  if (pieces.length === 0) report(context, 'bank-empty', {}, { file, line: 1, column: 1 })
  const questions = pieces.map((piece) => readQuestion(piece, { file, meta, references, problems }))
  return { file, meta, questions, references, problems: problems.sort(compareProblems) }
}

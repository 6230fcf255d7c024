import type { Question } from '../../model/schema-types.ts'

/** The fields of questions that hold HTML, in all types (schemas/question.schema.json). */
const HTML_FIELDS = new Set(['stem', 'rationale', 'html', 'feedback', 'feedbackTrue', 'feedbackFalse', 'why'])

/** A copy of the question with `change` applied to each of its HTML fields. */
export function rewriteQuestion(question: Question, change: (html: string, field: string) => string): Question {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return HTML_FIELDS.has(key) ? change(value, key) : value
    if (Array.isArray(value)) return value.map((item) => walk(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]))
  }
  // The walk keeps every field and every type; only the text of HTML fields changes.
  return walk(question, '') as Question
}

/** Every HTML text of a question. */
export function questionHtml(question: Question): string[] {
  const texts: string[] = []
  rewriteQuestion(question, (html) => {
    texts.push(html)
    return html
  })
  return texts
}

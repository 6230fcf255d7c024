import type { Element, ElementContent } from 'hast'
import { hash53 } from '../model/hash.ts'
import { decimal } from '../model/question-types/numeric.ts'
import type { Codes, Item, Question } from '../model/schema-types.ts'
import { codesKey, codesRoom } from './codes.ts'
import { element, type Render, text } from './hast.ts'
import { words } from './words.ts'

/** A question with empty boxes and lines. */
export function askedOnPaper(question: Question, number: number, render: Render): Element {
  const title = element('p', { className: ['question-title'] }, [
    element('strong', {}, [text(words.question(number))]),
    text(` ${words.how[question.type]}`),
  ])
  const label = words.question(number)
  return element('div', { className: ['question'], role: 'group', ariaLabel: label }, [
    title,
    ...render(question.stem),
    ...roomFor(question, render),
  ])
}

/** The right answer and why it is right. */
export function answerOnPaper(question: Question, number: number, render: Render): Element {
  const title = element('strong', {}, [text(`${words.question(number)}: `)])
  const key =
    question.type === 'codes'
      ? [element('p', {}, [title]), codesKey(question, render)]
      : [element('p', {}, [title, ...keyOf(question, render)])]
  return element('div', { className: ['answer'] }, [...key, ...render(question.rationale)])
}

const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** In an order of its own for each question, the same in every handout. */
const shuffled = (items: readonly Item[], question: string): Item[] => {
  const rank = ({ id }: Item): number => hash53(`${question} ${id}`)
  const order = [...items].sort((a, b) => rank(a) - rank(b))
  // What happens to stand in the right order would give the answer away.
  const same = order.every((item, i) => item === items[i])
  return same ? [...order.slice(1), ...order.slice(0, 1)] : order
}

const lettered = (items: readonly ElementContent[][], box: boolean): Element =>
  element(
    'ol',
    { className: box ? ['letters', 'boxes'] : ['letters'], type: 'A' },
    items.map((content) => element('li', {}, content)),
  )

const blank = (after: string): Element =>
  element('p', { className: ['blank'] }, [
    text(`${words.answer} `),
    element('span', { className: ['line'] }),
    text(after === '' ? '' : ` ${after}`),
  ])

function roomFor(question: Question, render: Render): ElementContent[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return [
        lettered(
          question.options.map(({ html }) => render(html)),
          true,
        ),
      ]
    case 'true-false':
      return [lettered([[text(words.yes)], [text(words.no)]], true)]
    case 'ordering':
      return [
        lettered(
          shuffled(question.items, question.id).map(({ html }) => render(html)),
          false,
        ),
        blank(''),
      ]
    case 'matching': {
      const head = [question.sourceLabel, words.letter].map((label) => element('th', { scope: 'col' }, [text(label)]))
      const rows = question.sources.map(({ html }) =>
        element('tr', {}, [element('td', {}, render(html)), element('td', { className: ['room'] })]),
      )
      return [
        element('div', { className: ['table'] }, [
          element('table', {}, [element('thead', {}, [element('tr', {}, head)]), element('tbody', {}, rows)]),
        ]),
        element('div', { className: ['targets'] }, [
          element('p', { className: ['letters-label'] }, [element('strong', {}, [text(question.targetLabel)])]),
          lettered(
            shuffled(question.targets, question.id).map(({ html }) => render(html)),
            false,
          ),
        ]),
      ]
    }
    case 'numeric':
      return [blank(question.unit ?? '')]
    case 'short-text':
      return [blank('')]
    case 'codes':
      return codesRoom(question, render)
  }
}

function keyOf(question: Exclude<Question, Codes>, render: Render): ElementContent[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-response':
      return joined(
        question.options.flatMap((option, i) =>
          option.correct ? [[text(`${letterOf(i)}. `), ...inline(render(option.html))]] : [],
        ),
        '; ',
      )
    case 'true-false':
      return [text(question.answer ? words.yes : words.no)]
    case 'ordering': {
      const order = shuffled(question.items, question.id)
      const letters = question.items.map((item) => letterOf(order.indexOf(item)))
      return [text(letters.join(', '))]
    }
    case 'matching': {
      const order = shuffled(question.targets, question.id)
      return joined(
        question.sources.map((source, i) => {
          const letter = letterOf(order.findIndex(({ id }) => id === question.pairs[i]))
          return [...inline(render(source.html)), text(` – ${letter}`)]
        }),
        '; ',
      )
    }
    case 'numeric': {
      const unit = question.unit === undefined ? '' : ` ${question.unit}`
      const within = question.tolerance === 0 ? '' : words.within(decimal(question.tolerance))
      return [text(`${decimal(question.value)}${unit}${within}`)]
    }
    case 'short-text':
      return [text(question.accepted.join(words.or))]
  }
}

const joined = (parts: readonly ElementContent[][], between: string): ElementContent[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [text(between), ...part]))

/** The content of paragraphs, so that it can stand within another. */
const inline = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.flatMap((node) => (node.type === 'element' && node.tagName === 'p' ? node.children : [node]))

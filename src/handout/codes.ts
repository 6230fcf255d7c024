import type { Element, ElementContent } from 'hast'
import { roomFor } from '../model/question-types/codes.ts'
import type { Codes } from '../model/schema-types.ts'
import { element, type Render, text } from './hast.ts'
import { words } from './words.ts'

/** The record, then a table with rows to write codes into. */
export function codesRoom(question: Codes, render: Render): ElementContent[] {
  const { asks, documents } = question
  const heads = [
    words.reportedAs,
    words.code,
    ...(asks.includes('poa') ? [words.poa] : []),
    ...(asks.includes('days') ? [words.day] : []),
  ]
  const rows = Math.min(12, roomFor(question).diagnoses + (asks.includes('procedures') ? 4 : 0))
  return [
    ...documents.flatMap(({ title, html }) => [
      element('p', {}, [element('strong', {}, [text(title)])]),
      ...render(html),
    ]),
    element('div', { className: ['table'] }, [
      element('table', {}, [
        element('thead', {}, [
          element(
            'tr',
            {},
            heads.map((head) => element('th', { scope: 'col' }, [text(head)])),
          ),
        ]),
        element(
          'tbody',
          {},
          Array.from({ length: rows }, () =>
            element(
              'tr',
              {},
              heads.map(() => element('td', { className: ['room'] })),
            ),
          ),
        ),
      ]),
    ]),
  ]
}

/** A list of every code that must be reported, with what it is reported as and why. */
export const codesKey = ({ lines }: Codes, render: Render): Element => {
  const items = lines
    .filter(({ need }) => need === 'required')
    .map(({ accepts, role, poa, day, title, why }) => {
      const marks = [
        words.reported[role],
        ...(poa === undefined ? [] : [`${words.poa} ${poa}`]),
        ...(day === undefined ? [] : [`${words.day} ${day}`]),
      ]
      const told = `${accepts[0]?.code ?? ''}${title === undefined ? '' : ` ${title}`} (${marks.join(', ')})`
      const because =
        why === undefined
          ? []
          : [
              text(': '),
              ...render(why).flatMap((node) =>
                node.type === 'element' && node.tagName === 'p' ? node.children : [node],
              ),
            ]
      return element('li', {}, [text(told), ...because])
    })
  return element('ul', {}, items)
}

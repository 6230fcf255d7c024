import { factRows, NUMBER } from '../certificates/badge/rows.ts'
import type { FileVerdict } from '../certificates/badge/verdict.ts'
import type { Known } from './known.ts'
import { tell } from './words.ts'

/** Writes the verdict on a file into the page, in place of the one before; returns it in words, to be read out. */
export function show(place: HTMLElement, file: string, verdict: FileVerdict, { demo, publicUrl }: Known): string {
  const told = tell(verdict, demo)
  const banner = element('p', `verdict ${told.kind}`)
  const mark = element('span', '', told.mark)
  mark.setAttribute('aria-hidden', 'true')
  banner.append(mark, element('strong', '', told.word), element('span', '', told.sentence))
  const parts: HTMLElement[] = [element('h3', '', file === '' ? 'Pasted text' : file), banner]
  if ('facts' in verdict) {
    const { facts } = verdict
    const list = element('dl', 'facts')
    for (const { label, value } of factRows(facts)) {
      const row = element('div')
      row.append(element('dt', '', label), element('dd', label === NUMBER ? 'code' : '', value))
      list.append(row)
    }
    const statement = element('p', 'statement', facts.statement)
    statement.lang = facts.language
    parts.push(list, statement, element('h3', '', 'How to check it yourself'), steps(facts.number, publicUrl))
  }
  place.replaceChildren(...parts)
  // On a low window the verdict would stand below what is seen, and nothing would seem to have happened.
  banner.scrollIntoView({ block: 'nearest' })
  return `${told.word}. ${told.sentence}`
}

function steps(number: string, publicUrl: string): HTMLElement {
  const list = element('ol')
  const look = element('li', '', 'Ask the issuer about the number: ')
  const link = element('a', '', `${publicUrl}/verify/${number}`)
  link.setAttribute('href', `${publicUrl}/verify/${number}`)
  look.append(link)
  list.append(
    element('li', '', 'Compare what stands above with what the paper or the file shows, line by line.'),
    look,
    element('li', '', 'Or check the signed credential with any verifier of Open Badges 3.0.'),
  )
  return list
}

function element(name: string, className = '', text?: string): HTMLElement {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

import { fault, type Read } from '../fault.ts'
import { attributeOf, childrenOf, textOf, type XmlElement } from './xml.ts'

/** What one value of a character means. */
export interface PcsDefinition {
  /** Value of the first character. */
  readonly section: string
  /** The character the term belongs to, from 3 to 7. */
  readonly position: number
  readonly title: string
  readonly definition: string
  readonly explanation: string
  readonly includes: readonly string[]
}

export interface PcsDefinitions {
  readonly fiscalYear: number
  readonly definitions: readonly PcsDefinition[]
}

export function readPcsDefinitions(root: XmlElement): Read<PcsDefinitions> {
  const fiscalYear = Number(textOf(root, 'version'))
  if (!Number.isInteger(fiscalYear) || fiscalYear < 2016) return fault('The file does not say which year it is for.')
  const definitions = childrenOf(root, 'section').flatMap((section) =>
    childrenOf(section, 'axis').flatMap((axis) =>
      childrenOf(axis, 'terms').map((terms) => ({
        section: attributeOf(section, 'code'),
        position: Number(attributeOf(axis, 'pos')),
        title: textOf(terms, 'title'),
        definition: textOf(terms, 'definition'),
        explanation: textOf(terms, 'explanation'),
        includes: childrenOf(terms, 'includes').map(({ text }) => text.trim()),
      })),
    ),
  )
  return definitions.length === 0 ? fault('The file holds no definitions.') : { value: { fiscalYear, definitions } }
}

/** An element as the project's XML reader gives it. */
export interface XmlElement {
  readonly local: string
  readonly attributes: readonly { readonly local: string; readonly value: string }[]
  readonly children: readonly XmlElement[]
  readonly text: string
}

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter(({ local }) => local === name)

export const textOf = (element: XmlElement | undefined, name: string): string =>
  (childrenOf(element, name)[0]?.text ?? '').replace(/\s+/g, ' ').trim()

export const attributeOf = ({ attributes }: XmlElement, name: string): string =>
  attributes.find(({ local }) => local === name)?.value ?? ''

import type { Markup, Node } from '../markup.ts'

/** What QTI 2.1 and 3.0 write differently: names, namespaces, and the body of feedback. */
export interface Dialect {
  /** Namespace of items and tests. */
  readonly namespace: string
  readonly manifestNamespace: string
  readonly schema: string
  readonly schemaVersion: string
  readonly itemType: string
  readonly testType: string
  /** Makes an element from the names of 2.1. */
  readonly element: (name: string, attributes?: Attributes, children?: readonly Node[]) => Markup
  /** Feedback: 3.0 wants an element around its content. */
  readonly body: (children: readonly Node[]) => readonly Node[]
}

type Attributes = Readonly<Record<string, string | undefined>>

const element21: Dialect['element'] = (name, attributes = {}, children = []) => ({ name, attributes, children })

/** 3.0 writes every name of 2.1 with hyphens, and its elements with the prefix `qti-` (QTI 3.0 Information Model, §1.2). */
const hyphens = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const element30: Dialect['element'] = (name, attributes = {}, children = []) => ({
  name: `qti-${hyphens(name)}`,
  attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [hyphens(key), value])),
  children,
})

export const dialect21: Dialect = {
  namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
  manifestNamespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
  schema: 'QTIv2.1 Package',
  schemaVersion: '1.0.0',
  itemType: 'imsqti_item_xmlv2p1',
  testType: 'imsqti_test_xmlv2p1',
  element: element21,
  body: (children) => children,
}

export const dialect30: Dialect = {
  namespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  manifestNamespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
  schema: 'QTI Package',
  schemaVersion: '3.0.0',
  itemType: 'imsqti_item_xmlv3p0',
  testType: 'imsqti_test_xmlv3p0',
  element: element30,
  body: (children) => [element30('contentBody', {}, children)],
}

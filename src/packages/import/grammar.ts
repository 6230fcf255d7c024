import type { CourseFault } from '../../model/cmi5.ts'
import type { XmlNode } from '../verify/read-xml.ts'

/** A kind of element in CourseStructure.xsd (cmi5 §13.2). */
interface ElementType {
  /** Children of the standard's own namespace in their order; those of one slot may alternate. */
  readonly slots: readonly Slot[]
  readonly attributes: Readonly<Record<string, 'required' | 'optional'>>
  /** `text`: characters alone; `any`: whatever there is. Otherwise elements alone. */
  readonly content?: 'text' | 'any'
  /** Elements of other namespaces may follow, and attributes of other namespaces stand anywhere. */
  readonly open?: true
}

interface Slot {
  readonly names: Readonly<Record<string, TypeName>>
  readonly least: 0 | 1
  readonly most: number
  /** Every name is there exactly once, in any order. */
  readonly each?: true
}

type TypeName =
  | 'courseStructure'
  | 'course'
  | 'block'
  | 'au'
  | 'objectives'
  | 'objective'
  | 'references'
  | 'reference'
  | 'words'
  | 'langstring'
  | 'url'
  | 'anything'

const one = (name: string, type: TypeName, least: 0 | 1 = 1, most = 1): Slot => ({
  names: { [name]: type },
  least,
  most,
})
const MANY = Number.POSITIVE_INFINITY
const units: Slot = { names: { au: 'au', block: 'block' }, least: 1, most: MANY }
const described = [one('title', 'words'), one('description', 'words')]

const types: Readonly<Record<TypeName, ElementType>> = {
  courseStructure: {
    slots: [one('course', 'course'), one('objectives', 'objectives', 0), units],
    attributes: {},
    open: true,
  },
  course: { slots: described, attributes: { id: 'required' }, open: true },
  block: {
    slots: [...described, one('objectives', 'references', 0), units],
    attributes: { id: 'required' },
    open: true,
  },
  au: {
    slots: [
      ...described,
      one('objectives', 'references', 0),
      one('url', 'url'),
      one('launchParameters', 'anything', 0),
      one('entitlementKey', 'anything', 0),
    ],
    attributes: {
      id: 'required',
      moveOn: 'optional',
      masteryScore: 'optional',
      launchMethod: 'optional',
      activityType: 'optional',
    },
    open: true,
  },
  objectives: { slots: [one('objective', 'objective', 1, MANY)], attributes: {}, open: true },
  objective: {
    slots: [{ names: { title: 'words', description: 'words' }, least: 1, most: 2, each: true }],
    attributes: { id: 'required' },
  },
  references: { slots: [one('objective', 'reference', 1, MANY)], attributes: {}, open: true },
  reference: { slots: [], attributes: { idref: 'optional' } },
  words: { slots: [one('langstring', 'langstring', 1, MANY)], attributes: {}, open: true },
  langstring: { slots: [], attributes: { lang: 'optional' }, content: 'text', open: true },
  url: { slots: [], attributes: {}, content: 'text' },
  anything: { slots: [], attributes: {}, content: 'any' },
}

const CLAUSE = 'cmi5 13.2-1'

/** What CourseStructure.xsd says against the elements and attributes of a course structure; values are others' business. */
export function grammarFaults(root: XmlNode): readonly CourseFault[] {
  const faults: CourseFault[] = []
  const report = ({ line }: XmlNode, message: string): void => {
    faults.push({ clause: CLAUSE, message, line })
  }

  const visit = (node: XmlNode, name: TypeName): void => {
    const type = types[name]
    if (type.content === 'any') return
    attributesOf(node, type)
    if (type.content === undefined && node.text.trim() !== '') report(node, `<${node.local}> holds text.`)
    const own = node.children.filter(({ namespace }) => namespace === root.namespace)
    const foreign = node.children.findIndex(({ namespace }) => namespace !== root.namespace)
    if (foreign !== -1 && (type.open !== true || type.content === 'text')) {
      report(node, `<${node.local}> cannot hold elements of other namespaces.`)
    } else if (foreign !== -1 && node.children.slice(foreign).some(({ namespace }) => namespace === root.namespace)) {
      report(node, `In <${node.local}>, elements of other namespaces come after all others.`)
    }
    childrenOf(node, own, type)
  }

  const attributesOf = (node: XmlNode, { attributes, open }: ElementType): void => {
    for (const { local, namespace } of node.attributes) {
      // xsi:schemaLocation and its kin are allowed anywhere.
      const foreign = namespace !== '' && namespace !== root.namespace
      if (foreign && (open === true || namespace === XSI)) continue
      if (foreign || !Object.hasOwn(attributes, local)) report(node, `<${node.local}> cannot have ${local}.`)
    }
    for (const [key, need] of Object.entries(attributes)) {
      const there = node.attributes.some(({ local, namespace }) => local === key && namespace === '')
      if (need === 'required' && !there) report(node, `<${node.local}> has no ${key}.`)
    }
  }

  const childrenOf = (node: XmlNode, own: readonly XmlNode[], { slots }: ElementType): void => {
    let next = 0
    for (const slot of slots) {
      let count = 0
      for (let child = own[next]; child !== undefined && count < slot.most; child = own[next]) {
        const type = Object.hasOwn(slot.names, child.local) ? slot.names[child.local] : undefined
        if (type === undefined) break
        visit(child, type)
        next += 1
        count += 1
      }
      const taken = new Set(own.slice(next - count, next).map(({ local }) => local))
      const names = Object.keys(slot.names)
      if (count < slot.least || (slot.each === true && names.some((name) => !taken.has(name)))) {
        report(
          node,
          `<${node.local}> has no <${names.join(slot.each === true ? '> and <' : '> or <')}> where it belongs.`,
        )
      }
    }
    const left = own[next]
    if (left !== undefined) report(left, `<${left.local}> is not allowed here, or is in the wrong order.`)
  }

  visit(root, 'courseStructure')
  return faults
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

import type { Severity } from '../../problems/problem.ts'
import type { OpenPackage, Standard } from './open-package.ts'
import type { XmlNode } from './read-xml.ts'
import { attribute, type ScormManifest } from './scorm-manifest.ts'

/** Something a rule found. */
export interface Finding {
  /** What is wrong, with the value as written. */
  readonly message: string
  /** A name in the zip; the zip itself when left out. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** One check of the verifier. Its id is its key in the record of `index.ts`, and permanent. */
export interface Rule {
  readonly severity: Severity
  /** Where the rule comes from: a clause of a standard, or what an LMS was seen to do. */
  readonly clause: string
  /** One line for lists and SARIF rules. */
  readonly title: string
  /** How to mend it. */
  readonly hint: string
  /** Left out: every package, even one without a manifest. */
  readonly applies?: readonly Standard[]
  readonly check: (opened: OpenPackage) => readonly Finding[]
}

export type Rules = Readonly<Record<string, Rule>>

export const SCORM = ['scorm12', 'scorm2004'] as const

/** A finding at an element of the manifest. */
export const at = (opened: OpenPackage, { line, column }: XmlNode, message: string): Finding => ({
  message,
  file: opened.manifest?.file ?? '',
  line,
  column,
})

/** A check of a SCORM manifest; nothing is found when there is none that can be read. */
export const inScorm =
  (check: (scorm: ScormManifest, opened: OpenPackage) => readonly Finding[]): Rule['check'] =>
  (opened) =>
    opened.scorm === undefined ? [] : check(opened.scorm, opened)

/** A check of the root element, whatever the standard. */
export const inRoot =
  (check: (root: XmlNode, opened: OpenPackage) => readonly Finding[]): Rule['check'] =>
  (opened) =>
    opened.manifest?.root === undefined ? [] : check(opened.manifest.root, opened)

/** What is wrong with an attribute that has to be one of these words. */
export const oneOf =
  (key: string, allowed: readonly string[]) =>
  (node: XmlNode): string | undefined => {
    const value = attribute(node, key)
    return value === undefined || allowed.includes(value)
      ? undefined
      : `${key} is "${value}"; allowed: ${allowed.join(', ')}.`
  }

/** The values that are there more than once, each once. */
export function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}

/** Elements whose key an earlier one has. */
export function repeatedBy<T>(elements: readonly T[], key: (element: T) => string | undefined): T[] {
  const seen = new Set<string>()
  return elements.filter((element) => {
    const value = key(element)
    return value !== undefined && seen.size === seen.add(value).size
  })
}

/** The first child that comes before one it should follow; `order` gives ranks, equal ranks in any order. */
export function outOfOrder(nodes: readonly XmlNode[], order: (node: XmlNode) => number): XmlNode | undefined {
  return nodes.find((node, i) => {
    const before = nodes[i - 1]
    return before !== undefined && order(node) < order(before)
  })
}

import type { OpenPackage } from '../open-package.ts'
import type { XmlNode } from '../read-xml.ts'
import { at, type Finding, inRoot, oneOf, outOfOrder, type Rules, repeatedBy } from '../rule.ts'
import { attribute, children, descendants, resolveHref } from '../scorm-manifest.ts'

const CMI5 = ['cmi5'] as const

/** RFC 3987 absolute IRI: a scheme, then anything but spaces and the characters it forbids. */
export const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text)
/** RFC 5646, as far as its shape goes. */
export const isLanguage = (text: string): boolean => /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(text)

const inNamespace = (root: XmlNode, ...names: string[]): XmlNode[] =>
  descendants(root).filter(({ local, namespace }) => names.includes(local) && namespace === root.namespace)

/** A finding for every element of these names that `fault` has words for. */
const each = (names: readonly string[], fault: (node: XmlNode, opened: OpenPackage) => string | undefined) =>
  inRoot((root, opened) =>
    inNamespace(root, ...names).flatMap((node): Finding[] => {
      const words = fault(node, opened)
      return words === undefined ? [] : [at(opened, node, words)]
    }),
  )

const idOf = (node: XmlNode): string => attribute(node, 'id') ?? ''
const urlOf = (au: XmlNode): string => children(au, 'url')[0]?.text.trim() ?? ''

const ORDER: Readonly<Record<string, readonly string[]>> = {
  courseStructure: ['course', 'objectives'],
  block: ['title', 'description', 'objectives'],
  au: ['title', 'description', 'objectives', 'url', 'launchParameters', 'entitlementKey'],
}
const RESERVED = ['endpoint', 'fetch', 'actor', 'registration', 'activityId']

/** The course structure of cmi5 (`cmi5.xml`). Element `objective` inside an au or block refers, it does not define. */
export const cmi5 = {
  'cmi5-course': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.1',
    title: 'There is not exactly one course element',
    hint: 'Put one <course id="…"> first inside <courseStructure>.',
    check: inRoot((root, opened) => {
      const count = children(root, 'course').length
      return count === 1 ? [] : [at(opened, root, `There are ${count} <course> elements.`)]
    }),
  },
  'cmi5-au-none': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4',
    title: 'There is no assignable unit, so nothing can be launched',
    hint: 'Add an <au>.',
    check: inRoot((root, opened) =>
      children(root, 'au').length + children(root, 'block').length === 0
        ? [at(opened, root, 'The course structure has no <au>.')]
        : [],
    ),
  },
  'cmi5-block-empty': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.2',
    title: 'A block holds no assignable unit',
    hint: 'Put an <au> or a <block> with one into it, or take it out.',
    check: each(['block'], (node) =>
      children(node, 'au').length + children(node, 'block').length === 0
        ? `The block ${idOf(node)} is empty.`
        : undefined,
    ),
  },
  'cmi5-order': {
    severity: 'warning',
    applies: CMI5,
    clause: 'cmi5 §13.2 (CourseStructure.xsd, sequence)',
    title: 'Parts of the course structure are in the wrong order',
    hint: 'Order: course, objectives, then units; in a unit title, description, objectives, url, launchParameters, entitlementKey.',
    check: each(Object.keys(ORDER), (node) => {
      const order = ORDER[node.local] ?? []
      const late = outOfOrder(
        node.children.filter(({ namespace }) => namespace === node.namespace),
        ({ local }) => (order.includes(local) ? order.indexOf(local) : order.length),
      )
      return late === undefined ? undefined : `<${late.local}> comes after parts it should precede.`
    }),
  },
  'cmi5-id-iri': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 3.0-1',
    title: 'An id is not an absolute IRI',
    hint: 'Begin with a scheme, e.g. https://example.org/course/1.',
    check: each(['course', 'block', 'au', 'objective'], (node) => {
      const id = attribute(node, 'id')
      return (id === undefined && node.local === 'objective') || isIri(id ?? '')
        ? undefined
        : `The id of <${node.local}> is "${id ?? ''}".`
    }),
  },
  'cmi5-id-duplicate': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 13.1.2–13.1.4',
    title: 'Two elements have the same id',
    hint: 'Give each its own.',
    check: inRoot((root, opened) =>
      repeatedBy(inNamespace(root, 'course', 'block', 'au', 'objective'), (node) => attribute(node, 'id')).map((node) =>
        at(opened, node, `The id ${idOf(node)} was given before.`),
      ),
    ),
  },
  'cmi5-text-missing': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.1–13.1.4',
    title: 'A course, block or unit has no title or no description',
    hint: 'Add both, each with at least one <langstring>.',
    check: each(['course', 'block', 'au'], (node) => {
      const missing = ['title', 'description'].filter(
        (part) => !children(node, part).some((one) => children(one, 'langstring').length > 0),
      )
      return missing.length === 0 ? undefined : `<${node.local}> ${idOf(node)} has no ${missing.join(' and no ')}.`
    }),
  },
  'cmi5-language': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1 (RFC 5646)',
    title: 'A language is not a language tag',
    hint: 'Write a tag like en or en-US.',
    check: each(['langstring'], (node) => {
      const lang = attribute(node, 'lang')
      return lang === undefined || isLanguage(lang) ? undefined : `lang is "${lang}".`
    }),
  },
  'cmi5-url-missing': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4',
    title: 'An assignable unit has no url',
    hint: 'Add <url> with the page to open.',
    check: each(['au'], (node) => (urlOf(node) === '' ? `The unit ${idOf(node)} has no url.` : undefined)),
  },
  'cmi5-url-form': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 13.1.4-2',
    title: 'The url of a unit is not a URL',
    hint: 'Write an absolute URL, or a path in the package with / and without spaces.',
    check: each(['au'], (node) => {
      const url = urlOf(node)
      return url !== '' &&
        (/[\s\\<>"{}|^`]/.test(url) || ['absolute', 'climbs'].includes(resolveHref('', url).odd ?? ''))
        ? `The url of ${idOf(node)} is "${url}".`
        : undefined
    }),
  },
  'cmi5-url-file': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 14.1-4',
    title: 'The page of a unit is not in the package',
    hint: 'Add the file, or write its name in exact case.',
    check: each(['au'], (node, { files }) => {
      const { path } = resolveHref('', urlOf(node))
      return path === undefined || path === '' || /\s/.test(urlOf(node)) || files.has(path)
        ? undefined
        : `The file ${path} is not in the package.`
    }),
  },
  'cmi5-url-query': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 8.1-6',
    title: 'The url of a unit uses a name that the LMS sets',
    hint: `Take ${RESERVED.join(', ')} out of the query.`,
    check: each(['au'], (node) => {
      const query = /\?([^#]*)/.exec(urlOf(node))?.[1] ?? ''
      const taken = query
        .split('&')
        .map((pair) => pair.replace(/=.*$/s, ''))
        .filter((key) => RESERVED.includes(key))
      return taken.length === 0 ? undefined : `The url of ${idOf(node)} sets ${taken.join(', ')}.`
    }),
  },
  'cmi5-move-on': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4 (moveOn)',
    title: 'moveOn is not one of the words allowed',
    hint: 'Write Passed, Completed, CompletedAndPassed, CompletedOrPassed or NotApplicable.',
    check: each(
      ['au'],
      oneOf('moveOn', ['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable']),
    ),
  },
  'cmi5-mastery-score': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4 (masteryScore, 0 to 1)',
    title: 'masteryScore is not a decimal from 0 to 1',
    hint: 'Divide the percentage by 100: 80 becomes 0.8.',
    check: each(['au'], (node) => {
      const value = attribute(node, 'masteryScore')
      return value === undefined || (/^\d*\.?\d+$/.test(value.trim()) && Number(value) <= 1)
        ? undefined
        : `masteryScore is "${value}".`
    }),
  },
  'cmi5-launch-method': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4 (launchMethod)',
    title: 'launchMethod is not one of the words allowed',
    hint: 'Write OwnWindow or AnyWindow.',
    check: each(['au'], oneOf('launchMethod', ['OwnWindow', 'AnyWindow'])),
  },
  'cmi5-activity-type': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.4 (activityType); 3.0-1',
    title: 'activityType is not an absolute IRI',
    hint: 'Write the whole IRI of an activity type, or leave it out.',
    check: each(['au'], (node) => {
      const value = attribute(node, 'activityType')
      return value === undefined || isIri(value) ? undefined : `activityType is "${value}".`
    }),
  },
  'cmi5-objective-reference': {
    severity: 'error',
    applies: CMI5,
    clause: 'cmi5 §13.1.3',
    title: 'A unit or block refers to an objective that does not exist',
    hint: 'Set idref to the id of an objective of the course.',
    check: inRoot((root, opened) => {
      const objectives = inNamespace(root, 'objective')
      const known = new Set(objectives.map((node) => attribute(node, 'id')))
      return objectives.flatMap((node) => {
        const id = attribute(node, 'idref')
        return id === undefined || known.has(id) ? [] : [at(opened, node, `There is no objective "${id}".`)]
      })
    }),
  },
} as const satisfies Rules

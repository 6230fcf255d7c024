import type { XmlNode } from '../read-xml.ts'
import { at, inRoot, type Rules, repeatedBy } from '../rule.ts'
import { attribute, children, resolveHref } from '../scorm-manifest.ts'
import { isIri, isLanguage } from './cmi5.ts'

const TINCAN = ['tincan'] as const
const RESERVED = ['endpoint', 'auth', 'actor', 'registration', 'activity_id']

const activities = (root: XmlNode): XmlNode[] =>
  children(root, 'activities').flatMap((one) => children(one, 'activity'))
const idOf = (node: XmlNode): string => attribute(node, 'id') ?? ''

/** Every activity, or part of one, that is not as it should be. */
const each = (
  parts: (activity: XmlNode) => readonly XmlNode[],
  fault: (node: XmlNode, files: ReadonlySet<string>) => string | undefined,
) =>
  inRoot((root, opened) =>
    activities(root)
      .flatMap(parts)
      .flatMap((node) => {
        const words = fault(node, opened.files)
        return words === undefined ? [] : [at(opened, node, words)]
      }),
  )

const itself = (activity: XmlNode): XmlNode[] => [activity]
const launches = (activity: XmlNode): XmlNode[] => children(activity, 'launch')

/** `tincan.xml`, the package of plain xAPI content. It has no published schema; the launch guideline describes it. */
export const tincan = {
  'tincan-activity-none': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"',
    title: 'There is no activity',
    hint: 'Add <activities> with an <activity id="…" type="…">.',
    check: inRoot((root, opened) =>
      activities(root).length === 0 ? [at(opened, root, 'There is no <activity>.')] : [],
    ),
  },
  'tincan-activity-id': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"; xAPI 1.0.3 data 2.4.4.1',
    title: 'The id of an activity is not an absolute IRI',
    hint: 'Begin with a scheme, e.g. https://example.org/course/1.',
    check: each(itself, (node) => (isIri(idOf(node)) ? undefined : `The id is "${idOf(node)}".`)),
  },
  'tincan-activity-duplicate': {
    severity: 'error',
    applies: TINCAN,
    clause: 'xAPI 1.0.3 data 2.4.4.1',
    title: 'Two activities have the same id',
    hint: 'Give each its own.',
    check: inRoot((root, opened) =>
      repeatedBy(activities(root), (node) => attribute(node, 'id')).map((node) =>
        at(opened, node, `The id ${idOf(node)} was given before.`),
      ),
    ),
  },
  'tincan-activity-type': {
    severity: 'warning',
    applies: TINCAN,
    clause: 'xAPI 1.0.3 data 2.4.4.1 (type)',
    title: 'The type of an activity is not an absolute IRI',
    hint: 'Write http://adlnet.gov/expapi/activities/course or another whole IRI.',
    check: each(itself, (node) =>
      isIri(attribute(node, 'type') ?? '') ? undefined : `The type is "${attribute(node, 'type') ?? ''}".`,
    ),
  },
  'tincan-name': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"',
    title: 'An activity has no name',
    hint: 'Add <name> as its first child.',
    check: each(itself, (node) =>
      children(node, 'name').some(({ text }) => text.trim() !== '')
        ? undefined
        : `The activity ${idOf(node)} has no name.`,
    ),
  },
  'tincan-language': {
    severity: 'warning',
    applies: TINCAN,
    clause: 'xAPI 1.0.3 data 4.2 (RFC 5646)',
    title: 'A language is not a language tag',
    hint: 'Write a tag like en or en-US.',
    check: each(
      (activity) => activity.children,
      (node) => {
        const lang = attribute(node, 'lang')
        return lang === undefined || lang === '' || isLanguage(lang) ? undefined : `lang is "${lang}".`
      },
    ),
  },
  'tincan-launch-none': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"',
    title: 'No activity can be launched',
    hint: 'Add <launch lang="en">index.html</launch> to the activity of the course.',
    check: inRoot((root, opened) => {
      const all = activities(root)
      const [first] = all
      return first === undefined || all.some((one) => launches(one).length > 0)
        ? []
        : [at(opened, first, 'No activity has a <launch>.')]
    }),
  },
  'tincan-launch-form': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"',
    title: 'The page to launch is not a URL',
    hint: 'Write an absolute URL, or a path in the package with /.',
    check: each(launches, ({ text }) => {
      const { odd, path } = resolveHref('', text.trim())
      return odd === 'absolute' || odd === 'climbs' || odd === 'backslash' || path === ''
        ? `launch is "${text.trim()}".`
        : undefined
    }),
  },
  'tincan-launch-file': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "tincan.xml"',
    title: 'The page to launch is not in the package',
    hint: 'Add the file, or write its name in exact case.',
    check: each(launches, ({ text }, files) => {
      const { path } = resolveHref('', text.trim())
      return path === undefined || path === '' || files.has(path)
        ? undefined
        : `The file ${path} is not in the package.`
    }),
  },
  'tincan-launch-query': {
    severity: 'error',
    applies: TINCAN,
    clause: 'Tin Can launch, "Launch parameters"',
    title: 'The address to launch sets what the LMS sets',
    hint: `Take ${RESERVED.join(', ')} out of it; a credential must never be in a package.`,
    check: each(launches, ({ text }) => {
      const query = /\?([^#]*)/.exec(text)?.[1] ?? ''
      const taken = query
        .split('&')
        .map((pair) => pair.replace(/=.*$/s, '').trim())
        .filter((key) => RESERVED.includes(key))
      return taken.length === 0 ? undefined : `launch sets ${taken.join(', ')}.`
    }),
  },
} as const satisfies Rules

import { readFile } from 'node:fs/promises'
import type { CourseFault, CoursePart, CourseStructure, LanguageMap, ReadCourse } from '../../model/cmi5.ts'
import { launchMethods, moveOnWords } from '../../model/cmi5.ts'
import { defaultLimits } from '../verify/limits.ts'
import { type OpenPackage, openCourseStructure, openPackage } from '../verify/open-package.ts'
import type { XmlNode } from '../verify/read-xml.ts'
import type { Rule, Rules } from '../verify/rule.ts'
import { cmi5 } from '../verify/rules/cmi5.ts'
import { manifest } from '../verify/rules/manifest.ts'
import { zip, zipNames } from '../verify/rules/zip.ts'
import { attribute, children } from '../verify/scorm-manifest.ts'
import { grammarFaults } from './grammar.ts'

/** Faults of one package that are reported. */
const MOST_FAULTS = 50
const MOST_CHARACTERS = 400

/**
 * Reads a cmi5 course of any maker from a file, a zip (cmi5 §14.1) or a bare course structure (§14.2), and refuses whatever
 * the standard does not allow. Nothing is unpacked yet. Throws only when the file cannot be read.
 */
export async function readCourse(file: string, kind: 'zip' | 'xml'): Promise<ReadCourse> {
  const opened =
    kind === 'zip'
      ? await openPackage(file, defaultLimits, { wanted: 'cmi5.xml' })
      : openCourseStructure(await readFile(file))
  const root = opened.standard === 'cmi5' ? opened.manifest?.root : undefined
  const faults = [
    ...(kind === 'zip'
      ? [...ruleFaults(zip, opened, 'cmi5 14.1-1'), ...ruleFaults(zipNames, opened, 'cmi5 14.1-1')]
      : []),
    ...ruleFaults(manifest, opened),
    ...(opened.standard === 'cmi5' || opened.manifest === undefined
      ? []
      : [{ clause: 'cmi5 14.1-2', message: `The package has ${opened.manifest.file}, but no cmi5.xml at its root.` }]),
    ...ruleFaults(cmi5, opened),
    ...(root === undefined ? [] : [...grammarFaults(root), ...addressFaults(root, kind)]),
  ]
  if (faults.length > 0) return { faults: faults.slice(0, MOST_FAULTS).map(clipped) }
  if (root === undefined) return { faults: [{ clause: 'cmi5 14.1-2', message: 'There is no cmi5.xml at the root.' }] }
  return { structure: structureOf(root), files: [...opened.files].filter((name) => kind === 'zip' && name !== '') }
}

/** A relative url without a zip is reported with its own clause. */
const ruleFaults = (rules: Rules, opened: OpenPackage, before = ''): readonly CourseFault[] =>
  Object.entries<Rule>(rules)
    .filter(([id, { severity }]) => severity === 'error' && !(opened.entries.length === 0 && id === 'cmi5-url-file'))
    .filter(
      ([, { applies }]) =>
        applies === undefined || (opened.standard !== undefined && applies.includes(opened.standard)),
    )
    .flatMap(([, rule]) =>
      rule.check(opened).map(({ message, line }) => ({
        clause: before === '' ? rule.clause : `${before}; ${rule.clause}`,
        message,
        ...(line === undefined ? {} : { line }),
      })),
    )

const clipped = ({ message, ...fault }: CourseFault): CourseFault => ({
  ...fault,
  message: message.length <= MOST_CHARACTERS ? message : `${message.slice(0, MOST_CHARACTERS - 1)}…`,
})

const SCHEME = /^([a-z][a-z0-9+.-]*):/i

/** 14.2-1: without a zip every url is absolute; and only what a browser can open is one (13.1.4-2). */
function addressFaults(root: XmlNode, kind: 'zip' | 'xml'): readonly CourseFault[] {
  return ausIn(root).flatMap((au): CourseFault[] => {
    const url = textOf(au, 'url')
    const scheme = SCHEME.exec(url)?.[1]?.toLowerCase()
    const said = `The url of ${attribute(au, 'id') ?? 'an au'} is "${url}"`
    if (scheme === undefined) {
      if (url.startsWith('//'))
        return [{ clause: 'cmi5 13.1.4-2', message: `${said}, without a scheme.`, line: au.line }]
      return kind === 'zip'
        ? []
        : [{ clause: 'cmi5 14.2-1', message: `${said}; without a zip it must be absolute.`, line: au.line }]
    }
    // Spaces and the like are reported by another rule.
    return (scheme === 'http' || scheme === 'https') && (URL.canParse(url) || /\s/.test(url))
      ? []
      : [{ clause: 'cmi5 13.1.4-2', message: `${said}; it must be an http or https address.`, line: au.line }]
  })
}

function* units(node: XmlNode): Generator<XmlNode> {
  for (const child of node.children) {
    if (child.namespace !== node.namespace || (child.local !== 'au' && child.local !== 'block')) continue
    yield child
    if (child.local === 'block') yield* units(child)
  }
}
const ausIn = (root: XmlNode): XmlNode[] => [...units(root)].filter(({ local }) => local === 'au')

/** 13.1.0-1: white space around values means nothing. */
const textOf = (node: XmlNode, name: string): string => children(node, name)[0]?.text.trim() ?? ''
const attributeOf = (node: XmlNode, name: string): string | undefined => {
  const value = attribute(node, name)?.trim()
  return value === '' ? undefined : value
}

function structureOf(root: XmlNode): CourseStructure {
  const [course] = children(root, 'course')
  if (course === undefined) throw new Error('A course structure without a course was taken for valid')
  const parts: CoursePart[] = [{ kind: 'course', ...described(course) }]
  const add = (node: XmlNode, parent: number): void => {
    for (const child of node.children) {
      if (child.namespace !== root.namespace) continue
      if (child.local === 'au') parts.push({ ...unitOf(child), parent })
      else if (child.local === 'block') add(child, parts.push({ kind: 'block', ...described(child), parent }) - 1)
    }
  }
  add(root, 0)
  return parts
}

function unitOf(au: XmlNode): CoursePart {
  const moveOn = attributeOf(au, 'moveOn')
  const launchMethod = attributeOf(au, 'launchMethod')
  const activityType = attributeOf(au, 'activityType')
  const masteryScore = attributeOf(au, 'masteryScore')
  const launchParameters = textOf(au, 'launchParameters')
  const entitlementKey = textOf(au, 'entitlementKey')
  return {
    kind: 'au',
    ...described(au),
    url: textOf(au, 'url'),
    moveOn: moveOnWords.find((word) => word === moveOn) ?? 'NotApplicable',
    launchMethod: launchMethods.find((word) => word === launchMethod) ?? 'AnyWindow',
    ...(activityType === undefined ? {} : { activityType }),
    ...(masteryScore === undefined ? {} : { masteryScore: Number(masteryScore) }),
    ...(launchParameters === '' ? {} : { launchParameters }),
    ...(entitlementKey === '' ? {} : { entitlementKey }),
  }
}

const described = (node: XmlNode) => ({
  publisherId: attributeOf(node, 'id') ?? '',
  title: wordsOf(node, 'title'),
  description: wordsOf(node, 'description'),
})

const wordsOf = (node: XmlNode, name: string): LanguageMap =>
  Object.fromEntries(
    children(node, name)
      .flatMap((part) => children(part, 'langstring'))
      .map((words) => [attributeOf(words, 'lang') ?? 'und', words.text.trim()]),
  )

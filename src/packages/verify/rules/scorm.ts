import type { OpenPackage } from '../open-package.ts'
import type { XmlNode } from '../read-xml.ts'
import { at, inScorm, outOfOrder, type Rules, repeatedBy, SCORM } from '../rule.ts'
import { attribute, children, foreign, isLeaf } from '../scorm-manifest.ts'

/** XML Namespaces' NCName, as xs:ID wants it. */
const ncName = /^[\p{L}_][\p{L}\p{N}\p{M}._\u00b7-]*$/u

const titleOf = (node: XmlNode): string => children(node, 'title')[0]?.text.trim() ?? ''
const nameOf = (node: XmlNode): string => attribute(node, 'identifier') ?? `at line ${node.line}`

const PARTS = ['metadata', 'organizations', 'resources']
/** `title`, `item`, `metadata`, then everything of other standards. */
const itemRank = (node: XmlNode): number => {
  const rank = node.namespace === node.parent?.namespace ? ['title', 'item', 'metadata'].indexOf(node.local) : -1
  return rank === -1 ? 3 : rank
}

/** The 4th Edition has no (Sub)manifest; SCORM 1.2 and the editions before it have. */
export const forbidsSubManifests = ({ standard, version }: OpenPackage): boolean =>
  standard === 'scorm2004' && (version === undefined || version === '2004 4th Edition')

/** What SCORM 1.2 and 2004 ask of manifest, organizations and items alike. */
export const scorm = {
  'manifest-parts': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP; SCORM 2004 CAM 3.4',
    title: 'organizations and resources must be in the manifest exactly once',
    hint: 'Keep one <organizations> and one <resources>, directly inside <manifest>.',
    check: inScorm(({ root }, opened) =>
      ['organizations', 'resources']
        .map((part) => ({ part, count: children(root, part).length }))
        .filter(({ count }) => count !== 1)
        .map(({ part, count }) => at(opened, root, `The manifest has ${count} <${part}> instead of 1.`)),
    ),
  },
  'manifest-order': {
    severity: 'warning',
    applies: SCORM,
    clause: 'IMS CP XML binding (sequence)',
    title: 'metadata, organizations, resources are in the wrong order',
    hint: 'Put them in the order metadata, organizations, resources.',
    check: inScorm(({ root }, opened) => {
      const parts = root.children.filter(
        ({ local, namespace }) => namespace === root.namespace && PARTS.includes(local),
      )
      const late = outOfOrder(parts, ({ local }) => PARTS.indexOf(local))
      return late === undefined ? [] : [at(opened, late, `<${late.local}> comes after parts it should precede.`)]
    }),
  },
  'metadata-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'The manifest has no metadata, so nothing says which SCORM it is',
    hint: 'Add <metadata><schema>ADL SCORM</schema><schemaversion>…</schemaversion></metadata> as its first part.',
    check: inScorm(({ root, metadata }, opened) =>
      metadata === undefined ? [at(opened, root, 'The manifest has no <metadata>.')] : [],
    ),
  },
  'schema-value': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'schema is not "ADL SCORM"',
    hint: 'Write <schema>ADL SCORM</schema> as the first child of <metadata>.',
    check: inScorm(({ metadata }, opened) => {
      const schema = children(metadata, 'schema')[0]?.text.trim()
      if (metadata === undefined || schema === 'ADL SCORM') return []
      return [at(opened, metadata, schema === undefined ? 'There is no <schema>.' : `<schema> is "${schema}".`)]
    }),
  },
  'schema-version': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4. Seen: Moodle takes a wrong one for SCORM 1.2, silently',
    title: 'schemaversion is not one that the standard knows',
    hint: 'Write 1.2, CAM 1.3 (2004 2nd), 2004 3rd Edition or 2004 4th Edition, as the namespaces of the manifest are.',
    check: inScorm(({ metadata, edition }, opened) => {
      if (metadata === undefined || opened.version !== undefined) return []
      return [
        at(opened, metadata, edition === '' ? 'There is no <schemaversion>.' : `<schemaversion> is "${edition}".`),
      ]
    }),
  },
  'identifier-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP XML binding (identifier, required)',
    title: 'A manifest, organization, item or resource has no identifier',
    hint: 'Give it an identifier that nothing else in the manifest has.',
    check: inScorm(({ root, organizations, items, resources }, opened) =>
      [root, ...organizations, ...items, ...resources]
        .filter((node) => attribute(node, 'identifier') === undefined)
        .map((node) => at(opened, node, `<${node.local}> has no identifier.`)),
    ),
  },
  'identifier-ncname': {
    severity: 'error',
    applies: SCORM,
    clause: 'XML Schema Part 2 §3.3.8 (xs:ID)',
    title: 'An identifier is not an XML name',
    hint: 'Begin with a letter or _; go on with letters, digits, . _ - only. No spaces, no colon.',
    check: inScorm(({ root, organizations, items, resources }, opened) =>
      [root, ...organizations, ...items, ...resources].flatMap((node) => {
        const identifier = attribute(node, 'identifier')
        return identifier === undefined || ncName.test(identifier)
          ? []
          : [at(opened, node, `The identifier "${identifier}" is not an XML name.`)]
      }),
    ),
  },
  'identifier-duplicate': {
    severity: 'error',
    applies: SCORM,
    clause: 'XML Schema Part 2 §3.3.8 (xs:ID). Seen: a SCO is lost silently',
    title: 'Two elements have one identifier',
    hint: 'Give each its own; a number at the end will do.',
    check: inScorm(({ root, organizations, items, resources }, opened) =>
      repeatedBy([root, ...organizations, ...items, ...resources], (node) => attribute(node, 'identifier')).map(
        (node) => at(opened, node, `The identifier "${nameOf(node)}" was given before.`),
      ),
    ),
  },
  'organization-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'There is no organization, so nothing can be launched',
    hint: 'Add an <organization> with a title and at least one <item>.',
    check: inScorm(({ root, organizations }, opened) => {
      const [holder] = children(root, 'organizations')
      return holder !== undefined && organizations.length === 0 ? [at(opened, holder, '<organizations> is empty.')] : []
    }),
  },
  'default-dangling': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP (organizations default)',
    title: 'The default organization does not exist',
    hint: 'Set default to the identifier of an organization, in exact case.',
    check: inScorm(({ root, organizations }, opened) =>
      children(root, 'organizations').flatMap((holder) => {
        const id = attribute(holder, 'default')
        const known = organizations.length === 0 || organizations.some((one) => attribute(one, 'identifier') === id)
        return id === undefined || known ? [] : [at(opened, holder, `There is no organization "${id}".`)]
      }),
    ),
  },
  'title-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'An organization or item has no title',
    hint: 'Add exactly one <title> as its first child; it is what learners see in the menu.',
    check: inScorm(({ organizations, items }, opened) =>
      [...organizations, ...items]
        .filter((node) => children(node, 'title').length !== 1 || titleOf(node) === '')
        .map((node) =>
          at(
            opened,
            node,
            `<${node.local}> "${nameOf(node)}" has ${children(node, 'title').length > 1 ? 'several titles' : 'no title'}.`,
          ),
        ),
    ),
  },
  'title-long': {
    severity: 'warning',
    applies: SCORM,
    clause: 'IMS CP (title, 200 characters)',
    title: 'A title is longer than an LMS must keep',
    hint: 'Shorten it to 200 characters.',
    check: inScorm(({ organizations, items }, opened) =>
      [...organizations, ...items]
        .filter((node) => Array.from(titleOf(node)).length > 200)
        .map((node) =>
          at(opened, node, `The title of "${nameOf(node)}" has ${Array.from(titleOf(node)).length} characters.`),
        ),
    ),
  },
  'item-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (1 or more items)',
    title: 'An organization has no item, so nothing can be launched',
    hint: 'Add an <item> whose identifierref names a resource.',
    check: inScorm(({ organizations }, opened) =>
      organizations.filter(isLeaf).map((node) => at(opened, node, `The organization "${nameOf(node)}" has no item.`)),
    ),
  },
  'item-order': {
    severity: 'warning',
    applies: SCORM,
    clause: 'IMS CP XML binding (sequence)',
    title: 'Parts of an organization or item are in the wrong order',
    hint: 'Put title first, then items, then metadata, then the elements of adlcp, imsss and others.',
    check: inScorm(({ organizations, items }, opened) =>
      [...organizations, ...items].flatMap((node) => {
        const late = outOfOrder(node.children, itemRank)
        return late === undefined ? [] : [at(opened, late, `<${late.name}> comes after parts it should precede.`)]
      }),
    ),
  },
  'sub-manifest-discouraged': {
    severity: 'warning',
    applies: SCORM,
    clause: 'IMS CP (manifest, 0 or more); SCORM 2004 3rd CAM 3.4 (ADL recommends not to use them)',
    title: 'A manifest inside the manifest, which few LMSs look into',
    hint: 'Merge its items and resources into the outer one.',
    check: inScorm(({ subManifests }, opened) =>
      forbidsSubManifests(opened)
        ? []
        : subManifests.map((node) => at(opened, node, 'There is a <manifest> inside the manifest.')),
    ),
  },
  'item-reference-dangling': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP (identifierref)',
    title: 'An item refers to a resource that does not exist',
    hint: 'Set identifierref to the identifier of a resource, in exact case.',
    check: inScorm(({ items, resourceById, subManifests }, opened) => {
      const manifests = new Set(subManifests.map((node) => attribute(node, 'identifier')))
      return items.flatMap((node) => {
        const id = attribute(node, 'identifierref')
        return id === undefined || id === '' || resourceById.has(id) || manifests.has(id)
          ? []
          : [at(opened, node, `The item "${nameOf(node)}" refers to the resource "${id}", which does not exist.`)]
      })
    }),
  },
  'item-parameters': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (parameters: ?a=b&c=d or #x, at most 1,000 characters)',
    title: 'The parameters of an item cannot be appended to an address',
    hint: 'Write them like ?a=b&c=d or #place.',
    check: inScorm(({ items }, opened) =>
      items.flatMap((node) => {
        const parameters = attribute(node, 'parameters')
        return parameters === undefined ||
          (parameters.length <= 1000 && /^&?[^\s#"<>\\]*(?:#[^\s#"<>\\]*)?$/.test(parameters))
          ? []
          : [at(opened, node, `The parameters of "${nameOf(node)}" are "${parameters.slice(0, 80)}".`)]
      }),
    ),
  },
  'time-limit-action': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'timeLimitAction is not one of its four words',
    hint: 'Write exit,message | exit,no message | continue,message | continue,no message, without a space after the comma.',
    check: inScorm(({ items }, opened) =>
      items.flatMap((item) =>
        [...foreign(item, 'timelimitaction'), ...foreign(item, 'timeLimitAction')]
          .filter(({ text }) => !/^(?:exit|continue),(?:no )?message$/.test(text.trim()))
          .map((node) => at(opened, node, `<${node.local}> is "${node.text.trim()}".`)),
      ),
    ),
  },
} as const satisfies Rules

import type { OpenPackage } from '../open-package.ts'
import type { XmlNode } from '../read-xml.ts'
import { at, type Finding, inScorm, type Rules, SCORM } from '../rule.ts'
import {
  attribute,
  children,
  descendants,
  isLeaf,
  NAMESPACES,
  type Reference,
  type ScormManifest,
} from '../scorm-manifest.ts'
import { isJunk } from './zip.ts'

type Reason = Exclude<Reference['odd'], undefined>

/** References that lead where no file of the package can be. */
const odd = (reason: Reason, words: string) =>
  inScorm(({ launches, listed }, opened) =>
    [...launches, ...listed]
      .filter((one) => one.odd === reason)
      .map(({ node, href }) => at(opened, node, `The href "${href}" ${words}.`)),
  )

/**
 * References to a file that is not there; `otherCase` tells those where only the case is wrong. A name `looksAlike` when the
 * package has it with other Unicode characters: macOS takes accents apart.
 */
const lost = (otherCase: boolean, words: (path: string, nearest: string, looksAlike: boolean) => string) =>
  inScorm(({ launches, listed }, opened) => {
    const composed = new Set([...opened.files].map((name) => name.normalize('NFC')))
    const byLower = new Map([...opened.files].map((name) => [name.toLowerCase(), name]))
    const seen = new Set<string>()
    return [...launches, ...listed].flatMap(({ node, path }) => {
      if (path === undefined || path === '' || opened.files.has(path) || seen.has(path)) return []
      seen.add(path)
      const nearest = byLower.get(path.toLowerCase())
      return (nearest !== undefined) === otherCase
        ? [at(opened, node, words(path, nearest ?? '', composed.has(path.normalize('NFC'))))]
        : []
    })
  })

/** Launched pages that their own resource does not list. */
function unlisted({ launches, listed }: ScormManifest): Reference[] {
  const paths = new Map<XmlNode | undefined, Set<string | undefined>>()
  for (const { node, path } of listed) paths.set(node.parent, (paths.get(node.parent) ?? new Set()).add(path))
  return launches.filter(({ node, path }) => path !== undefined && !paths.get(node)?.has(path))
}

const scormType = (node: XmlNode) => node.attributes.find(({ local }) => local.toLowerCase() === 'scormtype')

const spelling = ({ standard }: OpenPackage): string => (standard === 'scorm12' ? 'scormtype' : 'scormType')

/** Resources and the files that they name. */
export const files = {
  'resource-type': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP (resource type, required)',
    title: 'A resource has no type',
    hint: 'Add type="webcontent".',
    check: inScorm(({ resources }, opened) =>
      resources
        .filter((node) => (attribute(node, 'type') ?? '') === '')
        .map((node) => at(opened, node, `The resource "${attribute(node, 'identifier') ?? ''}" has no type.`)),
    ),
  },
  'scormtype-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4. Seen: becomes an untracked asset silently',
    title: 'A resource does not say whether it is a SCO or an asset',
    hint: 'Add adlcp:scormtype (1.2) or adlcp:scormType (2004), sco or asset.',
    check: inScorm(({ resources }, opened) =>
      resources
        .filter((node) => scormType(node) === undefined)
        .map((node) =>
          at(opened, node, `The resource "${attribute(node, 'identifier') ?? ''}" has no adlcp:${spelling(opened)}.`),
        ),
    ),
  },
  'scormtype-spelling': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3 (scormtype); SCORM 2004 CAM 3.4 (scormType)',
    title: 'scormtype is spelt as in the other version of SCORM, or without its namespace',
    hint: 'Write adlcp:scormtype in SCORM 1.2, adlcp:scormType in SCORM 2004.',
    check: inScorm(({ resources }, opened) =>
      resources.flatMap((node) => {
        const found = scormType(node)
        return found === undefined || (found.local === spelling(opened) && found.namespace !== '')
          ? []
          : [at(opened, node, `${found.name} should be adlcp:${spelling(opened)}.`)]
      }),
    ),
  },
  'scormtype-value': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'A resource is neither sco nor asset',
    hint: 'Write sco or asset, all lower case.',
    check: inScorm(({ resources }, opened) =>
      resources.flatMap((node) => {
        const value = scormType(node)?.value ?? 'sco'
        return value === 'sco' || value === 'asset' ? [] : [at(opened, node, `The scormtype is "${value}".`)]
      }),
    ),
  },
  'launch-href-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4',
    title: 'A resource that is launched has no href',
    hint: 'Set href to the page to open.',
    check: inScorm(({ items, resourceById }, opened) => {
      const used = new Set(items.flatMap((item) => attribute(item, 'identifierref') ?? []))
      return [...resourceById]
        .filter(([id, node]) => used.has(id) && (attribute(node, 'href') ?? '').trim() === '')
        .map(([id, node]) => at(opened, node, `The resource "${id}" is launched but has no href.`))
    }),
  },
  'launch-unlisted': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4',
    title: 'The page that is launched is not among the files of its resource',
    hint: 'Add <file href="…"/> with the same href to the resource.',
    check: inScorm((scorm, opened) =>
      unlisted(scorm).map(({ node, href }) => at(opened, node, `The resource lists no <file> "${href}".`)),
    ),
  },
  'launch-unlisted-scorm12': {
    severity: 'warning',
    applies: ['scorm12'],
    clause: 'IMS CP (file). Seen: sample courses and tools leave it out, and LMSs import them',
    title: 'The page that is launched is not among the files of its resource',
    hint: 'Add <file href="…"/> with the same href to the resource; strict checkers ask for it.',
    check: inScorm((scorm, opened) =>
      unlisted(scorm).map(({ node, href }) => at(opened, node, `The resource lists no <file> "${href}".`)),
    ),
  },
  'href-external': {
    severity: 'warning',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (content outside the package)',
    title: 'A resource lies on another server',
    hint: 'Put the file into the package; from another origin it cannot reach the LMS.',
    check: odd('external', 'leads out of the package'),
  },
  'href-absolute': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (relative)',
    title: 'An href begins with a slash',
    hint: 'Write it relative to the manifest.',
    check: odd('absolute', 'begins with a slash'),
  },
  'href-backslash': {
    severity: 'error',
    applies: SCORM,
    clause: 'RFC 3986 §3.3',
    title: 'An href has a backslash',
    hint: 'Use / between folders.',
    check: odd('backslash', 'has a backslash'),
  },
  'href-climbs': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (inside the package)',
    title: 'An href climbs out of the package',
    hint: 'Put the file into the package, below the manifest.',
    check: odd('climbs', 'leads out of the package'),
  },
  'xml-base': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4',
    title: 'xml:base is not a relative folder',
    hint: 'Write it like content/: relative, with / at its end, without backslash.',
    check: inScorm(({ root }, opened) =>
      descendants(root).flatMap((node) => {
        const base = node.attributes.find(
          ({ local, namespace }) => local === 'base' && namespace === NAMESPACES.xml,
        )?.value
        return base === undefined || /^(?:[^/\\][^\\]*\/)?$/.test(base)
          ? []
          : [at(opened, node, `xml:base is "${base}".`)]
      }),
    ),
  },
  'file-missing': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4; SCORM 1.2 CAM 2.3',
    title: 'A file that the manifest names is not in the package',
    hint: 'Add the file, or take it out of the manifest.',
    check: lost(false, (path, _, looksAlike) =>
      looksAlike
        ? `The file ${path} is not in the package: the name there looks the same, but its accents are encoded differently.`
        : `The file ${path} is not in the package.`,
    ),
  },
  'file-case': {
    severity: 'error',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (exact names)',
    title: 'A file is spelt in another case than in the package',
    hint: 'Write the name exactly as in the package: most servers tell upper from lower case.',
    check: lost(true, (path, nearest) => `The manifest says ${path}, the package has ${nearest}.`),
  },
  'file-unlisted': {
    severity: 'warning',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4; IMS CP (file)',
    title: 'Files of the package are not listed in the manifest',
    hint: 'List them as <file>, or leave them out.',
    check: inScorm(({ listed, launches, metadataFiles }, opened) => {
      const known = new Set([...listed, ...launches, ...metadataFiles].map(({ path }) => path?.toLowerCase()))
      const extra = [...opened.files].filter(
        (name) =>
          !known.has(name.toLowerCase()) &&
          !isControl(name, opened) &&
          !isJunk(name) &&
          !/^\/|\\|(?:^|\/)\.\.\/|^[A-Za-z]:/.test(name),
      )
      if (extra.length === 0) return []
      const named = extra.slice(0, 3).join(', ')
      return [
        {
          message: `Files that are not listed: ${extra.length}, namely ${named}${extra.length > 3 ? ', …' : ''}.`,
          file: extra[0] ?? '',
        },
      ] satisfies Finding[]
    }),
  },
  'resource-unused': {
    severity: 'warning',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4',
    title: 'A resource that nothing refers to',
    hint: 'Refer to it from an item or a dependency, or take it out.',
    check: inScorm(({ items, resources, resourceById }, opened) => {
      const dependencies = resources.flatMap((node) => children(node, 'dependency'))
      const used = new Set([...items, ...dependencies].map((node) => attribute(node, 'identifierref')))
      const dangling =
        items.length === 0 ||
        items.some((item) => isLeaf(item) && !resourceById.has(attribute(item, 'identifierref') ?? ''))
      // References that dangle or are not there have rules of their own, and may have meant this resource.
      return dangling
        ? []
        : resources
            .filter((node) => !used.has(attribute(node, 'identifier')))
            .map((node) => at(opened, node, `Nothing refers to the resource "${attribute(node, 'identifier') ?? ''}".`))
    }),
  },
  'dependency-dangling': {
    severity: 'error',
    applies: SCORM,
    clause: 'IMS CP (dependency identifierref)',
    title: 'A dependency refers to a resource that does not exist',
    hint: 'Set identifierref to the identifier of a resource, in exact case.',
    check: inScorm(({ resources, resourceById }, opened) =>
      resources
        .flatMap((node) => children(node, 'dependency'))
        .filter((node) => !resourceById.has(attribute(node, 'identifierref') ?? ''))
        .map((node) => at(opened, node, `There is no resource "${attribute(node, 'identifierref') ?? ''}".`)),
    ),
  },
  'schema-files-missing': {
    severity: 'warning',
    applies: SCORM,
    clause: 'SCORM 2004 CAM 3.4 (control files at the root)',
    title: 'schemaLocation names schema files that are not in the package',
    hint: 'Add the files, or take schemaLocation out; LMSs import without, strict checkers do not.',
    check: inScorm(({ root }, opened) => {
      const missing = schemaFiles(root).filter((file) => !file.includes(':') && !opened.files.has(file))
      return missing.length === 0 ? [] : [at(opened, root, `Not in the package: ${missing.join(', ')}.`)]
    }),
  },
} as const satisfies Rules

/** XML Schema Part 1 §2.6.3: namespace and file by turns. */
const schemaFiles = (root: XmlNode): string[] =>
  (
    root.attributes.find(({ local, namespace }) => local === 'schemaLocation' && namespace === NAMESPACES.xsi)?.value ??
    ''
  )
    .trim()
    .split(/\s+/)
    .filter((_, i) => i % 2 === 1)

/** The manifest, other standards' manifests and the schema files beside it. */
const isControl = (name: string, { manifest, otherManifests }: OpenPackage): boolean =>
  name === manifest?.file || otherManifests.includes(name) || /\.(?:xsd|dtd)$/i.test(name)

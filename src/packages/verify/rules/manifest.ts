import { manifestFiles, type OpenPackage, type Standard } from '../open-package.ts'
import type { Rules } from '../rule.ts'
import { at, inRoot } from '../rule.ts'
import { otherPackage } from '../scorm-manifest.ts'
import { isJunk } from './zip.ts'

const ROOTS: Readonly<Record<Standard, { readonly local: string; readonly namespaces: readonly string[] }>> = {
  scorm12: { local: 'manifest', namespaces: ['http://www.imsproject.org/xsd/imscp_rootv1p1p2'] },
  scorm2004: { local: 'manifest', namespaces: ['http://www.imsglobal.org/xsd/imscp_v1p1'] },
  cmi5: { local: 'courseStructure', namespaces: ['https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd'] },
  tincan: { local: 'tincan', namespaces: ['http://projecttincan.com/tincan.xsd'] },
}

const isManifest = (name: string): boolean => manifestFiles.some((file) => file === name)

/** The manifest as a file: it is there, and is XML of its standard. */
export const manifest = {
  'manifest-missing': {
    severity: 'error',
    clause: 'IMS CP (at the root); cmi5 §14.1; Tin Can launch',
    title: 'There is no manifest',
    hint: 'Zip the folder that holds imsmanifest.xml, cmi5.xml or tincan.xml.',
    check: (opened) =>
      opened.files.size === 0 || namesManifest(opened) || zipsIn(opened).length > 0 || webFolderIn(opened) !== undefined
        ? []
        : [{ message: 'The zip file holds no imsmanifest.xml, cmi5.xml or tincan.xml, so no LMS knows what it is.' }],
  },
  'package-in-zip': {
    severity: 'error',
    clause: 'IMS CP (at the root); cmi5 §14.1; Tin Can launch',
    title: 'The zip holds nothing but another zip',
    hint: 'Unpack it once; verify and upload the zip that is in it.',
    check: (opened) => {
      const [first, ...more] = zipsIn(opened)
      if (first === undefined) return []
      const message =
        more.length === 0
          ? `The zip file holds only ${first}, which is the package.`
          : `The zip file holds only other zip files (${[first, ...more].join(', ')}), which are the packages.`
      return [{ message, file: first }]
    },
  },
  'web-folder': {
    severity: 'error',
    clause: 'Our target web',
    title: 'The zip holds a web folder, not a package for an LMS',
    hint: 'Put the unpacked folder on a web server; for an LMS upload a zip of another target, such as scorm12.',
    check: (opened) => {
      const launch = webFolderIn(opened)
      if (launch === undefined) return []
      return [{ message: 'This is a web folder of Chartwright: it tells no LMS anything.', file: launch }]
    },
  },
  'other-package': {
    severity: 'error',
    clause: 'IMS CP (schema); IMS Common Cartridge; IMS QTI',
    title: 'The package holds questions or pages for the LMS itself, not a course',
    hint: 'Import it where the LMS takes question banks or course content; verify is for packages that an LMS launches.',
    check: inRoot((root, opened) => {
      const said = opened.manifest?.file === 'imsmanifest.xml' ? otherPackage(root) : undefined
      return said === undefined
        ? []
        : [at(opened, root, `The manifest says that this is "${said}", which no LMS launches.`)]
    }),
  },
  'manifest-in-folder': {
    severity: 'error',
    clause: 'IMS CP (at the root); cmi5 14.1-2',
    title: 'The manifest is not at the root of the zip',
    hint: 'Zip the contents of the folder, not the folder itself.',
    check: ({ files, manifest: found }) =>
      found !== undefined
        ? []
        : [...files]
            .filter((name) => isManifest(baseName(name)) && name.includes('/'))
            .slice(0, 1)
            .map((name) => ({ message: `The manifest is ${name}; LMSs look for it at the root only.`, file: name })),
  },
  'manifest-case': {
    severity: 'error',
    clause: 'IMS CP (imsmanifest.xml)',
    title: 'The manifest is spelt in another case',
    hint: 'Rename it: imsmanifest.xml, cmi5.xml or tincan.xml, all lower case.',
    check: ({ files, manifest: found }) =>
      found !== undefined
        ? []
        : [...files]
            .filter((name) => isManifest(baseName(name).toLowerCase()) && !isManifest(baseName(name)))
            .map((name) => ({
              message: `The manifest is called ${name}, which is another file on most servers.`,
              file: name,
            })),
  },
  'manifest-several': {
    severity: 'info',
    clause: 'Seen: one target per zip; LMSs choose differently',
    title: 'The package is of several standards at once',
    hint: 'Make one package for each standard.',
    check: ({ manifest: found, otherManifests }) =>
      otherManifests.length === 0 || found === undefined
        ? []
        : [
            {
              message: `${found.file} was checked, but ${otherManifests.join(' and ')} would do as well.`,
              file: found.file,
            },
          ],
  },
  'xml-malformed': {
    severity: 'error',
    clause: 'XML 1.0 §2.1; Namespaces in XML §7',
    title: 'The manifest is not well-formed XML',
    hint: 'Mend the place named; until then nothing else in the manifest can be checked.',
    check: ({ manifest: found }) =>
      found?.fault?.kind !== 'malformed'
        ? []
        : [
            {
              message: `${found.file} is not well-formed: ${found.fault.message}.`,
              file: found.file,
              line: found.fault.line,
              column: found.fault.column,
            },
          ],
  },
  'xml-too-large': {
    severity: 'error',
    clause: 'Our limit',
    title: 'The manifest is larger or deeper than any course needs',
    hint: 'Split the course, or list fewer files.',
    check: ({ manifest: found }) =>
      found?.fault?.kind !== 'too-large'
        ? []
        : [
            {
              message: `${found.file} cannot be checked: ${found.fault.message}.`,
              file: found.file,
              line: found.fault.line,
              column: found.fault.column,
            },
          ],
  },
  'xml-encoding': {
    severity: 'error',
    clause: 'XML 1.0 §4.3.3',
    title: 'The manifest is not in the encoding it declares',
    hint: 'Save the manifest as UTF-8.',
    check: ({ manifest: found }) =>
      found?.encodingFault === undefined
        ? []
        : [
            {
              message: `${found.file} is not ${found.encodingFault}, or no program knows that encoding.`,
              file: found.file,
            },
          ],
  },
  'xml-bom': {
    severity: 'info',
    clause: 'XML 1.0 §4.3.3, appendix F',
    title: 'The manifest begins with a UTF-8 byte order mark',
    hint: 'Save it without; the mark is allowed, but some importers read it as text before the declaration.',
    check: ({ manifest: found }) =>
      found?.byteOrderMark === true
        ? [{ message: `${found.file} begins with a byte order mark.`, file: found.file, line: 1, column: 1 }]
        : [],
  },
  'xml-doctype': {
    severity: 'warning',
    clause: 'XML 1.0 §2.8',
    title: 'The manifest has a DOCTYPE',
    hint: 'Remove it: careful importers refuse it, because entities can be used for attacks. It was not read here.',
    check: ({ manifest: found }) =>
      found?.doctype === true ? [{ message: `${found.file} has a DOCTYPE.`, file: found.file }] : [],
  },
  'xml-root': {
    severity: 'error',
    clause: 'IMS CP; cmi5 §13.1; Tin Can launch',
    title: 'The root element is not that of the standard',
    hint: 'Take the manifest of the right standard: the file name says which.',
    check: inRoot((root, opened) => {
      const expected = opened.standard === undefined ? undefined : ROOTS[opened.standard].local
      if (expected === undefined || root.local === expected) return []
      return [at(opened, root, `The root element is <${root.local}>, not <${expected}>.`)]
    }),
  },
  'xml-namespace': {
    severity: 'error',
    clause: 'SCORM CAM (namespaces); cmi5 §13.2',
    title: 'The root element is not in the namespace of the standard',
    hint: 'Set xmlns on the root element exactly as the standard writes it.',
    check: inRoot((root, opened) => {
      const expected = opened.standard === undefined ? [] : ROOTS[opened.standard].namespaces
      if (opened.standard === undefined || expected.includes(root.namespace)) return []
      return [
        at(
          opened,
          root,
          `The namespace of <${root.local}> is ${root.namespace || 'missing'}, not ${expected.join(' or ')}.`,
        ),
      ]
    }),
  },
} as const satisfies Rules

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** Whether there is a manifest, though it may lie in the wrong place or be spelt otherwise. */
const namesManifest = ({ files, manifest: found }: OpenPackage): boolean =>
  found !== undefined || [...files].some((name) => isManifest(baseName(name).toLowerCase()))

/** The zip files of a zip that holds nothing else. */
function zipsIn({ files }: OpenPackage): string[] {
  const names = [...files].filter((name) => !isJunk(name))
  return names.every((name) => /\.zip$/i.test(name)) ? names : []
}

/** `launch.js` of what was built for `web`, at the root or in the folder that was zipped. */
function webFolderIn(opened: OpenPackage): string | undefined {
  if (namesManifest(opened)) return undefined
  const { files, texts } = opened
  return [...files].find((name) => {
    const folder = name.slice(0, -'launch.js'.length)
    return (
      /^(?:[^/]+\/)?launch\.js$/.test(name) &&
      ['index.html', 'course.js'].every((file) => files.has(`${folder}${file}`)) &&
      /^globalThis\.chartwrightLaunch=\{[^}]*"driver":"local"/.test(texts.get(name) ?? '')
    )
  })
}

import { at, type Finding, type Rules } from '../rule.ts'

/** What the XML schemas say; they are only asked when the user gives a folder that holds them. */
export const xsd = {
  'xsd-invalid': {
    severity: 'error',
    applies: ['scorm12', 'scorm2004', 'cmi5'],
    clause: 'SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4; cmi5 §13.2 (XML schemas)',
    title: 'The manifest is not valid by the XML schemas of its standard',
    hint: 'Mend the place named; strict importers and conformance tests refuse such a manifest.',
    check: (opened) => opened.xsd.faults.map(({ node, message }) => at(opened, node, message)),
  },
  'xsd-unusable': {
    severity: 'error',
    applies: ['scorm12', 'scorm2004', 'cmi5'],
    clause: 'XML Schema Part 1 §4.3',
    title: 'The schemas that were given cannot be used for this package',
    hint: 'Give a folder with the schema files of the standard, as docs/verify.md describes it.',
    check: (opened): readonly Finding[] =>
      opened.xsd.unusable === undefined
        ? []
        : [{ message: opened.xsd.unusable, file: opened.manifest?.file ?? '', line: 1 }],
  },
} as const satisfies Rules

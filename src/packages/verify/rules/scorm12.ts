import { at, inScorm, type Rules } from '../rule.ts'
import { attribute, descendants, foreign, isLeaf, NAMESPACES } from '../scorm-manifest.ts'

const words2004 = new Set(['timeLimitAction', 'dataFromLMS', 'completionThreshold'])
const namespaces2004: ReadonlySet<string> = new Set([
  NAMESPACES.imsss,
  NAMESPACES.adlcp2004,
  NAMESPACES.adlnav,
  NAMESPACES.adlseq,
])

/** Many tools write every element of adlcp and leave empty what they do not use; LMSs read that as none. */
const isLeftOut = (text: string): boolean => text.trim() === ''

/** What only SCORM 1.2 asks. */
export const scorm12 = {
  'words-of-2004': {
    severity: 'error',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3 (strict wildcard of imscp_rootv1p1p2)',
    title: 'Elements of SCORM 2004 in a SCORM 1.2 manifest',
    hint: 'Take sequencing, navigation and adlcp_v1p3 out, or make the package SCORM 2004 as a whole.',
    check: inScorm(({ root }, opened) =>
      descendants(root)
        .filter(
          (node) =>
            namespaces2004.has(node.namespace) ||
            node.attributes.some(({ namespace }) => namespaces2004.has(namespace)) ||
            (node.namespace === NAMESPACES.adlcp12 && words2004.has(node.local)),
        )
        .slice(0, 20)
        .map((node) => at(opened, node, `<${node.name}> is of SCORM 2004.`)),
    ),
  },
  'mastery-score': {
    severity: 'error',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3 (0 to 100; the XSD takes any text)',
    title: 'masteryscore is not a number from 0 to 100',
    hint: 'Write a number from 0 to 100, or leave the element out and let the SCO decide.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'masteryscore'))
        .filter(({ text }) => !isLeftOut(text) && !isPercent(text.trim()))
        .map((node) => at(opened, node, `masteryscore is "${node.text.trim()}".`)),
    ),
  },
  'max-time-allowed': {
    severity: 'error',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3; RTE 3.4.4 (CMITimespan; the XSD takes any 13 characters)',
    title: 'maxtimeallowed is not of the form HHHH:MM:SS.SS',
    hint: 'Write hours, minutes and seconds like 0004:00:00.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'maxtimeallowed'))
        .filter(({ text }) => !isLeftOut(text) && !/^\d{2,4}:[0-5]\d:[0-5]\d(?:\.\d{1,2})?$/.test(text.trim()))
        .map((node) => at(opened, node, `maxtimeallowed is "${node.text.trim()}".`)),
    ),
  },
  'datafromlms-long': {
    severity: 'error',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3 (255 characters)',
    title: 'datafromlms is longer than 255 characters',
    hint: 'Shorten it, or put the data into a file of the package.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'datafromlms'))
        .filter(({ text }) => text.length > 255)
        .map((node) => at(opened, node, `datafromlms has ${node.text.length} characters.`)),
    ),
  },
  prerequisites: {
    severity: 'error',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3 (type aicc_script, 200 characters)',
    title: 'prerequisites are not an aicc_script of at most 200 characters',
    hint: 'Add type="aicc_script" and keep it short, or leave the element out.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'prerequisites'))
        .filter((node) => attribute(node, 'type') !== 'aicc_script' || node.text.length > 200)
        .map((node) =>
          at(
            opened,
            node,
            `prerequisites of type "${attribute(node, 'type') ?? ''}" have ${node.text.length} characters.`,
          ),
        ),
    ),
  },
  'leaf-launches-nothing': {
    severity: 'warning',
    applies: ['scorm12'],
    clause: 'SCORM 1.2 CAM 2.3',
    title: 'An item without items of its own launches nothing',
    hint: 'Add identifierref, or take the item out.',
    check: inScorm(({ items }, opened) =>
      items
        .filter((item) => isLeaf(item) && (attribute(item, 'identifierref') ?? '') === '')
        .map((item) => at(opened, item, `The item "${attribute(item, 'identifier') ?? ''}" launches nothing.`)),
    ),
  },
} as const satisfies Rules

const isPercent = (text: string): boolean => /^\d{1,3}(?:\.\d+)?$/.test(text) && Number(text) <= 100

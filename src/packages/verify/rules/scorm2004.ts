import type { XmlNode } from '../read-xml.ts'
import { at, inScorm, type Rules } from '../rule.ts'
import { attribute, children, descendants, foreign, isLeaf, NAMESPACES } from '../scorm-manifest.ts'
import { forbidsSubManifests } from './scorm.ts'

const words12 = new Set(['masteryscore', 'prerequisites', 'maxtimeallowed', 'timelimitaction', 'datafromlms'])
const idOf = (node: XmlNode): string => attribute(node, 'identifier') ?? ''
const HIDDEN = new Set(['previous', 'continue', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'])

const booleans = new Set([
  'isvisible',
  'choice',
  'choiceExit',
  'flow',
  'forwardOnly',
  'useCurrentAttemptObjectiveInfo',
  'useCurrentAttemptProgressInfo',
  'satisfiedByMeasure',
  'tracked',
  'completionSetByContent',
  'objectiveSetByContent',
  'completedByMeasure',
  'objectivesGlobalToSystem',
  'sharedDataGlobalToSystem',
  'rollupObjectiveSatisfied',
  'rollupProgressCompletion',
  'readSatisfiedStatus',
  'readNormalizedMeasure',
  'writeSatisfiedStatus',
  'writeNormalizedMeasure',
  'reorderChildren',
  'preventActivation',
  'constrainChoice',
  'measureSatisfactionIfActive',
])

/** What only SCORM 2004 asks of the manifest; sequencing has a file of its own. */
export const scorm2004 = {
  'words-of-12': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4 (a lax wildcard lets it pass the XSD)',
    title: 'Elements of SCORM 1.2 in a SCORM 2004 manifest',
    hint: 'Use the words of 2004: minNormalizedMeasure, timeLimitAction, dataFromLMS, imsss:sequencing.',
    check: inScorm(({ root, items }, opened) =>
      [
        ...descendants(root).filter(
          ({ namespace, attributes }) =>
            namespace === NAMESPACES.adlcp12 || attributes.some((one) => one.namespace === NAMESPACES.adlcp12),
        ),
        ...items.flatMap(({ children: parts }) =>
          parts.filter(({ local, namespace }) => namespace === NAMESPACES.adlcp2004 && words12.has(local)),
        ),
      ]
        .slice(0, 20)
        .map((node) => at(opened, node, `<${node.name}> is of SCORM 1.2, so no LMS acts on it.`)),
    ),
  },
  'default-missing': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4',
    title: 'organizations names no default',
    hint: 'Set default to the identifier of the organization.',
    check: inScorm(({ root }, opened) =>
      children(root, 'organizations')
        .filter((node) => attribute(node, 'default') === undefined)
        .map((node) => at(opened, node, '<organizations> has no default.')),
    ),
  },
  'leaf-without-resource': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4',
    title: 'An item without items of its own has no identifierref',
    hint: 'Add identifierref, or take the item out.',
    check: inScorm(({ items }, opened) =>
      items
        .filter((item) => isLeaf(item) && (attribute(item, 'identifierref') ?? '') === '')
        .map((item) => at(opened, item, `The item "${idOf(item)}" launches nothing.`)),
    ),
  },
  'cluster-with-resource': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4',
    title: 'An item with items of its own has an identifierref',
    hint: 'Move the resource into an item below it.',
    check: inScorm(({ items }, opened) =>
      items
        .filter((item) => !isLeaf(item) && attribute(item, 'identifierref') !== undefined)
        .map((item) => at(opened, item, `The item "${idOf(item)}" holds items and launches a resource.`)),
    ),
  },
  'sub-manifest': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 4th CAM 3.4 (no (Sub)manifest)',
    title: 'A manifest inside the manifest, which the 4th Edition does not allow',
    hint: 'Merge its items and resources into the outer one.',
    check: inScorm(({ subManifests }, opened) =>
      forbidsSubManifests(opened)
        ? subManifests.map((node) => at(opened, node, 'There is a <manifest> inside the manifest.'))
        : [],
    ),
  },
  'boolean-value': {
    severity: 'error',
    applies: ['scorm2004', 'scorm12'],
    clause: 'XML Schema Part 2 §3.2.2 (xs:boolean)',
    title: 'A yes-or-no attribute is neither true nor false',
    hint: 'Write true or false.',
    check: inScorm(({ root }, opened) =>
      descendants(root).flatMap((node) =>
        node.attributes
          .filter(
            ({ local, namespace, value }) =>
              namespace === '' && booleans.has(local) && !/^\s*(?:true|false|0|1)\s*$/.test(value),
          )
          .map(({ name, value }) => at(opened, node, `${name} is "${value}".`)),
      ),
    ),
  },
  'sco-only': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4',
    title: 'timeLimitAction or dataFromLMS on an item that launches no SCO',
    hint: 'Take it out, or make the resource a SCO.',
    check: inScorm(({ items, resourceById }, opened) =>
      items.flatMap((item) => {
        const resource = resourceById.get(attribute(item, 'identifierref') ?? '')
        if (resource === undefined || attribute(resource, 'scormType') !== 'asset') return []
        return [...foreign(item, 'timeLimitAction'), ...foreign(item, 'dataFromLMS')].map((node) =>
          at(opened, node, `<${node.local}> belongs to a SCO, but "${idOf(item)}" launches an asset.`),
        )
      }),
    ),
  },
  'data-from-lms-long': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4 (4,000 characters)',
    title: 'dataFromLMS is longer than an LMS must keep',
    hint: 'Shorten it, or put the data into a file of the package.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'dataFromLMS'))
        .filter(({ text }) => text.length > 4000)
        .map((node) => at(opened, node, `dataFromLMS has ${node.text.length} characters.`)),
    ),
  },
  'completion-threshold-text': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 4th CAM 3.4 (attributes; the text form is of the 3rd Edition)',
    title: 'completionThreshold as text is out of date',
    hint: 'Write <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="…"/>.',
    check: inScorm(({ items }, opened) =>
      opened.version !== '2004 4th Edition'
        ? []
        : items
            .flatMap((item) => foreign(item, 'completionThreshold'))
            .filter(({ text }) => text.trim() !== '')
            .map((node) => at(opened, node, `completionThreshold holds the text "${node.text.trim()}".`)),
    ),
  },
  'completion-threshold-range': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4 (0 to 1; attributes in the 4th Edition, text before it)',
    title: 'A completionThreshold or its progressWeight is not from 0 to 1',
    hint: 'Write a decimal from 0 to 1, such as 0.8.',
    check: inScorm(({ items }, opened) =>
      items
        .flatMap((item) => foreign(item, 'completionThreshold'))
        .flatMap((node) => {
          const text = node.text.trim()
          const written: readonly (readonly [string, string | undefined])[] = [
            ['minProgressMeasure', attribute(node, 'minProgressMeasure')],
            ['progressWeight', attribute(node, 'progressWeight')],
            ['completionThreshold', text === '' ? undefined : text],
          ]
          return written.flatMap(([name, value]) =>
            value === undefined || isWithin(value, 0, 1) ? [] : [at(opened, node, `${name} is "${value}".`)],
          )
        }),
    ),
  },
  'presentation-on-cluster': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.2',
    title: 'adlnav:presentation on an item that launches nothing',
    hint: 'Move it to the items below.',
    check: inScorm(({ items }, opened) =>
      items
        .filter((item) => !isLeaf(item))
        .flatMap((item) => foreign(item, 'presentation'))
        .map((node) => at(opened, node, 'A presentation belongs to an item without items of its own.')),
    ),
  },
  'hide-lms-ui': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.2',
    title: 'hideLMSUI is not one of the words allowed',
    hint: 'Write previous, continue, exit, exitAll, abandon, abandonAll or suspendAll.',
    check: inScorm(({ root }, opened) =>
      descendants(root)
        .filter(({ local, text }) => local === 'hideLMSUI' && !HIDDEN.has(text.trim()))
        .map((node) => at(opened, node, `hideLMSUI is "${node.text.trim()}".`)),
    ),
  },
  'schema-location-unmapped': {
    severity: 'info',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 3.4; ADL package validator',
    title: 'A namespace has no schema in schemaLocation',
    hint: 'Strict conformance wants each namespace in xsi:schemaLocation and its XSD at the root; LMSs import without.',
    check: inScorm(({ root }, opened) => {
      const mapped = new Set(
        (attribute(root, 'schemaLocation') ?? '')
          .trim()
          .split(/\s+/)
          .filter((_, i) => i % 2 === 0),
      )
      const standard = new Set<string>([
        NAMESPACES.adlcp2004,
        NAMESPACES.adlseq,
        NAMESPACES.adlnav,
        NAMESPACES.imsss,
        NAMESPACES.imscp2004,
      ])
      const used = new Set(
        descendants(root).flatMap(({ namespace, attributes }) => [
          namespace,
          ...attributes.map((one) => one.namespace),
        ]),
      )
      const missing = [...used].filter((one) => standard.has(one) && !mapped.has(one))
      return missing.length === 0 ? [] : [at(opened, root, `Not in xsi:schemaLocation: ${missing.join(', ')}.`)]
    }),
  },
} as const satisfies Rules

/** An xs:decimal between two bounds. */
export const isWithin = (text: string, low: number, high: number): boolean =>
  /^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/.test(text) && Number(text) >= low && Number(text) <= high

import type { XmlNode } from '../read-xml.ts'
import { at, inScorm, oneOf, outOfOrder, type Rules, repeatedBy } from '../rule.ts'
import { attribute, children, descendants, NAMESPACES } from '../scorm-manifest.ts'
import { isWithin } from './scorm2004.ts'

const named = (root: XmlNode, local: string): XmlNode[] =>
  descendants(root).filter((node) => node.local === local && node.namespace === NAMESPACES.imsss)

/** A finding for every element of this name in imsss that `fault` has words for. */
const each = (local: string, fault: (node: XmlNode) => string | undefined) =>
  inScorm(({ root }, opened) =>
    named(root, local).flatMap((node) => {
      const words = fault(node)
      return words === undefined ? [] : [at(opened, node, words)]
    }),
  )

const ORDER = [
  'controlMode',
  'sequencingRules',
  'limitConditions',
  'auxiliaryResources',
  'rollupRules',
  'objectives',
  'randomizationControls',
  'deliveryControls',
]
const rank = ({ local, namespace }: XmlNode): number => {
  const at = namespace === NAMESPACES.imsss ? ORDER.indexOf(local) : -1
  return at === -1 ? ORDER.length : at
}
const STATES = [
  'satisfied',
  'objectiveStatusKnown',
  'objectiveMeasureKnown',
  'completed',
  'activityProgressKnown',
  'attempted',
  'attemptLimitExceeded',
  'timeLimitExceeded',
  'outsideAvailableTimeRange',
]

/** By the kind of rule that the action is in. */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['preConditionRule', ['skip', 'disabled', 'hiddenFromChoice', 'stopForwardTraversal']],
  ['postConditionRule', ['exitParent', 'exitAll', 'retry', 'retryAll', 'continue', 'previous']],
  ['exitConditionRule', ['exit']],
])
const ALL_ACTIONS = [...ACTIONS.values()].flat()

const OPERATOR = ['not', 'noOp']
const COMBINATION = ['all', 'any']
const TIMING = ['never', 'once', 'onEachNewAttempt']
const CONSIDERED = ['always', 'ifAttempted', 'ifNotSkipped', 'ifNotSuspended']

/** Attributes with a vocabulary of their own, by element. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ruleConditions: { conditionCombination: COMBINATION },
  ruleCondition: { operator: OPERATOR },
  rollupRule: { childActivitySet: ['all', 'any', 'none', 'atLeastCount', 'atLeastPercent'] },
  rollupConditions: { conditionCombination: COMBINATION },
  rollupCondition: { operator: OPERATOR },
  randomizationControls: { selectionTiming: TIMING, randomizationTiming: TIMING },
  rollupConsiderations: {
    requiredForSatisfied: CONSIDERED,
    requiredForNotSatisfied: CONSIDERED,
    requiredForCompleted: CONSIDERED,
    requiredForIncomplete: CONSIDERED,
  },
}

const isCount = (text: string): boolean => /^\d+$/.test(text)

/** Attributes that are numbers, by element: whether a text is one, and which are. */
const NUMBERS: Readonly<Record<string, Readonly<Record<string, readonly [(text: string) => boolean, string]>>>> = {
  ruleCondition: { measureThreshold: [(text) => isWithin(text, -1, 1), 'from -1 to 1'] },
  rollupRules: { objectiveMeasureWeight: [(text) => isWithin(text, 0, 1), 'from 0 to 1'] },
  rollupRule: {
    minimumCount: [isCount, 'whole'],
    minimumPercent: [(text) => isWithin(text, 0, 1), 'from 0 to 1'],
  },
  randomizationControls: { selectCount: [isCount, 'whole'] },
}

/** Every attribute in imsss and adlseq that breaks what a table says of it; the table goes by element, then by attribute. */
const inTable = <T>(
  table: Readonly<Record<string, Readonly<Record<string, T>>>>,
  fault: (node: XmlNode, key: string, allowed: T) => string | undefined,
) =>
  inScorm(({ root }, opened) =>
    descendants(root)
      .filter(({ namespace }) => namespace === NAMESPACES.imsss || namespace === NAMESPACES.adlseq)
      .flatMap((node) =>
        Object.entries(table[node.local] ?? {}).flatMap(([key, allowed]) => {
          const words = fault(node, key, allowed)
          return words === undefined ? [] : [at(opened, node, words)]
        }),
      ),
  )

/** IMS Simple Sequencing as SCORM 2004 uses it. */
export const sequencing = {
  'sequencing-order': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'imsss_v1p0.xsd (sequence)',
    title: 'Parts of sequencing are in the wrong order',
    hint: `Order: ${ORDER.join(', ')}.`,
    check: each('sequencing', (node) => {
      const late = outOfOrder(node.children, rank)
      return late === undefined ? undefined : `<${late.name}> comes after parts it should precede.`
    }),
  },
  'sequencing-reference': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (IDRef)',
    title: 'sequencing refers to a collection entry that does not exist',
    hint: 'Set IDRef to the ID of a <sequencing> inside <sequencingCollection>.',
    check: inScorm(({ root }, opened) => {
      const all = named(root, 'sequencing')
      const known = new Set(all.map((node) => attribute(node, 'ID')))
      return all.flatMap((node) => {
        const id = attribute(node, 'IDRef')
        return id === undefined || known.has(id)
          ? []
          : [at(opened, node, `There is no sequencing with the ID "${id}".`)]
      })
    }),
  },
  'rule-condition': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'The condition of a sequencing rule is not one of the words allowed',
    hint: 'Use a condition of the standard, in exact case.',
    check: each(
      'ruleCondition',
      oneOf('condition', [...STATES, 'objectiveMeasureGreaterThan', 'objectiveMeasureLessThan', 'always']),
    ),
  },
  'rule-action': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'The action of a sequencing rule is not one of the words allowed',
    hint: 'Use an action that this kind of rule (pre, post, exit) allows, in exact case.',
    check: each('ruleAction', (node) => oneOf('action', ACTIONS.get(node.parent?.local ?? '') ?? ALL_ACTIONS)(node)),
  },
  'sequencing-word': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (imsss, adlseq: vocabularies)',
    title: 'An attribute of sequencing is not one of the words allowed',
    hint: 'Use a word that is allowed, in exact case.',
    check: inTable(WORDS, (node, key, allowed) => oneOf(key, allowed)(node)),
  },
  'sequencing-number': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (imsss: measures, weights, percents, counts)',
    title: 'A number of sequencing is out of bounds',
    hint: 'Divide a percentage by 100: 80 becomes 0.8. Counts are 0, 1, 2 or another whole number.',
    check: inTable(NUMBERS, (node, key, [isAllowed, bounds]) => {
      const value = attribute(node, key)
      return value === undefined || isAllowed(value) ? undefined : `${key} is "${value}", not a number ${bounds}.`
    }),
  },
  'attempt-limit': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'attemptLimit is not a whole number',
    hint: 'Write 0, 1, 2 or another whole number.',
    check: each('limitConditions', (node) => {
      const value = attribute(node, 'attemptLimit')
      return value === undefined || /^\s*\d+\s*$/.test(value) ? undefined : `attemptLimit is "${value}".`
    }),
  },
  'attempt-duration': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'XML Schema Part 2 §3.2.6 (xs:duration)',
    title: 'attemptAbsoluteDurationLimit is not a duration',
    hint: 'Write it like PT4H or PT90M.',
    check: each('limitConditions', (node) => {
      const value = attribute(node, 'attemptAbsoluteDurationLimit')
      const good = /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/
      return value === undefined || good.test(value) ? undefined : `attemptAbsoluteDurationLimit is "${value}".`
    }),
  },
  'limit-not-supported': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (only attemptLimit and attemptAbsoluteDurationLimit)',
    title: 'A limit that LMSs do not act on',
    hint: 'Take it out; the course must keep such a limit itself.',
    check: each('limitConditions', (node) => {
      const others = node.attributes.filter(
        ({ local }) => local !== 'attemptLimit' && local !== 'attemptAbsoluteDurationLimit',
      )
      return others.length === 0 ? undefined : `${others.map(({ name }) => name).join(', ')} will not be acted on.`
    }),
  },
  'rollup-rule': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'A rollup rule without exactly one set of conditions and one action',
    hint: 'Give it one <rollupConditions> with at least one <rollupCondition>, and one <rollupAction>.',
    check: each('rollupRule', (node) => {
      const [conditions, ...more] = children(node, 'rollupConditions')
      const whole = conditions !== undefined && more.length === 0 && children(conditions, 'rollupCondition').length > 0
      return whole && children(node, 'rollupAction').length === 1 ? undefined : 'The rollup rule is not whole.'
    }),
  },
  'rollup-condition': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'The condition of a rollup rule is not one of the words allowed',
    hint: 'Use a condition of the standard, in exact case.',
    check: each('rollupCondition', oneOf('condition', STATES)),
  },
  'rollup-action': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'The action of a rollup rule is not one of the words allowed',
    hint: 'Use satisfied, notSatisfied, completed or incomplete.',
    check: each('rollupAction', oneOf('action', ['satisfied', 'notSatisfied', 'completed', 'incomplete'])),
  },
  'primary-objective': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'objectives without exactly one primaryObjective',
    hint: 'Put one <imsss:primaryObjective> first; it may be empty.',
    check: each('objectives', (node) => {
      const count = children(node, 'primaryObjective').length
      return count === 1 ? undefined : `There are ${count} primary objectives.`
    }),
  },
  'objective-id': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (objective: objectiveID, required)',
    title: 'An objective beside the primary one has no objectiveID',
    hint: 'Give it an objectiveID; content finds its objectives by it.',
    check: each('objective', (node) =>
      // One with mapInfo has a rule of its own.
      (attribute(node, 'objectiveID') ?? '') === '' && children(node, 'mapInfo').length === 0
        ? 'The objective has no objectiveID.'
        : undefined,
    ),
  },
  'normalized-measure': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (-1 to 1)',
    title: 'minNormalizedMeasure is not from -1 to 1',
    hint: 'Divide the percentage by 100: 70 becomes 0.7.',
    check: each('minNormalizedMeasure', (node) =>
      isWithin(node.text, -1, 1) ? undefined : `minNormalizedMeasure is "${node.text.trim()}".`,
    ),
  },
  'map-info-objective': {
    severity: 'error',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1',
    title: 'mapInfo in an objective without objectiveID',
    hint: 'Give the objective an objectiveID.',
    check: each('mapInfo', (node) =>
      node.parent !== undefined && (attribute(node.parent, 'objectiveID') ?? '') === ''
        ? `The objective at line ${node.parent.line} has no objectiveID.`
        : undefined,
    ),
  },
  'map-info-writers': {
    severity: 'warning',
    applies: ['scorm2004'],
    clause: 'SCORM 2004 CAM 5.1 (one writer of each global objective in an activity)',
    title: 'One activity writes a global objective twice',
    hint: 'Let one objective of the activity write it.',
    check: inScorm(({ root }, opened) =>
      named(root, 'objectives').flatMap((holder) => {
        const writers = named(holder, 'mapInfo').filter(
          (node) =>
            attribute(node, 'writeSatisfiedStatus') === 'true' || attribute(node, 'writeNormalizedMeasure') === 'true',
        )
        return repeatedBy(writers, (node) => attribute(node, 'targetObjectiveID')).map((node) =>
          at(opened, node, `"${attribute(node, 'targetObjectiveID') ?? ''}" is written by another objective too.`),
        )
      }),
    ),
  },
} as const satisfies Rules

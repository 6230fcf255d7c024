import { objectivesOf } from '../../model/objectives.ts'
import { isDeciding, isRequired, isScored, type Part } from '../../model/part.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import type { XmlElement } from '../xml.ts'

/**
 * Sequencing (SCORM 2004 SN book) for an LMS that does it. Nothing depends on it: the SCOs decide completion and success
 * themselves, and where the LMS reads none of this, its own way of adding up items applies.
 */
const sequencing = (...children: readonly XmlElement[]): XmlElement => ({ name: 'imsss:sequencing', children })

/** Without flow, a request to start the course finds nothing to deliver (SN §4.6, SB.2.2). */
export const startable: XmlElement = sequencing({
  name: 'imsss:controlMode',
  attributes: { choice: 'true', flow: 'true' },
})

/**
 * Of an activity whose SCO plays `played`. The primary objective stands for the whole of it; it has no id, so that no LMS
 * lists it among `cmi.objectives`. The others have the ids the SCO reports its modules and exam domains under. The LMS sets
 * neither completion nor success on its own.
 */
export const activitySequencing = (played: CompiledCourse, rollup: readonly XmlElement[] = []): XmlElement =>
  sequencing(
    ...rollup,
    {
      name: 'imsss:objectives',
      children: [
        { name: 'imsss:primaryObjective', attributes: { satisfiedByMeasure: 'false' } },
        ...objectivesOf(played).map(({ id }) => ({
          name: 'imsss:objective',
          attributes: { satisfiedByMeasure: 'false', objectiveID: id },
        })),
      ],
    },
    {
      name: 'imsss:deliveryControls',
      attributes: { completionSetByContent: 'true', objectiveSetByContent: 'true' },
    },
  )

/** What a part counts for in the whole (rollup controls, SN §3.8): as the completion rule has it, and with a score only where it has one. */
export const contribution = (course: CompiledCourse, part: Part): XmlElement => ({
  name: 'imsss:rollupRules',
  attributes: {
    rollupObjectiveSatisfied: String(isDeciding(course, part)),
    rollupProgressCompletion: String(isRequired(course, part)),
    objectiveMeasureWeight: isScored(course, part) ? '1' : '0',
  },
})

/**
 * Of what holds the parts. The learner may open them in any order; one that was finished counts whether it was opened in
 * this attempt at the whole or in an earlier one (`useCurrentAttempt…`, SN §3.2). The whole is completed when all parts that
 * count are, and passed or failed with the exam that decides. The rules are written out, because by default a whole that
 * was merely attempted is not satisfied (SN RB.1.2).
 */
export const clusterSequencing: XmlElement = sequencing(
  {
    name: 'imsss:controlMode',
    attributes: {
      choice: 'true',
      flow: 'true',
      useCurrentAttemptObjectiveInfo: 'false',
      useCurrentAttemptProgressInfo: 'false',
    },
  },
  {
    name: 'imsss:rollupRules',
    children: [
      rule('any', [['objectiveStatusKnown'], ['satisfied', 'not']], 'notSatisfied'),
      rule('all', [['satisfied']], 'satisfied'),
      rule('any', [['attempted']], 'incomplete'),
      rule('all', [['completed']], 'completed'),
    ],
  },
)

/** All of the conditions together, for any or all of the children that count. */
function rule(
  children: 'any' | 'all',
  conditions: readonly (readonly [condition: string, operator?: 'not'])[],
  action: string,
): XmlElement {
  return {
    name: 'imsss:rollupRule',
    attributes: { childActivitySet: children },
    children: [
      {
        name: 'imsss:rollupConditions',
        attributes: { conditionCombination: 'all' },
        children: conditions.map(([condition, operator]) => ({
          name: 'imsss:rollupCondition',
          attributes: { condition, ...(operator === undefined ? {} : { operator }) },
        })),
      },
      { name: 'imsss:rollupAction', attributes: { action } },
    ],
  }
}

import type { AssignableUnit, CourseStructure, MoveOn } from '../../model/cmi5.ts'
import type { Cmi5Progress } from '../../storage/cmi5.ts'

type Reached = Pick<Cmi5Progress, 'completed' | 'passed' | 'waived'>

/** cmi5 §13.1.4: what must have been reached of a unit. */
const met: Readonly<Record<MoveOn, (reached: Reached) => boolean>> = {
  NotApplicable: () => true,
  Passed: ({ passed }) => passed !== undefined,
  Completed: ({ completed }) => completed !== undefined,
  CompletedAndPassed: ({ completed, passed }) => completed !== undefined && passed !== undefined,
  CompletedOrPassed: ({ completed, passed }) => completed !== undefined || passed !== undefined,
}

/** Whether the learner may move on from a unit; a waived one counts as done (§9.3.7). */
export const isMet = ({ moveOn }: AssignableUnit, reached: Reached = {}): boolean =>
  reached.waived !== undefined || met[moveOn](reached)

/**
 * Blocks and the course that are satisfied and were not said to be so yet (§9.3.9), as positions in the order to say so:
 * what stands inside comes before what it stands in, and the course last.
 */
export function newlySatisfied(
  structure: CourseStructure,
  progress: ReadonlyMap<number, Cmi5Progress>,
): readonly number[] {
  const inside = new Map<number, number[]>()
  for (const [part, { parent }] of structure.entries()) {
    if (parent === undefined) continue
    const siblings = inside.get(parent)
    if (siblings === undefined) inside.set(parent, [part])
    else siblings.push(part)
  }
  const found: number[] = []
  const satisfied = (part: number): boolean => {
    const one = structure[part]
    if (one === undefined) return false
    if (one.kind === 'au') return isMet(one, progress.get(part))
    // Every one is looked at: a block may be done although its neighbour is not.
    const open = (inside.get(part) ?? []).filter((child) => !satisfied(child))
    if (open.length > 0) return false
    if (progress.get(part)?.satisfied === undefined) found.push(part)
    return true
  }
  satisfied(0)
  return found
}

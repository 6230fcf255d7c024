import type { Award, CompiledCourse } from '../../model/schema-types.ts'
import { isWithin } from '../awards/requirements.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Wrong } from '../staff/by.ts'
import type { Claim } from './claims.ts'

export interface RosterAward {
  readonly course: CompiledCourse
  readonly award: Award
  /** Least percent a line must show; undefined where the award asks for no exam. */
  readonly need: number | undefined
}

/** The award that a roster is for. */
export function rosterAward(
  courses: Dependencies['courses'],
  asked: { readonly course: string; readonly award?: string | undefined },
): RosterAward | Wrong {
  const course = courses.get(asked.course)?.course
  if (course === undefined) {
    return {
      wrong: `There is no course "${asked.course.slice(0, 80)}" here. There are: ${[...courses.keys()].join(', ')}.`,
    }
  }
  const accepting = course.awards.filter(({ acceptedSources }) => acceptedSources?.includes('roster') === true)
  const award =
    asked.award === undefined && accepting.length === 1
      ? accepting[0]
      : course.awards.find(({ id }) => id === asked.award)
  if (award === undefined) {
    const ids = accepting.map(({ id }) => id).join(', ')
    return {
      wrong:
        ids === ''
          ? `No award of ${course.id} takes rosters. Write "acceptedSources: [hosted, cmi5, roster]" in the award, and build the course again.`
          : `Say which award the roster is for, with \`award\`. Of ${course.id} these take rosters: ${ids}.`,
    }
  }
  if (!accepting.includes(award)) {
    return {
      wrong: `The award ${award.id} of ${course.id} takes no rosters. Write "acceptedSources: [hosted, cmi5, roster]" in the award, and build the course again.`,
    }
  }
  return { course, award, need: needOf(course, award) }
}

function needOf(course: CompiledCourse, { requires }: Award): number | undefined {
  const own = requires.completed ? course.completion.exam : undefined
  const passes = course.exams.flatMap(({ id, pass }) => (id === requires.exam || id === own ? [pass] : []))
  return passes.length === 0 ? undefined : Math.max(...passes, requires.score ?? 0)
}

/** What an award asks for that no roster shows: whoever imports it vouches for these. */
export const vouchedFor = ({ award, need }: RosterAward, hasDone: boolean): readonly string[] => [
  ...(hasDone || !award.requires.completed ? [] : ['that the course was completed']),
  ...(need === undefined ? [] : ['that the results are those of the exam']),
  ...((award.requires.seatMinutes ?? 0) === 0 ? [] : [`${award.requires.seatMinutes} minutes spent in the course`]),
  ...(award.requires.attempts === undefined ? [] : [`a pass in ${award.requires.attempts} attempts or fewer`]),
]

export type Merit =
  | { readonly earned: string }
  /** The line is in order, but nothing is earned by it. */
  | { readonly notEarned: string }
  | { readonly wrong: string }

/** Whether a line earns the award. @param today plain date in the service's zone */
export function meritOf(
  claim: Claim,
  { award, need }: RosterAward,
  completedOn: string | undefined,
  today: string,
): Merit {
  if (claim.done === false) return { notEarned: 'Not completed.' }
  if (need !== undefined && claim.percent === undefined) return { notEarned: 'No result.' }
  if (need !== undefined && (claim.percent ?? 0) < need) {
    return { notEarned: `${percentText(claim.percent ?? 0)} is less than the ${need} % that the award asks for.` }
  }
  const day = claim.completedOn ?? completedOn
  if (day === undefined)
    return { wrong: 'The line has no day of completion. Give one for such lines with `completedOn`.' }
  if (day > today) return { wrong: `The day of completion, ${day}, is yet to come.` }
  const { approval, window } = award
  if (approval !== undefined && !isWithin(day, approval)) {
    return {
      wrong: `${day} is outside the approval of the award, which holds from ${approval.from} to ${approval.until}.`,
    }
  }
  if (window !== undefined && !isWithin(day, window)) {
    return {
      wrong: `${day} is outside the days on which the award can be earned: ${window.from} to ${window.until}.`,
    }
  }
  return { earned: day }
}

const percentText = (percent: number): string => `${Math.floor(percent * 100) / 100} %`

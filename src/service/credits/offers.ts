import type { EvidenceKind } from '../../credentials/creditable.ts'
import type { Offer } from '../../credentials/plan.ts'
import { courseActivity } from '../../model/xapi.ts'
import type { HostedCourse } from '../courses.ts'

const DEFAULT_UNIT = { name: 'CEU', minutes: 60 } as const

/** An award that can be earned here, as the planner looks at it, with the course to open for it. */
export interface CourseOffer extends Offer {
  readonly course: string
}

/** Every award of every course that is hosted here. */
export function offersOf(courses: ReadonlyMap<string, HostedCourse>): readonly CourseOffer[] {
  return [...courses.values()].flatMap(({ course }) =>
    course.awards.map((award): CourseOffer => {
      const { title, type, domain, topic, credits, minutes, credentials = [], approval, window } = award
      const approver = approval?.approver ?? award.approver
      const proof = new Set<EvidenceKind>(['statements', 'certificate'])
      if ((award.requires.exam ?? course.completion.exam) !== undefined) proof.add('exam')
      if (approval !== undefined) proof.add('approval')
      const from = latest(approval?.from, window?.from)
      const until = earliest(approval?.until, window?.until)
      return {
        id: `${course.id}/${award.id}`,
        course: course.id,
        activity: courseActivity(course.id),
        title,
        type,
        domains: [domain],
        ...(topic === undefined ? {} : { topic }),
        ...(approver === undefined ? {} : { approver }),
        credentials,
        credits,
        unit: award.unit ?? DEFAULT_UNIT,
        minutes,
        source: 'hosted',
        proof,
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      }
    }),
  )
}

const latest = (...days: readonly (string | undefined)[]): string | undefined => sorted(days).at(-1)
const earliest = (...days: readonly (string | undefined)[]): string | undefined => sorted(days)[0]
/** Plain dates sort as texts. */
const sorted = (days: readonly (string | undefined)[]): string[] => days.filter((day) => day !== undefined).sort()

import { moveOnOf } from '../../model/cmi5.ts'
import { objectivesOf } from '../../model/objectives.ts'
import { isRequired, type Part, partOf, partsOf } from '../../model/part.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity, xapiActivityTypes } from '../../model/xapi.ts'
import { partPage } from '../parts.ts'
import type { Layout } from '../target.ts'
import { type XmlElement, xmlText } from '../xml.ts'

const NAMESPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd'

/** cmi5 sets no limits; these keep titles and descriptions what they are called. */
const TITLE_LIMIT = 200
const DESCRIPTION_LIMIT = 1000

/**
 * `cmi5.xml` of a course (cmi5 §13). As `single`, one assignable unit (AU), with the player's own menu. As `multi`, a block
 * for each module with one AU in it, then an AU for each exam; only what the completion rule asks for has to be done before
 * an LMS calls the course satisfied.
 *
 * Ids are the publisher's: below the course's activity id, the same in every build. The LMS makes the activity ids that
 * statements are about (§8.1.5). `entitlementKey` and `launchParameters` are left out: nothing is for sale, and nothing has
 * to be told.
 */
export function courseStructure(course: CompiledCourse, layout: Layout): XmlElement {
  const id = courseActivity(course.id)
  const write = writer(course)
  return {
    name: 'courseStructure',
    attributes: { xmlns: NAMESPACE },
    children: [
      { name: 'course', attributes: { id }, children: write.texts(course.title, course.description) },
      {
        name: 'objectives',
        children: objectivesOf(course).map((objective) => ({
          name: 'objective',
          attributes: { id: write.objectiveId(objective.id) },
          children: write.texts(objective.title, objective.title),
        })),
      },
      ...(layout === 'single'
        ? [whole(course, write)]
        : partsOf(course).flatMap((part) => unitOf(course, part, write))),
    ],
  }
}

type Writer = ReturnType<typeof writer>

/** How this course writes what every element has. */
function writer(course: CompiledCourse) {
  const id = courseActivity(course.id)
  const known = new Set(objectivesOf(course).map((objective) => objective.id))
  const text = (name: string, value: string, limit: number): XmlElement => ({
    name,
    children: [{ name: 'langstring', attributes: { lang: course.language }, children: xmlText(value, limit) }],
  })
  const objectiveId = (objective: string): string => `${id}/objective/${objective}`
  return {
    id: (kind: 'au' | 'block', name: string): string => `${id}/${kind}/${name}`,
    objectiveId,
    texts: (title: string, description: string): XmlElement[] => [
      text('title', title, TITLE_LIMIT),
      text('description', description, DESCRIPTION_LIMIT),
    ],
    /** References to the objectives of a part; none where it has none. */
    objectives: (part: CompiledCourse): XmlElement[] => {
      const own = objectivesOf(part).filter((objective) => known.has(objective.id))
      if (own.length === 0) return []
      const children = own.map((objective) => ({
        name: 'objective',
        attributes: { idref: objectiveId(objective.id) },
      }))
      return [{ name: 'objectives', children }]
    },
  }
}

const whole = (course: CompiledCourse, write: Writer): XmlElement => ({
  name: 'au',
  attributes: {
    id: write.id('au', 'course'),
    ...moveOn(course, true),
    launchMethod: 'AnyWindow',
    activityType: xapiActivityTypes.course,
  },
  children: [
    ...write.texts(course.title, course.description),
    ...write.objectives(course),
    { name: 'url', children: 'index.html' },
  ],
})

/** An exam is a unit by itself; a module is one inside a block, so that an LMS shows and satisfies it by name. */
function unitOf(course: CompiledCourse, part: Part, write: Writer): XmlElement[] {
  const own = partOf(course, part.id)
  if (own === undefined) return []
  const au: XmlElement = {
    name: 'au',
    attributes: {
      id: write.id('au', part.id),
      ...moveOn(own, isRequired(course, part)),
      launchMethod: 'AnyWindow',
      activityType: part.kind === 'exam' ? xapiActivityTypes.assessment : xapiActivityTypes.module,
    },
    children: [
      ...write.texts(part.title, part.title),
      ...write.objectives(own),
      { name: 'url', children: partPage(part) },
    ],
  }
  if (part.kind === 'exam') return [au]
  const children = [...write.texts(part.title, part.title), ...write.objectives(own), au]
  return [{ name: 'block', attributes: { id: write.id('block', part.id) }, children }]
}

/** Only what the completion rule asks for is waited for. */
function moveOn(unit: CompiledCourse, required: boolean): { readonly moveOn: string; readonly masteryScore?: string } {
  const { moveOn, masteryScore } = moveOnOf(unit)
  return {
    moveOn: required ? moveOn : 'NotApplicable',
    ...(masteryScore === undefined ? {} : { masteryScore: String(masteryScore) }),
  }
}

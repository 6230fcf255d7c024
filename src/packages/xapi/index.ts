import type { CompiledCourse } from '../../model/schema-types.ts'
import { courseActivity, xapiActivityTypes } from '../../model/xapi.ts'
import { contentFiles } from '../content.ts'
import type { PackageTarget } from '../target.ts'
import { writeXml, type XmlElement, xmlText } from '../xml.ts'

export const xapi: PackageTarget = {
  name: 'xapi',
  summary: 'xAPI (tincan.xml): for an LMS or record store that launches xAPI content but not cmi5',
  shape: 'zip',
  layouts: ['single'],
  files: (input) => {
    const activityId = courseActivity(input.course.id)
    const single = { ...input, options: { layout: 'single' as const } }
    const content = contentFiles(single, { driver: 'tincan', activityId })
    return new Map([...content, ['tincan.xml', writeXml(tincan(input.course, activityId))]])
  },
}

/**
 * `tincan.xml` by the launch guideline that LMSs follow; it has no published schema. It names the course alone: that is the
 * activity to launch, LMSs take the first that can be, and what is inside a course describes itself in the statements
 * about it. Endpoint and credential come with the launch and are never here.
 */
const tincan = (course: CompiledCourse, activityId: string): XmlElement => ({
  name: 'tincan',
  attributes: { xmlns: 'http://projecttincan.com/tincan.xsd' },
  children: [
    {
      name: 'activities',
      children: [
        {
          name: 'activity',
          attributes: { id: activityId, type: xapiActivityTypes.course },
          children: [
            { name: 'name', children: xmlText(course.title, 200) },
            { name: 'description', attributes: { lang: course.language }, children: xmlText(course.description, 1000) },
            { name: 'launch', attributes: { lang: course.language }, children: 'index.html' },
          ],
        },
      ],
    },
  ],
})
